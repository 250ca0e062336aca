"""Fixtures of the tests that act: a company on each database."""

from pathlib import Path

import pytest
from tests.service.company import Company, company
from tests.service.copy import Desk, desk_of

from governance.store.transaction import Store


@pytest.fixture
def loopfern(store: Store) -> Company:
    """The company of `tests/service/company.py`, with one administrator."""
    return company(store)


@pytest.fixture
def guarded(store: Store) -> Company:
    """The same with two administrators, ada and mara, so that grants find their second person."""
    return company(store, administrators=("ada", "mara"))


@pytest.fixture
def desk(loopfern: Company, tmp_path: Path) -> Desk:
    """The company with the sample policies in force, a signing key, and copy on its way."""
    return desk_of(loopfern, tmp_path)
