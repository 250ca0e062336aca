"""Figures that follow from approved ones by exact arithmetic: differences, ratios, rates, and prices of a year."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from governance.core.claims.meaning import REMEMBERED, Meaning
from governance.core.claims.quantity import Kind, Quantity

MOST = 6
"""Figures of a wording that are combined; one with more is a table."""
_PERIODS = {"hour": 3_600, "day": 86_400, "week": 604_800}
_MONTHS = {"quarter": 3, "year": 12}


class Derived(NamedTuple):
    """A figure that follows from two approved ones; one of them is said with it, or a period is."""

    kind: Kind
    value: Fraction
    sources: tuple[Quantity, ...]
    period: str | None = None


@lru_cache(maxsize=REMEMBERED)
def derived(wording: Meaning) -> tuple[Derived, ...]:
    """What follows from the figures of a wording. Written numbers count where the units are alike or not said."""
    figures = [figure for figure in wording.quantities if figure.kind not in (Kind.DATE, Kind.CLOCK)][:MOST]
    return (*_of_pairs(figures), *_of_rates(figures))


def _of_pairs(figures: list[Quantity]) -> Iterator[Derived]:
    for one, other in permutations(figures, 2):
        if one.written > other.written > 0 and _alike(one, other):
            both = (one, other)
            yield Derived(one.kind, one.value - other.value, both)
            yield Derived(Kind.COUNT, one.written - other.written, both)
            for ratio in (other.written / one.written, 1 - other.written / one.written, one.written / other.written):
                yield Derived(Kind.SHARE, ratio, both)


def _alike(one: Quantity, other: Quantity) -> bool:
    return (one.kind, one.base) == (other.kind, other.base) or Kind.COUNT in (one.kind, other.kind)


def _of_rates(figures: list[Quantity]) -> Iterator[Derived]:
    """`every 5 minutes` is twelve times an hour; €49 a month are €588 a year."""
    for figure in figures:
        if figure.kind is Kind.DURATION and figure.base == "second" and figure.value:
            for period, seconds in _PERIODS.items():
                yield Derived(Kind.MULTIPLE, Fraction(seconds) / figure.value, (), period)
        if figure.kind is Kind.MONEY:
            for period, months in _MONTHS.items():
                yield Derived(Kind.MONEY, figure.value * months, (), period)
