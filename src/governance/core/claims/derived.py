"""Figures that follow from approved ones by exact arithmetic: differences, ratios, sums, rates, prices of a year."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, permutations
from typing import NamedTuple

from governance.core.claims.meaning import REMEMBERED, Meaning
from governance.core.claims.periods import periods
from governance.core.claims.quantity import Change, Kind, Quantity

MOST = 6
"""Figures of a wording that are combined; one with more is a table."""
TOTAL = "total"
_MEASURED = frozenset({Kind.MONEY, Kind.DURATION, Kind.MEASURE, Kind.COUNT})
_SECONDS = {"minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
_PER_YEAR = {"month": 12, "quarter": 4, "year": 1}
_UP = frozenset({Change.MORE})
_DOWN = frozenset({Change.LESS, Change.NONE})
_APART = frozenset({Change.MORE, Change.LESS, Change.NONE})
_LEFT = frozenset({Change.TO, Change.NONE})
_PLAIN = frozenset({Change.NONE, Change.FROM, Change.TO})


class Derived(NamedTuple):
    """A figure that follows from approved ones, and the places in a change that it may be told in.

    One of its sources must be said with it, if it has any. `when` is the period that it is for, or `total` for a sum.
    """

    kind: Kind
    base: str
    value: Fraction
    changes: frozenset[Change]
    sources: tuple[Quantity, ...]
    when: str = ""


@lru_cache(maxsize=REMEMBERED)
def derived(wording: Meaning) -> tuple[Derived, ...]:
    """What follows from the figures of a wording."""
    figures = [figure for figure in wording.quantities if figure.kind not in (Kind.DATE, Kind.CLOCK)][:MOST]
    return (*_of_pairs(figures), *_of_proportions(figures), *_of_sums(figures), *_of_periods(figures, wording))


def recurs(figure: Quantity, text: Meaning) -> bool:
    """`every 5 minutes`, `each quarter of an hour`."""
    return text.folded.text[: figure.start].rstrip().endswith((" every", " each"))


def _of_pairs(figures: list[Quantity]) -> Iterator[Derived]:
    """What lies between two figures, and the one as a part or a multiple of the other."""
    for pair in permutations(figures, 2):
        large, small = _in_one_unit(*pair)
        if not large > small > 0:
            continue
        sources = () if _is_a_change(*pair) else pair
        yield from _differences(*pair, sources)
        yield Derived(Kind.MULTIPLE, "x", large / small, _APART | _LEFT, sources)
        yield Derived(Kind.SHARE, "%", small / large, _LEFT, sources)
        if pair[1].change is not Change.FROM:
            yield Derived(Kind.SHARE, "%", 1 - small / large, _DOWN, sources)
        if pair[0].change is not Change.FROM:
            yield Derived(Kind.SHARE, "%", large / small - 1, _UP, sources)


def _in_one_unit(one: Quantity, other: Quantity) -> tuple[Fraction, Fraction]:
    """Two figures that can be compared, else zeros: `9.1 out of 10` and `7.8`, `from 11 hours` and `to 3`."""
    if (one.kind, one.base) == (other.kind, other.base):
        of_one_thing = one.kind is not Kind.COUNT or not (one.unit and other.unit) or one.unit == other.unit
        return (one.value, other.value) if of_one_thing or _is_a_change(one, other) else (Fraction(0), Fraction(0))
    bare = any(each.kind is Kind.COUNT and not each.unit for each in (one, other))
    scored = any(each.kind is Kind.SHARE and each.unit == "of" for each in (one, other))
    if bare and (scored or _is_a_change(one, other)):
        return one.written, other.written
    return Fraction(0), Fraction(0)


def _is_a_change(one: Quantity, other: Quantity) -> bool:
    return {one.change, other.change} == {Change.FROM, Change.TO}


def _differences(one: Quantity, other: Quantity, sources: tuple[Quantity, ...]) -> Iterator[Derived]:
    """Shares and scores lie points apart; other figures lie apart in their unit, which need not be said."""
    if Kind.SHARE in (one.kind, other.kind):
        if one.kind is not other.kind or one.written * other.value == other.written * one.value:
            yield Derived(Kind.COUNT, "point", one.written - other.written, _ways(one, other), sources)
        return
    if one.kind is other.kind:
        yield Derived(one.kind, one.base, one.value - other.value, _APART, sources)
    if one.kind is not Kind.COUNT and one.unit == other.unit:
        yield Derived(Kind.COUNT, "count", one.written - other.written, _APART, sources)


def _ways(large: Quantity, small: Quantity) -> frozenset[Change]:
    """Whether what lies between two figures is more or less than the one that was before, or is compared with."""
    if small.change is Change.FROM:
        return _UP | {Change.NONE}
    return _DOWN if large.change is Change.FROM else _APART


def _of_proportions(figures: list[Quantity]) -> Iterator[Derived]:
    """What it is elsewhere: 5 litres for 3, 40% less than others need; 18 seconds for 6, three times as fast."""
    for figure, proportion in permutations(figures, 2):
        if figure.kind not in _MEASURED:
            continue
        for factor in _factors(proportion):
            yield Derived(figure.kind, figure.base, figure.value * factor, _PLAIN, (figure,))
            yield Derived(Kind.COUNT, "count", figure.written * factor, _PLAIN, (figure,))


def _factors(proportion: Quantity) -> tuple[Fraction, ...]:
    if proportion.kind is Kind.MULTIPLE and proportion.value:
        return proportion.value, 1 / proportion.value
    if proportion.kind is Kind.SHARE and proportion.change is Change.TO and proportion.unit == "of":
        return (1 / proportion.value,)
    if proportion.kind is not Kind.SHARE or proportion.change not in (Change.MORE, Change.LESS):
        return ()
    rest = 1 + (proportion.value if proportion.change is Change.MORE else -proportion.value)
    return (1 / rest,) if rest > 0 else ()


def _of_sums(figures: list[Quantity]) -> Iterator[Derived]:
    for one, other in combinations(figures, 2):
        if one.kind in _MEASURED and (one.kind, one.base, one.unit) == (other.kind, other.base, other.unit):
            yield Derived(one.kind, one.base, one.value + other.value, _PLAIN, (), TOTAL)


def _of_periods(figures: list[Quantity], wording: Meaning) -> Iterator[Derived]:
    """`every 5 minutes` is twelve times an hour; €49 a month are €588 a year."""
    for figure in figures:
        if figure.kind is Kind.DURATION and recurs(figure, wording):
            yield from _rates(figure)
        if figure.kind is Kind.MONEY:
            for own in periods(wording.folded.text).keys() & _PER_YEAR.keys():
                for period, times in _PER_YEAR.items():
                    value = figure.value * _PER_YEAR[own] / times
                    yield Derived(Kind.MONEY, figure.base, value, _APART | _PLAIN, (), period)


def _rates(figure: Quantity) -> Iterator[Derived]:
    spans = _SECONDS if figure.base == "second" else {"year": 12} if figure.base == "month" else {}
    for period, length in spans.items():
        if figure.value:
            yield Derived(Kind.MULTIPLE, "x", Fraction(length) / figure.value, frozenset(Change), (), period)
