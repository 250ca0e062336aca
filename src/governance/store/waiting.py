"""What waits for whom."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from governance.core.actor import Actor
from governance.store.tables.review import DecisionRow, WaitingRow
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
    """What waits for a person: open requirements of their roles, on texts that they had no hand in."""
    person = UUID(actor.person)
    mine = (
        select(ContributorRow.person_id)
        .where(
            ContributorRow.workspace_id == WaitingRow.workspace_id,
            ContributorRow.variant_id == WaitingRow.variant_id,
            ContributorRow.person_id == person,
        )
        .exists()
    )
    decided = (
        select(DecisionRow.id)
        .where(
            DecisionRow.workspace_id == WaitingRow.workspace_id,
            DecisionRow.variant_id == WaitingRow.variant_id,
            DecisionRow.person_id == person,
            DecisionRow.content_digest == VariantRow.content_digest,
            DecisionRow.manifest_digest == VariantRow.manifest_digest,
            col(DecisionRow.withdrawn_at).is_(None),
        )
        .exists()
    )
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
        .where(
            WaitingRow.workspace_id == tx.workspace_id,
            col(WaitingRow.role).in_(list(actor.roles)),
            WaitingRow.number > after,
            ~mine,
            ~decided,
        )
        .order_by(col(WaitingRow.number))
        .limit(min(limit, MOST))
    )
    if actor.partner:
        chosen = chosen.where(WaitingRow.partner_id == UUID(actor.partner))
    return list(tx.session.exec(chosen).all())
