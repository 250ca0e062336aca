"""A browser, and a service to look at. SQLite alone: what differs between databases is not to be seen."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.office import Office, office
from tests.browser.visiting import Visits, chromium
from tests.web.serving import Served, serving


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Not for the whole session: while it runs, its event loop passes for the running one in this thread."""
    with chromium() as running:
        yield running


@pytest.fixture
def served(sqlite_file: Path, tmp_path: Path) -> Iterator[Served]:
    shutil.copy(sqlite_file, tmp_path / "governance.db")
    with serving(f"sqlite:///{tmp_path / 'governance.db'}", tmp_path / "data") as running:
        yield running


@pytest.fixture
def visits(browser: Browser, served: Served) -> Iterator[Visits]:
    """Opens pages, and fails the test on any complaint of the browser that the test did not expect."""
    opened = Visits(browser, served.url)
    yield opened
    opened.close()


@pytest.fixture
def at_work(served: Served, visits: Visits) -> Office:
    """A company at work, with browsers for its people."""
    return office(served, visits)
