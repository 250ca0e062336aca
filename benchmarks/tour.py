"""`python -m benchmarks.tour`: draw the README's pictures anew, from the sample companies in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page
from tests.browser.visiting import chromium

from benchmarks.service.running import KEY, Running, running
from governance.sample import PASSWORD

DOCS = Path(__file__).parent.parent / "docs"
CAMPAIGN = Path("policies/loopfern/campaigns/spring-returns.instantly.json")
W = f"/w/{KEY}"
SUBJECT = "{Nine days|9 days} to calmer returns"
COPY = """Hi {{first_name}},

Your January queue is probably double its usual size. Loopfern reads each return request, checks it against your own policy and books the label.

Shops go live in {nine days|under nine days} on a ready-made plan. We are SOC 2 certified and your data stays in the EU.

Over 320 retailers in Europe use it.

{Worth|Open to} a short call, {{first_nme}}?"""  # noqa: E501


def main() -> None:
    with running("sqlite") as server, chromium() as browser:
        with at(browser, server, "priya.raman") as page:
            page.goto(f"{W}/queue")
            page.screenshot(path=DOCS / "queue.png")
        with at(browser, server, "tom.okafor") as page:
            page.goto(f"{W}/queue")
            page.get_by_role("link", name="JR-02", exact=True).click()
            page.get_by_role("link", name="Retailers on Loopfern").first.click()
            page.wait_for_timeout(500)
            page.screenshot(path=DOCS / "review.png")
            page.goto(f"{W}/new")
            page.get_by_label("Subject").fill(SUBJECT)
            page.get_by_label("Body", exact=True).fill(COPY)
            page.wait_for_timeout(1_500)
            page.screenshot(path=DOCS / "writing.png")
        with at(browser, server, "ines.duarte", height=1_000) as page:
            page.goto(f"{W}/drift?by=channel")
            page.screenshot(path=DOCS / "drift.png")
            page.goto(f"{W}/new/upload")
            page.get_by_label("Regions of the recipients").fill("DE, UK")
            page.set_input_files("input[name=file]", CAMPAIGN)
            page.locator(".sequence").wait_for()
            page.wait_for_timeout(500)
            page.screenshot(path=DOCS / "import.png")
        _phone(browser, server)


def _phone(browser: Browser, server: Running) -> None:
    """Three screens of a phone side by side, as one picture."""
    with at(browser, server, "tom.okafor", width=390, height=780) as page:
        pictures: list[bytes] = []
        for path in (f"{W}/queue", None, None):
            if path:
                page.goto(path)
            elif len(pictures) == 1:
                page.get_by_role("link", name="JR-02", exact=True).click()
            else:
                page.locator("a.statement.blocker").first.click()
            page.wait_for_timeout(500)
            pictures.append(page.screenshot())
    _beside(browser, pictures)


def _beside(browser: Browser, pictures: list[bytes]) -> None:
    from base64 import b64encode

    page = browser.new_page(viewport={"width": 1250, "height": 820})
    shown = "".join(f'<img src="data:image/png;base64,{b64encode(one).decode()}" width="390">' for one in pictures)
    page.set_content(f'<body style="margin:20px;background:#e8e8e4;display:flex;gap:20px">{shown}')
    page.screenshot(path=DOCS / "phone.png")


@contextmanager
def at(browser: Browser, server: Running, name: str, width: int = 1440, height: int = 900) -> Iterator[Page]:
    """A page of somebody who signed in."""
    context = browser.new_context(base_url=server.url, viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(f"{name}@loopfern.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"**{W}/queue")
    yield page
    context.close()


if __name__ == "__main__":
    main()
