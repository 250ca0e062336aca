"""Lists of variants as one person needs them: what waits for them, what came back, what they wrote and decided.

Every list is read along an index from where the last page ended; counts stop at COUNTED, so that none costs more
the longer a list is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, get_args
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, distinct, func, literal, select, tuple_, union_all
from sqlalchemy.orm import aliased
from sqlmodel import col

from governance.core.actor import Actor
from governance.store.columns import Instant
from governance.store.reading import known_to
from governance.store.tables.reading import StatementRow
from governance.store.tables.review import DecisionRow, WaitingRow
from governance.store.tables.variants import ContributorRow, VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Tx
from governance.store.waiting import Reader, reader, waits_for

View = Literal["waits", "returned", "mine", "decided", "open", "approved"]
VIEWS: tuple[View, ...] = get_args(View)
RETURNED = ("changes_requested", "vetoed", "recalled")
STATEMENTS = 1_024
"""Statements that are kept as they were built: building one costs more than the database takes for it."""

LOOKED_AT = 200
"""Waiting variants whose statements are counted."""

COUNTED = LOOKED_AT + 1
"""Where counting stops: so many means more than LOOKED_AT, which is more than a person reads in a day."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose variants a list is narrowed to: a partner's, or the company's own for None."""

    partner_id: UUID | None

    def holds(self, column: Any) -> ColumnElement[bool]:
        found: ColumnElement[bool] = column.is_(None) if self.partner_id is None else column == self.partner_id
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in its list: by number, and before that by when it is due in what waits."""

    number: int
    due_at: datetime | None = None


Waiting = tuple[WaitingRow, VariantRow, CampaignRow]
Listed = tuple[Place, VariantRow, CampaignRow]


def waiting_page(tx: Tx, actor: Actor, owner: Owner | None, after: Place | None, most: int) -> list[Waiting]:
    """What waits for a person, the next due first, and the longest waiting first among equals."""
    if not actor.roles:
        return []
    rows = tx.session.execute(_waiting_page(reader(tx, actor), owner, after, most)).scalars().all()
    found = _variants(tx, {row.variant_id for row in rows})
    return [(row, *found[row.variant_id]) for row in rows]


@lru_cache(maxsize=STATEMENTS)
def _waiting_page(who: Reader, owner: Owner | None, after: Place | None, most: int) -> Any:
    first = _first(who, owner, after, most)
    chosen: Any = select(aliased(WaitingRow, first)).order_by(first.c.due_at, first.c.number).limit(most)
    return chosen


def _variants(tx: Tx, ids: Collection[UUID]) -> dict[UUID, tuple[VariantRow, CampaignRow]]:
    """These variants, asked for by their ids: joined to a list of which it knows no size, a database reads it often."""
    chosen = (
        select(VariantRow, CampaignRow)
        .join(CampaignRow, _same(CampaignRow.id, VariantRow.campaign_id, CampaignRow, VariantRow))
        .where(col(VariantRow.workspace_id) == tx.workspace_id, col(VariantRow.id).in_(ids))
    )
    return {variant.id: (variant, campaign) for variant, campaign in tx.session.execute(chosen)}


def _first(who: Reader, owner: Owner | None, after: Place | None, most: int) -> Subquery:
    """The next of each role, read along the index of its order."""
    conditions = [*waits_for(who), *_owned(owner, WaitingRow.partner_id)]
    if after is not None:
        place = tuple_(literal(after.due_at, Instant), literal(after.number))
        conditions.append(tuple_(col(WaitingRow.due_at), col(WaitingRow.number)) > place)
    of_role = [
        select(WaitingRow)
        .where(col(WaitingRow.role) == role, *conditions)
        .order_by(col(WaitingRow.due_at), col(WaitingRow.number))
        .limit(most)
        .subquery()
        for role in who.roles
    ]
    return union_all(*(select(one) for one in of_role)).subquery()


def variants_in(tx: Tx, actor: Actor, view: View, owner: Owner | None, after: Place | None, most: int) -> list[Listed]:
    """One of the other lists. What is open comes in the order in which it came; the others, the newest first."""
    chosen, number = _view(tx, actor, view, owner)
    if after is not None:
        chosen = chosen.where(number > after.number if view == "open" else number < after.number)
    ordered = (
        chosen.join(CampaignRow, _same(CampaignRow.id, VariantRow.campaign_id, CampaignRow, VariantRow))
        .add_columns(CampaignRow, number.label("place"))
        .order_by(number if view == "open" else number.desc())
        .limit(most)
    )
    return [(Place(place), variant, campaign) for variant, campaign, place in tx.session.execute(ordered)]


def _view(tx: Tx, actor: Actor, view: View, owner: Owner | None) -> tuple[Select[Any], Any]:
    """The variants of a list, and the column of its order."""
    mine = [col(VariantRow.workspace_id) == tx.workspace_id, *_owned(owner, VariantRow.partner_id)]
    if actor.partner:
        mine.append(col(VariantRow.partner_id) == UUID(actor.partner))
    chosen = select(VariantRow).where(*mine)
    by_actor = col(ContributorRow.person_id) == UUID(actor.person)
    of_variant = _same(ContributorRow.variant_id, VariantRow.id, ContributorRow, VariantRow)
    if view == "mine":
        return chosen.join(ContributorRow, of_variant).where(by_actor), col(ContributorRow.sequence)
    if view == "returned":
        theirs = select(col(ContributorRow.variant_id)).where(of_variant, by_actor)
        return chosen.where(col(VariantRow.state).in_(RETURNED), theirs.exists()), col(VariantRow.sequence)
    if view == "decided":
        return _decided(chosen, actor), col(DecisionRow.sequence)
    state = "in_review" if view == "open" else "approved"
    return chosen.where(col(VariantRow.state) == state), col(VariantRow.sequence)


def _decided(chosen: Select[Any], actor: Actor) -> Select[Any]:
    """Each variant by the last decision of a person on it."""
    later = aliased(DecisionRow)
    again = select(col(later.id)).where(
        col(later.workspace_id) == col(DecisionRow.workspace_id),
        col(later.variant_id) == col(DecisionRow.variant_id),
        col(later.person_id) == col(DecisionRow.person_id),
        col(later.sequence) > col(DecisionRow.sequence),
    )
    on = _same(DecisionRow.variant_id, VariantRow.id, DecisionRow, VariantRow)
    return chosen.join(DecisionRow, on).where(col(DecisionRow.person_id) == UUID(actor.person), ~again.exists())


def _same(one: Any, other: Any, of: Any, and_of: Any) -> ColumnElement[bool]:
    """A join on ids within the workspace."""
    found: ColumnElement[bool] = (of.workspace_id == and_of.workspace_id) & (one == other)
    return found


def _owned(owner: Owner | None, column: Any) -> list[ColumnElement[bool]]:
    return [owner.holds(column)] if owner else []


def counts(tx: Tx, actor: Actor) -> dict[View, int]:
    """How many variants each list but the first holds; at most COUNTED each."""
    lists = [_bounded(_view(tx, actor, view, None)[0].with_only_columns(literal(1))) for view in VIEWS[1:]]
    return dict(zip(VIEWS[1:], tx.session.execute(select(*lists)).one(), strict=True))


def first_waiting(tx: Tx, actor: Actor) -> list[tuple[UUID, UUID | None]]:
    """The first variants that wait for a person, with their partners; at most COUNTED."""
    if not actor.roles:
        return []
    first = _first(reader(tx, actor), None, None, COUNTED)
    chosen = select(first.c.variant_id, first.c.partner_id).distinct().limit(COUNTED)
    return [(variant, partner) for variant, partner in tx.session.execute(chosen)]


def waiting_count(tx: Tx, actor: Actor) -> int:
    """How much waits for a person; at most COUNTED."""
    found: int = tx.session.execute(_count_waiting(reader(tx, actor))).scalar_one()
    return found


@lru_cache(maxsize=STATEMENTS)
def _count_waiting(who: Reader) -> Select[Any]:
    return select(_bounded(_waits(who)))


def live_count(tx: Tx) -> int:
    """How many variants a change of policies would recheck: in review or approved; at most COUNTED."""
    live = select(literal(1)).where(
        col(VariantRow.workspace_id) == tx.workspace_id,
        col(VariantRow.state).in_(("in_review", "approved", "changes_requested", "vetoed")),
    )
    found: int = tx.session.execute(select(_bounded(live))).scalar_one()
    return found


def newer(tx: Tx, actor: Actor, number: int) -> int:
    """How much came to wait for a person after a number; at most COUNTED."""
    later = _waits(reader(tx, actor)).where(col(WaitingRow.number) > number)
    found: int = tx.session.execute(select(_bounded(later))).scalar_one()
    return found


def _waits(who: Reader) -> Select[Any]:
    return select(literal(1)).select_from(WaitingRow).where(col(WaitingRow.role).in_(who.roles), *waits_for(who))


def _bounded(chosen: Select[Any]) -> Any:
    return select(func.count()).select_from(chosen.limit(COUNTED).subquery()).scalar_subquery()


def new_statements(tx: Tx, actor: Actor, variants: Sequence[UUID]) -> int:
    """How many different new statements these variants make."""
    chosen = select(func.count(distinct(col(StatementRow.mark)))).where(
        col(StatementRow.workspace_id) == tx.workspace_id,
        col(StatementRow.variant_id).in_(variants),
        ~known_to(actor),
    )
    found: int = tx.session.execute(chosen).scalar_one()
    return found
