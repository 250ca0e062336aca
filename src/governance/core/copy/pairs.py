"""A few readings in which every two options that can meet do meet, for people to read what one option makes of another.

Greedy, as in AETG (Cohen and others, 1997): each reading begins with a pair that was not read yet and takes, fork by
fork, the option that meets the most new ones.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from governance.core.copy.reach import Options
from governance.core.copy.renderings import alternatives
from governance.core.copy.tree import Branch

MOST_OPTIONS = 120
"""Options of all forks together; pairs grow with their square."""


class Taken(NamedTuple):
    """An option of a fork, by where the fork starts."""

    fork: int
    option: int


Pair = frozenset[Taken]


def covering_pairs(branch: Branch) -> list[dict[int, int]] | None:
    """Readings that together read every pair of options that one rendering can hold; None if there are too many."""
    needs = dict(_needs(branch, ()))
    if len(needs) > MOST_OPTIONS:
        return None
    left = dict.fromkeys(_pairs(needs))
    options = _by_fork(needs)
    readings = [] if left or not needs else [{fork: number} for fork, numbers in options.items() for number in numbers]
    while left:
        reading = _grown(_needed(next(iter(left)), needs), options, left)
        for pair in _read(reading, needs):
            left.pop(pair, None)
        readings.append(reading)
    return readings or [{}]


def _needs(branch: Branch, above: tuple[Taken, ...]) -> Iterator[tuple[Taken, Mapping[int, int]]]:
    """Every option with what must be taken for it to be read, itself included."""
    for node in branch.nodes:
        for number, fork in enumerate(alternatives(node)):
            way = (*above, Taken(node.span.start, number))
            yield way[-1], dict(way)
            yield from _needs(fork, way)


def _pairs(needs: Mapping[Taken, Mapping[int, int]]) -> Iterator[Pair]:
    for one, other in combinations(needs, 2):
        if one.fork != other.fork and _agree(needs[one], needs[other]):
            yield frozenset((one, other))


def _agree(one: Options, other: Options) -> bool:
    return all(other.get(fork, option) == option for fork, option in one.items())


def _needed(pair: Pair, needs: Mapping[Taken, Mapping[int, int]]) -> dict[int, int]:
    return {fork: option for taken in pair for fork, option in needs[taken].items()}


def _by_fork(needs: Mapping[Taken, Mapping[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for taken in needs:
        found.setdefault(taken.fork, []).append(taken.option)
    return found


def _grown(reading: dict[int, int], options: Mapping[int, list[int]], left: Mapping[Pair, None]) -> dict[int, int]:
    """The reading with an option for every other fork: that with most new pairs here, then anywhere."""
    anywhere = Counter(taken for pair in left for taken in pair)
    for fork, numbers in options.items():
        if fork not in reading:
            here = [Taken(*one) for one in reading.items()]
            taken = [Taken(fork, number) for number in numbers]
            reading[fork] = max(taken, key=lambda one: (_new(one, here, left), anywhere[one])).option
    return reading


def _new(taken: Taken, here: list[Taken], left: Mapping[Pair, None]) -> int:
    return sum(frozenset((taken, one)) in left for one in here)


def _read(reading: Options, needs: Mapping[Taken, Mapping[int, int]]) -> Iterator[Pair]:
    """The pairs that a reading really reads: options whose forks are reached."""
    reached = [
        taken for taken, way in needs.items() if all(reading.get(fork) == option for fork, option in way.items())
    ]
    return map(frozenset, combinations(reached, 2))
