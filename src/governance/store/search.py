"""Finding things by how their names begin."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import col

from governance.core.actor import Actor
from governance.store.tables.people import MembershipRow, PersonRow
from governance.store.tables.variants import VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Tx

_LAST = "\U0010ffff"


def variants_named(tx: Tx, actor: Actor, words: str, most: int) -> list[tuple[VariantRow, CampaignRow]]:
    """Variants by name, along its index: as the words are written, and in the usual casings."""
    casings = sorted({words, words.lower(), words.upper(), words.capitalize(), words.casefold()})
    begins = or_(*(and_(col(VariantRow.name) >= one, col(VariantRow.name) < one + _LAST) for one in casings))
    chosen = (
        select(VariantRow, CampaignRow)
        .join(
            CampaignRow,
            (col(CampaignRow.workspace_id) == col(VariantRow.workspace_id))
            & (col(CampaignRow.id) == col(VariantRow.campaign_id)),
        )
        .where(col(VariantRow.workspace_id) == tx.workspace_id, begins, *_theirs(actor, col(VariantRow.partner_id)))
        .order_by(col(VariantRow.name), col(VariantRow.sequence))
        .limit(most)
    )
    return [(variant, campaign) for variant, campaign in tx.session.execute(chosen)]


def campaigns_named(tx: Tx, actor: Actor, words: str, most: int) -> Sequence[CampaignRow]:
    """Campaigns whose key or name begins with the words, whatever their casing."""
    begins = _begins(col(CampaignRow.key), words) | _begins(col(CampaignRow.name), words)
    chosen = select(CampaignRow).where(
        col(CampaignRow.workspace_id) == tx.workspace_id, begins, *_theirs(actor, col(CampaignRow.partner_id))
    )
    return tx.session.execute(chosen.order_by(col(CampaignRow.sequence)).limit(most)).scalars().all()


def people_named(tx: Tx, words: str, most: int) -> Sequence[PersonRow]:
    """Members, now or once, whose name begins with the words."""
    chosen = (
        select(PersonRow)
        .join(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .where(col(MembershipRow.workspace_id) == tx.workspace_id, _begins(col(PersonRow.name), words))
    )
    return tx.session.execute(chosen.order_by(col(PersonRow.name), col(PersonRow.id)).limit(most)).scalars().all()


def _begins(column: Any, words: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = func.lower(column).startswith(words.lower(), autoescape=True)
    return found


def _theirs(actor: Actor, column: Any) -> list[ColumnElement[bool]]:
    return [column == UUID(actor.partner)] if actor.partner else []
