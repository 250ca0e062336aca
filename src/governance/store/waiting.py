"""What waits for whom."""

from collections import defaultdict
from collections.abc import Sequence
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
        .where(col(WaitingRow.role).in_(list(actor.roles)), WaitingRow.number > after, *waits_for(tx, actor))
        .order_by(col(WaitingRow.number))
        .limit(min(limit, MOST))
    )
    return list(tx.session.exec(chosen).all())


def waits_for(tx: Tx, actor: Actor) -> list[ColumnElement[bool]]:
    """What a person could meet and has not, among the open requirements of their roles."""
    conditions = [
        col(WaitingRow.workspace_id) == tx.workspace_id,
        ~_contributed(ContributorRow.person_id == UUID(actor.person)),
        ~cast(WaitingRow.decided, String).contains(actor.person),
    ]
    if actor.partner:
        conditions += [col(WaitingRow.partner_id) == UUID(actor.partner), ~_organisation_excluded(tx, actor)]
    return conditions


def _organisation_excluded(tx: Tx, actor: Actor) -> ColumnElement[bool]:
    """Whether the requirement is closed to the actor's organisation, because it had a hand in the words."""
    policies = policies_in_force(tx)
    requirements = policies.approval.requirements if policies and policies.approval else ()
    closed = [one.id for one in requirements if one.excludes == "organisation"]
    theirs = _contributed(ContributorRow.organisation == actor.organisation)
    return col(WaitingRow.requirement).in_(closed) & theirs


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
