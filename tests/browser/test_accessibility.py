"""Every page in every state, light and dark, held against an accessibility checker."""

from playwright.sync_api import FilePayload, Page, expect
from tests.browser.office import ALTERED, SUPPORTED, UNSUPPORTED, Office, W, letter
from tests.browser.visiting import OF_COLOUR, Visits, axe

CHOICE = "It is a {good|really quite wonderful and altogether new} day."
CAMPAIGN: FilePayload = {
    "name": "campaign.json",
    "mimeType": "application/json",
    "buffer": b'{"sequences":[{"steps":[{"delay":3,"variants":[{"subject":"One {{RANDOM|good|bad}} day","body":'
    b'"Loopfern is {{RANDOM|risk-free|good}}."}]},{"variants":[{"subject":"","body":"Shall we talk?"}]}]}]}',
}


def held(page: Page) -> None:
    """In the light, and what is different in the dark: style sheets alone know of it."""
    axe(page)
    page.emulate_media(color_scheme="dark")
    axe(page, OF_COLOUR)
    page.emulate_media(color_scheme="light")


def looked_at(page: Page, *paths: str) -> None:
    for path in paths:
        page.goto(path)
        held(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} scrolls sideways by {wide}"


def test_pages_of_reviewers_and_authors(at_work: Office) -> None:
    id = at_work.brings(
        "leo", letter(SUPPORTED, ALTERED, UNSUPPORTED, "It is a {good|really quite wonderful new} day.")
    )
    at_work.approved()
    vetoed = at_work.brings("leo", letter(ALTERED), name="Vetoed")
    at_work.decides("tom", vetoed, "veto", "Nobody may say this.")
    returned = at_work.brings("tom", letter(SUPPORTED), name="Returned")
    at_work.decides("ines", returned, "request_changes", "Shorter.")
    tom = at_work.at("tom")
    variant = f"{W}/variants/{id}"
    looked_at(
        tom,
        f"{W}/queue",
        f"{W}/queue?view=open",
        f"{W}/queue?view=approved&partner=northwind",
        f"{W}/queue?view=returned",
        variant,
        f"{variant}?s=2",
        f"{variant}?s=3&tab=message",
        f"{variant}?tab=track",
        f"{variant}?tab=approval",
        f"{variant}?view=received",
        f"{variant}?view=source",
        f"{W}/variants/{vetoed}",
        f"{W}/variants/{returned}",
        f"{W}/variants/{returned}/edit",
        f"{variant}/history",
    )


def test_pages_of_those_who_look_after_things(at_work: Office) -> None:
    at_work.approved()
    mara = at_work.at("mara")
    person = f"{W}/people/{at_work.company['tom']}"
    looked_at(
        mara,
        f"{W}/policies",
        f"{W}/policies/outreach-approval",
        f"{W}/policies/returns-automation",
        f"{W}/policies/returns-automation?view=text",
        f"{W}/policies/propose",
        f"{W}/policies/propose-claim?statement=We%20are%20good",
        f"{W}/people",
        person,
        f"{W}/partners",
        f"{W}/tokens",
        f"{W}/campaigns",
        f"{W}/drift",
        f"{W}/drift?by=writer",
        f"{W}/permits",
        f"{W}/audit",
        f"{W}/audit?entry=20",
        f"{W}/audit?since=2026-01-01&until=2026-01-02",
        f"{W}/find?q=open",
        f"{W}/find?q=nothing+like+it",
        f"{W}/keys",
        f"{W}/new",
        f"{W}/new/upload",
    )
    mara.goto(f"{W}/new/upload")
    mara.set_input_files("input[name=file]", CAMPAIGN)
    expect(mara.locator(".sequence")).to_contain_text("readings show every option")
    mara.locator("summary", has_text="readings show every option").first.click()
    held(mara)
    mara.goto(f"{W}/audit")
    mara.get_by_role("button", name="Verify").click()
    expect(mara.locator("#verified")).to_contain_text("Record intact")
    held(mara)


def test_pages_on_a_phone(at_work: Office) -> None:
    id = at_work.brings("leo", letter(SUPPORTED, ALTERED))
    page = at_work.at("tom", width=320)
    looked_at(page, f"{W}/queue", f"{W}/variants/{id}", f"{W}/variants/{id}?s=2", f"{W}/policies/outreach-approval")
    looked_at(page, f"{W}/policies/shop-leads", f"{W}/variants/{id}?view=received")
    looked_at(page, f"{W}/new", f"{W}/campaigns", f"{W}/drift", f"{W}/people", f"{W}/find")
    looked_at(at_work.at("mara", width=320), f"{W}/variants/{id}")


def test_pages_of_strangers_and_refusals(at_work: Office, visits: Visits) -> None:
    stranger = visits.open("/sign-in")
    looked_at(stranger, "/sign-in", "/invitation")
    visits.expect("status of 404")
    looked_at(at_work.at("tom"), f"{W}/variants/00000000-0000-4000-8000-000000000000")
