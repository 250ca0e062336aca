"""The record as it is stored: read in order and in bounded memory, whatever somebody did to the rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, LargeBinary, String, cast, func, select, type_coerce
from sqlmodel import col

from governance.core.audit.acts import Act
from governance.core.audit.chain import GENESIS, Columns, Entry, Head
from governance.store.engine import is_sqlite
from governance.store.tables.audit import AuditEntryRow, HeadRow
from governance.store.tables.workspaces import WorkspaceRow
from governance.store.transaction import Tx

PAGE = 1_000
"""Rows held at once while a record is read."""

MOST = 200
"""Entries on a page."""


@dataclass(frozen=True, slots=True)
class RecordHead:
    """Where a workspace's record stands. `last_hash` is that of the entry which the head names, if it is there."""

    workspace: UUID
    key: str
    head: Head
    last_hash: str


def stored_entries(tx: Tx) -> Iterator[Entry | None]:
    """The entries of the workspace in stored order, with their columns; None for a row that cannot be read."""
    sequence = col(AuditEntryRow.sequence)
    chosen = select(sequence, *_as_stored(tx)).where(col(AuditEntryRow.workspace_id) == tx.workspace_id)
    chosen = chosen.order_by(sequence).limit(PAGE)
    rows = tx.session.execute(chosen).all()
    while rows:
        yield from map(_entry, rows)
        rows = tx.session.execute(chosen.where(sequence > rows[-1][0])).all()


def _as_stored(tx: Tx) -> list[ColumnElement[Any]]:
    """The columns without the types that would refuse a value which was tampered with."""
    row = AuditEntryRow
    named = (row.previous, row.hash, row.canonical, row.act, row.actor_id, row.object_id)
    if is_sqlite(tx.session.connection()):
        return [cast(type_coerce(col(one), String), LargeBinary) for one in (*named, row.at)]
    at = func.to_char(func.timezone("UTC", col(row.at)), 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')
    return [*(type_coerce(col(one), String) for one in named), at]


def _entry(row: Any) -> Entry | None:
    sequence, previous, hash, canonical, *found = row
    if not isinstance(sequence, int) or not isinstance(canonical, bytes):
        return None
    act, actor, about, at = map(_text, found)
    columns = Columns(act, _id(actor), _id(about), _instant(at))
    return Entry(sequence, _text(previous) or "", _text(hash) or "", canonical, columns)


def _text(value: Any) -> str | None:
    """What SQLite holds as bytes, and PostgreSQL as a value."""
    if value is None:
        return None
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)


def _id(text: str | None) -> str | None:
    """An id in the form of the record; SQLite keeps it without hyphens. Whatever is no id stays as it is."""
    try:
        found = UUID(text or "")
    except ValueError:
        return text
    return str(found) if text in (found.hex, str(found)) else text


def _instant(text: str | None) -> str | None:
    """An instant in the form of the record; SQLite keeps it with a space and without a zone."""
    try:
        return (
            datetime.strptime(text or "", "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=UTC).isoformat(timespec="microseconds")
        )
    except ValueError:
        return text


def stored_head(tx: Tx) -> Head:
    """The head kept beside the workspace's entries; an empty one if there is none."""
    row = tx.session.get(HeadRow, tx.workspace_id)
    return Head(row.entries, row.hash) if row else Head()


def record_heads(tx: Tx) -> list[RecordHead]:
    """Where the record of every workspace stands."""
    chosen = (
        select(
            col(WorkspaceRow.id),
            col(WorkspaceRow.key),
            col(HeadRow.entries),
            col(HeadRow.hash),
            col(AuditEntryRow.hash),
        )
        .select_from(WorkspaceRow)
        .outerjoin(HeadRow, col(HeadRow.workspace_id) == col(WorkspaceRow.id))
        .outerjoin(
            AuditEntryRow,
            (col(AuditEntryRow.workspace_id) == col(WorkspaceRow.id))
            & (col(AuditEntryRow.sequence) == col(HeadRow.entries)),
        )
        .order_by(col(WorkspaceRow.key))
    )
    return [
        RecordHead(id, key, Head(entries or 0, hash or GENESIS), last or GENESIS)
        for id, key, entries, hash, last in tx.session.execute(chosen)
    ]


def recorded_workspaces(tx: Tx) -> dict[UUID, str]:
    """Every workspace of which anything is kept, with its key; the id stands for the key of one that is gone."""
    known = {head.workspace: head.key for head in record_heads(tx)}
    kept = select(col(HeadRow.workspace_id)).union(select(col(AuditEntryRow.workspace_id)))
    return {id: str(id) for id in tx.session.execute(kept).scalars()} | known


def hash_at(tx: Tx, workspace: UUID, sequence: int) -> str:
    """The hash of an entry; GENESIS for the beginning, and empty if there is no such entry."""
    if sequence == 0:
        return GENESIS
    row = AuditEntryRow
    found = select(col(row.hash)).where(col(row.workspace_id) == workspace, col(row.sequence) == sequence)
    return tx.session.execute(found).scalar() or ""


def entries_page(
    tx: Tx,
    *,
    act: Act | None = None,
    actor_id: UUID | None = None,
    object_id: UUID | None = None,
    before: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 50,
) -> list[Entry]:
    """Entries of the workspace, the newest first: below a sequence, and from an instant until before another."""
    row = AuditEntryRow
    chosen = select(col(row.sequence), col(row.previous), col(row.hash), col(row.canonical))
    chosen = chosen.where(col(row.workspace_id) == tx.workspace_id)
    for column, value in ((row.act, act), (row.actor_id, actor_id), (row.object_id, object_id)):
        if value is not None:
            chosen = chosen.where(col(column) == value)
    if before is not None:
        chosen = chosen.where(col(row.sequence) < before)
    if since is not None:
        chosen = chosen.where(col(row.at) >= since)
    if until is not None:
        chosen = chosen.where(col(row.at) < until)
    # An entry is never older than the one before, so the order of instants is the order of sequences.
    dated = (col(row.at).desc(),) if since or until else ()
    chosen = chosen.order_by(*dated, col(row.sequence).desc()).limit(max(1, min(limit, MOST)))
    found = tx.session.execute(chosen)
    return [Entry(sequence, previous, hash, canonical) for sequence, previous, hash, canonical in found]
