"""Where a variant stands, and decisions on it."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from governance.core.review.case import CallVerdict, DecisionVerdict, State
from governance.core.review.reason import Reason
from governance.core.review.requirements import Status


class Text(TypedDict):
    """Exactly one text: what a decision must name."""

    revision: int
    content_digest: str
    manifest_digest: str


class Obstacle(TypedDict):
    """One reason why not, and who can clear it."""

    code: Reason
    message: str
    who_can_clear: list[str]


class Requirement(TypedDict):
    id: str
    role: str
    status: Status
    needed: int
    decisions: list[UUID]
    waiting_for: list[str]
    message: str


class Uncounted(TypedDict):
    decision: UUID
    message: str


class FindingCounts(TypedDict):
    blocker: int | None
    warning: int | None
    note: int | None


class Review(TypedDict):
    """Where a variant stands, evaluated now, and everything that is still in the way."""

    state: State
    approved: bool
    text: Text
    policy_set: str | None
    requirements: list[Requirement]
    reasons: list[Obstacle]
    decisions_not_counted: list[Uncounted]
    findings: FindingCounts
    valid_until: datetime | None
    changes_at: datetime | None


class Decision(TypedDict):
    id: UUID
    submission: UUID
    person: UUID
    role: str
    verdict: DecisionVerdict
    call: CallVerdict | None
    note: str | None
    text: Text
    policy_set: str
    decided_at: datetime
    withdrawn_at: datetime | None


class Anchor(TypedDict):
    """A place in a part of a revision, by characters of its source, with the words that stand there."""

    part: str
    start: int
    end: int
    quote: str


class Author(TypedDict):
    """Who made a comment: `partner` is the key of their organisation, null for the company; the roles count now."""

    id: UUID
    name: str
    partner: str | None
    roles: list[str]


class Comment(TypedDict):
    """What somebody said of one revision. It decides nothing."""

    id: UUID
    revision: int
    content_digest: str
    anchor: Anchor | None
    suggestion: str | None
    body: str
    author: Author
    created_at: datetime


class Comments(TypedDict):
    items: list[Comment]
    next: int | None


class Decided(TypedDict):
    decision: Decision
    review: Review
