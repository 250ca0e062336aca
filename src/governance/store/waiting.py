"""What waits for whom."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String
from sqlmodel import cast, col, select

from governance.core.actor import Actor
from governance.store.policies import policies_in_force
from governance.store.tables.review import WaitingRow
from governance.store.tables.variants import ContributorRow, VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Tx
from governance.store.variants import MOST


def waiting_of(tx: Tx, variants: Sequence[VariantRow]) -> defaultdict[UUID, list[WaitingRow]]:
    """The open requirements of these variants, as last written."""
    ids = [variant.id for variant in variants]
    chosen = select(WaitingRow).where(WaitingRow.workspace_id == tx.workspace_id, col(WaitingRow.variant_id).in_(ids))
    found: defaultdict[UUID, list[WaitingRow]] = defaultdict(list)
    for row in tx.session.exec(chosen):
        found[row.variant_id].append(row)
    return found


def queue_page(tx: Tx, actor: Actor, after: int, limit: int) -> list[tuple[WaitingRow, VariantRow, CampaignRow]]:
    """What waits for a person: open requirements that they could meet and have not, the oldest first."""
    chosen = (
        select(WaitingRow, VariantRow, CampaignRow)
        .join(
            VariantRow,
            (col(VariantRow.workspace_id) == col(WaitingRow.workspace_id))
            & (col(VariantRow.id) == col(WaitingRow.variant_id)),
        )
        .join(
            CampaignRow,
            (col(CampaignRow.workspace_id) == col(VariantRow.workspace_id))
            & (col(CampaignRow.id) == col(VariantRow.campaign_id)),
        )
        .where(col(WaitingRow.role).in_(list(actor.roles)), WaitingRow.number > after, *waits_for(reader(tx, actor)))
        .order_by(col(WaitingRow.number))
        .limit(min(limit, MOST))
    )
    return list(tx.session.exec(chosen).all())


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever a queue is for, in what its statements need: those are built once a reader, not once a page.

    `closed` are the requirements that stand back from a whole organisation which contributed.
    """

    workspace: UUID
    person: str
    roles: tuple[str, ...]
    partner: UUID | None
    organisation: str | None
    closed: tuple[str, ...]


def reader(tx: Tx, actor: Actor) -> Reader:
    """The actor as the reader of a queue."""
    policies = policies_in_force(tx) if actor.partner else None
    requirements = policies.approval.requirements if policies and policies.approval else ()
    closed = tuple(one.id for one in requirements if one.excludes == "organisation")
    partner = UUID(actor.partner) if actor.partner else None
    roles = tuple(sorted(actor.roles))
    return Reader(tx.workspace_id, actor.require_person(), roles, partner, actor.organisation, closed)


def waits_for(who: Reader) -> list[ColumnElement[bool]]:
    """What a person could meet and has not, among the open requirements of their roles."""
    conditions = [
        col(WaitingRow.workspace_id) == who.workspace,
        ~_contributed(ContributorRow.person_id == UUID(who.person)),
        ~cast(WaitingRow.decided, String).contains(who.person),
    ]
    if who.partner:
        theirs = _contributed(ContributorRow.organisation == who.organisation)
        conditions += [
            col(WaitingRow.partner_id) == who.partner,
            ~(col(WaitingRow.requirement).in_(who.closed) & theirs),
        ]
    return conditions


def _contributed(who: Any) -> ColumnElement[bool]:
    return (
        select(ContributorRow.person_id)
        .where(
            ContributorRow.workspace_id == WaitingRow.workspace_id,
            ContributorRow.variant_id == WaitingRow.variant_id,
            who,
        )
        .exists()
    )
