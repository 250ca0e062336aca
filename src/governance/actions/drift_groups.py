"""Groups of copy over weeks: campaigns, partners, writers or channels, with their names and their courses."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from governance.core.actor import Actor
from governance.core.drift.movement import WEEKS, Course, Week
from governance.store.campaigns import campaigns_by_id
from governance.store.drift_reads import By, Group, WeekSum, beginnings, channels_by_group, farthest, week_sums
from governance.store.transaction import Tx
from governance.store.workspaces import partners

LATELY = 2
"""Weeks, this one last, by which groups are put in order."""
PEOPLE = "people"
"""Who wrote copy that names no model and no prompt."""
IN_HOUSE = "In-house"
NO_CHANNEL = "no channel"
Names = tuple[str, str | None]
"""What a group is called, and whose or what it is."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """A group with its name, whose or what it is, its channels and its course."""

    id: str
    name: str
    detail: str | None
    channels: tuple[str, ...]
    course: Course


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of all groups."""

    weeks: tuple[date, ...]
    told: Sequence[WeekSum]
    begun: Sequence[tuple[Group, date]]
    channels: Sequence[tuple[Group, str]]

    def course(self, group: Group) -> tuple[Week | None, ...]:
        mine = {one.week: Week(one.variants, round(one.distance, 3)) for one in self.told if one.group == group}
        return tuple(mine.get(week) for week in self.weeks)

    def begins(self, group: Group) -> frozenset[int]:
        """The weeks, after the group's first, in which a prompt or model wrote for it that had not before."""
        mine = [week for of, week in self.begun if of == group]
        return frozenset(self.weeks.index(week) for week in mine if week > min(mine))

    def channels_of(self, group: Group) -> tuple[str, ...]:
        return tuple(channel for of, channel in self.channels if of == group and channel)


def weeks_until(last: date) -> tuple[date, ...]:
    """The Mondays of the weeks that are looked at together."""
    return tuple(last - timedelta(weeks=WEEKS - 1 - number) for number in range(WEEKS))


def groups(tx: Tx, actor: Actor, by: By, weeks: Sequence[date]) -> tuple[list[Grouped], int]:
    """The groups that stand farthest away lately, and how many there are altogether."""
    found, number = farthest(tx, actor, by, weeks[0], weeks[-LATELY])
    return grouped(tx, actor, by, found, weeks), number


def farthest_campaign(tx: Tx, actor: Actor, weeks: Sequence[date]) -> UUID | None:
    """The campaign that stands farthest away lately."""
    found, _ = farthest(tx, actor, "campaign", weeks[0], weeks[-LATELY])
    return found[0][0] if found else None


def grouped(tx: Tx, actor: Actor, by: By, found: Sequence[Group], weeks: Sequence[date]) -> list[Grouped]:
    """These groups in their order, with what their weeks add up to."""
    if not found:
        return []
    asked = (tx, actor, by, weeks[0], found)
    read = _Read(tuple(weeks), week_sums(*asked), beginnings(*asked), channels_by_group(*asked))
    named = _names(tx, by, found)
    many = Counter(named(group)[0] for group in found)
    return [_grouped(by, group, named(group), read, many[named(group)[0]] == 1) for group in found]


def _grouped(by: By, group: Group, names: Names, read: _Read, alone: bool) -> Grouped:
    """Where several groups have one name, the headline tells them apart by whose they are."""
    name, detail = names
    begins = frozenset[int]() if by == "writer" else read.begins(group)
    course = Course(name if alone or not detail else f"{name} ({detail})", read.course(group), begins)
    return Grouped(" ".join(map(str, group)).strip() or PEOPLE, name, detail, read.channels_of(group), course)


def _names(tx: Tx, by: By, found: Sequence[Group]) -> Callable[[Group], Names]:
    houses = partners(tx)

    def house(id: UUID | None) -> str:
        return houses[id].name if id in houses else IN_HOUSE

    if by == "campaign":
        campaigns = campaigns_by_id(tx, [group[0] for group in found])
        return lambda group: (campaigns[group[0]].name, house(campaigns[group[0]].partner_id))
    if by == "partner":
        return lambda group: (house(group[0]), None)
    if by == "writer":
        return lambda group: _writer(*group)
    return lambda group: (group[0] or NO_CHANNEL, None)


def _writer(model: str, prompt: str) -> Names:
    """The prompt, and the model that it was given; the model, where no prompt is known."""
    return (prompt, model or None) if prompt else (model or PEOPLE, None)
