"""What stands before and after a variant in somebody's queue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, literal, null, select, tuple_, union_all
from sqlmodel import col

from governance.core.actor import Actor
from governance.store.columns import Instant
from governance.store.queues import COUNTED
from governance.store.tables.review import WaitingRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx
from governance.store.waiting import reader, waits_for

Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A variant by its id and its name."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The variants before and after a place, how many stand before it, and how many there are: at most COUNTED each."""

    before: Neighbour | None
    next: Neighbour | None
    passed: int
    every: int


def place_of(tx: Tx, actor: Actor, variant: UUID) -> Place | None:
    """Where a variant stands in a person's queue; None where it does not wait for them."""
    chosen = _mine(tx, actor, col(WaitingRow.due_at), col(WaitingRow.number))
    row = tx.session.execute(chosen.where(col(WaitingRow.variant_id) == variant).order_by(*_ORDER).limit(1)).first()
    return (row[0], row[1]) if row else None


def neighbours(tx: Tx, actor: Actor, variant: UUID, place: Place | None) -> Neighbours:
    """What stands around a place; around none, the first of the queue is next."""
    every = _mine(tx, actor, literal(1))
    before = every.where(_literal(place) > _AT) if place else every.where(literal(False))
    beyond = [_literal(place) < _AT] if place else []
    nearest = [_one(tx, actor, variant, "next", beyond, _ORDER)]
    if place:
        nearest.append(_one(tx, actor, variant, "before", [_literal(place) > _AT], [one.desc() for one in _ORDER]))
    counts = select(literal("counts"), null(), null(), _bounded(before), _bounded(every))
    found = {row[0]: row for row in tx.session.execute(union_all(*nearest, counts))}
    near = {side: Neighbour(found[side][1], found[side][2]) for side in ("before", "next") if side in found}
    return Neighbours(near.get("before"), near.get("next"), found["counts"][3], found["counts"][4])


def _bounded(chosen: Select[Any]) -> Any:
    return select(func.count()).select_from(chosen.limit(COUNTED).subquery()).scalar_subquery()


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


def _one(
    tx: Tx, actor: Actor, variant: UUID, side: str, beyond: list[ColumnElement[bool]], order: list[Any]
) -> Select[Any]:
    """The nearest other variant on one side."""
    on = (col(VariantRow.workspace_id) == col(WaitingRow.workspace_id)) & (
        col(VariantRow.id) == col(WaitingRow.variant_id)
    )
    columns = (literal(side), col(VariantRow.id), col(VariantRow.name), literal(0), literal(0))
    chosen = _mine(tx, actor, *columns).join(VariantRow, on)
    others = chosen.where(col(WaitingRow.variant_id) != variant, *beyond).order_by(*order).limit(1)
    return select(others.subquery())
