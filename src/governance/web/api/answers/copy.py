"""Campaigns, uploads, variants, and what waits."""

from datetime import datetime
from typing import Any, Literal, TypedDict
from uuid import UUID

from governance.core.review.case import State
from governance.web.api.answers.launch import Permit
from governance.web.api.answers.review import Decision, FindingCounts, Review

Severity = Literal["note", "warning", "blocker"]


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

    `unread` lists the first rows that could not be read, `unread_total` counts them all. `platform` is that of a
    campaign file, which can be had back.
    """

    id: UUID
    name: str
    platform: str | None
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


class RowProblem(TypedDict):
    """`flaw` says why: a hole, a value that must not stand, a claim, one that was not checked, or the row itself."""

    flaw: Literal["hole", "value", "claim", "unchecked", "row"]
    field: str
    message: str


class FlawedRow(TypedDict):
    """`message` is what the recipient would get."""

    line: int
    recipient: str
    problems: list[RowProblem]
    message: str


class Recipients(TypedDict):
    """`flawed` of `rows` must not be sent to as they stand, and the first are listed.

    `flaws` counts the rows by flaw; `missing` are fields that the copy needs and no column gives, `unread` texts that
    cannot be read, of which nothing is said.
    """

    rows: int
    flawed: int
    flaws: dict[str, int]
    missing: list[str]
    unproven: list[str]
    unread: list[str]
    first: list[FlawedRow]


class Step(TypedDict):
    """Where a text stands in a sequence: `wait_minutes` after the step before, `weight` percent of the step."""

    number: int
    label: str | None
    wait_minutes: int | None
    weight: float | None
    enabled: bool


class Variant(TypedDict):
    id: UUID
    name: str
    campaign: CampaignName
    partner: UUID | None
    upload: UUID | None
    step: Step | None
    state: State
    revision: int
    content_digest: str
    manifest_digest: str
    created_at: datetime


class Variants(TypedDict):
    items: list[Variant]
    next: int | None


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


class LeastAndMost(TypedDict):
    least: int
    most: int


class ChosenOption(TypedDict):
    """The option that is taken: its place in the part as it was given, and how it reads."""

    text: str
    start: int
    end: int


class DifferentSentence(TypedDict):
    """A text of the sentence from `start` to `end` of the part as it was given, and the first options that give it."""

    text: str
    start: int
    end: int
    choices: list[ChosenOption]


class PartRenderings(TypedDict):
    """What one part can become. `sentences` counts the different texts of its sentences; white space and case make no
    difference. They are listed if asked for."""

    part: str
    renderings: str
    sentences: int
    different_sentences: list[DifferentSentence] | None
    words: LeastAndMost
    characters: LeastAndMost
    links: LeastAndMost


class Renderings(TypedDict):
    """What a text can become. Counts of renderings are decimal digits without a bound; `readings` are the
    fewest messages that together show every option of every choice, or, with `pairs`, every two options that can
    meet."""

    revision: int
    renderings: str
    parts: list[PartRenderings]
    pairs: bool
    readings: list[dict[str, str]]


class Waiting(TypedDict):
    """`due_at` is when the requirement's time limit ends. `new` and `known` count different statements, known
    for those that were approved before."""

    requirement: str
    role: str
    since: datetime
    due_at: datetime | None
    variant: Variant
    findings: FindingCounts
    new: int
    known: int


class Queue(TypedDict):
    items: list[Waiting]
    next: int | None
