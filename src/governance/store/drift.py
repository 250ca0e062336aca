"""Keeping how far copy stands from the talk track: one row a revision, however often it is checked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, insert, select, tuple_
from sqlmodel import col

from governance.store.tables.drift import DriftRow, StatedRow, ToldRow
from governance.store.transaction import Tx

Revision = tuple[UUID, int]
"""A variant's id, and the number of its revision."""
Values = Mapping[str, Any]


def first_weeks(tx: Tx, revisions: Sequence[Revision]) -> dict[Revision, date]:
    """The weeks in which these revisions were first checked, for those that were."""
    chosen = select(col(DriftRow.variant_id), col(DriftRow.revision), col(DriftRow.week))
    found = tx.session.execute(chosen.where(*_of(tx, DriftRow, revisions)))
    return {(variant, revision): week for variant, revision, week in found}


def forget_drift(tx: Tx, revisions: Sequence[Revision]) -> None:
    """Remove what older reports said of these revisions."""
    for table in (DriftRow, StatedRow):
        tx.session.execute(delete(table).where(*_of(tx, table, revisions)))


def add_drift(tx: Tx, drift: Iterable[Values], stated: Iterable[Values]) -> None:
    """Keep what the first or newest reports say."""
    _insert(tx, DriftRow, drift)
    _insert(tx, StatedRow, stated)


def replace_told(tx: Tx, variants: Sequence[UUID], told: Iterable[Values]) -> None:
    """Keep what the head revisions of these variants carry now."""
    mine = col(ToldRow.workspace_id) == tx.workspace_id, col(ToldRow.variant_id).in_(variants)
    tx.session.execute(delete(ToldRow).where(*mine))
    _insert(tx, ToldRow, told)


def _insert(tx: Tx, table: type[DriftRow] | type[StatedRow] | type[ToldRow], rows: Iterable[Values]) -> None:
    if values := [{"workspace_id": tx.workspace_id, **row} for row in rows]:
        # Otherwise rows with and without an empty column are written apart.
        tx.session.execute(insert(table), values, execution_options={"render_nulls": True})


def _of(
    tx: Tx, table: type[DriftRow] | type[StatedRow], revisions: Sequence[Revision]
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    theirs = tuple_(col(table.variant_id), col(table.revision)).in_(revisions)
    return col(table.workspace_id) == tx.workspace_id, theirs
