"""People, their sessions, memberships and roles; machines."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from governance.store.columns import PREFIX, Identified, InWorkspace, instant, json


class PersonRow(SQLModel, table=True):
    """A human, in any number of workspaces. An invitation is a token to set the first password with."""

    __tablename__ = f"{PREFIX}person"
    id: UUID = Field(primary_key=True)
    email: str = Field(unique=True, max_length=254)
    name: str
    password_hash: str | None = None
    invitation_hash: str | None = Field(default=None, unique=True)
    invitation_ends_at: datetime | None = instant(default=None)
    failed_attempts: int = 0
    locked_until: datetime | None = instant(default=None)
    deactivated_at: datetime | None = instant(default=None)
    created_at: datetime = instant()


class SessionRow(SQLModel, table=True):
    """A signed-in browser. Only hashes are kept; `confirmed_at` is when the password was last given."""

    __tablename__ = f"{PREFIX}session"
    token_hash: str = Field(primary_key=True)
    person_id: UUID = Field(foreign_key=f"{PREFIX}person.id", index=True)
    csrf_hash: str
    created_at: datetime = instant()
    confirmed_at: datetime = instant()
    ends_at: datetime = instant()


class MembershipRow(InWorkspace, table=True):
    """A person in a workspace, for a partner organisation or for the company itself."""

    __tablename__ = f"{PREFIX}membership"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id"], [f"{PREFIX}workspace.id"]),
        ForeignKeyConstraint(["person_id"], [f"{PREFIX}person.id"]),
        ForeignKeyConstraint(["workspace_id", "partner_id"], [f"{PREFIX}partner.workspace_id", f"{PREFIX}partner.id"]),
    )
    person_id: UUID = Field(primary_key=True, index=True)
    partner_id: UUID | None = None
    administrator: bool = False
    created_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)


class GrantRow(Identified, table=True):
    """A role given to a person, and its second person where the policy asks for one."""

    __tablename__ = f"{PREFIX}grant"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "person_id"], [f"{PREFIX}membership.workspace_id", f"{PREFIX}membership.person_id"]
        ),
        Index(f"ix_{PREFIX}grant_person", "workspace_id", "person_id"),
    )
    person_id: UUID
    role: str = Field(max_length=64)
    granted_by: UUID | None = None
    granted_at: datetime = instant()
    confirmed_by: UUID | None = None
    confirmed_at: datetime | None = instant(default=None)
    founding: bool = False
    ended_at: datetime | None = instant(default=None)


class MachineRow(Identified, table=True):
    """A token with an owner. It submits and asks; it never decides."""

    __tablename__ = f"{PREFIX}machine"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "owner_id"], [f"{PREFIX}membership.workspace_id", f"{PREFIX}membership.person_id"]
        ),
        UniqueConstraint("token_hash"),
    )
    name: str
    owner_id: UUID
    token_hash: str
    scopes: list[str] = json()
    created_at: datetime = instant()
    ends_at: datetime = instant()
    revoked_at: datetime | None = instant(default=None)
