"""What stands before and after a variant in somebody's queue."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlmodel import col

from governance.core.actor import Actor
from governance.store.columns import Instant
from governance.store.queues import COUNTED
from governance.store.tables.review import WaitingRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx
from governance.store.waiting import reader, waits_for

Neighbour = tuple[UUID, str]
Place = tuple[datetime, int]


def place_of(tx: Tx, actor: Actor, variant: UUID) -> Place | None:
    """Where a variant stands in a person's queue; None where it does not wait for them."""
    chosen = _mine(tx, actor, col(WaitingRow.due_at), col(WaitingRow.number))
    row = tx.session.execute(chosen.where(col(WaitingRow.variant_id) == variant).order_by(*_ORDER).limit(1)).first()
    return (row[0], row[1]) if row else None


def following(tx: Tx, actor: Actor, variant: UUID, place: Place | None) -> Neighbour | None:
    """The next variant after a place, or the first of the queue."""
    beyond = [_literal(place) < _AT] if place else []
    return _one(tx, actor, variant, beyond, _ORDER)


def preceding(tx: Tx, actor: Actor, variant: UUID, place: Place) -> Neighbour | None:
    return _one(tx, actor, variant, [_literal(place) > _AT], [one.desc() for one in _ORDER])


def counted(tx: Tx, actor: Actor, place: Place | None) -> tuple[int, int]:
    """How many stand before a place, and how many there are; at most COUNTED each."""
    every = _mine(tx, actor, literal(1))
    before = every.where(_literal(place) > _AT) if place else every.where(literal(False))
    bounded = [select(func.count()).select_from(one.limit(COUNTED).subquery()) for one in (before, every)]
    found = tx.session.execute(select(*(one.scalar_subquery() for one in bounded))).one()
    return found[0], found[1]


_ORDER = [col(WaitingRow.due_at), col(WaitingRow.number)]
_AT: Any = tuple_(*_ORDER)


def _literal(place: Place) -> Any:
    return tuple_(literal(place[0], Instant), literal(place[1]))


def _mine(tx: Tx, actor: Actor, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(WaitingRow)
        .where(col(WaitingRow.role).in_(sorted(actor.roles)), *waits_for(reader(tx, actor)))
    )


def _one(tx: Tx, actor: Actor, variant: UUID, beyond: list[ColumnElement[bool]], order: list[Any]) -> Neighbour | None:
    on = (col(VariantRow.workspace_id) == col(WaitingRow.workspace_id)) & (
        col(VariantRow.id) == col(WaitingRow.variant_id)
    )
    chosen = _mine(tx, actor, col(VariantRow.id), col(VariantRow.name)).join(VariantRow, on)
    others = chosen.where(col(WaitingRow.variant_id) != variant, *beyond).order_by(*order).limit(1)
    row = tx.session.execute(others).first()
    return (row[0], row[1]) if row else None
