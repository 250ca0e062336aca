"""The channels of one campaign side by side, element by element: which cell departs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from governance.core.drift.element import Carried, Element, ElementName

FEW = 3
"""Things shown in a cell."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that `variants` texts of a channel carry under an element."""

    channel: str
    element: ElementName
    thing: str
    words: str
    of: str | None
    approved: str | None
    departs: bool
    variants: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What a channel says under an element, what departs first, and whether it says more than that.

    `alone` says that every other channel agrees on something else: nothing departs, and yet it is told differently.
    """

    channel: str
    things: tuple[Told, ...]
    more: bool
    alone: bool

    @property
    def departs(self) -> bool:
        return any(one.departs for one in self.things)


@dataclass(frozen=True, slots=True)
class Row:
    """An element across channels."""

    element: ElementName
    cells: tuple[Cell, ...]


def told_in(messages: Iterable[tuple[str, Iterable[Element]]]) -> tuple[Told, ...]:
    """What the messages of each channel carry, each thing once with the number of its texts."""
    first: dict[tuple[str, ElementName, str, bool], tuple[Carried, int]] = {}
    for channel, elements in messages:
        for element in elements:
            for one in element.carried:
                key = (channel, element.name, one.thing, one.departs)
                carried, number = first.get(key, (one, 0))
                first[key] = carried, number + 1
    return tuple(
        Told(channel, name, thing, one.words, one.of, one.approved, departs, number)
        for (channel, name, thing, departs), (one, number) in first.items()
    )


def side_by_side(told: Iterable[Told], channels: Iterable[str]) -> tuple[Row, ...]:
    """One row an element, one cell a channel, in the order given."""
    cells: dict[tuple[ElementName, str], list[Told]] = {}
    for one in told:
        cells.setdefault((one.element, one.channel), []).append(one)
    named = list(channels)
    return tuple(_row(name, {channel: cells.get((name, channel), []) for channel in named}) for name in ElementName)


def _row(element: ElementName, told: Mapping[str, list[Told]]) -> Row:
    agreed = {channel: _main(things) for channel, things in told.items()}
    moved = frozenset(one.of for things in told.values() for one in things if one.departs and one.of)
    cells = (_cell(channel, things, moved, _is_alone(channel, agreed)) for channel, things in told.items())
    return Row(element, tuple(cells))


def _cell(channel: str, things: list[Told], moved: frozenset[str], alone: bool) -> Cell:
    """First what departs, then the same claim where it is told rightly, then what most texts say."""
    ordered = sorted(things, key=lambda one: (not one.departs, one.of not in moved, -one.variants, one.words))
    return Cell(channel, tuple(ordered[:FEW]), len(ordered) > FEW, alone)


def _main(things: list[Told]) -> str:
    """What most texts of a channel say; empty for nothing."""
    counted = Counter[str]()
    for one in things:
        counted[one.thing] += one.variants
    return min(counted, key=lambda thing: (-counted[thing], thing), default="")


def _is_alone(channel: str, agreed: Mapping[str, str]) -> bool:
    others = [main for other, main in agreed.items() if other != channel]
    return len(others) >= 2 and len(set(others)) == 1 and agreed[channel] != others[0]
