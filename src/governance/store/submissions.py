"""Submissions and decisions, by what they are asked for."""

from uuid import UUID

from sqlmodel import col, select

from governance.core.actor import Actor
from governance.core.errors import NotFound
from governance.store.tables.review import DecisionRow, SubmissionRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx
from governance.store.variants import variant_for


def last_submission(tx: Tx, variant: VariantRow) -> SubmissionRow | None:
    chosen = select(SubmissionRow).where(
        SubmissionRow.workspace_id == tx.workspace_id, SubmissionRow.variant_id == variant.id
    )
    return tx.session.exec(chosen.order_by(col(SubmissionRow.sequence).desc()).limit(1)).first()


def decision_for(tx: Tx, actor: Actor, variant_id: UUID, id: UUID) -> tuple[DecisionRow, VariantRow]:
    """A decision and its variant. Raises NotFound for what is not there and for what is not the actor's."""
    variant = variant_for(tx, actor, variant_id, lock=True)
    row = tx.session.get(DecisionRow, (tx.workspace_id, id))
    if row is None or row.variant_id != variant.id:
        raise NotFound("There is no such decision, or it is not yours")
    return row, variant
