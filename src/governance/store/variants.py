"""Variants, revisions and reports, by what they are asked for."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from governance.core.actor import Actor
from governance.core.errors import NotFound
from governance.store.tables.variants import ContributorRow, ReportRow, RevisionRow, VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Tx

MOST = 200
"""Rows on a page."""


def seen_by(actor: Actor, chosen: SelectOfScalar[Any], partner_id: Any) -> SelectOfScalar[Any]:
    """Only what the actor may know of: a partner's people and machines see their own organisation's."""
    return chosen.where(partner_id == UUID(actor.partner)) if actor.partner else chosen


def variant_for(tx: Tx, actor: Actor, id: UUID, *, lock: bool = False) -> VariantRow:
    """One variant. Raises NotFound for what is not there and for what is not the actor's."""
    chosen = select(VariantRow).where(VariantRow.workspace_id == tx.workspace_id, VariantRow.id == id)
    chosen = seen_by(actor, chosen, VariantRow.partner_id)
    row: VariantRow | None = tx.session.exec(chosen.with_for_update() if lock else chosen).first()
    if row is None:
        raise NotFound("There is no such variant, or it is not yours")
    return row


def variants_page(
    tx: Tx, actor: Actor, after: int, limit: int, filters: Sequence[Any]
) -> list[tuple[VariantRow, CampaignRow]]:
    """Variants in the order in which they came, keyed by sequence."""
    chosen = (
        select(VariantRow, CampaignRow)
        .join(
            CampaignRow,
            (col(CampaignRow.workspace_id) == col(VariantRow.workspace_id))
            & (col(CampaignRow.id) == col(VariantRow.campaign_id)),
        )
        .where(VariantRow.workspace_id == tx.workspace_id, VariantRow.sequence > after, *filters)
        .order_by(col(VariantRow.sequence))
        .limit(min(limit, MOST))
    )
    if actor.partner:
        chosen = chosen.where(VariantRow.partner_id == UUID(actor.partner))
    return list(tx.session.exec(chosen).all())


def revision_row(tx: Tx, variant: VariantRow, number: int) -> RevisionRow:
    """One revision of a variant. Raises NotFound."""
    row = tx.session.get(RevisionRow, (tx.workspace_id, variant.id, number))
    if row is None:
        raise NotFound(f"There is no revision {number}; the last one is {variant.revision}")
    return row


def report_row(tx: Tx, variant: VariantRow, revision: int, policy_set: str, engine: str) -> ReportRow | None:
    return tx.session.get(ReportRow, (tx.workspace_id, variant.id, revision, policy_set, engine))


def contribute(tx: Tx, actor: Actor, variant: VariantRow) -> None:
    """Count the actor's person among those who had a hand in the words, for good."""
    tx.session.flush()
    if tx.session.get(ContributorRow, (tx.workspace_id, variant.id, UUID(actor.person))) is None:
        first_contributor(tx, actor, variant)


def first_contributor(tx: Tx, actor: Actor, variant: VariantRow) -> None:
    """The same for a new variant, which nobody has had a hand in yet."""
    tx.session.add(
        ContributorRow(
            workspace_id=tx.workspace_id,
            variant_id=variant.id,
            person_id=UUID(actor.person),
            organisation=actor.organisation,
            sequence=variant.sequence,
        )
    )


def rows_by_id(tx: Tx, ids: Sequence[UUID]) -> list[VariantRow]:
    """These variants, in order of their sequence."""
    chosen = select(VariantRow).where(VariantRow.workspace_id == tx.workspace_id, col(VariantRow.id).in_(ids))
    return list(tx.session.exec(chosen.order_by(col(VariantRow.sequence))).all())


def approved_heads(
    tx: Tx, actor: Actor, campaign: UUID | None, after: int, limit: int
) -> Sequence[tuple[VariantRow, RevisionRow]]:
    """Variants that were approved when last looked at, with their head revisions, in order of their sequence."""
    chosen = with_heads(tx).where(VariantRow.state == "approved", VariantRow.sequence > after)
    if campaign is not None:
        chosen = chosen.where(VariantRow.campaign_id == campaign)
    if actor.partner:
        chosen = chosen.where(VariantRow.partner_id == UUID(actor.partner))
    return tx.session.exec(chosen.order_by(col(VariantRow.sequence)).limit(min(limit, MOST))).all()


def with_heads(tx: Tx) -> SelectOfScalar[Any]:
    """Variants of the workspace with their head revisions."""
    on = (
        (col(RevisionRow.workspace_id) == col(VariantRow.workspace_id))
        & (col(RevisionRow.variant_id) == col(VariantRow.id))
        & (col(RevisionRow.number) == col(VariantRow.revision))
    )
    chosen: SelectOfScalar[Any] = cast("Any", select(VariantRow, RevisionRow).join(RevisionRow, on))
    return chosen.where(VariantRow.workspace_id == tx.workspace_id)


def heads_of_campaign(
    tx: Tx, campaign: UUID, states: Sequence[str], most: int
) -> Sequence[tuple[VariantRow, RevisionRow]]:
    """The first variants of a campaign that are in one of these states, with their head revisions."""
    chosen = with_heads(tx).where(VariantRow.campaign_id == campaign, col(VariantRow.state).in_(states))
    return tx.session.exec(chosen.order_by(col(VariantRow.sequence)).limit(most)).all()
