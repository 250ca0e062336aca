"""Groups of copy over weeks: campaigns, partners, writers or channels, with their names and their courses."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from governance.core.actor import Actor
from governance.core.drift.movement import WEEKS, Course, Week
from governance.store.campaigns import campaigns_by_id
from governance.store.drift_reads import By, Group, Sum, farthest, sums
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


def weeks_until(last: date) -> tuple[date, ...]:
    """The Mondays of the weeks that are looked at together."""
    return tuple(last - timedelta(weeks=WEEKS - 1 - number) for number in range(WEEKS))


def groups(tx: Tx, actor: Actor, by: By, weeks: Sequence[date]) -> tuple[list[Grouped], int]:
    """The groups that stand farthest away lately, and how many there are altogether."""
    found, number = farthest(tx, actor, by, weeks[0], weeks[-LATELY])
    return grouped(tx, by, found, weeks, sums(tx, actor, by, weeks[0], found)), number


def grouped(tx: Tx, by: By, found: Sequence[Group], weeks: Sequence[date], told: Iterable[Sum]) -> list[Grouped]:
    """These groups in their order, with what their weeks add up to."""
    of_group: dict[Group, list[Sum]] = {group: [] for group in found}
    for one in told:
        of_group[one.group].append(one)
    named = _names(tx, by, found)
    many = Counter(named(group)[0] for group in found)
    return [_grouped(by, group, named(group), many, weeks, of_group[group]) for group in found]


def _grouped(
    by: By, group: Group, names: Names, many: Mapping[str, int], weeks: Sequence[date], told: Sequence[Sum]
) -> Grouped:
    """Where several groups have one name, the headline tells them apart by whose they are."""
    name, detail = names
    course = Course(
        f"{name} ({detail})" if many[name] > 1 and detail else name,
        tuple(_week(told, monday) for monday in weeks),
        _begins(told, weeks, by),
    )
    channels = tuple(sorted({one.channel for one in told if one.channel}))
    return Grouped(" ".join(map(str, group)).strip() or PEOPLE, name, detail, channels, course)


def _week(told: Iterable[Sum], monday: date) -> Week | None:
    mine = [one for one in told if one.week == monday]
    number = sum(one.variants for one in mine)
    return Week(number, round(sum(one.score for one in mine) / number, 3)) if number else None


def _begins(told: Sequence[Sum], weeks: Sequence[date], by: By) -> frozenset[int]:
    """The weeks, after the group's first, in which a prompt or model wrote for it that had not before."""
    if by == "writer" or not told:
        return frozenset()
    first = min(one.week for one in told)
    writers = {(one.model, one.prompt) for one in told}
    begun = (min(one.week for one in told if (one.model, one.prompt) == writer) for writer in writers)
    return frozenset(weeks.index(week) for week in begun if week > first)


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
