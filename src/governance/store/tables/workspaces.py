"""Workspaces, their partner organisations and campaigns."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from governance.store.columns import PREFIX, Identified, instant, json


class WorkspaceRow(SQLModel, table=True):
    """One company."""

    __tablename__ = f"{PREFIX}workspace"
    id: UUID = Field(primary_key=True)
    key: str = Field(unique=True, max_length=64)
    name: str
    time_zone: str
    business_hours: dict[str, Any] = json()
    created_at: datetime = instant()


class PartnerRow(Identified, table=True):
    """An agency organisation."""

    __tablename__ = f"{PREFIX}partner"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id"], [f"{PREFIX}workspace.id"]),
        UniqueConstraint("workspace_id", "key"),
    )
    key: str = Field(max_length=64)
    name: str
    group: str | None = None


class CampaignRow(Identified, table=True):
    """Outreach with one aim, audience and owner. Two organisations may use the same key for theirs."""

    __tablename__ = f"{PREFIX}campaign"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id"], [f"{PREFIX}workspace.id"]),
        ForeignKeyConstraint(["workspace_id", "partner_id"], [f"{PREFIX}partner.workspace_id", f"{PREFIX}partner.id"]),
        UniqueConstraint("workspace_id", "sequence"),
        Index(
            f"uq_{PREFIX}campaign_key_of_organisation",
            "workspace_id",
            text("coalesce(partner_id, workspace_id)"),
            "key",
            unique=True,
        ),
    )
    sequence: int
    key: str = Field(max_length=64)
    name: str
    partner_id: UUID | None = None
    recipient_key: bytes
    """Recipients are known in authorisations by a hash under this key alone; without it they are forgotten."""
    created_by: UUID
    created_at: datetime = instant()
    paused_at: datetime | None = instant(default=None)
