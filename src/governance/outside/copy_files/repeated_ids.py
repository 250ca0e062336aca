"""An id that stands twice in a file: the second one is unreadable, since verdicts are told apart by id.

The ids seen are kept in a temporary SQLite file, so that memory does not grow with the number of rows.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from hashlib import blake2b

from governance.outside.copy_files.located import Located, UnreadableVariant

_TABLE = "CREATE TABLE seen (id BLOB PRIMARY KEY, line INTEGER) WITHOUT ROWID"


def without_repeated_ids(rows: Iterator[Located]) -> Iterator[Located]:
    with closing(sqlite3.connect("", isolation_level=None)) as seen:
        seen.execute("PRAGMA journal_mode = OFF")
        seen.execute(_TABLE)
        seen.execute("BEGIN")
        for row in rows:
            yield _first_or_unreadable(row, seen)


def _first_or_unreadable(row: Located, seen: sqlite3.Connection) -> Located:
    id = row.variant.id
    key = blake2b(id.encode(errors="surrogatepass"), digest_size=16).digest()
    if isinstance(row.variant, UnreadableVariant):
        seen.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, row.place.line))
        return row
    if seen.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, row.place.line)).rowcount:
        return row
    (first,) = seen.execute("SELECT line FROM seen WHERE id = ?", (key,)).fetchone()
    return replace(row, variant=UnreadableVariant(id, f"The id stands in line {first} already; give each its own"))
