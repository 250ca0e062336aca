"""What the record says about one thing."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from governance.store.tables.audit import AuditEntryRow
from governance.store.transaction import Tx
from governance.store.variants import MOST


def entries_about(tx: Tx, id: UUID, after: int, limit: int) -> Sequence[AuditEntryRow]:
    """Entries about one thing, oldest first."""
    chosen = select(AuditEntryRow).where(
        AuditEntryRow.workspace_id == tx.workspace_id, AuditEntryRow.object_id == id, AuditEntryRow.sequence > after
    )
    return tx.session.exec(chosen.order_by(col(AuditEntryRow.sequence)).limit(min(limit, MOST))).all()
