"""A served company on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.service.company import Company, company
from tests.web.serving import Served, serving


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Served]:
    """The service on a database of the test's own."""
    with serving(database_url, tmp_path / "data") as running:
        yield running


@pytest.fixture
def loopfern(served: Served) -> Company:
    """A company with policies in force, and ada and mara as administrators."""
    founded = company(served.store, administrators=("ada", "mara"))
    founded.put_in_force()
    return founded
