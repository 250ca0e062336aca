"""What the browser tests share: pages opened in a Chromium of the system, watched for anything that goes wrong.

page = visits.open("/sign-in")                      # as nobody
page = visits.open("/w/loopfern", session=company.sign_in("tom"), width=390, scheme="dark")
visits.expect("status of 422")                      # a complaint that this test provokes
axe(page)                                           # fails with what an accessibility checker finds
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from governance.web.door import COOKIE
from governance.web.pages.door import FORM_COOKIE

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking
--disable-component-update --disable-sync""".split()
AXE = Path(__file__).parents[2] / "review_ui" / "node_modules" / "axe-core" / "axe.min.js"
REPLACED = ("htmx:sendAbort", "htmx:afterRequest")
"""What htmx says where a newer check of what is typed took the place of an older one."""

PATIENCE_MS = 8_000
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser; its absence is a failure, not a reason to skip."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        pytest.fail(f"There is no {' or '.join(NAMES)} for the browser tests: make chromium", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visits:
    """The pages that one test opens, and every complaint of theirs."""

    browser: Browser
    url: str
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        path: str,
        *,
        session: dict[str, Any] | None = None,
        width: int = 1280,
        height: int = 800,
        scheme: Literal["light", "dark"] = "light",
        script: bool = True,
    ) -> Page:
        """A page in a browser profile of its own; `session` is the answer of `sign_in`."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=script,
        )
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.complaints.append(f"{error.page and error.page.url}: {error.error}"))
        context.on("request", lambda request: self._requested(request.url))
        if session:
            secure = self.url.replace("http:", "https:")
            given = {COOKIE: session["session"], FORM_COOKIE: session["csrf"]}
            context.add_cookies([{"name": name, "value": value, "url": secure} for name, value in given.items()])
        page = context.new_page()
        page.goto(path)
        return page

    def expect(self, words: str) -> None:
        """Complaints with these words are what the test is about; there must be one."""
        self.expected.append(words)

    def close(self) -> None:
        """The end of the test: nothing that was not expected may have been heard, and all that was."""
        for context in self.contexts:
            context.close()
        unexpected = [one for one in self.complaints if not any(words in one for words in self.expected)]
        missing = [words for words in self.expected if not any(words in one for one in self.complaints)]
        assert not unexpected, "The browser complained:\n" + "\n".join(unexpected)
        assert not missing, f"The browser did not complain of {missing}"

    def _heard(self, message: ConsoleMessage) -> None:
        """Whatever the content security policy refuses is said on the console too, as an error."""
        if message.type == "error" and not message.text.startswith(REPLACED):
            self.complaints.append(f"{message.location['url']}: {message.text}")

    def _requested(self, url: str) -> None:
        if not url.startswith((f"{self.url}/", "data:")):
            self.complaints.append(f"asked for {url}")


def axe(page: Page, rules: Sequence[str] = RULES) -> None:
    """Fail with what axe finds on the page as it stands. Rules are named by their tags or one by one."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_source())
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)["violations"]
    assert not found, f"{page.url}:\n" + "\n".join(_in_words(one) for one in found)


@cache
def _axe_source() -> str:
    return AXE.read_text()


def _in_words(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    summary = nodes[0]["failureSummary"].replace("\n", "\n    ")
    places = [f"    {' '.join(map(str, node['target']))}: {node['html'][:200]}" for node in nodes[:5]]
    more = [f"    and {len(nodes) - 5} more"] * (len(nodes) > 5)
    return "\n".join(
        [f"{violation['id']}: {violation['help']} ({violation['helpUrl']})", f"    {summary}", *places, *more]
    )
