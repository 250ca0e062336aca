"""Comments, with who made them."""

from uuid import UUID

from sqlmodel import col, select

from governance.store.tables.people import PersonRow
from governance.store.tables.review import CommentRow
from governance.store.transaction import Tx
from governance.store.variants import MOST


def comments_page(tx: Tx, variant_id: UUID, after: int, limit: int) -> list[tuple[CommentRow, PersonRow]]:
    """Comments on a variant, the oldest first."""
    chosen = (
        select(CommentRow, PersonRow)
        .join(PersonRow, col(PersonRow.id) == col(CommentRow.person_id))
        .where(
            CommentRow.workspace_id == tx.workspace_id,
            CommentRow.variant_id == variant_id,
            CommentRow.sequence > after,
        )
        .order_by(col(CommentRow.sequence))
        .limit(min(limit, MOST))
    )
    return list(tx.session.exec(chosen).all())
