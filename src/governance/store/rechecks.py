"""Which variants have to be looked at again."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from governance.store.tables.variants import ReportRow, RevisionRow, VariantRow
from governance.store.transaction import Tx

_LIVE = ("checking", "in_review", "changes_requested", "vetoed", "approved")


def heads_after(tx: Tx, after: int, most: int) -> Sequence[tuple[VariantRow, RevisionRow]]:
    """The next variants in review or beyond, with their head revisions, in order of their sequence."""
    chosen = (
        select(VariantRow, RevisionRow)
        .join(
            RevisionRow,
            (col(RevisionRow.workspace_id) == col(VariantRow.workspace_id))
            & (col(RevisionRow.variant_id) == col(VariantRow.id))
            & (col(RevisionRow.number) == col(VariantRow.revision)),
        )
        .where(
            VariantRow.workspace_id == tx.workspace_id,
            VariantRow.sequence > after,
            col(VariantRow.state).in_(_LIVE),
        )
        .order_by(col(VariantRow.sequence))
        .limit(most)
    )
    return tx.session.exec(chosen).all()


def due(tx: Tx, most: int) -> Sequence[VariantRow]:
    """Variants whose review changed by time alone."""
    chosen = select(VariantRow).where(VariantRow.workspace_id == tx.workspace_id, col(VariantRow.changes_at) <= tx.now)
    return tx.session.exec(chosen.order_by(col(VariantRow.changes_at), col(VariantRow.sequence)).limit(most)).all()


def head_reports(tx: Tx, variants: Sequence[VariantRow], policy_set: str, engine: str) -> dict[UUID, ReportRow]:
    """The reports on the head revisions of these variants that were made under a policy set by an engine."""
    heads = {variant.id: variant.revision for variant in variants}
    chosen = select(ReportRow).where(
        ReportRow.workspace_id == tx.workspace_id,
        col(ReportRow.variant_id).in_(heads),
        ReportRow.policy_set == policy_set,
        ReportRow.engine == engine,
    )
    return {row.variant_id: row for row in tx.session.exec(chosen) if heads[row.variant_id] == row.revision}
