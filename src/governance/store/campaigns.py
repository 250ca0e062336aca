"""Campaigns, by what they are asked for."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from governance.core.actor import Actor
from governance.core.errors import NotFound
from governance.store.tables.variants import VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Tx
from governance.store.variants import MOST, seen_by


def campaign_for(tx: Tx, actor: Actor, id: UUID) -> CampaignRow:
    """One campaign. Raises NotFound for what is not there and for what is not the actor's."""
    chosen = select(CampaignRow).where(CampaignRow.workspace_id == tx.workspace_id, CampaignRow.id == id)
    row: CampaignRow | None = tx.session.exec(seen_by(actor, chosen, CampaignRow.partner_id)).first()
    if row is None:
        raise NotFound("There is no such campaign, or it is not yours")
    return row


def campaign_by_key(tx: Tx, key: str, partner_id: UUID | None) -> CampaignRow | None:
    """An organisation's campaign of that key."""
    mine = col(CampaignRow.partner_id).is_(None) if partner_id is None else CampaignRow.partner_id == partner_id
    chosen = select(CampaignRow).where(CampaignRow.workspace_id == tx.workspace_id, CampaignRow.key == key, mine)
    return tx.session.exec(chosen).first()


def campaigns_page(tx: Tx, actor: Actor, after: int, limit: int) -> Sequence[CampaignRow]:
    chosen = select(CampaignRow).where(CampaignRow.workspace_id == tx.workspace_id, CampaignRow.sequence > after)
    ordered = chosen.order_by(col(CampaignRow.sequence)).limit(min(limit, MOST))
    return tx.session.exec(seen_by(actor, ordered, CampaignRow.partner_id)).all()


def campaigns_by_id(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, CampaignRow]:
    chosen = select(CampaignRow).where(CampaignRow.workspace_id == tx.workspace_id, col(CampaignRow.id).in_(ids))
    return {row.id: row for row in tx.session.exec(chosen)}


def states_of(tx: Tx, campaigns: Sequence[CampaignRow]) -> dict[UUID, dict[str, int]]:
    """How many variants of each campaign are in each state."""
    chosen = (
        select(VariantRow.campaign_id, VariantRow.state, func.count())
        .where(
            VariantRow.workspace_id == tx.workspace_id, col(VariantRow.campaign_id).in_([row.id for row in campaigns])
        )
        .group_by(col(VariantRow.campaign_id), col(VariantRow.state))
    )
    found: dict[UUID, dict[str, int]] = {row.id: {} for row in campaigns}
    for campaign, state, number in tx.session.exec(chosen):
        found[campaign][state] = number
    return found
