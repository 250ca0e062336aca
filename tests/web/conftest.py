"""A served company on each database."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from tests.service.company import Company, company
from tests.web.serving import Served, serving
from tests.web.world import World, world

DATABASES = ("sqlite", "postgresql")


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Served]:
    """The service on a database of the test's own."""
    with serving(database_url, tmp_path / "data") as running:
        yield running


@pytest.fixture(scope="session", params=DATABASES)
def everything(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A company in which everything exists once, shared by the tests that leave it as they found it."""
    with a_world(request, tmp_path_factory.mktemp("world")) as made:
        yield made


@pytest.fixture(scope="module", params=DATABASES)
def spoilt(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The same, for tests that stop at nothing."""
    with a_world(request, tmp_path_factory.mktemp("world")) as made:
        yield made


@contextmanager
def a_world(request: pytest.FixtureRequest, folder: Path) -> Iterator[World]:
    with ExitStack() as stack:
        if request.param == "sqlite":
            file = folder / "governance.db"
            shutil.copy(request.getfixturevalue("sqlite_file"), file)
            url = f"sqlite:///{file}"
        else:
            url = stack.enter_context(request.getfixturevalue("postgres").database())
        yield world(stack.enter_context(serving(url, folder / "data")))


@pytest.fixture
def loopfern(served: Served) -> Company:
    """A company with policies in force, and ada and mara as administrators."""
    founded = company(served.store, administrators=("ada", "mara"))
    founded.put_in_force()
    return founded
