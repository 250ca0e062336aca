"""Fixtures of the tests that need a database, and what all tests share."""

import gc
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from tests.databases import PostgresServer, connected, own_sqlite, sqlite_template

from governance.store.transaction import Store

# How fast a machine is tells nothing of what is right.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

DATABASES = ("sqlite", "postgresql")


def pytest_collection_finish() -> None:
    """The modules and the tests are there to the end: looking for garbage among them again and again finds none."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Not in pytest's own folder, which the next run of pytest closes to everybody but its own user."""
    with TemporaryDirectory(prefix="governance-postgres-") as folder:
        server = PostgresServer(Path(folder))
        yield server
        server.stop()


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sqlite_template(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of the test's own."""
    if request.param == "sqlite":
        return own_sqlite(request.getfixturevalue("sqlite_file"))
    url: str = request.getfixturevalue("postgres").own()
    return url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with connected(database_url) as engine:
        yield Store(engine)
