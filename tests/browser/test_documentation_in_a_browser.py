"""The documentation of the API in a browser: readable for everybody, closed to script from elsewhere."""

from typing import Literal

import pytest
from tests.browser.visiting import Visits, axe

from governance.web.pages.static import address

INSERT = """source => new Promise(answer => {
    document.addEventListener("securitypolicyviolation", event => answer(event.effectiveDirective), {once: true});
    const script = document.createElement("script");
    script.onload = () => answer("it ran");
    script.src = source;
    document.head.append(script);
})"""


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_a_checker_of_accessibility_finds_nothing(visits: Visits, width: int, scheme: Literal["light", "dark"]) -> None:
    axe(visits.open("/api/docs", width=width, scheme=scheme))


@pytest.mark.parametrize("path", ["/api/docs", "/sign-in"])
def test_script_from_elsewhere_is_refused(visits: Visits, path: str) -> None:
    page = visits.open(path)
    elsewhere = visits.url.replace("127.0.0.1", "localhost") + address("app.js")
    visits.expect(f"asked for {elsewhere}")
    visits.expect(f"Loading the script '{elsewhere}' violates the following Content Security Policy directive")
    assert page.evaluate(INSERT, elsewhere) == "script-src-elem"
