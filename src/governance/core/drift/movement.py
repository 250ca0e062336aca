"""What moved: groups of copy whose distance changed since last week, and claims that are altered more often."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from governance.core.drift.distance import LIMIT

WEEKS = 12
"""Weeks that are looked at together, this one last."""
FAR = 0.1
"""A change of distance that people should look at, where the limit is not crossed."""
MORE_OFTEN = 0.2
"""By how much the share of altered statements of a claim must grow."""
_ENOUGH = 3
"""Statements of a claim in a week below which a share says nothing."""
_NUMBERS = ("Nothing", "One thing", "Two things", "Three things", "Four things", "Five things", "Six things")


class Change(StrEnum):
    """How a group or a claim moved."""

    LEFT = "left the talk track"
    CAME_BACK = "came back to the talk track"
    AWAY = "moved away from the talk track"
    CLOSER = "moved closer to the talk track"
    ALTERED = "is altered more often"


@dataclass(frozen=True, slots=True)
class Week:
    """The texts of one week and their mean distance."""

    variants: int
    distance: float


@dataclass(frozen=True, slots=True)
class Course:
    """The weeks of one group, None where nothing was checked, and those in which a new prompt or model began."""

    name: str
    weeks: tuple[Week | None, ...]
    begins: frozenset[int] = frozenset()

    @property
    def last(self) -> Week | None:
        """The last week with copy."""
        return next((week for week in reversed(self.weeks) if week), None)

    @property
    def over(self) -> bool:
        return self.last is not None and self.last.distance >= LIMIT


@dataclass(frozen=True, slots=True)
class ClaimCourse:
    """How often a claim was stated and how often altered, week by week."""

    id: str
    weeks: tuple[tuple[int, int], ...]

    @property
    def stated(self) -> int:
        return sum(stated for stated, _ in self.weeks)

    @property
    def altered(self) -> int:
        return sum(altered for _, altered in self.weeks)


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that moved. `new_writer` says that a new prompt or model began this week or the week before."""

    name: str
    change: Change
    new_writer: bool = False

    @property
    def words(self) -> str:
        return f"{self.change} after its prompt or model changed" if self.new_writer else self.change.value


def movements(courses: Iterable[Course], claims: Iterable[ClaimCourse]) -> tuple[Moved, ...]:
    """What moved this week beside where it stood last week; what crossed the limit first."""
    found = [moved for course in courses if (moved := _moved(course))]
    found += [Moved(claim.id, Change.ALTERED) for claim in claims if _is_altered_more(claim)]
    return tuple(sorted(found, key=lambda moved: list(Change).index(moved.change)))


def _moved(course: Course) -> Moved | None:
    """Where nothing was checked last week, a group stood where it was before."""
    now = course.weeks[-1]
    before = next((week for week in reversed(course.weeks[:-1]) if week), None)
    if now is None or before is None or (change := _change(before.distance, now.distance)) is None:
        return None
    away = change in (Change.LEFT, Change.AWAY)
    return Moved(course.name, change, away and bool(course.begins & {len(course.weeks) - 1, len(course.weeks) - 2}))


def _change(before: float, now: float) -> Change | None:
    if (before >= LIMIT) != (now >= LIMIT):
        return Change.LEFT if now >= LIMIT else Change.CAME_BACK
    if abs(now - before) < FAR:
        return None
    return Change.AWAY if now > before else Change.CLOSER


def _is_altered_more(claim: ClaimCourse) -> bool:
    stated, altered = claim.weeks[-1]
    before, altered_before = claim.stated - stated, claim.altered - altered
    return stated >= _ENOUGH and altered / stated - (altered_before / before if before else 0) >= MORE_OFTEN


def headline(moved: Sequence[Moved]) -> str:
    """One sentence: `Two things moved since last week: … and ….`."""
    number = _NUMBERS[len(moved)] if len(moved) < len(_NUMBERS) else f"{len(moved)} things"
    if not moved:
        return f"{number} moved since last week."
    return f"{number} moved since last week: {_listed([f'{one.name} {one.words}' for one in moved])}."


def _listed(sentences: Sequence[str]) -> str:
    if len(sentences) < 2:
        return "".join(sentences)
    return f"{', '.join(sentences[:-1])}, and {sentences[-1]}"
