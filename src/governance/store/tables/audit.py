"""The record, the head of its chain, and the answers kept for repeated requests."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field

from governance.store.columns import PREFIX, InWorkspace, instant, json


class HeadRow(InWorkspace, table=True):
    """Where a workspace's sequences stand: the last entry of its chain, and the last number given to a row.

    `checked_under` is the policy set and the engine that were last seen in force, so that a change by time alone
    is noticed.
    """

    __tablename__ = f"{PREFIX}head"
    __table_args__ = (ForeignKeyConstraint(["workspace_id"], [f"{PREFIX}workspace.id"]),)
    numbers: int = 0
    entries: int = 0
    hash: str
    at: datetime = instant()
    checked_under: str | None = None


class AuditEntryRow(InWorkspace, table=True):
    """One entry. `canonical` is what was hashed; the other columns only find it, and are checked against it."""

    __tablename__ = f"{PREFIX}audit_entry"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id"], [f"{PREFIX}workspace.id"]),
        Index(f"ix_{PREFIX}audit_entry_object", "workspace_id", "object_id", "sequence"),
        Index(f"ix_{PREFIX}audit_entry_actor", "workspace_id", "actor_id", "sequence"),
        Index(f"ix_{PREFIX}audit_entry_act", "workspace_id", "act", "sequence"),
        Index(f"ix_{PREFIX}audit_entry_at", "workspace_id", "at", "sequence"),
    )
    sequence: int = Field(primary_key=True)
    act: str
    actor_id: UUID | None = None
    object_id: UUID | None = None
    at: datetime = instant()
    previous: str
    hash: str
    canonical: bytes


class AnswerRow(InWorkspace, table=True):
    """What was answered to a request with an idempotency key. Of the actor and the workspace alone."""

    __tablename__ = f"{PREFIX}answer"
    __table_args__ = (ForeignKeyConstraint(["workspace_id"], [f"{PREFIX}workspace.id"]),)
    actor_id: UUID = Field(primary_key=True)
    key: str = Field(primary_key=True, max_length=200)
    request_digest: str
    status: int
    body: Any = json()
    at: datetime = instant()
