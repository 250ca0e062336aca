"""What the recipient of an HTML part does not see, and what stands beside its text, as a reviewer meets it."""

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.office import SUPPORTED, UNSUPPORTED, Office, W, letter
from tests.browser.test_accessibility import held

HTML = f"""<title>A question, {{{{first_name}}}}</title>
<div style="display:none">A short look inside &zwnj;&nbsp;&zwnj;&nbsp;</div>
<p>Hi {{{{first_name}}}},</p>
<p>{SUPPORTED} <img src="x.png" alt="{UNSUPPORTED}" title="<script>window.hit = 1</script>"></p>
<p style="color:#fff">Offer ends {{today|this week}}, {{{{first_name|friend}}}}.<br>Terms apply to new customers.</p>
<p>Worth <a href="https://loopfern.example" aria-label="Book a call &#8238;now">a short call</a>?</p>
<div hidden><img src="y.png" alt='" onload="window.hit = 1" hx-get="/w/loopfern/queue" hx-trigger="load'></div>
<p>{{{{postal_address}}}}<br>{{{{unsubscribe_link}}}}</p>"""
HIDDEN = ("A short look inside", "Offer ends", "today", "this week", "first name or “friend”", "Terms apply to new")
SEEN = ("Hi ", SUPPORTED, "Worth a", "postal address")
BESIDE = (
    ("Title of the page", "A question, first name"),
    ("Alternative text", UNSUPPORTED),
    ("Title", "<script>window.hit = 1</script>"),
    ("Label", "Book a call U+202Enow"),
    ("Alternative text", '" onload="window.hit = 1" hx-get="/w/loopfern/queue" hx-trigger="load'),
)


def read_as_hidden(copy: Locator) -> None:
    """What is hidden is struck, in a dotted frame, after the word, and is said to end; nothing else is."""
    struck = " ".join(copy.locator(".covered").all_inner_texts())
    assert [words for words in HIDDEN if words not in struck] == []
    assert [words for words in SEEN if words in struck] == []
    assert copy.locator(".tag.hides").all_inner_texts() == ["hidden"] * 3
    assert copy.get_by_text("end of what is hidden").count() == 3
    first = copy.locator(".covered").first
    expect(first).to_have_css("text-decoration-line", "line-through")
    expect(first).to_have_css("border-top-style", "dotted")


def read_beside(copy: Locator) -> None:
    expect(copy.get_by_role("heading", name="Beside the text")).to_be_visible()
    rows = copy.locator(".beside dl > div")
    expect(rows).to_have_count(len(BESIDE))
    for row, (kind, words) in zip(rows.all(), BESIDE, strict=True):
        expect(row.locator("dt")).to_have_text(kind)
        expect(row.locator("dd")).to_contain_text(words)


def nothing_acts(page: Page) -> None:
    assert page.evaluate("window.hit") is None
    assert page.locator(".copy").locator("script, img, style, [onload], [hx-trigger]").count() == 0


@pytest.mark.parametrize("width", [1440, 390])
def test_hidden_text_and_texts_beside_the_copy_are_read_as_what_they_are(at_work: Office, width: int) -> None:
    id = at_work.brings("leo", letter(SUPPORTED), html=HTML)
    page = at_work.at("tom", width=width)
    for view in ("written", "received"):
        page.goto(f"{W}/variants/{id}?view={view}")
        copy = page.get_by_role("region", name="Copy")
        if view == "written":
            read_as_hidden(copy)
        read_beside(copy)
        nothing_acts(page)
        held(page)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_statement_beside_the_text_is_looked_at_like_any_other(at_work: Office) -> None:
    id = at_work.brings("leo", letter(SUPPORTED), html=HTML)
    page = at_work.at("tom", f"/variants/{id}?s=1", width=1440)
    page.locator(".beside a.statement", has_text=UNSUPPORTED).click()
    expect(page.locator("#evidence")).to_contain_text("Unsupported")
    expect(page.locator(".beside a.statement", has_text=UNSUPPORTED)).to_have_attribute("aria-current", "true")
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map(one => one.id)).size") == page.evaluate(
        "document.querySelectorAll('[id]').length"
    )


def test_whoever_writes_sees_the_same_while_typing(at_work: Office) -> None:
    id = at_work.brings("leo", letter(SUPPORTED), html="<p>Hello.</p>", submit=False)
    page = at_work.at("leo", f"/variants/{id}/edit")
    page.get_by_label("HTML part").fill(HTML)
    expect(page.locator("#preview")).to_contain_text("Beside the text")
    read_as_hidden(page.locator("#preview"))
    read_beside(page.locator("#preview"))
    nothing_acts(page)
    held(page)
