"""Permits and authorisations, by what they are asked for."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from governance.core.actor import Actor
from governance.core.errors import NotFound
from governance.core.launch.permit import Permit
from governance.core.review.case import Text
from governance.store.tables.permits import AuthorisationRow, PermitRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx
from governance.store.variants import MOST


def last_permit(tx: Tx, variant: VariantRow) -> PermitRow | None:
    chosen = select(PermitRow).where(PermitRow.workspace_id == tx.workspace_id, PermitRow.variant_id == variant.id)
    return tx.session.exec(chosen.order_by(col(PermitRow.sequence).desc()).limit(1)).first()


def last_permits(tx: Tx, variants: Sequence[VariantRow]) -> dict[UUID, PermitRow]:
    """The last permit of each of these variants that has one."""
    ids = [variant.id for variant in variants]
    chosen = select(PermitRow).where(PermitRow.workspace_id == tx.workspace_id, col(PermitRow.variant_id).in_(ids))
    return {row.variant_id: row for row in tx.session.exec(chosen.order_by(col(PermitRow.sequence)))}


def permit_for(tx: Tx, actor: Actor, id: UUID) -> tuple[PermitRow, VariantRow]:
    """A permit and its variant. Raises NotFound for what is not there and for what is not the actor's."""
    chosen = (
        select(PermitRow, VariantRow)
        .join(
            VariantRow,
            (col(VariantRow.workspace_id) == col(PermitRow.workspace_id))
            & (col(VariantRow.id) == col(PermitRow.variant_id)),
        )
        .where(PermitRow.workspace_id == tx.workspace_id, PermitRow.id == id)
    )
    found = tx.session.exec(chosen).first()
    if found is None or (actor.partner and found[1].partner_id != UUID(actor.partner)):
        raise NotFound("There is no such permit, or it is not yours")
    return found


def permits_page(tx: Tx, actor: Actor, after: int, limit: int) -> Sequence[PermitRow]:
    chosen = select(PermitRow).where(PermitRow.workspace_id == tx.workspace_id, PermitRow.sequence > after)
    if actor.partner:
        chosen = chosen.join(
            VariantRow,
            (col(VariantRow.workspace_id) == col(PermitRow.workspace_id))
            & (col(VariantRow.id) == col(PermitRow.variant_id)),
        ).where(VariantRow.partner_id == UUID(actor.partner))
    return tx.session.exec(chosen.order_by(col(PermitRow.sequence)).limit(min(limit, MOST))).all()


def permit_of(row: PermitRow) -> Permit:
    return Permit(
        id=str(row.id),
        workspace=str(row.workspace_id),
        variant=str(row.variant_id),
        submission=str(row.submission_id),
        text=Text(row.revision, row.content_digest, row.manifest_digest),
        policy_set=row.policy_set,
        platform=row.platform,
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        key_id=row.key_id,
        signature=row.signature,
        recalled_at=row.recalled_at,
    )


def authorisations_to(tx: Tx, variant: VariantRow, recipient_hash: str) -> Sequence[AuthorisationRow]:
    """What was ever authorised of a variant to one recipient."""
    chosen = select(AuthorisationRow).where(
        AuthorisationRow.workspace_id == tx.workspace_id,
        AuthorisationRow.variant_id == variant.id,
        AuthorisationRow.recipient_hash == recipient_hash,
    )
    return tx.session.exec(chosen).all()


def messages_counted(tx: Tx, variant: VariantRow, now: datetime) -> int:
    """How many messages of a variant were sent or may still be."""
    counted = (
        select(func.count())
        .select_from(AuthorisationRow)
        .where(
            AuthorisationRow.workspace_id == tx.workspace_id,
            AuthorisationRow.variant_id == variant.id,
            col(AuthorisationRow.used_at).is_not(None) | (AuthorisationRow.ends_at > now),
        )
    )
    return tx.session.exec(counted).one()


def authorisation_for(tx: Tx, actor: Actor, id: UUID) -> tuple[AuthorisationRow, VariantRow]:
    """An authorisation and its variant. Raises NotFound for what is not there and for what is not the actor's."""
    row = tx.session.get(AuthorisationRow, (tx.workspace_id, id), with_for_update=True)
    variant = tx.session.get(VariantRow, (tx.workspace_id, row.variant_id)) if row else None
    if row is None or variant is None or (actor.partner and variant.partner_id != UUID(actor.partner)):
        raise NotFound("There is no such authorisation, or it is not yours")
    return row, variant


def newest_permits(tx: Tx, actor: Actor, before: int | None, limit: int) -> list[tuple[PermitRow, VariantRow]]:
    """Permits with their variants, the newest first, from below a number."""
    on = (col(VariantRow.workspace_id) == col(PermitRow.workspace_id)) & (
        col(VariantRow.id) == col(PermitRow.variant_id)
    )
    chosen = select(PermitRow, VariantRow).join(VariantRow, on).where(PermitRow.workspace_id == tx.workspace_id)
    if before is not None:
        chosen = chosen.where(PermitRow.sequence < before)
    if actor.partner:
        chosen = chosen.where(VariantRow.partner_id == UUID(actor.partner))
    return list(tx.session.exec(chosen.order_by(col(PermitRow.sequence).desc()).limit(min(limit, MOST))))


def authorisations_under(tx: Tx, permit: PermitRow) -> tuple[int, int]:
    """How many messages were allowed under a permit, and how many of them were handed over."""
    counted = (
        select(func.count(), func.count(col(AuthorisationRow.used_at)))
        .select_from(AuthorisationRow)
        .where(AuthorisationRow.workspace_id == tx.workspace_id, AuthorisationRow.permit_id == permit.id)
    )
    given, used = tx.session.exec(counted).one()
    return given, used
