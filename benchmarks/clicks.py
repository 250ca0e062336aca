"""`python -m benchmarks.clicks`: from a click on a statement until its evidence is painted, in a real browser."""

import json
import statistics

from playwright.sync_api import Page
from tests.browser.visiting import chromium

from benchmarks.service.running import percentile, running
from benchmarks.tour import W, at

ROUNDS = 12
WATCH = """href => new Promise(resolve => {
  const link = document.querySelector(`a.statement[href="${href}"][id]`), began = performance.now();
  const watched = new MutationObserver(() => { watched.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began))); });
  watched.observe(document.getElementById("evidence"), {childList: true, subtree: true});
  link.click();
})"""


def main() -> None:
    with running("sqlite") as server, chromium() as browser, at(browser, server, "tom.okafor") as page:
        page.goto(f"{W}/queue")
        page.get_by_role("link", name="JR-02", exact=True).click()
        page.wait_for_url("**/variants/*")
        first, later = clicks(page, 1), [ms for _ in range(ROUNDS) for ms in clicks(page, 1)]
    told = {"new_statements_ms": [round(one) for one in first], "p50_ms": round(statistics.median(later))}
    print(json.dumps({**told, "p95_ms": round(percentile(later, 0.95)), "clicks": len(later)}))


def clicks(page: Page, rounds: int) -> list[float]:
    """Milliseconds until the evidence is painted, for each statement once a round."""
    hrefs = [one.get_attribute("href") for one in page.locator("a.statement[id]").all()]
    return [float(page.evaluate(WATCH, href)) for _ in range(rounds) for href in hrefs]


if __name__ == "__main__":
    main()
