"""What a message is made of, one element at a time, each held against the talk track."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from governance.core.copy.text import Span
from governance.core.copy.variant import PartName
from governance.core.drift.said import Said


class ElementName(StrEnum):
    """The elements of a message, in the order in which people compare them."""

    PILLARS = "pillars"
    OFFER = "offer"
    CALL_TO_ACTION = "call_to_action"
    PROMISE = "promise"
    PROOF = "proof"
    AUDIENCE = "audience"

    @property
    def words(self) -> str:
        """The element as people read it."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the copy something stands."""

    part: PartName
    span: Span


@dataclass(frozen=True, slots=True)
class Carried:
    """One thing that an element carries, in words that people read.

    `of` is the id of the claim, pillar, offer or rule that it is about. `approved` are the approved words or ids to
    hold it against, None where nothing is approved. `departs` says that it is not what was agreed.
    """

    words: str
    of: str | None
    approved: str | None
    departs: bool
    places: tuple[Place, ...]

    @property
    def thing(self) -> str:
        """What makes two things one: the same claim, pillar or offer told rightly, else the same words."""
        return self.of if self.of and not self.departs else self.words.casefold()


@dataclass(frozen=True, slots=True)
class Element:
    """An element of one message; one that carries nothing has no things."""

    name: ElementName
    carried: tuple[Carried, ...]

    @property
    def departs(self) -> bool:
        return any(one.departs for one in self.carried)


def place_of(said: Said) -> Place:
    return Place(said.statement.part, said.statement.span)


def together(carried: Iterable[Carried]) -> tuple[Carried, ...]:
    """The same thing carried in several places is one thing with all its places."""
    found: dict[tuple[str, bool], Carried] = {}
    for one in carried:
        first = found.get((one.thing, one.departs), one)
        found[one.thing, one.departs] = replace(first, places=tuple(dict.fromkeys((*first.places, *one.places))))
    return tuple(found.values())
