"""All tables at one instant, as files: SQLite as a database of its own, PostgreSQL as one COPY a table."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, Table, inspect, text
from sqlmodel import Session, SQLModel

from governance.core.errors import Unusable, WrongState
from governance.store import tables
from governance.store.columns import PREFIX
from governance.store.engine import is_sqlite

DATABASE = "database.sqlite"
"""The file that holds a SQLite database."""

assert tables.__all__


def our_tables() -> list[Table]:
    """Our tables, those that others point at first."""
    return [table for table in SQLModel.metadata.sorted_tables if table.name.startswith(PREFIX)]


def dump(engine: Engine, folder: Path) -> str:
    """Write one consistent snapshot into a folder; the version of the tables."""
    return _dump_sqlite(engine, folder) if engine.dialect.name == "sqlite" else _dump_postgres(engine, folder)


def _dump_sqlite(engine: Engine, folder: Path) -> str:
    connection = engine.raw_connection()
    try:
        # Outside a transaction, which the engine would begin by itself.
        connection.cursor().execute("VACUUM INTO ?", (str(folder / DATABASE),))
        [version] = connection.cursor().execute("SELECT version_num FROM alembic_version").fetchone()
    finally:
        connection.close()
    return str(version)


def _dump_postgres(engine: Engine, folder: Path) -> str:
    with engine.connect() as connection:
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        version = tables_version(connection)
        for table in our_tables():
            statement = _copy(connection, table, "TO STDOUT")
            with (folder / _file(table)).open("wb") as file, _cursor(connection).copy(statement) as copy:
                for chunk in copy:
                    file.write(chunk)
    return version


def load(session: Session, folder: Path) -> None:
    """Fill the empty tables of a PostgreSQL database, in the transaction of a session."""
    connection = session.connection()
    for table in our_tables():
        try:
            with _cursor(connection).copy(_copy(connection, table, "FROM STDIN")) as copy:
                for chunk in _chunks(folder / _file(table)):
                    copy.write(chunk)
        except psycopg.Error as error:
            raise Unusable(f"{_file(table)} of the backup cannot be read: {error}") from None


def files_of(kind: str) -> list[str]:
    """The files that hold a database of this kind."""
    return [DATABASE] if kind == "sqlite" else [_file(table) for table in our_tables()]


def tables_version(connection: Connection) -> str:
    """The migration that the database was brought to; empty for none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def require_empty(connection: Connection) -> None:
    """Raises WrongState if there is a workspace, or anything else of ours, in the database."""
    present = set(inspect(connection).get_table_names())
    for table in our_tables():
        if table.name in present and connection.execute(table.select().limit(1)).first() is not None:
            message = (
                f"The database to restore into is not empty: {table.name} has rows. Move it away, and name an empty one"
            )
            raise WrongState(message, code="not_empty")


def lock_against_others(session: Session) -> None:
    """Nobody founds a workspace while a backup is being loaded. SQLite has one writer anyway."""
    if not is_sqlite(session.connection()):
        session.execute(text(f"LOCK TABLE {PREFIX}workspace IN EXCLUSIVE MODE"))


def _file(table: Table) -> str:
    return f"{table.name}.copy"


def _cursor(connection: Connection) -> Any:
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    return driver.cursor()


def _copy(connection: Connection, table: Table, direction: str) -> str:
    """The columns are named, so that their order in the database does not matter."""
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(column.name) for column in table.columns)
    return f"COPY {quote(table.name)} ({columns}) {direction}"


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while chunk := opened.read(1 << 20):
            yield chunk
