"""Policies and their versions."""

from datetime import date, datetime
from typing import Any, Literal, TypedDict
from uuid import UUID


class _Policy(TypedDict):
    key: str
    number: int
    kind: Literal["message_standard", "talk_track", "qualification", "approval"]
    digest: str
    state: Literal["proposed", "withdrawn", "future", "in_force", "superseded"]
    title: str
    reason: str
    in_force_from: date
    in_force_until: date | None
    proposed_at: datetime
    published_at: datetime | None
    withdrawn_at: datetime | None


class Policy(_Policy, total=False):
    """A version of a document without its content. Who proposed and published it is not for partners."""

    proposed_by: UUID
    published_by: UUID | None


class PublishedPolicy(Policy, total=False):
    policy_set: str | None
    policy_set_changed: bool


class PolicyWithContent(Policy, total=False):
    """A version with its content, and what it changes in the one published before."""

    content: dict[str, Any]
    differences: dict[str, Any] | None


class PoliciesInForce(TypedDict):
    on: date
    policy_set: str | None
    documents: list[Policy]


class Proposed(TypedDict):
    proposed: list[Policy]
    unchanged: list[Policy]


class Proposals(TypedDict):
    proposals: list[Policy]
    next_before: int | None


class PolicyHistory(TypedDict):
    key: str
    versions: list[Policy]
    next_before: int | None
