"""Policy documents and the sets they made."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from governance.store.columns import PREFIX, Identified, InWorkspace, instant, json


class DocumentRow(Identified, table=True):
    """One version of a policy document: proposed, then published or withdrawn, never changed."""

    __tablename__ = f"{PREFIX}document"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id"], [f"{PREFIX}workspace.id"]),
        UniqueConstraint("workspace_id", "key", "number"),
        UniqueConstraint("workspace_id", "sequence"),
        Index(f"ix_{PREFIX}document_kind", "workspace_id", "kind", "published_at"),
    )
    sequence: int
    kind: str = Field(max_length=32)
    key: str = Field(max_length=64)
    number: int
    digest: str
    content: dict[str, Any] = json()
    in_force_from: date
    in_force_until: date | None = None
    proposed_by: UUID
    proposed_at: datetime = instant()
    published_by: UUID | None = None
    published_at: datetime | None = instant(default=None)
    withdrawn_at: datetime | None = instant(default=None)


class PolicySetRow(InWorkspace, table=True):
    """A policy set that was in force: its documents by id, so that it can be read again as it was."""

    __tablename__ = f"{PREFIX}policy_set"
    __table_args__ = (ForeignKeyConstraint(["workspace_id"], [f"{PREFIX}workspace.id"]),)
    digest: str = Field(primary_key=True)
    documents: list[str] = json()
    since: datetime = instant()
