"""Uploads and their rows that wait to be checked."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert
from sqlmodel import col, select

from governance.core.actor import Actor
from governance.core.errors import NotFound
from governance.store.tables.variants import ReportRow, RevisionRow, UploadedRow, UploadFileRow, UploadRow, VariantRow
from governance.store.transaction import Tx
from governance.store.variants import MOST, seen_by, with_heads


def upload_for(tx: Tx, actor: Actor, id: UUID) -> UploadRow:
    """One upload. Raises NotFound for what is not there and for what is not the actor's."""
    chosen = select(UploadRow).where(UploadRow.workspace_id == tx.workspace_id, UploadRow.id == id)
    row: UploadRow | None = tx.session.exec(seen_by(actor, chosen, UploadRow.partner_id)).first()
    if row is None:
        raise NotFound("There is no such upload, or it is not yours")
    return row


def uploads_page(tx: Tx, actor: Actor, after: int, limit: int) -> Sequence[UploadRow]:
    chosen = select(UploadRow).where(UploadRow.workspace_id == tx.workspace_id, UploadRow.sequence > after)
    ordered = chosen.order_by(col(UploadRow.sequence)).limit(min(limit, MOST))
    return tx.session.exec(seen_by(actor, ordered, UploadRow.partner_id)).all()


def keep_file(tx: Tx, upload: UploadRow, content: bytes) -> None:
    tx.session.flush()
    tx.session.add(UploadFileRow(workspace_id=tx.workspace_id, upload_id=upload.id, content=content))


def kept_file(tx: Tx, upload: UploadRow) -> bytes:
    """The campaign file of an upload that came in one."""
    return tx.session.get_one(UploadFileRow, (tx.workspace_id, upload.id)).content


def add_uploaded(tx: Tx, upload: UploadRow, contents: Sequence[dict[str, Any]]) -> None:
    """Keep the rows of an upload, numbered from 1."""
    tx.session.flush()
    rows = [
        {"workspace_id": tx.workspace_id, "upload_id": upload.id, "number": number, "content": content}
        for number, content in enumerate(contents, 1)
    ]
    tx.session.execute(insert(UploadedRow), rows)


def rows_waiting(tx: Tx, upload_id: UUID, most: int) -> Sequence[UploadedRow]:
    """The next rows that are no variant yet."""
    chosen = select(UploadedRow).where(UploadedRow.workspace_id == tx.workspace_id, UploadedRow.upload_id == upload_id)
    return tx.session.exec(chosen.order_by(col(UploadedRow.number)).limit(most)).all()


def take_uploaded(tx: Tx, upload: UploadRow, numbers: Sequence[int]) -> set[int]:
    """Remove rows, and say which were still there: those are the caller's to make variants of."""
    mine = (
        (col(UploadedRow.workspace_id) == tx.workspace_id)
        & (col(UploadedRow.upload_id) == upload.id)
        & col(UploadedRow.number).in_(numbers)
    )
    there = set(tx.session.exec(select(UploadedRow.number).where(mine)).all())
    tx.session.execute(delete(UploadedRow).where(mine))
    return there


def waiting_count(tx: Tx, upload_id: UUID) -> int:
    """How many rows of an upload are no variant yet."""
    counted = (
        select(func.count())
        .select_from(UploadedRow)
        .where(UploadedRow.workspace_id == tx.workspace_id, UploadedRow.upload_id == upload_id)
    )
    return tx.session.exec(counted).one()


def uploads_of_campaign(tx: Tx, campaign: UUID, most: int) -> Sequence[UploadRow]:
    """The last uploads of a campaign, the newest first."""
    chosen = select(UploadRow).where(UploadRow.workspace_id == tx.workspace_id, UploadRow.campaign_id == campaign)
    return tx.session.exec(chosen.order_by(col(UploadRow.sequence).desc()).limit(most)).all()


def waiting_counts(tx: Tx, uploads: Sequence[UUID]) -> dict[UUID, int]:
    """How many rows of each upload are no variant yet."""
    counted = (
        select(UploadedRow.upload_id, func.count())
        .where(UploadedRow.workspace_id == tx.workspace_id, col(UploadedRow.upload_id).in_(list(uploads)))
        .group_by(col(UploadedRow.upload_id))
    )
    return dict(tx.session.exec(counted).all())


def states_of_upload(tx: Tx, upload: UUID) -> dict[str, int]:
    """How many variants of an upload are in each state."""
    counted = select(VariantRow.state, func.count()).where(*_of_upload(tx, upload)).group_by(col(VariantRow.state))
    return dict(tx.session.exec(counted).all())


def verdicts_of_upload(tx: Tx, upload: UUID, policy_set: str) -> dict[str, int]:
    """How many variants of an upload have each verdict under a policy set."""
    on = (
        (col(ReportRow.workspace_id) == col(VariantRow.workspace_id))
        & (col(ReportRow.variant_id) == col(VariantRow.id))
        & (col(ReportRow.revision) == col(VariantRow.revision))
    )
    counted = select(ReportRow.verdict, func.count()).join(VariantRow, on).where(*_of_upload(tx, upload))
    counted = counted.where(ReportRow.policy_set == policy_set).group_by(col(ReportRow.verdict))
    return dict(tx.session.exec(counted).all())


def heads_of_upload(tx: Tx, upload: UUID) -> list[tuple[VariantRow, RevisionRow]]:
    """The variants of an upload with their head revisions, in the order of its rows."""
    chosen = with_heads(tx).where(VariantRow.upload_id == upload)
    return list(tx.session.exec(chosen.order_by(col(VariantRow.upload_row))).all())


def _of_upload(tx: Tx, upload: UUID) -> tuple[Any, ...]:
    return VariantRow.workspace_id == tx.workspace_id, VariantRow.upload_id == upload
