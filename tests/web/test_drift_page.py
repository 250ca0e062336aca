"""The page of drift: one sentence, pictures with their figures, and to each what is theirs."""

import re
from typing import Any

import pytest
from tests.service.company import Company
from tests.web.serving import Served
from tests.web.test_pages import W, browser, queries

from governance.actions.campaigns import campaign_named
from governance.actions.submissions import bring
from governance.core.actor import Actor
from governance.core.copy.variant import Generator, Manifest, Revision, Variant
from governance.store.transaction import Tx

ALTERED = "Retailers on Loopfern cut refund handling time by 27%."
FAITHFUL = "Retailers on Loopfern can cut refund handling time by up to 27%, found in our 2026 survey of 120 retailers."
HOSTILE = '<script>alert("x")</script>'


def write(company: Company, says: str, *, author: str = "ines", campaign: str = "january", **more: Any) -> None:
    manifest = Manifest(channel=more.get("channel", "email"), kind="cold", regions=("DE",))
    variant = Variant("text", Revision(says, "A question"), manifest, generator=more.get("by"))

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        return bring(tx, actor, campaign_named(tx, actor, None, campaign), variant, False)

    company.as_(author, work)


def page(served: Served, company: Company, name: str = "tom", query: str = "") -> str:
    return browser(served, company, name)[0].get(f"{W}/drift{query}").text


def test_before_anything_was_checked_the_page_says_what_comes_next(served: Served, loopfern: Company) -> None:
    shown = page(served, loopfern)
    assert "Nothing moved since last week." in shown
    assert "Nothing was checked in these 12 weeks" in shown


def test_the_channel_that_departs_is_marked_with_the_approved_words_beside_it(
    served: Served, loopfern: Company
) -> None:
    write(loopfern, ALTERED)
    write(loopfern, FAITHFUL, channel="call_script")
    shown = page(served, loopfern)
    promise = shown.partition('<th scope="row">Promise</th>')[2].partition("</tr>")[0]
    departing = re.findall(r'<td data-head="([^"]+)" class="departs">', promise)
    assert departing == ["E-mail"]
    assert "approved: <bdi>up to 27%</bdi>" in promise


def test_every_picture_has_a_sentence_and_its_figures_stand_in_a_table(served: Served, loopfern: Company) -> None:
    write(loopfern, ALTERED, by=Generator("gpt-4.1", "open@7"))
    shown = page(served, loopfern)
    pictures = re.findall(r"<svg[^>]*>", shown)
    assert all('role="img" aria-label="' in one or 'aria-hidden="true"' in one for one in pictures)
    assert shown.count('<details class="as-table">') == 3
    assert " style=" not in shown


@pytest.mark.parametrize("by", ["campaign", "partner", "writer", "channel", "moon"])
def test_groups_are_links_and_an_unknown_one_is_as_none(served: Served, loopfern: Company, by: str) -> None:
    write(loopfern, ALTERED, by=Generator("gpt-4.1", "open@7"))
    current = re.findall(r'\?by=(\w+)" aria-current="true"', page(served, loopfern, query=f"?by={by}&campaign=x"))
    assert current == [by if by != "moon" else "campaign"]


def test_a_partner_sees_its_own_and_no_trace_of_the_rest(served: Served, loopfern: Company) -> None:
    write(loopfern, ALTERED, campaign="ours", by=Generator("gpt-4.1", "secret@7"))
    write(loopfern, FAITHFUL, author="bram", campaign="theirs")
    shown = page(served, loopfern, "bram")
    assert "theirs" in shown
    assert "ours</bdi>" not in shown
    assert "secret@7" not in shown
    client, _ = browser(served, loopfern, "tom")
    ours = next(one["id"] for one in client.get(f"/api{W}/drift").json()["groups"] if one["name"] == "ours")
    assert browser(served, loopfern, "bram")[0].get(f"{W}/drift?campaign={ours}").status_code == 404


def test_hostile_names_are_text(served: Served, loopfern: Company) -> None:
    write(loopfern, f"Our customer Hotel {HOSTILE} saved 40% with us.", by=Generator(HOSTILE, HOSTILE))
    for by in ("campaign", "writer"):
        shown = page(served, loopfern, query=f"?by={by}")
        assert HOSTILE not in shown
        assert "&lt;script&gt;" in shown


def test_the_page_asks_as_much_of_the_database_however_much_was_checked(served: Served, loopfern: Company) -> None:
    tom, _ = browser(served, loopfern, "tom")
    write(loopfern, ALTERED, campaign="first", by=Generator("gpt-4.1", "open@0"))
    few = queries(served, tom, f"{W}/drift")
    for number in range(6):
        write(loopfern, ALTERED, campaign=f"c{number}", by=Generator("gpt-4.1", f"open@{number}"))
    assert queries(served, tom, f"{W}/drift") == few
