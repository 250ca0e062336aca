"""The pages over HTTP: who gets in, what a form needs, and what a page costs."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import event
from tests.service.company import Company, sample_documents
from tests.service.copy import changed
from tests.web.serving import Served

from governance.actions.campaigns import campaign_named
from governance.actions.policies import propose
from governance.actions.submissions import bring
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.policy.talk_track import TalkTrack
from governance.store.transaction import Tx
from governance.web.door import COOKIE
from governance.web.pages.acts import ACTS
from governance.web.pages.door import FORM_COOKIE
from governance.web.pages.verdicts import CODES, FINDINGS

W = "/w/loopfern"
PAGES = """queue new new/upload campaigns drift permits policies policies/propose policies/propose-claim people partners
find keys audit tokens""".split()
FOR_FEW = ("audit", "tokens")
BODY = """Hi {{first_name}},

Loopfern reads each return request, checks it against your own policy and books the label.

{{postal_address}}
{{unsubscribe_link}}"""


def browser(served: Served, company: Company, name: str) -> tuple[httpx.Client, str]:
    """A browser of somebody, and the token that its forms carry."""
    session = company.sign_in(name)
    cookie = f"{COOKIE}={session['session']}; {FORM_COOKIE}={session['csrf']}"
    client = httpx.Client(base_url=served.url, headers={"Cookie": cookie}, timeout=30, verify=False)
    served.clients.append(client)
    return client, str(session["csrf"])


def brought(company: Company, author: str, count: int = 1, body: str = BODY) -> list[str]:
    """Variants of somebody's, put forward."""

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        campaign = campaign_named(tx, actor, None, "january")
        words, manifest = Revision(body=body, subject="A question"), Manifest(channel="email", kind="cold")
        made = [bring(tx, actor, campaign, Variant(f"V-{n}", words, manifest), True) for n in range(count)]
        return {"ids": [one["id"] for one in made]}

    return [str(id) for id in company.as_(author, work)["ids"]]


def decision(page: str, csrf: str, **more: str) -> dict[str, str]:
    """The fields of the decision form as the page has them."""
    names = ("revision", "content_digest", "manifest_digest", "policy_set", "form_id")
    found = {name: page.partition(f'name="{name}" value="')[2].partition('"')[0] for name in names}
    return {**found, "csrf": csrf, **more}


@pytest.mark.parametrize("page", PAGES)
def test_strangers_are_led_to_the_sign_in_page_and_back(served: Served, loopfern: Company, page: str) -> None:
    answer = served.client().get(f"{W}/{page}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/sign-in?back={W}/{page}"
    assert "script-src 'self'" in served.client().get("/sign-in").headers["content-security-policy"]
    assert loopfern.verified().broken is None


def test_members_see_every_page_and_partners_what_is_theirs(served: Served, loopfern: Company) -> None:
    brought(loopfern, "tom")
    for name, refused in (("ada", ()), ("tom", FOR_FEW), ("leo", FOR_FEW), ("mara", ())):
        client, _ = browser(served, loopfern, name)
        for page in PAGES:
            expected = 403 if page in refused else 200
            assert client.get(f"{W}/{page}").status_code == expected, (name, page)
    leo, _ = browser(served, loopfern, "leo")
    assert "V-0" not in leo.get(f"{W}/queue?view=open").text
    assert "halyard" not in leo.get(f"{W}/partners").text.lower()


def test_the_message_standard_reads_its_sending_rules_aloud_with_their_sources(
    served: Served, loopfern: Company
) -> None:
    ada, _ = browser(served, loopfern, "ada")
    page = ada.get(f"{W}/policies/outreach-standard").text
    for words in ("UK: PECR, United Kingdom", "Every message says who sends it.", "as archived (regulation 23)"):
        assert words in page


def test_the_talk_track_shows_what_says_more_and_the_contrary_and_what_a_version_changes_of_it(
    served: Served, loopfern: Company
) -> None:
    ada, _ = browser(served, loopfern, "ada")
    page = ada.get(f"{W}/policies/returns-automation").text
    for words in ("What says more", "<bdi>flags or points</bdi>", "<bdi>rejects, refuses or accuses</bdi>"):
        assert words in page
    assert "What says the contrary" in page
    track = next(one for one in sample_documents() if isinstance(one, TalkTrack))
    rows = track.model_dump(mode="json")["language"]["stronger"]
    more = {"stronger": [*rows, {"words": ["issues"], "than": ["books", "reads"]}]}
    proposed = changed(track, language=more, reason="One row more, one less.")
    loopfern.as_("tom", lambda tx, actor: propose(tx, actor, [proposed]))
    told = " ".join(ada.get(f"{W}/policies/returns-automation").text.split())
    for where, words in (("Language, stronger, 2", "is new"), ("Language, opposites, 1", "is gone")):
        assert f"<bdi>{where}</bdi></b> {words}" in told
    assert "issues: more than books or reads" in told
    assert [told.count(f'class="direction {one}"') for one in ("stricter", "looser", "changed")] == [1, 1, 0]


def test_a_workspace_that_is_not_yours_looks_like_none(served: Served, loopfern: Company) -> None:
    tom, _ = browser(served, loopfern, "tom")
    absent = tom.get("/w/nowhere/queue")
    assert absent.status_code == 404
    assert "There is no such workspace, or it is not yours" in absent.text


def test_a_form_without_its_token_changes_nothing_and_is_recorded(served: Served, loopfern: Company) -> None:
    (id,) = brought(loopfern, "leo")
    tom, csrf = browser(served, loopfern, "tom")
    page = tom.get(f"{W}/variants/{id}?s=1").text
    said = decision(page, "another", verdict="request_changes", note="Shorter")
    refused = tom.post(f"{W}/variants/{id}/decisions", data=said)
    assert refused.status_code == 403
    assert "Shorter" in refused.text, "what was typed is not lost with the form"
    done = tom.post(f"{W}/variants/{id}/decisions", data={**said, "csrf": csrf})
    assert done.status_code == 303
    acts = [entry["act"] for entry in loopfern.record()]
    assert acts.count(Act.DECISION_MADE) == 1
    assert acts.count(Act.ACCESS_REFUSED) == 1


def test_a_form_that_is_sent_twice_decides_once(served: Served, loopfern: Company) -> None:
    (id,) = brought(loopfern, "leo")
    tom, csrf = browser(served, loopfern, "tom")
    said = decision(tom.get(f"{W}/variants/{id}?s=1").text, csrf, verdict="approve")
    first, again = (tom.post(f"{W}/variants/{id}/decisions", data=said) for _ in range(2))
    assert (first.status_code, again.status_code) == (303, 303)
    assert [entry["act"] for entry in loopfern.record()].count(Act.DECISION_MADE) == 1


def test_nothing_unread_is_approved_on_a_page(served: Served, loopfern: Company) -> None:
    (id,) = brought(loopfern, "leo")
    tom, csrf = browser(served, loopfern, "tom")
    said = decision(tom.get(f"{W}/variants/{id}").text, csrf, verdict="approve")
    unread = tom.post(f"{W}/variants/{id}/decisions", data=said)
    assert unread.status_code == 409
    assert "1 new statement unread" in unread.text
    tom.get(f"{W}/variants/{id}/evidence?s=1")
    assert tom.post(f"{W}/variants/{id}/decisions", data=said).status_code == 303
    (made,) = [entry for entry in loopfern.record() if entry["act"] == Act.DECISION_MADE]
    assert made["data"]["seen"] == [1, 1]


def test_what_was_approved_before_is_known_to_the_next_reader(served: Served, loopfern: Company) -> None:
    first, second = brought(loopfern, "leo", 2)
    for name, call in (("tom", {}), ("nia", {}), ("priya", {"call": "yes"})):
        client, csrf = browser(served, loopfern, name)
        said = decision(client.get(f"{W}/variants/{first}?s=1").text, csrf, verdict="approve", **call)
        assert client.post(f"{W}/variants/{first}/decisions", data=said).status_code == 303
    ines, _ = browser(served, loopfern, "ines")
    page = ines.get(f"{W}/variants/{second}").text
    assert "nothing new" in page
    assert "Known: approved before, on the same claim" in page


def test_a_queue_page_asks_as_much_of_the_database_however_long_the_queue(served: Served, loopfern: Company) -> None:
    tom, _ = browser(served, loopfern, "tom")
    brought(loopfern, "leo", 3)
    few = queries(served, tom, f"{W}/queue")
    brought(loopfern, "leo", 48)
    assert queries(served, tom, f"{W}/queue") == few
    page = tom.get(f"{W}/queue")
    assert page.text.count("data-step") == 50
    assert len(page.content) <= 60_000
    (id, *_) = brought(loopfern, "leo")
    assert len(tom.get(f"{W}/variants/{UUID(id)}/evidence?s=1").content) <= 8_000


def test_the_readings_of_a_text_are_turned_over_one_by_one(served: Served, loopfern: Company) -> None:
    tom, _ = browser(served, loopfern, "tom")
    (id,) = brought(loopfern, "leo", body="{Hello|Hi} {{first_name|there}}. We {read|saw|liked} your post.")
    page = tom.get(f"{W}/variants/{id}?view=received").text
    assert "<b>12</b> renderings" in page
    assert "<span>6 words</span>" in page
    assert "in all</span>" not in page, "the lines that the standard requires are missing"
    assert "reading <b>1 of 3</b>" in page
    assert "?view=received&amp;r=2" in page
    second = tom.get(f"{W}/variants/{id}?view=received&r=2").text.partition('aria-label="Evidence"')[0]
    assert 'filled-in">there</span>' in second
    assert "saw" in second
    assert "read your" not in second
    last = tom.get(f"{W}/variants/{id}?view=received&r=99").text
    assert "reading <b>3 of 3</b>" in last
    assert "Next reading" not in last


def test_what_the_standard_requires_is_said_to_be_in_all_renderings(served: Served, loopfern: Company) -> None:
    tom, _ = browser(served, loopfern, "tom")
    (id,) = brought(loopfern, "leo")
    assert "unsubscribe link and postal address in all" in tom.get(f"{W}/variants/{id}").text


def test_a_count_that_nobody_reads_is_told_by_its_power_of_ten(served: Served, loopfern: Company) -> None:
    tom, _ = browser(served, loopfern, "tom")
    (id,) = brought(loopfern, "leo", body="It is {0|1|2|3|4|5|6|7|8|9}. " * 12)
    assert "<b>over 10^12</b> renderings" in tom.get(f"{W}/variants/{id}").text
    answer = tom.get(f"/api{W}/variants/{id}/renderings").json()
    assert (answer["renderings"], len(answer["readings"])) == (str(10**12), 10)


def test_different_sentences_are_listed_with_their_options_if_asked_for(served: Served, loopfern: Company) -> None:
    tom, _ = browser(served, loopfern, "tom")
    (id,) = brought(loopfern, "leo", body="Hello. You save {8%|12%} on returns.")
    body = tom.get(f"/api{W}/variants/{id}/renderings?sentences=true").json()["parts"][-1]
    assert body["sentences"] == 3
    assert body["different_sentences"][2] == {
        "text": "You save 12% on returns.",
        "start": 7,
        "end": 36,
        "choices": [{"text": "12%", "start": 20, "end": 23}],
    }
    assert tom.get(f"/api{W}/variants/{id}/renderings").json()["parts"][-1]["different_sentences"] is None


def test_a_partner_is_chosen_within_the_view(served: Served, loopfern: Company) -> None:
    tom, _ = browser(served, loopfern, "tom")
    brought(loopfern, "leo")
    assert f"{W}/queue?view=open&amp;partner=northwind" in tom.get(f"{W}/queue?view=open").text
    shown = tom.get(f"{W}/queue?view=open&partner=northwind").text
    assert "1 of one partner." in shown
    assert "One partner's, of 1 variant" in shown


def queries(served: Served, client: httpx.Client, path: str) -> int:
    """How many statements a page asks at its least: counts are read anew every few seconds."""
    return min(_queries(served, client, path) for _ in range(3))


def _queries(served: Served, client: httpx.Client, path: str) -> int:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(served.store.engine, "before_cursor_execute", note)
    client.get(path)
    event.remove(served.store.engine, "before_cursor_execute", note)
    return len(asked)


@pytest.mark.parametrize(
    "days", ["since=0001-01-01", "since=9999-12-31", "until=9999-12-31", "until=0001-01-01", "since=x"]
)
def test_the_record_is_shown_for_any_days(served: Served, loopfern: Company, days: str) -> None:
    mara, _ = browser(served, loopfern, "mara")
    assert mara.get(f"{W}/audit?{days}").status_code == 200


def test_every_act_and_every_finding_is_told_in_words() -> None:
    assert set(ACTS) == set(Act)
    assert set(FINDINGS) == CODES
