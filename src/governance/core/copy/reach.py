"""What a tree can become, found without listing it: a machine reads all renderings at once.

A machine is a finite set of states and a count. Every node is read once from each state in which the machine can
arrive at it, so the work grows with the length of the template times the states, never with the renderings.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeAlias, TypeVar

from governance.core.copy.renderings import alternatives
from governance.core.copy.tree import Branch, MergeField, Node

State = TypeVar("State", bound=Hashable)
Options: TypeAlias = Mapping[int, int]
"""Which alternative is taken at each fork, by where the fork starts; the first where nothing is said."""

_Taken: TypeAlias = "tuple[_Taken, int, int] | None"
"""Forks in the order in which they were met, the last outermost, so that ways share their beginnings."""


class Machine(Protocol[State]):
    """Reads a rendering from its start and counts something in it."""

    @property
    def start(self) -> State: ...

    def read(self, state: State, text: str) -> tuple[State, int]:
        """The state after a text, and what it adds to the count."""
        ...

    def fill(self, state: State, name: str) -> tuple[State, int]:
        """The same for a merge field, whose value is not known."""
        ...


@dataclass(frozen=True, slots=True)
class Way:
    """One way through the tree: what it counts, and the forks that it took."""

    count: int
    taken: _Taken = None

    @property
    def options(self) -> Options:
        return dict(_forks(self.taken))


@dataclass(frozen=True, slots=True)
class Range:
    """The ways that count least and most."""

    least: Way
    most: Way


def reach(branch: Branch, source: str, machine: Machine[State]) -> dict[State, Range]:
    """Every state in which the machine can end, with the least and the most that it can have counted there."""
    nothing = Way(0)
    return _Reading(source, machine).branch(branch, {machine.start: Range(nothing, nothing)})


def extremes(branch: Branch, source: str, machine: Machine[State]) -> Range:
    """The least and the most that the machine counts in any rendering, exactly."""
    found = reach(branch, source, machine).values()
    return Range(
        min((one.least for one in found), key=lambda way: way.count),
        max((one.most for one in found), key=lambda way: way.count),
    )


def _forks(taken: _Taken) -> Iterator[tuple[int, int]]:
    while taken is not None:
        taken, start, option = taken
        yield start, option


class _Reading(Generic[State]):
    def __init__(self, source: str, machine: Machine[State]) -> None:
        self.source = source
        self.machine = machine

    def branch(self, branch: Branch, ranges: Mapping[State, Range]) -> dict[State, Range]:
        for node in branch.nodes:
            ranges = self.node(node, ranges)
        return dict(ranges)

    def node(self, node: Node, ranges: Mapping[State, Range]) -> dict[State, Range]:
        if forks := alternatives(node):
            return self.fork(node, forks, ranges)
        found: dict[State, Range] = {}
        for state, range_ in ranges.items():
            after, counted = self.step(node, state)
            _keep(found, after, _more(range_, counted))
        return found

    def step(self, node: Node, state: State) -> tuple[State, int]:
        if isinstance(node, MergeField):
            return self.machine.fill(state, node.name)
        return self.machine.read(state, self.source[node.span.start : node.span.end])

    def fork(self, node: Node, forks: tuple[Branch, ...], ranges: Mapping[State, Range]) -> dict[State, Range]:
        found: dict[State, Range] = {}
        for number, branch in enumerate(forks):
            entered = {state: _taking(range_, node.span.start, number) for state, range_ in ranges.items()}
            for state, range_ in self.branch(branch, entered).items():
                _keep(found, state, range_)
        return found


def _more(range_: Range, counted: int) -> Range:
    if not counted:
        return range_
    least, most = range_.least, range_.most
    return Range(Way(least.count + counted, least.taken), Way(most.count + counted, most.taken))


def _taking(range_: Range, start: int, number: int) -> Range:
    least, most = range_.least, range_.most
    return Range(
        Way(least.count, (least.taken, start, number)),
        Way(most.count, (most.taken, start, number)),
    )


def _keep(found: dict[State, Range], state: State, range_: Range) -> None:
    """The first of equals stays, so that the answer is the same each time."""
    known = found.get(state)
    if known is None:
        found[state] = range_
        return
    least = range_.least if range_.least.count < known.least.count else known.least
    most = range_.most if range_.most.count > known.most.count else known.most
    found[state] = Range(least, most)
