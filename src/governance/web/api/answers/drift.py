"""How far copy stands from the talk track over weeks, and what channels say side by side."""

from datetime import date
from typing import Literal, TypedDict

from governance.core.drift.element import ElementName
from governance.store.drift_reads import By
from governance.web.api.answers.copy import CampaignName


class DriftMove(TypedDict):
    """A campaign, partner, writer, channel or claim that moved since last week."""

    name: str
    change: Literal["left", "came_back", "away", "closer", "altered"]
    words: str


class DriftCourse(TypedDict):
    """`distance` is the mean of each week, 0 for only approved points to 1 for none, null where nothing was checked.

    `detail` is the partner of a campaign or the model of a prompt. `begins` are the weeks in which another prompt or
    model began to write. `last` is the newest distance, and `over` says that it reaches the limit.
    """

    id: str
    name: str
    detail: str | None
    channels: list[str]
    distance: list[float | None]
    variants: list[int]
    begins: list[date]
    last: float | None
    over: bool


class Writer(TypedDict):
    """What a model with a prompt wrote; both are null for people.

    `altered`, `unsupported` and `other` count findings that are warnings or blockers. Of `first_checks` first
    revisions, `first_passed` had no blocker.
    """

    model: str | None
    prompt: str | None
    variants: int
    altered: int
    unsupported: int
    other: int
    first_checks: int
    first_passed: int


class ClaimWeek(TypedDict):
    stated: int
    altered: int


class ClaimHealth(TypedDict):
    """How often a claim was stated and how often altered. `ends_in_days` is given for one that ends within 30 days.

    `wording` is null for a claim that the talk track in force does not have.
    """

    id: str
    wording: str | None
    stated: int
    altered: int
    weeks: list[ClaimWeek]
    ends_on: date | None
    ends_in_days: int | None


class Drift(TypedDict):
    """Twelve weeks, each by its Monday. Of `groups_total` groups, those that stood farthest away lately are listed."""

    by: By
    weeks: list[date]
    limit: float
    headline: str
    moved: list[DriftMove]
    groups: list[DriftCourse]
    groups_total: int
    writers: list[Writer]
    claims: list[ClaimHealth]


class Told(TypedDict):
    """One thing that `variants` texts carry, the approved words beside it, and whether it departs from them."""

    words: str
    of: str | None
    approved: str | None
    departs: bool
    variants: int


class ToldByChannel(TypedDict):
    """What a channel says, what departs first; `more` says that it says more.

    `alone` marks a channel that differs from all others, where they agree.
    """

    channel: str
    departs: bool
    alone: bool
    things: list[Told]
    more: bool


class ElementByChannel(TypedDict):
    element: ElementName
    channels: list[ToldByChannel]


class CampaignDrift(TypedDict):
    campaign: CampaignName
    weeks: list[date]
    limit: float
    course: DriftCourse
    elements: list[ElementByChannel]
