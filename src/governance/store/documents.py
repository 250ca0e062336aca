"""Versions of policy documents by key and number: proposed, published, withdrawn."""

from collections.abc import Sequence
from re import fullmatch

from sqlmodel import col, desc, func, select
from sqlmodel.sql.expression import SelectOfScalar

from governance.core.errors import NotFound
from governance.core.policy.document import KEY
from governance.store.tables.policies import DocumentRow
from governance.store.transaction import Tx

MOST = 2**31 - 1


def unknown_policy() -> NotFound:
    return NotFound("There is no such policy version, or it is not yours")


def document_row(tx: Tx, key: str, number: int) -> DocumentRow:
    """One version. Raises NotFound."""
    row = tx.session.exec(_of_key(tx, key).where(DocumentRow.number == _reachable(number))).first()
    if row is None:
        raise unknown_policy()
    return row


def next_number(tx: Tx, key: str) -> int:
    """The number of a key's next version. A withdrawn proposal keeps its number."""
    chosen = select(func.max(DocumentRow.number)).where(
        DocumentRow.workspace_id == tx.workspace_id, DocumentRow.key == key
    )
    return (tx.session.exec(chosen).one() or 0) + 1


def kind_of_key(tx: Tx, key: str) -> str | None:
    """The kind that a key belongs to; None of a new key."""
    row = tx.session.exec(_of_key(tx, key).limit(1)).first()
    return row.kind if row else None


def rows_of_digest(tx: Tx, key: str, digest: str) -> Sequence[DocumentRow]:
    """Versions of a key that say exactly the same, newest first, without those withdrawn."""
    same = _of_key(tx, key).where(DocumentRow.digest == digest, col(DocumentRow.withdrawn_at).is_(None))
    return tx.session.exec(same.order_by(desc(DocumentRow.number))).all()


def rows_of_key(tx: Tx, key: str, before: int | None, limit: int) -> Sequence[DocumentRow]:
    """Versions of a key, newest first, from below a number."""
    chosen = _of_key(tx, key).order_by(desc(DocumentRow.number)).limit(limit)
    return tx.session.exec(
        chosen.where(DocumentRow.number < _reachable(before)) if before is not None else chosen
    ).all()


def open_rows(tx: Tx, kind: str | None = None, before: int | None = None, limit: int = 100) -> Sequence[DocumentRow]:
    """Proposals that wait for their second person, newest first, from below a sequence."""
    chosen = select(DocumentRow).where(
        DocumentRow.workspace_id == tx.workspace_id,
        col(DocumentRow.published_at).is_(None),
        col(DocumentRow.withdrawn_at).is_(None),
    )
    if kind is not None:
        chosen = chosen.where(DocumentRow.kind == kind)
    if before is not None:
        chosen = chosen.where(DocumentRow.sequence < _reachable(before))
    return tx.session.exec(chosen.order_by(desc(DocumentRow.sequence)).limit(limit)).all()


def open_count(tx: Tx) -> int:
    """How many proposals wait for their second person."""
    waiting = select(func.count()).where(
        DocumentRow.workspace_id == tx.workspace_id,
        col(DocumentRow.published_at).is_(None),
        col(DocumentRow.withdrawn_at).is_(None),
    )
    return tx.session.exec(waiting).one()


def _of_key(tx: Tx, key: str) -> SelectOfScalar[DocumentRow]:
    if not fullmatch(KEY, key):
        raise unknown_policy()
    return select(DocumentRow).where(DocumentRow.workspace_id == tx.workspace_id, DocumentRow.key == key)


def _reachable(number: int) -> int:
    """The number as a database can hold it: whoever asks may name any."""
    return min(max(number, 0), MOST)
