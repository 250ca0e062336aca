"""A figure with its unit, and when two figures say the same whatever their format.

27% = 27 percent = 27 in every 100 · 21 days = three weeks · 18 months = a year and a half ·
€3.4m = 3.4 million euros · twice as fast = half the time = 50% less.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from governance.core.claims.dates import parts as date_parts


class Kind(StrEnum):
    """What is counted or measured."""

    SHARE = "share"
    MULTIPLE = "multiple"
    MONEY = "money"
    DURATION = "duration"
    DATE = "date"
    TEMPERATURE = "temperature"
    MEASURE = "measure"
    CLOCK = "clock"
    COUNT = "count"


class Bound(StrEnum):
    """How a figure is limited."""

    EXACT = "exact"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    ABOUT = "about"


class Change(StrEnum):
    """Where a figure stands in a change: how much more or less, what was before, and what became or is left of it."""

    MORE = "more"
    LESS = "less"
    FROM = "from"
    TO = "to"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit. `value` is in the base unit; `written` and `unit` are as written.

    `base` is what `value` counts: `%`, a currency, `second`, `month`, `business_second`, `celsius`, `date`…
    `start` and `end` index the tokens' text and include the bound's words.
    """

    kind: Kind
    value: Fraction
    base: str
    written: Fraction
    unit: str
    bound: Bound
    start: int
    end: int
    change: Change = Change.NONE


def equal(one: Quantity, other: Quantity) -> bool:
    """Whether two figures say the same, bounds aside (claim verdicts, rule 1)."""
    if one.kind is Kind.DATE and other.kind is Kind.DATE:
        return _same_date(one.value, other.value)
    if one.kind is other.kind:
        same = one.value == other.value or _inverse(one, other)
        return one.base == other.base and same and not contrary(one, other)
    kinds = {one.kind, other.kind}
    if kinds == {Kind.SHARE, Kind.MULTIPLE}:
        share, multiple = (one, other) if one.kind is Kind.SHARE else (other, one)
        return bool(_ratios(share) & {multiple.value, 1 / multiple.value if multiple.value else None})
    return False


def roughly_equal(one: Quantity, other: Quantity) -> bool:
    """A month for thirty days: as people say it where they say the exact figure, too."""
    if one.kind is not Kind.DURATION or {one.base, other.base} != {"month", "second"}:
        return False
    months, exact = (one, other) if one.base == "month" else (other, one)
    return months.value * 30 * 86_400 == exact.value


def complementary(one: Quantity, other: Quantity) -> bool:
    """98.5% on time and 1.5% late; 25% off is not 75% off."""
    alike = one.change is other.change is not Change.NONE
    return one.kind is other.kind is Kind.SHARE and one.value + other.value == 1 and not alike


def _inverse(one: Quantity, other: Quantity) -> bool:
    """Three times as fast is a third of the time."""
    return one.kind is Kind.MULTIPLE and one.value * other.value == 1


def contrary(one: Quantity, other: Quantity) -> bool:
    """70% more and 70% less."""
    return one.value == other.value and {one.change, other.change} == {Change.MORE, Change.LESS}


def at_odds(one: Quantity, other: Quantity) -> bool:
    """`by 30%` and `to 30%`, `from 12` and `to 12`: the same number, of another thing; half less is half."""
    if {one.kind, other.kind} == {Kind.SHARE, Kind.MULTIPLE}:
        return False
    changes = {one.change, other.change} - {Change.NONE}
    halved = one.kind is Kind.SHARE and one.value * 2 == 1
    return len(changes) == 2 and changes != {Change.MORE, Change.LESS} and not halved


def _ratios(share: Quantity) -> set[Fraction | None]:
    """What a share makes of the whole: 50% less is half, 150% more is two and a half times, 30% of is 0.3."""
    if share.change is Change.NONE:
        return {share.value, 1 - share.value}
    return {{Change.MORE: 1 + share.value, Change.LESS: 1 - share.value}.get(share.change, share.value)}


def _same_date(one: Fraction, other: Fraction) -> bool:
    pairs = list(zip(date_parts(one), date_parts(other), strict=True))
    return all(a == b or not a or not b for a, b in pairs) and any(a and a == b for a, b in pairs)
