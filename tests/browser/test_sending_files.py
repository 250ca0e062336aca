"""A file on its way to the server: how much of it is sent, that it is being read, and nothing once it is."""

import re
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect
from tests.browser.office import SUPPORTED, Office, W, letter
from tests.browser.visiting import Visits, axe

CSV = "text/csv"
LINE = b"anna@retailer.example,Anna,Retailer of things that are sent back\n"
LIST: FilePayload = {"name": "leads.csv", "mimeType": CSV, "buffer": b"email,first_name,company\n" + LINE * 20_000}
SHORT: FilePayload = {"name": "short.csv", "mimeType": CSV, "buffer": b"email,first_name,company\n" + LINE}
WORKBOOK: FilePayload = {"name": "leads.csv", "mimeType": CSV, "buffer": b"PK\x03\x04"}
COPY: FilePayload = {
    "name": "copy.csv",
    "mimeType": CSV,
    "buffer": b"id,channel,body\n" + b"".join(b"%d,email,%s\n" % (n, b"It is good. " * 300) for n in range(100)),
}
SLOW = 200 * 1024
"""Bytes a second: the list takes some six seconds."""

WATCH = """() => {
  const at = document.querySelector(".sending"), bar = at.querySelector("progress"), aloud = at.nextElementSibling;
  window.told = [];
  const note = () => window.told.push({share: bar.getAttribute("value"), words: at.innerText, aloud: aloud.innerText});
  const what = {subtree: true, childList: true, attributes: true, attributeFilter: ["value"]};
  new MutationObserver(note).observe(at.parentElement, what);
}"""


def on_a_slow_line(page: Page) -> None:
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    line = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": SLOW}
    network.send("Network.emulateNetworkConditions", line)


def told(page: Page) -> list[dict[str, Any]]:
    """What the page told while the file was on its way, step by step."""
    steps: list[dict[str, Any]] = page.evaluate("window.told")
    return steps


@pytest.fixture
def recipients(at_work: Office) -> Page:
    """Where a list is held against the copy of a campaign."""
    at_work.brings("leo", letter(SUPPORTED))
    page = at_work.at("leo", "/campaigns")
    page.get_by_role("link", name="january").click()
    page.get_by_role("link", name="Check recipients").click()
    return page


def test_the_bar_moves_while_a_list_is_sent_and_is_gone_with_the_answer(recipients: Page) -> None:
    expect(recipients.locator(".sending")).to_be_hidden()
    on_a_slow_line(recipients)
    recipients.evaluate(WATCH)
    recipients.set_input_files("input[name=file]", LIST)
    expect(recipients.locator(".sending")).to_be_visible()
    expect(recipients.locator(".sending")).to_contain_text(re.compile(r"\d+% sent, \d\.\d of 1\.3 MB"))
    axe(recipients)
    expect(recipients.locator("#recipients")).to_contain_text("20,000 rows", timeout=60_000)
    expect(recipients.locator(".sending")).to_be_hidden()
    steps = told(recipients)
    shares = [float(one["share"]) for one in steps if one["share"] is not None]
    assert shares == sorted(shares)
    assert len(set(shares)) > 5
    assert "Checking the rows" in [one["words"].strip() for one in steps if one["share"] is None]


def test_progress_is_spoken_now_and_then(recipients: Page) -> None:
    on_a_slow_line(recipients)
    recipients.evaluate(WATCH)
    recipients.set_input_files("input[name=file]", LIST)
    aloud = recipients.locator(".sending + [role=status]")
    expect(aloud).to_have_text("The rows are checked", timeout=60_000)
    said = list(dict.fromkeys(one["aloud"] for one in told(recipients)))
    assert (said[0], said[-2:]) == ("Sending the file", ["Checking the rows", "The rows are checked"])
    assert all("% sent" in one for one in said[1:-2])
    assert 1 <= len(said[1:-2]) < len(told(recipients)) / 2


def test_another_list_takes_the_place_of_the_one_on_its_way(recipients: Page) -> None:
    held: list[Route] = []
    recipients.route("**/recipients", lambda route: route.continue_() if held else held.append(route))
    recipients.set_input_files("input[name=file]", LIST)
    expect(recipients.locator(".sending")).to_be_visible()
    recipients.set_input_files("input[name=file]", SHORT)
    expect(recipients.locator("#recipients")).to_contain_text("short.csv")
    expect(recipients.locator(".sending")).to_be_hidden()
    assert len(held) == 1


def test_a_list_that_is_refused_leaves_no_bar_behind(recipients: Page, visits: Visits) -> None:
    visits.expect("status of 422")
    recipients.set_input_files("input[name=file]", WORKBOOK)
    expect(recipients.locator("#recipients")).to_contain_text("an Excel workbook")
    expect(recipients.locator(".sending")).to_be_hidden()
    expect(recipients.locator(".sending + [role=status]")).to_have_text("Not taken; the page says why")


def test_a_list_that_does_not_arrive_leaves_no_bar_behind(recipients: Page, visits: Visits) -> None:
    visits.expect("ERR_FAILED")
    visits.expect("htmx:sendError")
    recipients.route("**/recipients", lambda route: route.abort())
    recipients.set_input_files("input[name=file]", LIST)
    expect(recipients.get_by_role("alert")).to_contain_text("This did not reach the server")
    expect(recipients.locator(".sending")).to_be_hidden()


def test_a_list_is_checked_without_script(at_work: Office, recipients: Page) -> None:
    page = at_work.at("leo", recipients.url.partition(W)[2], script=False)
    expect(page.locator(".sending")).to_be_hidden()
    page.set_input_files("input[name=file]", SHORT)
    page.get_by_role("button", name="Check the rows").click()
    expect(page.locator("#recipients")).to_contain_text("1 row")
    expect(page.locator(".sending")).to_be_hidden()


def test_copy_that_is_uploaded_tells_how_much_of_it_is_sent(at_work: Office) -> None:
    page = at_work.at("leo", "/new/upload")
    on_a_slow_line(page)
    page.evaluate(WATCH)
    page.set_input_files("input[name=file]", COPY)
    expect(page.locator(".sending")).to_contain_text("% sent")
    expect(page.get_by_role("button", name=re.compile("Import 100"))).to_be_visible(timeout=60_000)
    expect(page.locator(".sending")).to_be_hidden()
    assert "Reading the file" in [one["words"].strip() for one in told(page)]
