"""Whose turn it is to write, and what to do when a database could not wait for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from governance.core.errors import Unavailable
from governance.store.engine import is_sqlite

FAILURES = (DBAPIError, PoolTimeout)
_AGAIN = frozenset({"40001", "40P01"})
_READ_ONLY, _DISK_FULL = "25006", "53100"


class Turns:
    """The turns of one process. Another process waits at the database."""

    def __init__(self) -> None:
        self._writer = Lock()

    @contextmanager
    def taken(self, connection: Connection, workspace_id: UUID | None) -> Iterator[None]:
        """The turn to write, taken before the transaction and its snapshot begin.

        SQLite has one writer; those of this process queue here, since its own waiting is by polling, and unfair.
        """
        if is_sqlite(connection):
            with self._writer:
                yield
        elif workspace_id is None:
            connection.execution_options(isolation_level="SERIALIZABLE")
            yield
        else:
            with _advisory_lock(connection, workspace_id):
                yield


@contextmanager
def _advisory_lock(connection: Connection, workspace_id: UUID) -> Iterator[None]:
    """PostgreSQL's lock of a workspace, around a SERIALIZABLE transaction whose snapshot is taken under it."""
    key = {"key": int.from_bytes(workspace_id.bytes[:8], signed=True)}
    connection.execution_options(isolation_level="AUTOCOMMIT")
    connection.execute(text("SELECT pg_advisory_lock(:key)"), key)
    connection.commit()
    try:
        connection.execution_options(isolation_level="SERIALIZABLE")
        yield
    finally:
        connection.rollback()
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)


def try_again(error: DBAPIError | PoolTimeout) -> bool:
    said = getattr(error, "orig", None)
    return "database is locked" in str(said) or getattr(said, "sqlstate", None) in _AGAIN


def unavailable(error: DBAPIError | PoolTimeout) -> Exception:
    """Why the database does not do its part, in words for people; a defect of ours stays what it is."""
    said = str(getattr(error, "orig", None))
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    if state == _READ_ONLY or "readonly" in said or "read-write mode" in said:
        how = "is read-only"
    elif state == _DISK_FULL or "is full" in said:
        how = "is full"
    elif isinstance(error, (OperationalError, PoolTimeout)):
        how = "does not answer"
    else:
        return error
    return Unavailable(f"Nothing was recorded: the database {how}")
