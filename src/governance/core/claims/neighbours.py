"""Figures that stand together: lists and ranges in the unit of the last one, and what changed from one to another."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from governance.core.claims import measures
from governance.core.claims.dates import parts as date_parts
from governance.core.claims.quantity import Change, Kind, Quantity
from governance.core.claims.words import Token, text_at

if TYPE_CHECKING:
    from governance.core.claims.meaning import Meaning

_MEASURED = frozenset(Kind) - {Kind.COUNT, Kind.DATE, Kind.CLOCK, Kind.MULTIPLE}
_TIMED = frozenset({Kind.DURATION, Kind.MONEY, Kind.MEASURE})
_NEAR = 3
_JOINED = frozenset({("to",), ("down", "to"), ("up", "to"), ("-",), ("and",), ("or",), (",", "and"), (",", "or")})


def read_together(found: list[Quantity], tokens: tuple[Token, ...]) -> list[Quantity]:
    """The figures of a text in order, each as its neighbours let it be read."""
    read, starts = list(found), [token.start for token in tokens]
    listed: set[int] = set()
    for at in range(len(read) - 2, -1, -1):
        low, high = read[at], read[at + 1]
        first, last = bisect_left(starts, low.end), bisect_left(starts, high.start)
        between = tuple(token.text for token in tokens[first:last])
        joined = between in _JOINED or (between == (",",) and at + 1 in listed)
        if joined and _is_bare(low) and high.kind in _MEASURED:
            listed.add(at)
            negative = text_at(tokens, bisect_left(starts, low.start) - 1) in ("-", "minus")
            low = read[at] = _like(replace(low, written=-low.written) if negative else low, high)
        if between == ("to",) and low.change is not Change.FROM:
            read[at + 1] = replace(high, change=low.change)
        elif between[-1:] == ("by",) and len(between) <= _NEAR and (low.kind, low.base) == (high.kind, high.base):
            read[at] = replace(low, change=Change.FROM)
        elif _came_to(low, high, read[at + 2 : at + 3]):
            read[at] = replace(low, change=Change.TO)
        elif low.kind in _TIMED and high.change is Change.FROM and len(between) <= _NEAR and _is_bare(high):
            read[at + 1] = _like(high, low)
    return read


def _is_bare(figure: Quantity) -> bool:
    return figure.kind is Kind.COUNT and not figure.unit


def _like(bare: Quantity, other: Quantity) -> Quantity:
    """A bare figure in the unit of another: `2 to 8 °C`, `90, 60 and 30 days`, `9 days instead of 21`."""
    if other.kind is Kind.TEMPERATURE:
        value = measures.celsius(bare.written, other.unit)
    else:
        value = bare.value * (other.value / other.written if other.written else Fraction(1))
    return replace(bare, kind=other.kind, base=other.base, unit=other.unit, value=value)


def _came_to(low: Quantity, high: Quantity, behind: list[Quantity]) -> bool:
    """`18 trucks a day, up from 12`, but not `30 days less, from 45 to 15`; `8.9 out of 10, against 7.6`."""
    told = low.change is not Change.NONE or high.change is not Change.FROM or any(b.change is Change.TO for b in behind)
    bare = _is_bare(high)
    scored = bare and low.kind is Kind.SHARE and low.unit == "of"
    alike = bare or low.kind is not Kind.COUNT or low.unit == high.unit
    return not told and (scored or (alike and (low.kind, low.base) == (high.kind, high.base)))


def is_spanned(months: Quantity, text: "Meaning") -> bool:
    """Whether a text tells months by their ends: `the 12 months to June` as `from July 2025 to June 2026`."""
    told = [date_parts(q.value) for q in text.quantities if q.kind is Kind.DATE]
    ends = [12 * year + month for year, month, _ in told if year and month]
    return months.base == "month" and any(high - low + 1 == months.value for low, high in pairwise(ends))


def ranges(text: "Meaning") -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of figures that stand for all between them: `7 to 11 months`, `between two and four hours`."""
    for low, high in pairwise(text.quantities):
        between = text.folded.text[low.end : high.start].strip()
        opened = between in ("to", "-", "–") or (between == "and" and "between" in text.folded.text[: low.start + 8])
        changed = {low.change, high.change} & {Change.FROM, Change.TO}
        if opened and not changed and (low.kind, low.base) == (high.kind, high.base) and low.value < high.value:
            yield low, high
