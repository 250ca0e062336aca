"""The whole way in real browsers: a partner pastes copy, three others decide, and a permit is signed."""

import re

from playwright.sync_api import Page, expect
from tests.browser.office import ALTERED, SUPPORTED, UNSUPPORTED, Office, W, letter
from tests.browser.visiting import Visits, axe
from tests.service.company import PASSWORD


def read_everything(page: Page) -> None:
    """Look at the evidence of every new statement."""
    while page.locator("[data-key=n]").count():
        before = page.locator("#seen").inner_text()
        page.keyboard.press("n")
        expect(page.locator("#seen")).not_to_have_text(before, use_inner_text=True)


def test_four_people_take_copy_from_paste_to_permit(at_work: Office) -> None:
    leo = at_work.at("leo", "/new")
    leo.get_by_label("Or a new campaign").fill("january")
    leo.get_by_label("Name of the variant").fill("Opener A")
    leo.get_by_label("Subject").fill("A question")
    leo.get_by_label("Body", exact=True).fill(letter(SUPPORTED))
    expect(leo.locator("#preview")).to_contain_text("1 supported")
    expect(leo.locator("#after")).to_contain_text("Marketing, Sales and Partner decide")
    leo.get_by_role("button", name="Submit for review").click()
    leo.wait_for_url("**/variants/*")
    expect(leo.get_by_role("region", name="Your decision")).to_contain_text("you cannot decide on it")
    address = leo.url.partition("?")[0]
    for name in ("tom", "nia", "priya"):
        page = at_work.at(name, width=1440)
        page.get_by_role("link", name="Opener A").click()
        page.wait_for_url(f"{address}*")
        read_everything(page)
        if name == "priya":
            page.get_by_text("Yes", exact=False).first.click()
        page.get_by_role("button", name="Approve").click()
        expect(page.locator("#decision")).to_contain_text("Approved")
    expect(page.locator("#side")).to_contain_text("Approved on this text")
    page.get_by_role("link", name="The permit").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Runs")
    axe(page)


def test_approve_is_closed_until_every_new_statement_was_read(at_work: Office) -> None:
    id = at_work.brings("leo", letter(SUPPORTED))
    page = at_work.at("tom", f"/variants/{id}")
    closed = page.get_by_role("button", name="Approve")
    expect(closed).to_have_attribute("aria-disabled", "true")
    expect(page.locator("#why-approve")).to_contain_text("1 new statement unread")
    page.locator("a.statement").first.click()
    expect(page.locator("#seen")).to_contain_text("1 of 1")
    expect(closed).not_to_have_attribute("aria-disabled", "true")


def test_an_edit_ends_the_approval_and_everybody_is_asked_again(at_work: Office) -> None:
    id = at_work.approved()
    leo = at_work.at("leo", f"/variants/{id}")
    expect(leo.locator("#state")).to_have_text("Approved")
    leo.get_by_role("link", name="Edit").click()
    leo.get_by_label("Body", exact=True).fill(letter(SUPPORTED, "Shoppers like it."))
    leo.get_by_role("button", name="Save and submit").click()
    leo.wait_for_url(f"**/variants/{id}?*")
    expect(leo.locator("#state")).to_have_text("In review")
    expect(leo.locator(".review-head")).to_contain_text("revision 2")
    tom = at_work.at("tom")
    expect(tom.get_by_role("link", name="Opener A")).to_be_visible()
    tom.goto(f"{W}/permits")
    expect(tom.get_by_role("table")).to_contain_text("Shut: the text changed")


def test_whoever_reads_an_older_revision_records_nothing_and_keeps_the_note(at_work: Office, visits: Visits) -> None:
    id = at_work.brings("leo", letter(SUPPORTED))
    tom, ines = at_work.at("tom", f"/variants/{id}?s=1"), at_work.at("ines", f"/variants/{id}?s=1")
    tom.get_by_label(re.compile("What should change")).fill("Say it shorter")
    leo = at_work.at("leo", f"/variants/{id}/edit")
    leo.get_by_label("Body", exact=True).fill(letter(SUPPORTED, "It is new."))
    leo.get_by_role("button", name="Save and submit").click()
    leo.wait_for_url(f"**/variants/{id}?*")
    visits.expect("status of 409")
    tom.get_by_role("button", name="Request changes").click()
    expect(tom.get_by_role("alert").first).to_contain_text("Revision 2 is there now")
    expect(tom.get_by_role("alert").first).to_contain_text("Nothing was recorded")
    assert tom.get_by_label(re.compile("What should change")).input_value() == "Say it shorter"
    ines.get_by_role("button", name="Approve").click()
    expect(ines.get_by_role("alert").first).to_contain_text("Revision 2 is there now")
    history = at_work.at("tom", f"/variants/{id}/history").get_by_role("main")
    expect(history).not_to_contain_text("approved")
    expect(history).not_to_contain_text("asked for changes")


def test_what_was_asked_to_change_is_changed_and_comes_back(at_work: Office) -> None:
    id = at_work.brings("leo", letter(ALTERED))
    tom = at_work.at("tom", f"/variants/{id}?s=1")
    tom.get_by_role("button", name="Suggest approved wording").click()
    tom.wait_for_url("**said=suggested*")
    expect(tom.locator("#comments")).to_contain_text("can cut refund handling time by up to 27%")
    tom.get_by_label(re.compile("What should change")).fill("Use the approved sentence")
    tom.get_by_role("button", name="Request changes").click()
    expect(tom.locator("#decision")).to_contain_text("Changes requested")
    leo = at_work.at("leo", "/queue?view=returned")
    leo.get_by_role("link", name="Opener B").click()
    expect(leo.get_by_role("main")).to_contain_text("“Use the approved sentence”")
    leo.get_by_role("link", name=re.compile("Retailers on Loopfern")).first.click()
    leo.get_by_role("button", name="Use approved wording").click()
    leo.wait_for_url("**said=wording_used*")
    leo.get_by_role("link", name="Since revision 1").click()
    expect(leo.locator(".copy ins").first).to_contain_text("can")
    leo.get_by_role("button", name="Submit for review").click()
    leo.wait_for_url("**said=submitted*")
    expect(leo.locator("#state")).to_have_text("In review")


def test_an_unsupported_statement_is_proposed_as_a_claim_and_published_by_another(at_work: Office) -> None:
    id = at_work.brings("tom", letter(UNSUPPORTED))
    tom = at_work.at("tom", f"/variants/{id}?s=1")
    tom.get_by_role("link", name="Propose as a claim").click()
    tom.get_by_label("Id", exact=True).fill("switching-on")
    tom.get_by_label("Evidence: where it comes from").fill("Time to first label, measured 2026")
    tom.get_by_label("Reason").fill("Measured in October")
    tom.get_by_role("button", name="Propose the claim").click()
    tom.wait_for_url("**said=proposed*")
    closed = tom.get_by_role("button", name="Publish")
    expect(closed).to_have_attribute("aria-disabled", "true")
    expect(tom.locator("#why-publish")).to_contain_text("You proposed it")
    ines = at_work.at("ines", tom.url.partition("/w/loopfern")[2].partition("?")[0])
    expect(ines.locator(".change-list")).to_contain_text("switching-on is new")
    axe(ines)
    ines.get_by_role("button", name=re.compile("^Publish")).click()
    ines.wait_for_url("**said=published*")
    expect(ines.locator(".timeline")).to_contain_text("Version 2, in force")


def test_the_queue_and_a_decision_by_keyboard_alone(at_work: Office) -> None:
    at_work.brings("leo", letter(SUPPORTED), name="First")
    at_work.brings("leo", letter(SUPPORTED), name="Second")
    page = at_work.at("tom")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Second"
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/variants/*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("First")
    page.keyboard.press("n")
    expect(page.locator("#seen")).to_contain_text("1 of 1")
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.id") == "note", "a key never decides at once"
    page.keyboard.press("Control+Enter")
    expect(page.locator("#decision")).to_contain_text("Approved")
    page.keyboard.press(".")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Second")
    page.keyboard.press("v")
    page.keyboard.type("Nobody may say this.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#decision")).to_contain_text("Vetoed")
    page.keyboard.press("g")
    page.keyboard.press("q")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing waits for you")


def test_whoever_was_signed_out_signs_in_again_without_losing_the_note(at_work: Office, visits: Visits) -> None:
    id = at_work.brings("leo", letter(SUPPORTED))
    tom = at_work.at("tom", f"/variants/{id}?s=1")
    note = tom.get_by_label(re.compile("What should change"))
    note.fill("Say it shorter")
    tom.context.clear_cookies()
    visits.expect("status of 401")
    tom.get_by_role("button", name="Request changes").click()
    slot = tom.get_by_role("alert").first
    expect(slot).to_contain_text("You are signed out")
    slot.get_by_label("E-mail address").fill(at_work.company.email("tom"))
    slot.get_by_label("Password").fill(PASSWORD)
    slot.get_by_role("button", name="Sign in").click()
    expect(slot).to_contain_text("Signed in as Tom")
    assert note.input_value() == "Say it shorter"
    tom.get_by_role("button", name="Request changes").click()
    expect(tom.locator("#decision")).to_contain_text("Changes requested")
    tom.reload()
    tom.get_by_role("button", name="Take it back").click()
    tom.wait_for_url("**said=decision_withdrawn*")
    expect(tom.locator("#state")).to_have_text("In review")


def test_a_row_of_the_queue_shows_what_is_new_in_place(at_work: Office) -> None:
    at_work.brings("leo", letter(SUPPORTED), name="First")
    at_work.brings("leo", letter(SUPPORTED, UNSUPPORTED), name="Second")
    page = at_work.at("tom")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("e")
    fresh = page.get_by_role("listitem").filter(has_text="Second").locator(".fresh")
    expect(fresh).to_contain_text("four minutes")
    expect(fresh.get_by_role("listitem").first).to_contain_text("Unsupported")
    axe(page)
    expect(page.locator(".fresh:not(:empty)")).to_have_count(1)
    fresh.get_by_role("link", name="Read them").click()
    page.wait_for_url("**/variants/*")
    expect(page.locator("#seen")).to_contain_text("1 of 2")
