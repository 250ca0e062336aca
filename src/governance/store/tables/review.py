"""Submissions, decisions, waivers, comments, and what each role has waiting."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from governance.store.columns import PREFIX, Identified, InWorkspace, instant, json

_VARIANT = ([f"{PREFIX}variant.workspace_id", f"{PREFIX}variant.id"],)


class SubmissionRow(Identified, table=True):
    """One revision put forward for review. The latest of a variant is the one that counts."""

    __tablename__ = f"{PREFIX}submission"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], *_VARIANT),
        Index(f"ix_{PREFIX}submission_variant", "workspace_id", "variant_id", "sequence"),
    )
    sequence: int
    variant_id: UUID
    revision: int
    content_digest: str
    manifest_digest: str
    person_id: UUID
    machine_id: UUID | None = None
    submitted_at: datetime = instant()
    withdrawn_at: datetime | None = instant(default=None)
    recalled_at: datetime | None = instant(default=None)


class DecisionRow(Identified, table=True):
    """What one person decided in one role on one text. The note is kept here; the record holds a commitment."""

    __tablename__ = f"{PREFIX}decision"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], *_VARIANT),
        ForeignKeyConstraint(
            ["workspace_id", "submission_id"], [f"{PREFIX}submission.workspace_id", f"{PREFIX}submission.id"]
        ),
        UniqueConstraint("workspace_id", "sequence"),
        Index(f"ix_{PREFIX}decision_variant", "workspace_id", "variant_id", "sequence"),
        Index(f"ix_{PREFIX}decision_person", "workspace_id", "person_id", "sequence"),
    )
    sequence: int
    variant_id: UUID
    submission_id: UUID
    person_id: UUID
    role: str = Field(max_length=64)
    verdict: str = Field(max_length=32)
    call: str | None = Field(default=None, max_length=32)
    revision: int
    content_digest: str
    manifest_digest: str
    policy_set: str
    engine: str = Field(max_length=64)
    note: str | None = None
    note_salt: bytes | None = None
    decided_at: datetime = instant()
    withdrawn_at: datetime | None = instant(default=None)


class WaiverRow(Identified, table=True):
    """An entitled person's acceptance of one finding of one text, with a reason and an end."""

    __tablename__ = f"{PREFIX}waiver"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], *_VARIANT),
        Index(f"ix_{PREFIX}waiver_variant", "workspace_id", "variant_id"),
    )
    variant_id: UUID
    content_digest: str
    manifest_digest: str
    code: str = Field(max_length=64)
    severity: str = Field(max_length=16)
    part: str = Field(max_length=16)
    quote: str
    person_id: UUID
    role: str = Field(max_length=64)
    reason: str
    reason_salt: bytes
    granted_at: datetime = instant()
    ends_at: datetime = instant()


class CommentRow(Identified, table=True):
    """What somebody says of a text, or of a place in it; the record holds a commitment to the words.

    `quote` stands from `start` to `end` in the source of a part of that revision. `suggestion` is what to say instead.
    """

    __tablename__ = f"{PREFIX}comment"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], *_VARIANT),
        UniqueConstraint("workspace_id", "sequence"),
        Index(f"ix_{PREFIX}comment_variant", "workspace_id", "variant_id", "sequence"),
    )
    sequence: int
    variant_id: UUID
    revision: int
    content_digest: str
    part: str | None = Field(default=None, max_length=16)
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    suggestion: str | None = None
    body: str
    body_salt: bytes
    person_id: UUID
    created_at: datetime = instant()


class WaitingRow(InWorkspace, table=True):
    """One open requirement of one variant: the queue of a role. A projection, written by `settle` alone.

    `decided` are the people whose decisions on the variant count already: it does not wait for them. `due_at` is when
    the requirement's time limit ends, NEVER for one without.
    """

    __tablename__ = f"{PREFIX}waiting"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], *_VARIANT),
        Index(f"ix_{PREFIX}waiting_role", "workspace_id", "role", "number"),
        Index(f"ix_{PREFIX}waiting_partner", "workspace_id", "role", "partner_id", "number"),
        Index(f"ix_{PREFIX}waiting_due", "workspace_id", "role", "due_at", "number"),
        Index(f"ix_{PREFIX}waiting_partner_due", "workspace_id", "role", "partner_id", "due_at", "number"),
    )
    variant_id: UUID = Field(primary_key=True)
    requirement: str = Field(primary_key=True, max_length=64)
    role: str = Field(max_length=64)
    partner_id: UUID | None = None
    decided: list[str] = json()
    number: int
    since: datetime = instant()
    due_at: datetime = instant()
