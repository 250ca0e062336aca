"""Permits and the authorisations given under them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from governance.store.columns import PREFIX, Identified, instant

_VARIANT = ([f"{PREFIX}variant.workspace_id", f"{PREFIX}variant.id"],)


class PermitRow(Identified, table=True):
    """Signed: this text may go to this platform until an instant. The latest of a variant is the one that counts."""

    __tablename__ = f"{PREFIX}permit"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], *_VARIANT),
        UniqueConstraint("workspace_id", "sequence"),
        Index(f"ix_{PREFIX}permit_variant", "workspace_id", "variant_id", "sequence"),
    )
    sequence: int
    variant_id: UUID
    submission_id: UUID
    revision: int
    content_digest: str
    manifest_digest: str
    policy_set: str
    platform: str | None = None
    issued_at: datetime = instant()
    expires_at: datetime = instant()
    key_id: str = Field(max_length=64)
    signature: str
    recalled_at: datetime | None = instant(default=None)
    recalled_by: UUID | None = None


class AuthorisationRow(Identified, table=True):
    """The answer for one message: single use, short-lived. The recipient is known by a keyed hash alone."""

    __tablename__ = f"{PREFIX}authorisation"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "permit_id"], [f"{PREFIX}permit.workspace_id", f"{PREFIX}permit.id"]),
        Index(f"ix_{PREFIX}authorisation_recipient", "workspace_id", "variant_id", "recipient_hash"),
        Index(f"ix_{PREFIX}authorisation_permit", "workspace_id", "permit_id", "used_at"),
    )
    permit_id: UUID
    variant_id: UUID
    recipient_hash: str
    rendered_digest: str
    policy_set: str
    issued_at: datetime = instant()
    ends_at: datetime = instant()
    used_at: datetime | None = instant(default=None)
