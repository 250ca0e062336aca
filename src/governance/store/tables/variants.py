"""Uploads, variants, their revisions and what the checks said of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from governance.store.columns import PREFIX, Identified, InWorkspace, Ordered, instant, json

_CAMPAIGN = ([f"{PREFIX}campaign.workspace_id", f"{PREFIX}campaign.id"],)


class UploadRow(Identified, table=True):
    """Many variants brought at once. `unread` are the first rows that could not be read, if the sender allowed any.

    `platform` is that of a campaign file, which is kept to be given back.
    """

    __tablename__ = f"{PREFIX}upload"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "campaign_id"], *_CAMPAIGN),
        UniqueConstraint("workspace_id", "sequence"),
    )
    sequence: int
    campaign_id: UUID
    partner_id: UUID | None = None
    name: str
    platform: str | None = None
    submit: bool
    person_id: UUID
    machine_id: UUID | None = None
    organisation: str | None = None
    total: int
    unread: list[dict[str, Any]] = json()
    unread_total: int = 0
    created_at: datetime = instant()
    checked_at: datetime | None = instant(default=None)


class UploadFileRow(InWorkspace, table=True):
    """A campaign file as it came, byte for byte."""

    __tablename__ = f"{PREFIX}upload_file"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "upload_id"], [f"{PREFIX}upload.workspace_id", f"{PREFIX}upload.id"]),
    )
    upload_id: UUID = Field(primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)


class UploadedRow(InWorkspace, table=True):
    """A row of an upload that is not yet a variant. It goes in the transaction that makes it one."""

    __tablename__ = f"{PREFIX}uploaded"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "upload_id"], [f"{PREFIX}upload.workspace_id", f"{PREFIX}upload.id"]),
    )
    upload_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    content: dict[str, Any] = json()


class VariantRow(Identified, table=True):
    """A text for a touch, with what lists tell of it, so that they read nothing else.

    `state`, `checked_under`, `changes_at`, `requirements` (id, role, status, people needed, decisions) and `findings`
    are a projection, written by `settle` alone. `summary` tells the head revision apart; its count of statements is
    that of the newest report. `step` is where it stands in a sequence.
    """

    __tablename__ = f"{PREFIX}variant"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "campaign_id"], *_CAMPAIGN),
        UniqueConstraint("workspace_id", "sequence"),
        UniqueConstraint("workspace_id", "upload_id", "upload_row"),
        Index(f"ix_{PREFIX}variant_state", "workspace_id", "state", "sequence"),
        Index(f"ix_{PREFIX}variant_partner", "workspace_id", "partner_id", "sequence"),
        Index(f"ix_{PREFIX}variant_campaign", "workspace_id", "campaign_id", "sequence"),
        Index(f"ix_{PREFIX}variant_campaign_state", "workspace_id", "campaign_id", "state"),
        Index(f"ix_{PREFIX}variant_changes", "workspace_id", "changes_at"),
        Index(f"ix_{PREFIX}variant_name", "workspace_id", "name"),
    )
    sequence: int
    name: str = Field(sa_type=Ordered)
    campaign_id: UUID
    partner_id: UUID | None = None
    upload_id: UUID | None = None
    upload_row: int | None = None
    step: dict[str, Any] | None = json(default=None)
    revision: int
    content_digest: str
    manifest_digest: str
    created_at: datetime = instant()
    state: str = Field(default="draft", max_length=32)
    checked_under: str | None = None
    changes_at: datetime | None = instant(default=None)
    summary: dict[str, Any] = json(default_factory=dict)
    requirements: list[Any] = json(default_factory=list)
    findings: dict[str, Any] = json(default_factory=dict)


class RevisionRow(InWorkspace, table=True):
    """One immutable state of a variant's words and manifest."""

    __tablename__ = f"{PREFIX}revision"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], [f"{PREFIX}variant.workspace_id", f"{PREFIX}variant.id"]),
    )
    variant_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    content: dict[str, Any] = json()
    content_digest: str
    manifest: dict[str, Any] = json()
    manifest_digest: str
    generator: dict[str, Any] | None = json(default=None)
    person_id: UUID
    machine_id: UUID | None = None
    created_at: datetime = instant()


class ContributorRow(InWorkspace, table=True):
    """A person who ever had a hand in a variant's words. Rows are only added. `sequence` is the variant's."""

    __tablename__ = f"{PREFIX}contributor"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], [f"{PREFIX}variant.workspace_id", f"{PREFIX}variant.id"]),
        Index(f"ix_{PREFIX}contributor_person", "workspace_id", "person_id", "sequence"),
    )
    variant_id: UUID = Field(primary_key=True)
    person_id: UUID = Field(primary_key=True)
    organisation: str | None = None
    sequence: int


class ReportRow(InWorkspace, table=True):
    """What the engine said of one revision under one policy set. `basis` is what decisions rest on."""

    __tablename__ = f"{PREFIX}report"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], [f"{PREFIX}variant.workspace_id", f"{PREFIX}variant.id"]),
    )
    variant_id: UUID = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    policy_set: str = Field(primary_key=True)
    engine: str = Field(primary_key=True, max_length=64)
    verdict: str = Field(max_length=16)
    basis: dict[str, Any] = json()
    content: bytes = Field(sa_type=LargeBinary)
    checked_at: datetime = instant()
