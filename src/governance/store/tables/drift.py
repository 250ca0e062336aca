"""How far checked copy stands from the talk track, kept so that weeks of it can be summed up without reading copy.

A projection of the newest report on a revision, written with the report.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field

from governance.store.columns import PREFIX, InWorkspace

_VARIANT = ([f"{PREFIX}variant.workspace_id", f"{PREFIX}variant.id"],)

SUMMED = "partner_id campaign_id channel model prompt score altered unsupported other passes revision".split()
NAME = 100
"""Characters of a channel, a model and a prompt that are kept: an index holds them."""


class DriftRow(InWorkspace, table=True):
    """One revision, in the week in which it was first checked. A later report replaces what it says, not its week.

    `week` is a Monday in the workspace's time zone. `model` and `prompt` are empty for copy that people wrote.
    `altered`, `unsupported` and `other` count findings that are warnings or blockers; `passes` means no blocker.
    """

    __tablename__ = f"{PREFIX}drift"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], *_VARIANT),
        # Holds all that is summed up: reading the rows themselves takes ten times as long.
        Index(f"ix_{PREFIX}drift_week", "workspace_id", "week", *SUMMED),
    )
    variant_id: UUID = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    week: date
    campaign_id: UUID
    partner_id: UUID | None = None
    channel: str = Field(max_length=NAME)
    model: str = Field(max_length=NAME)
    prompt: str = Field(max_length=NAME)
    verdict: str = Field(max_length=16)
    score: float
    altered: int
    unsupported: int
    other: int
    passes: bool


class StatedRow(InWorkspace, table=True):
    """How often one revision states a claim, and how often it alters it."""

    __tablename__ = f"{PREFIX}stated"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], *_VARIANT),
        Index(f"ix_{PREFIX}stated_week", "workspace_id", "week", "claim_id", "partner_id", "stated", "altered"),
    )
    variant_id: UUID = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    claim_id: str = Field(primary_key=True, max_length=64)
    week: date
    partner_id: UUID | None = None
    stated: int
    altered: int


class ToldRow(InWorkspace, table=True):
    """One thing that an element of a head revision carries. Replaced with the report."""

    __tablename__ = f"{PREFIX}told"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], *_VARIANT),
        Index(f"ix_{PREFIX}told_campaign", "workspace_id", "campaign_id", "channel", "element"),
    )
    variant_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    campaign_id: UUID
    channel: str = Field(max_length=NAME)
    element: str = Field(max_length=32)
    thing: str
    words: str
    of: str | None = None
    approved: str | None = None
    departs: bool
