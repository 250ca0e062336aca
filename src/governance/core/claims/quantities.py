"""Quantities of a text, exact and comparable whatever their format.

27% = 27 percent = 27 in every 100 · 21 days = three weeks · 18 months = a year and a half ·
€3.4m = 3.4 million euros · twice as fast = half the time = 50% less.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from governance.core.claims.dates import date_at
from governance.core.claims.dates import parts as date_parts
from governance.core.claims.numbers import number_at
from governance.core.claims.words import Token, is_content, stem


class Kind(StrEnum):
    """What is counted or measured."""

    SHARE = "share"
    MULTIPLE = "multiple"
    MONEY = "money"
    DURATION = "duration"
    DATE = "date"
    TEMPERATURE = "temperature"
    COUNT = "count"


class Bound(StrEnum):
    """How a figure is limited."""

    EXACT = "exact"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    ABOUT = "about"


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


_CURRENCIES = {
    "$": "usd", "€": "eur", "£": "gbp", "usd": "usd", "eur": "eur", "gbp": "gbp", "sek": "sek", "chf": "chf",
    "dollar": "usd", "dollars": "usd", "euro": "eur", "euros": "eur", "pound": "gbp", "pounds": "gbp",
}  # fmt: skip
_TIMES = {
    "second": ("second", 1), "sec": ("second", 1), "minute": ("second", 60), "min": ("second", 60),
    "hour": ("second", 3600), "hr": ("second", 3600), "day": ("second", 86_400), "week": ("second", 604_800),
    "fortnight": ("second", 1_209_600), "month": ("month", 1), "quarter": ("month", 3), "year": ("month", 12),
    "yr": ("month", 12),
}  # fmt: skip
_BUSINESS = {"hour": ("business_hour", 1), "day": ("business_day", 1), "week": ("business_day", 5)}
_ALWAYS_ON = {("365", "days", "a"), ("24", "hours", "a"), ("7", "days", "a"), ("seven", "days", "a"), ("24", "/", "7")}
_MULTIPLES = {"twice": 2, "double": 2, "doubles": 2, "doubled": 2, "triple": 3, "triples": 3, "thrice": 3,
              "halve": Fraction(1, 2), "halves": Fraction(1, 2), "halved": Fraction(1, 2)}  # fmt: skip
_PERCENT = ("%", "percent", "pct")

_BOUNDS: tuple[tuple[tuple[str, ...], Bound], ...] = tuple(
    (tuple(words.split()), bound)
    for bound, phrases in (
        (
            Bound.AT_MOST,
            "up to|as many as|as much as|as high as|as low as|as little as|at most|no more than|not more than|"
            "no later than|a maximum of|maximum|max|under|below|less than|fewer than|within|inside|up until|"
            "no longer than|at the latest|never more than|the most",
        ),
        (
            Bound.AT_LEAST,
            "at least|more than|over|above|from|starting at|starts at|start at|starting from|starts from|begin at|begins at|beginning at|begin from|begins from|"
            "a minimum of|minimum|min|no less than|no fewer than|not less than|upwards of|north of|beyond|"
            "better than|well over",
        ),
        (
            Bound.ABOUT,
            "about|around|roughly|approximately|approx|some|nearly|almost|close to|circa|ca|~|just over|"
            "just under|just shy of|an estimated|more or less",
        ),
    )
    for words in phrases.split("|")
)
_LONGEST_FIRST = sorted(_BOUNDS, key=lambda entry: -len(entry[0]))


def quantities(tokens: tuple[Token, ...], names_at: frozenset[int] = frozenset()) -> tuple[Quantity, ...]:
    """All quantities in order. `names_at` are tokens that belong to a name (SOC 2, ISO 27001)."""
    found = list(_quantities(tokens, names_at))
    for at, (low, high) in enumerate(pairwise(found)):
        between = [token.text for token in tokens if low.end <= token.start and token.end <= high.start]
        if low.kind is Kind.COUNT and high.kind is not Kind.COUNT and between in (["to"], ["-"], ["and"]):
            found[at] = _like(low, high)
    return tuple(found)


def _always_on(tokens: tuple[Token, ...], at: int) -> bool:
    """`24/7`, `24 hours a day`: a scope (see strength), not a figure."""
    return tuple(token.text for token in tokens[at : at + 3]) in _ALWAYS_ON


def _like(low: Quantity, high: Quantity) -> Quantity:
    """The lower end of a range in the unit of the upper one: `2 to 8 °C`."""
    scale = high.value / high.written if high.written and high.kind is not Kind.TEMPERATURE else Fraction(1)
    return replace(low, kind=high.kind, base=high.base, unit=high.unit, value=low.value * scale)


def _quantities(tokens: tuple[Token, ...], names_at: frozenset[int]) -> Iterator[Quantity]:
    at = 0
    while at < len(tokens):
        if _always_on(tokens, at):
            at += 3
            continue
        found = None if at in names_at else _quantity_at(tokens, at)
        if found is None:
            at += 1
            continue
        quantity, at = found
        yield quantity


def _quantity_at(tokens: tuple[Token, ...], at: int) -> tuple[Quantity, int] | None:
    if dated := date_at(tokens, at):
        return _quantity(tokens, at, dated.end, Kind.DATE, dated.value, "date", Fraction(0), "date"), dated.end
    if tokens[at].text in _MULTIPLES:
        value = Fraction(_MULTIPLES[tokens[at].text])
        return _quantity(tokens, at, at + 1, Kind.MULTIPLE, value, "x", value, "x"), at + 1
    if single := _one_unit(tokens, at) or _same_day(tokens, at):
        return single
    number = number_at(tokens, at)
    if number is None:
        return None
    value, end = number
    for reader in (_share, _money, _duration, _multiple, _temperature, _count):
        if read := reader(tokens, at, value, end):
            kind, amount, base, unit, last = read
            first = _first(tokens, at, kind)
            return _quantity(tokens, first, last, kind, amount, base, value, unit), last
    return None


_Read = tuple[Kind, Fraction, str, str, int]


def _quantity(
    tokens: tuple[Token, ...],
    at: int,
    end: int,
    kind: Kind,
    value: Fraction,
    base: str,
    written: Fraction,
    unit: str,
) -> Quantity:
    bound, first = _bound_before(tokens, at)
    if bound is Bound.EXACT:
        bound, end = _bound_after(tokens, end)
    return Quantity(kind, value, base, written, unit, bound, tokens[first].start, tokens[end - 1].end)


def _bound_before(tokens: tuple[Token, ...], at: int) -> tuple[Bound, int]:
    """The bound and where its words begin. `from` is a minimum of prices; elsewhere it opens a range."""
    priced = _text(tokens, at) in _CURRENCIES or _money(tokens, at, *(number_at(tokens, at) or (Fraction(0), at)))
    for words, bound in _LONGEST_FIRST:
        start = at - len(words)
        if start >= 0 and all(tokens[start + i].text == word for i, word in enumerate(words)):
            spread = (words == ("over",) and _units_only(tokens, at)) or (words == ("from",) and not priced)
            return (Bound.EXACT, at) if spread else (bound, start)
    return Bound.EXACT, at


def _units_only(tokens: tuple[Token, ...], at: int) -> bool:
    """`spread over two data centres`: a small bare count behind `over` is no minimum."""
    number = number_at(tokens, at)
    return number is not None and number[0] <= 10 and _duration(tokens, at, *number) is None


def _bound_after(tokens: tuple[Token, ...], end: int) -> tuple[Bound, int]:
    following = tuple(token.text for token in tokens[end : end + 2])
    if following[:1] == ("+",):
        return Bound.AT_LEAST, end + 1
    if following in (("or", "more"), ("and", "more"), ("or", "over"), ("and", "up")):
        return Bound.AT_LEAST, end + 2
    if following in (("or", "less"), ("or", "fewer"), ("or", "under"), ("at", "most")):
        return Bound.AT_MOST, end + 2
    return Bound.EXACT, end


def _text(tokens: tuple[Token, ...], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _first(tokens: tuple[Token, ...], at: int, kind: Kind) -> int:
    """Where the quantity begins: a currency sign, a minus or an article stands before the number."""
    before = _text(tokens, at - 1)
    if (kind is Kind.MONEY and before in _CURRENCIES) or (kind is Kind.TEMPERATURE and before == "-"):
        return at - 1
    if before == "a" and tokens[at].text in ("dozen", "hundred", "thousand", "million", "third", "quarter"):
        return at - 1
    return at


def _share(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> _Read | None:
    following = _text(tokens, end)
    if following in _PERCENT:
        return Kind.SHARE, value / 100, "%", "%", end + 1
    if following == "per" and _text(tokens, end + 1) == "cent":
        return Kind.SHARE, value / 100, "%", "%", end + 2
    return _part_of_whole(tokens, at, value, end)


def _part_of_whole(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> _Read | None:
    """`27 in every 100`, `997 of every 1,000`, `4.8 out of 5`, `4.8/5`; also `out of every thousand …, 997`."""
    if _text(tokens, end) in ("fewer", "less", "more"):
        end += 1
    for link in (("in", "every"), ("out", "of", "every"), ("of", "every"), ("out", "of"), ("in",), ("/",), ("of",)):
        if tuple(_text(tokens, end + i) for i in range(len(link))) != link:
            continue
        whole = number_at(tokens, end + len(link))
        if whole is None and end + len(link) < len(tokens):
            whole = _round_number(tokens, end + len(link))
        if whole and 0 < value <= whole[0] and _is_whole(link, whole[0], _text(tokens, whole[1])):
            return Kind.SHARE, value / whole[0], "%", "of", whole[1]
    return _before_whole(tokens, at, value, end)


def _is_whole(link: tuple[str, ...], whole: Fraction, following: str) -> bool:
    """`3 in 4` is a share; `3 in 2026`, `2 of 3 days` hardly."""
    if link in (("in",), ("of",), ("/",)):
        return whole in (2, 3, 4, 5, 10, 20, 100, 1000) and stem(following) not in _TIMES
    return True


def _before_whole(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> _Read | None:
    for back in range(at - 1, max(at - 9, 1), -1):
        if _text(tokens, back - 1) == "every" and _text(tokens, back - 2) in ("of", "in"):
            whole = number_at(tokens, back) or _round_number(tokens, back)
            if whole and value <= whole[0]:
                return Kind.SHARE, value / whole[0], "%", "of", end
    return None


def _round_number(tokens: tuple[Token, ...], at: int) -> tuple[Fraction, int] | None:
    rounds = {"hundred": 100, "thousand": 1000}
    return (Fraction(rounds[tokens[at].text]), at + 1) if tokens[at].text in rounds else None


def _money(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> _Read | None:
    if currency := _CURRENCIES.get(_text(tokens, at - 1)):
        return Kind.MONEY, value, currency, currency, end
    if currency := _CURRENCIES.get(_text(tokens, end)):
        return Kind.MONEY, value, currency, currency, end + 1
    return None


def _duration(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> _Read | None:  # noqa: ARG001
    at_unit = end + 1 if _text(tokens, end) == "-" else end
    business = _text(tokens, at_unit) in ("business", "working", "work")
    if business:
        at_unit += 1
        at_unit += _text(tokens, at_unit) == "-"
    unit = _text(tokens, at_unit).removesuffix("s")
    table = _BUSINESS if business else _TIMES
    if unit not in table:
        return None
    base, factor = table[unit]
    last = at_unit + 1
    tail = tuple(_text(tokens, last + i) for i in range(3))
    if tail == ("and", "a", "half"):
        value, last = value + Fraction(1, 2), last + 3
    return Kind.DURATION, value * factor, base, f"business {unit}" if business else unit, last


def _one_unit(tokens: tuple[Token, ...], at: int) -> tuple[Quantity, int] | None:
    """`within a day`, `in an hour`, `a year and a half`."""
    if tokens[at].text not in ("a", "an", "the", "one"):
        return None
    bounded = _text(tokens, at - 1) in ("within", "inside", "under")
    read = _duration(tokens, at, Fraction(1), at + 1)
    if read is None or not (bounded or read[1] != Fraction(_factor(read[3]))):
        return None
    kind, amount, base, unit, end = read
    return _quantity(tokens, at, end, kind, amount, base, Fraction(1), unit), end


_DAYS_AHEAD = {"same": 0, "next": 1, "overnight": 1}


def _same_day(tokens: tuple[Token, ...], at: int) -> tuple[Quantity, int] | None:
    """`the same day`, `next day`, `overnight`."""
    days = _DAYS_AHEAD.get(tokens[at].text)
    end = at + 1
    if days is not None and tokens[at].text != "overnight":
        end += _text(tokens, end) in ("-", "business")
        days = days if _text(tokens, end) in ("day", "morning") else None
        end += 1
    if days is None:
        return None
    amount = Fraction(days)
    return _quantity(tokens, at, end, Kind.DURATION, amount * 86_400, "second", amount, "same day"), end


def _factor(unit: str) -> int:
    name = unit.removeprefix("business ")
    return (_BUSINESS if unit != name else _TIMES)[name][1]


def _multiple(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> _Read | None:
    following = _text(tokens, end)
    if following in ("x", "times", "×", "fold"):
        return Kind.MULTIPLE, value, "x", "x", end + 1
    if following == "-" and _text(tokens, end + 1) == "fold":
        return Kind.MULTIPLE, value, "x", "x", end + 2
    if value < 1 and value.numerator == 1 and tokens[at].text in ("half", "third", "quarter"):
        return Kind.MULTIPLE, value, "x", "x", end
    if 0 < value < 1 and not tokens[at].text[0].isdigit():
        return Kind.SHARE, value, "%", "of", end
    if following == "for" and _text(tokens, end + 1) == "every" and (base := number_at(tokens, end + 2)):
        return Kind.MULTIPLE, value / base[0], "x", "x", base[1]
    return None


def _temperature(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> _Read | None:
    at_unit = end + 1 if _text(tokens, end) in ("°", "degrees", "degree") else end
    unit = _text(tokens, at_unit)
    if unit not in ("c", "f", "celsius", "fahrenheit") or (at_unit == end and len(unit) == 1):
        return None
    signed = -value if _text(tokens, at - 1) in ("-", "minus") else value
    zero = 0 if _text(tokens, at - 1) == "±" else 32
    celsius = signed if unit[0] == "c" else (signed - zero) * Fraction(5, 9)
    return Kind.TEMPERATURE, celsius, "celsius", unit[0], at_unit + 1


def _count(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> _Read | None:
    if (value == 1 and tokens[at].text == "one") or _text(tokens, at - 1) == "every":
        return None
    if at == 0 and _text(tokens, end) in (".", ")"):
        return None
    following = _text(tokens, end)
    unit = stem(following) if following and is_content(following) else ""
    return Kind.COUNT, value, "count", unit, end


def equal(one: Quantity, other: Quantity) -> bool:
    """Whether two figures say the same, bounds aside (claim verdicts, rule 1)."""
    if one.kind is Kind.DATE and other.kind is Kind.DATE:
        return _same_date(one.value, other.value)
    if one.kind is other.kind:
        return one.base == other.base and (one.value == other.value or _inverse(one, other))
    kinds = {one.kind, other.kind}
    if kinds == {Kind.SHARE, Kind.MULTIPLE}:
        share, multiple = (one, other) if one.kind is Kind.SHARE else (other, one)
        return bool(_ratios(share.value) & {multiple.value, 1 / multiple.value if multiple.value else None})
    return False


def complementary(one: Quantity, other: Quantity) -> bool:
    """98.5% on time and 1.5% late."""
    return one.kind is other.kind is Kind.SHARE and one.value + other.value == 1


def _inverse(one: Quantity, other: Quantity) -> bool:
    """Three times as fast is a third of the time."""
    return one.kind is Kind.MULTIPLE and one.value * other.value == 1


def _ratios(share: Fraction) -> set[Fraction | None]:
    """What a change by a share makes of the whole: 50% less is half, 150% more is two and a half times."""
    return {share, 1 - share, 1 + share}


def _same_date(one: Fraction, other: Fraction) -> bool:
    pairs = list(zip(date_parts(one), date_parts(other), strict=True))
    return all(a == b or not a or not b for a, b in pairs) and any(a and a == b for a, b in pairs)
