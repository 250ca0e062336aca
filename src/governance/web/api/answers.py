"""What the API answers, field by field. The tests hold every answer against it."""

from datetime import date, datetime
from typing import Any, Literal, TypedDict
from uuid import UUID

from governance.core.review.case import CallVerdict, DecisionVerdict, State
from governance.core.review.reason import Reason
from governance.core.review.requirements import Status

Severity = Literal["note", "warning", "blocker"]


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


class Campaign(TypedDict):
    id: UUID
    key: str
    name: str
    partner: UUID | None
    paused: bool
    created_at: datetime


class Campaigns(TypedDict):
    items: list[Campaign]
    next: int | None


class UnreadRow(TypedDict):
    row: str
    place: str
    message: str


class Upload(TypedDict):
    """`checked` of `total` rows have become variants with a report; `checked_at` says when all had.

    `unread` lists the first rows that could not be read, `unread_total` counts them all.
    """

    id: UUID
    name: str
    campaign: UUID
    submit: bool
    total: int
    checked: int
    unread: list[UnreadRow]
    unread_total: int
    created_at: datetime
    checked_at: datetime | None


class Uploads(TypedDict):
    items: list[Upload]
    next: int | None


class CampaignName(TypedDict):
    id: UUID
    key: str


class Variant(TypedDict):
    id: UUID
    name: str
    campaign: CampaignName
    partner: UUID | None
    upload: UUID | None
    state: State
    revision: int
    content_digest: str
    manifest_digest: str
    created_at: datetime


class Variants(TypedDict):
    items: list[Variant]
    next: int | None


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


class Revision(TypedDict):
    number: int
    content: dict[str, Any]
    content_digest: str
    manifest: dict[str, Any]
    manifest_digest: str
    generator: dict[str, Any] | None
    by: UUID
    machine: UUID | None
    created_at: datetime


class Submission(TypedDict):
    id: UUID
    revision: int
    by: UUID
    machine: UUID | None
    submitted_at: datetime
    withdrawn_at: datetime | None
    recalled_at: datetime | None


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


class Decided(TypedDict):
    decision: Decision
    review: Review


class Permit(TypedDict):
    """Signed: this text may go to this platform, or to any if it is null, until `expires_at`."""

    id: UUID
    variant: UUID
    submission: UUID
    text: Text
    policy_set: str
    platform: str | None
    issued_at: datetime
    expires_at: datetime
    recalled_at: datetime | None
    key_id: str
    signature: str


class Permits(TypedDict):
    items: list[Permit]
    next: int | None


class RunningPermit(TypedDict):
    permit: Permit | None


class AskedPermit(TypedDict):
    """A permit, or every reason why there is none."""

    permit: Permit | None
    reasons: list[Obstacle]


class Recalled(TypedDict):
    permit: Permit
    review: Review


class NewVariant(Variant):
    review: Review


class WholeVariant(Variant):
    head: Revision
    contributors: list[UUID]
    submission: Submission | None
    decisions: list[Decision]
    review: Review
    permit: Permit | None


class Fix(TypedDict):
    start: int
    end: int
    text: str


class Finding(TypedDict):
    """`start` and `end` count characters of the part as it was given."""

    code: str
    severity: Severity
    part: str
    start: int
    end: int
    quote: str
    message: str
    claim: str | None
    fix: Fix | None


class Report(TypedDict):
    id: str
    verdict: str
    findings: list[Finding]
    statements: list[dict[str, Any]]
    drift: dict[str, Any]
    audience: dict[str, Any]
    policy_set: str
    engine: str
    revision: int
    checked_at: datetime


class Waiting(TypedDict):
    requirement: str
    role: str
    since: datetime
    variant: Variant


class Queue(TypedDict):
    items: list[Waiting]
    next: int | None


class _Answered(TypedDict):
    allow: bool


class Given(TypedDict, total=False):
    id: UUID
    ends_at: datetime
    used_at: datetime


class Authorised(_Answered, total=False):
    """`authorisation` if it is allowed; every reason why not if it is refused."""

    authorisation: Given
    reasons: list[Obstacle]


class Entry(TypedDict):
    """One act. Everything but sequence, previous and hash is as the hashed bytes tell it."""

    sequence: int
    id: str | None
    at: str | None
    act: str | None
    actor: Any
    object: Any
    policy_set: str | None
    data: Any
    request: str | None
    previous: str
    hash: str


class Record(TypedDict):
    entries: list[Entry]
    next: int | None


class Trace(TypedDict):
    items: list[Entry]
    next: int | None


class Broken(TypedDict):
    sequence: int
    flaw: str
    message: str


class Verified(TypedDict):
    entries: int
    hash: str
    checkpoints: int
    intact: bool
    broken: Broken | None


class Health(TypedDict):
    ok: bool
    demo: bool
