"""Claims over weeks: how often each was stated and altered, and which end soon."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from governance.core.drift.movement import ClaimCourse
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.talk_track import Claim
from governance.store.drift_reads import ClaimSum

ENDS_SOON = 30
"""Days before its end from which a claim is said to end soon."""
SHOWN = 8


@dataclass(frozen=True, slots=True)
class ClaimHealth:
    """A claim with its course. `ends_in` are days, if it ends soon; `claim` is None for one that is no more."""

    course: ClaimCourse
    claim: Claim | None
    ends_in: int | None


def claim_courses(weeks: Sequence[date], told: Iterable[ClaimSum]) -> list[ClaimCourse]:
    """The weeks of every claim that was stated."""
    found: dict[str, dict[date, tuple[int, int]]] = {}
    for one in told:
        found.setdefault(one.claim, {})[one.week] = one.stated, one.altered
    return [ClaimCourse(id, tuple(of.get(week, (0, 0)) for week in weeks)) for id, of in found.items()]


def claim_health(courses: Sequence[ClaimCourse], policies: PolicySet | None, today: date) -> list[ClaimHealth]:
    """Claims that end soon, the next first; then the others, the most often altered first."""
    claims = {id: one.claim for id, one in policies.claims_by_id.items()} if policies else {}
    stated = {course.id: course for course in courses}
    unstated = [id for id, claim in claims.items() if _ends_in(claim, today) is not None and id not in stated]
    every = [*courses, *(ClaimCourse(id, ()) for id in unstated)]
    found = [ClaimHealth(one, claims.get(one.id), _ends_in(claims.get(one.id), today)) for one in every]
    return sorted(found, key=_worst_first)[:SHOWN]


def _ends_in(claim: Claim | None, today: date) -> int | None:
    """Days until the last day of a claim that may be said now, if few are left."""
    if claim is None or claim.valid_until is None or not claim.valid(today):
        return None
    days = (claim.valid_until - today).days
    return days if days <= ENDS_SOON else None


def _worst_first(health: ClaimHealth) -> tuple[bool, int, int, int, str]:
    course = health.course
    return health.ends_in is None, health.ends_in or 0, -course.altered, -course.stated, course.id
