"""What people have to read of a variant: its statements, which were approved before, and what they looked at."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field

from governance.store.columns import PREFIX, InWorkspace, instant

_VARIANT = ([f"{PREFIX}variant.workspace_id", f"{PREFIX}variant.id"],)


class StatementRow(InWorkspace, table=True):
    """The mark of a statement of a head revision, by its place in the newest report on it. Replaced with the report."""

    __tablename__ = f"{PREFIX}statement"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], *_VARIANT),
        Index(f"ix_{PREFIX}statement_mark", "workspace_id", "mark"),
    )
    variant_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True)
    mark: str = Field(max_length=80)


class KnownRow(InWorkspace, table=True):
    """A mark that was approved in the copy of an owner: a partner, or the workspace for the company's own."""

    __tablename__ = f"{PREFIX}known"
    __table_args__ = (ForeignKeyConstraint(["workspace_id"], [f"{PREFIX}workspace.id"]),)
    mark: str = Field(primary_key=True, max_length=80)
    owner_id: UUID = Field(primary_key=True)
    since: datetime = instant()


class SeenRow(InWorkspace, table=True):
    """A statement counts as seen by a person when its evidence was requested for this digest."""

    __tablename__ = f"{PREFIX}seen"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "variant_id"], *_VARIANT),
        ForeignKeyConstraint(
            ["workspace_id", "person_id"], [f"{PREFIX}membership.workspace_id", f"{PREFIX}membership.person_id"]
        ),
    )
    person_id: UUID = Field(primary_key=True)
    variant_id: UUID = Field(primary_key=True)
    content_digest: str = Field(primary_key=True, max_length=80)
    mark: str = Field(primary_key=True, max_length=80)
    at: datetime = instant()
