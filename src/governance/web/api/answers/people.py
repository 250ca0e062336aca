"""Sessions, people, partners and machines."""

from datetime import datetime
from typing import Any, Literal, TypedDict
from uuid import UUID


class Done(TypedDict):
    """Nothing more to say."""


class Started(TypedDict):
    """A session: `csrf` goes into the X-CSRF-Token header of every change."""

    csrf: str
    person: UUID
    ends_at: datetime


class MyWorkspace(TypedDict):
    key: str
    name: str
    partner: str | None
    administrator: bool


class Session(TypedDict):
    person: UUID
    name: str
    email: str
    ends_at: datetime
    confirmed_at: datetime
    workspaces: list[MyWorkspace]


class Confirmed(TypedDict):
    confirmed_at: datetime
    ends_at: datetime


class Accepted(TypedDict):
    id: UUID
    email: str


class Invitation(TypedDict):
    """The token is shown once."""

    token: str | None
    ends_at: datetime


class Invited(TypedDict):
    """`invitation` is null for somebody who has an account already."""

    id: UUID
    email: str
    roles: list[str]
    invitation: Invitation | None


class Reset(TypedDict):
    id: UUID
    email: str
    invitation: Invitation


class Activity(TypedDict):
    id: UUID
    active: bool


class Role(TypedDict):
    """A role that a person was given, and whether decisions in it count."""

    person: UUID
    role: str
    counts: bool
    counts_since: datetime | None
    founding: bool
    granted_at: datetime
    granted_by: UUID | None
    confirmed_at: datetime | None
    confirmed_by: UUID | None


class EndedRole(TypedDict):
    person: UUID
    role: str
    ended_at: datetime


class _Person(TypedDict):
    id: UUID
    name: str
    active: bool
    partner: str | None
    roles: list[Any]


class Person(_Person, total=False):
    """`roles` are names; administrators see of each when and by whom it was given, and the fields that follow."""

    email: str
    administrator: bool
    accepted: bool


class People(TypedDict):
    items: list[Person]
    next: UUID | None


class Partner(TypedDict):
    id: UUID
    key: str
    name: str
    group: str | None


class Partners(TypedDict):
    items: list[Partner]
    next: UUID | None


class Machine(TypedDict):
    id: UUID
    name: str
    owner: UUID
    scopes: list[Literal["submit", "read", "launch"]]
    created_at: datetime
    ends_at: datetime
    revoked_at: datetime | None


class NewMachine(Machine):
    """The token is shown once."""

    token: str | None


class Machines(TypedDict):
    items: list[Machine]
    next: UUID | None


class Health(TypedDict):
    ok: bool
    demo: bool
