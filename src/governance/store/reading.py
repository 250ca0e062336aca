"""What people have to read: the statements of head revisions, and which of them were approved before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Insert,
    bindparam,
    case,
    delete,
    distinct,
    func,
    insert,
    literal,
    select,
)
from sqlmodel import col

from governance.core.actor import Actor
from governance.core.errors import NotFound
from governance.store.columns import Instant
from governance.store.tables.reading import KnownRow, SeenRow, StatementRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx


@dataclass(frozen=True, slots=True)
class Read:
    """A statement by its place in the report on the head revision. Known means approved before, for whoever reads."""

    number: int
    mark: str
    known: bool


@dataclass(frozen=True, slots=True)
class ToRead:
    """How many different statements of a variant are new to whoever reads, and how many were approved before."""

    new: int = 0
    known: int = 0


def replace_statements(tx: Tx, found: Mapping[UUID, Mapping[int, str]]) -> None:
    """Keep the marks of the newest reports on the head revisions of these variants, and no others of theirs."""
    tx.session.execute(
        delete(StatementRow).where(
            col(StatementRow.workspace_id) == tx.workspace_id, col(StatementRow.variant_id).in_(found)
        )
    )
    rows = [
        {"workspace_id": tx.workspace_id, "variant_id": variant, "number": number, "mark": mark}
        for variant, marks in found.items()
        for number, mark in marks.items()
    ]
    if rows:
        tx.session.execute(insert(StatementRow), rows)


def learn(tx: Tx, approved: Sequence[VariantRow]) -> None:
    """Remember what these approved variants state as known in their owners' copy."""
    if approved:
        tx.session.execute(_learnt(tx, [variant.id for variant in approved]))


def _learnt(tx: Tx, ids: Sequence[UUID]) -> Insert:
    owner = func.coalesce(col(VariantRow.partner_id), col(VariantRow.workspace_id))
    there = select(col(KnownRow.mark)).where(
        col(KnownRow.workspace_id) == col(StatementRow.workspace_id),
        col(KnownRow.mark) == col(StatementRow.mark),
        col(KnownRow.owner_id) == owner,
    )
    missing = (
        select(col(StatementRow.workspace_id), col(StatementRow.mark), owner, literal(tx.now, Instant))
        .join(VariantRow, _of_statement())
        .where(
            col(StatementRow.workspace_id) == tx.workspace_id, col(StatementRow.variant_id).in_(ids), ~there.exists()
        )
        .distinct()
    )
    return insert(KnownRow).from_select(["workspace_id", "mark", "owner_id", "since"], missing)


def _of_statement() -> ColumnElement[bool]:
    return (col(VariantRow.workspace_id) == col(StatementRow.workspace_id)) & (
        col(VariantRow.id) == col(StatementRow.variant_id)
    )


def known_to(actor: Actor) -> ColumnElement[bool]:
    """Whether a statement was approved before: for a partner's people, in their own partner's copy."""
    return _known_to(actor.partner)


def _known_to(partner: str | None) -> ColumnElement[bool]:
    found = select(col(KnownRow.mark)).where(
        col(KnownRow.workspace_id) == col(StatementRow.workspace_id), col(KnownRow.mark) == col(StatementRow.mark)
    )
    if partner:
        found = found.where(col(KnownRow.owner_id) == UUID(partner))
    return found.exists()


def known_marks(tx: Tx, actor: Actor, marks: Iterable[str]) -> set[str]:
    """Which of these statements were approved before, for whoever reads."""
    chosen = select(col(KnownRow.mark)).where(
        col(KnownRow.workspace_id) == tx.workspace_id, col(KnownRow.mark).in_(list(marks))
    )
    if actor.partner:
        chosen = chosen.where(col(KnownRow.owner_id) == UUID(actor.partner))
    return set(tx.session.execute(chosen).scalars())


def statements_of(tx: Tx, actor: Actor, variants: Sequence[VariantRow]) -> dict[UUID, list[Read]]:
    """What the head revision of each variant states, in the order of its report."""
    chosen = select(
        col(StatementRow.variant_id), col(StatementRow.number), col(StatementRow.mark), known_to(actor)
    ).where(*_of(tx, variants))
    found: defaultdict[UUID, list[Read]] = defaultdict(list)
    for variant, number, mark, known in tx.session.execute(chosen.order_by(col(StatementRow.number))):
        found[variant].append(Read(number, mark, bool(known)))
    return {variant.id: found[variant.id] for variant in variants}


def to_read(tx: Tx, actor: Actor, variants: Sequence[VariantRow]) -> dict[UUID, ToRead]:
    """How much of each variant is new, and how much is known. A statement that stands twice is read once."""
    values = {"workspace": tx.workspace_id, "ids": [variant.id for variant in variants]}
    counted = tx.session.execute(_to_read(actor.partner), values)
    found = {id: ToRead(every - known, known) for id, every, known in counted}
    return {variant.id: found.get(variant.id, ToRead()) for variant in variants}


@lru_cache(maxsize=256)
def _to_read(partner: str | None) -> Any:
    """The statement, built once a partner."""
    known = case((_known_to(partner), col(StatementRow.mark)))
    chosen: Any = (
        select(col(StatementRow.variant_id), _different(col(StatementRow.mark)), _different(known))
        .where(
            col(StatementRow.workspace_id) == bindparam("workspace"),
            col(StatementRow.variant_id).in_(bindparam("ids", expanding=True)),
        )
        .group_by(col(StatementRow.variant_id))
    )
    return chosen


def _of(tx: Tx, variants: Sequence[VariantRow]) -> tuple[ColumnElement[bool], ...]:
    ids = [variant.id for variant in variants]
    return col(StatementRow.workspace_id) == tx.workspace_id, col(StatementRow.variant_id).in_(ids)


def _different(value: Any) -> ColumnElement[int]:
    return func.count(distinct(value))


def seen_marks(tx: Tx, person: UUID, variant: VariantRow) -> set[str]:
    """The statements of the head revision whose evidence a person asked for."""
    return set(tx.session.execute(select(col(SeenRow.mark)).where(*_seen(tx, person, variant))).scalars())


def note_seen(tx: Tx, actor: Actor, variant: VariantRow, mark: str) -> None:
    """A person asked for the evidence of a statement. Raises NotFound if the head revision does not state it."""
    person = UUID(actor.require_person())
    stated = select(StatementRow).where(*_of(tx, [variant]), col(StatementRow.mark) == mark)
    if tx.session.execute(stated.limit(1)).first() is None:
        raise NotFound("The text states no such thing now")
    if mark not in seen_marks(tx, person, variant):
        tx.session.add(
            SeenRow(
                workspace_id=tx.workspace_id,
                person_id=person,
                variant_id=variant.id,
                content_digest=variant.content_digest,
                mark=mark,
                at=tx.now,
            )
        )


def seen_of_new(tx: Tx, actor: Actor, variant: VariantRow) -> tuple[int, int]:
    """How many of the new statements of the head revision a person has seen, and how many there are."""
    of_this = select(col(SeenRow.mark)).where(
        *_seen(tx, UUID(actor.require_person()), variant), col(SeenRow.mark) == col(StatementRow.mark)
    )
    seen = case((of_this.exists(), col(StatementRow.mark)))
    chosen = select(_different(seen), _different(col(StatementRow.mark)))
    found, every = tx.session.execute(chosen.where(*_of(tx, [variant]), ~known_to(actor))).one()
    return found, every


def _seen(tx: Tx, person: UUID, variant: VariantRow) -> tuple[ColumnElement[bool], ...]:
    return (
        col(SeenRow.workspace_id) == tx.workspace_id,
        col(SeenRow.person_id) == person,
        col(SeenRow.variant_id) == variant.id,
        col(SeenRow.content_digest) == variant.content_digest,
    )
