"""Copy, names and addresses that were made to do harm: they are read, and nothing of them acts."""

import httpx
from playwright.sync_api import Page, Request, expect
from tests.browser.office import SUPPORTED, Office, W, letter
from tests.browser.visiting import Visits, axe

HOSTILE = letter(
    SUPPORTED,
    "<script>window.hit = 1</script>",
    '<img src="/api/docs" onerror="window.hit = 1" onload="window.hit = 1">',
    f'<div hx-get="{W}/queue" hx-trigger="load" hx-target="body">x</div>',
    '<form action="/sign-out" method="post"><button data-key="a">Approve</button></form>',
    '"><style>*{display:none}</style> {{7*7}} ${7*7} <a href="javascript:window.hit=1">here</a>',
    "\u202egnirts desrever\u202c and \u200bhidden",
)


def asked_for(page: Page, path: str) -> list[str]:
    """Every request that the page makes while it is opened."""
    made: list[str] = []

    def note(request: Request) -> None:
        made.append(f"{request.method} {request.url.partition('/w/')[2]}")

    page.on("request", note)
    page.goto(path)
    page.wait_for_timeout(300)
    return made


def test_copy_that_would_act_is_read_as_text(at_work: Office) -> None:
    id = at_work.brings("leo", HOSTILE, name='<b data-key="a">"Name"</b>')
    tom = at_work.at("tom")
    for path in (f"{W}/variants/{id}", f"{W}/variants/{id}?view=source", f"{W}/variants/{id}/history", f"{W}/queue"):
        made = asked_for(tom, path)
        assert len([one for one in made if one.startswith("GET loopfern")]) == 1, made
        assert tom.evaluate("window.hit") is None
        assert tom.locator("img, [hx-trigger=load], [onerror], b[data-key]").count() == 0
    tom.goto(f"{W}/variants/{id}")
    copy = tom.get_by_role("region", name="Copy")
    expect(copy).to_contain_text("<script>window.hit = 1</script>")
    expect(copy).to_contain_text("U+202E")
    expect(copy).to_contain_text("U+200B")
    expect(tom.get_by_role("button", name="Request changes")).to_be_visible()
    axe(tom)
    tom.goto(f"{W}/variants/{id}/edit", wait_until="commit")


def test_the_preview_of_hostile_copy_does_nothing(at_work: Office) -> None:
    page = at_work.at("leo", "/new")
    page.get_by_label("Body", exact=True).fill(HOSTILE)
    expect(page.locator("#preview")).to_contain_text("<script>window.hit = 1</script>")
    assert page.evaluate("window.hit") is None
    assert page.locator("#preview [hx-trigger=load], #preview img, #preview form").count() == 0


def test_a_partner_who_tries_the_address_of_another_finds_nothing(at_work: Office, visits: Visits) -> None:
    id = at_work.approved("leo")
    visits.expect("status of 404")
    cosima = at_work.at("cosima")
    expect(cosima.get_by_role("main")).not_to_contain_text("Opener")
    permit = at_work.at("tom", "/permits").get_by_role("table").get_by_role("link").first.get_attribute("href")
    assert permit
    for path in (f"{W}/variants/{id}", f"{W}/variants/{id}/edit", f"{W}/variants/{id}/history", permit):
        cosima.goto(path)
        expect(cosima.get_by_role("heading", level=1)).to_have_text("Not found, or not yours")
        expect(cosima.locator("body")).not_to_contain_text("Northwind")
    expect(cosima.locator("body")).not_to_contain_text("Opener")


def test_a_form_of_another_site_changes_nothing(at_work: Office) -> None:
    id = at_work.brings("leo", letter(SUPPORTED))
    session = at_work.company.sign_in("leo")
    cookie = f"__Host-governance={session['session']}; __Host-governance-form={session['csrf']}"
    with httpx.Client(base_url=at_work.visits.url, headers={"Cookie": cookie}) as client:
        forged = client.post(f"{W}/variants/{id}/withdraw", data={"csrf": "guessed"})
        assert forged.status_code == 403
        elsewhere = {"Origin": "https://evil.example"}
        assert (
            client.post(f"{W}/variants/{id}/withdraw", data={"csrf": session["csrf"]}, headers=elsewhere).status_code
            == 403
        )
    expect(at_work.at("leo", f"/variants/{id}").locator("#state")).to_have_text("In review")


def test_pages_work_without_script(at_work: Office) -> None:
    id = at_work.brings("leo", letter(SUPPORTED))
    page = at_work.at("tom", script=False)
    page.get_by_role("link", name="Opener B").click()
    page.locator("a.statement").first.click()
    assert page.url.endswith(f"/variants/{id}?s=1")
    page.get_by_role("button", name="Approve").click()
    assert page.url.endswith("?said=decided_approve")
    expect(page.get_by_role("status")).to_contain_text("Approved")
