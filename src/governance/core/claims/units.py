"""Readers of one number with its unit, each for one kind of quantity.

A reader gets the tokens, the index of the number, its value and the index behind it, and returns an
Amount, or None if the number is not of its kind.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from governance.core.claims.numbers import number_at
from governance.core.claims.quantity import Kind
from governance.core.claims.words import Token, is_content, stem, text_at, texts_at


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in its base unit; `unit` as written; tokens `first` to `end`."""

    kind: Kind
    value: Fraction
    base: str
    unit: str
    first: int
    end: int


_CURRENCIES = {
    "$": "usd", "€": "eur", "£": "gbp", "usd": "usd", "eur": "eur", "gbp": "gbp", "sek": "sek", "chf": "chf",
    "dollar": "usd", "dollars": "usd", "euro": "eur", "euros": "eur", "pound": "gbp", "pounds": "gbp",
}  # fmt: skip
CURRENCY_SIGNS = frozenset("$€£")
_DOLLARS = {
    "c": "cad", "ca": "cad", "canadian": "cad", "a": "aud", "au": "aud", "australian": "aud", "us": "usd",
    "american": "usd",
}  # fmt: skip
TIMES = {
    "second": ("second", 1), "sec": ("second", 1), "minute": ("second", 60), "min": ("second", 60),
    "hour": ("second", 3600), "hr": ("second", 3600), "day": ("second", 86_400), "week": ("second", 604_800),
    "fortnight": ("second", 1_209_600), "month": ("month", 1), "quarter": ("month", 3), "year": ("month", 12),
    "yr": ("month", 12), "decade": ("month", 120), "century": ("month", 1_200),
}  # fmt: skip
_WHOLE = ("full", "whole", "entire", "calendar", "short", "solid", "fewer", "extra", "additional")
_BUSINESS = {"hour": ("business_hour", 1), "day": ("business_day", 1), "week": ("business_day", 5)}
_MULTIPLES: dict[str, int | Fraction] = {
    "tripled": 3, "tripling": 3, "doubling": 2, "twofold": 2, "threefold": 3, "fourfold": 4,
    "fivefold": 5, "tenfold": 10,
    "twice": 2, "double": 2, "doubles": 2, "doubled": 2, "triple": 3, "triples": 3, "thrice": 3,
    "halve": Fraction(1, 2), "halves": Fraction(1, 2), "halved": Fraction(1, 2),
}  # fmt: skip
_CENTS = frozenset({"cent", "cents", "pence", "p", "penny"})
_TIMES_OF_DAY = {
    ("in", "the", "morning"): "am", ("in", "the", "afternoon"): "pm", ("in", "the", "evening"): "pm",
    ("at", "night"): "pm",
}  # fmt: skip
_AGED = frozenset({"aged", "ages"})
_OF_A_WHOLE = frozenset({"of", "less", "more", "fewer", "off"})
_NO_UNITS = frozenset({"", "down", "up", "last", "next", "later", "earlier", "since", "ago", "altogether", "total"})
_LIMITED_BY = frozenset({("up", "to"), ("more", "than"), ("less", "than"), ("longer", "than"), ("at", "least")})
_DAYS_AHEAD = {"same": 0, "next": 1, "overnight": 1}
_NUMBERED = frozenset({"day", "week", "month", "quarter", "year"})
WORDS = frozenset({*_MULTIPLES, *_DAYS_AHEAD, "a", "an", "the", "one", "first", "second"}) | _NUMBERED
_ONE = Fraction(1)
_ITEMS = frozenset("item point step no number reason fact part option question thing tip answer . #".split())


def money(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> Amount | None:
    """`€3.4m`, `28 dollars`, `EUR 290`, `C$39`, `39 Canadian dollars`."""
    if currency := _CURRENCIES.get(text_at(tokens, at - 1)):
        closed = currency == "usd" and at > 1 and tokens[at - 2].end == tokens[at - 1].start  # `C$39`, not `a $39`
        country = _DOLLARS.get(tokens[at - 2].text) if closed else None
        return Amount(Kind.MONEY, value, country or currency, currency, at - 1 - bool(country), end)
    country = _DOLLARS.get(text_at(tokens, end))
    if currency := _CURRENCIES.get(text_at(tokens, end + bool(country))):
        cents, end = _cents(tokens, end + 1 + bool(country))
        return Amount(Kind.MONEY, value + cents, country or currency, currency, at, end)
    return None


def _cents(tokens: tuple[Token, ...], at: int) -> tuple[Fraction, int]:
    """`four pounds twenty`, `nine euros and fifty cents`: the part behind the currency, and the index behind it."""
    found = number_at(tokens, at + (text_at(tokens, at) == "and"))
    if found is None or found[0].denominator != 1 or not 0 < found[0] < 100:
        return Fraction(0), at
    following = text_at(tokens, found[1])
    if following in _CENTS:
        return found[0] / 100, found[1] + 1
    spoken = found[0] >= 10 and text_at(tokens, at).isalpha() and text_at(tokens, at) != "and"
    return (found[0] / 100, found[1]) if spoken and not is_content(following or ".") else (Fraction(0), at)


def duration(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> Amount | None:
    """`21 days`, `three-week`, `4 business hours`, `2 years and a half`. Days and months never mix."""
    at_unit = end + link_to_unit(tokens, value, end)
    at_unit += text_at(tokens, at_unit) in _WHOLE
    business = text_at(tokens, at_unit) in ("business", "working", "work")
    if business:
        at_unit += 1 + (text_at(tokens, at_unit + 1) == "-")
    unit = text_at(tokens, at_unit).removesuffix("'s").removesuffix("s")
    known = (_BUSINESS if business else TIMES).get(unit)
    if known is None:
        return None
    base, factor = known
    last = at_unit + 1
    if texts_at(tokens, last, 3) == ("and", "a", "half"):
        value, last = value + Fraction(1, 2), last + 3
    return Amount(Kind.DURATION, value * factor, base, f"business {unit}" if business else unit, at, last)


def age(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> Amount | None:
    """`aged 10`, `aged 10-24`, in months."""
    second = text_at(tokens, at - 1) in ("-", "to", "and") and text_at(tokens, at - 3) in _AGED
    aged = second or text_at(tokens, at - 1) in _AGED
    return Amount(Kind.DURATION, value * 12, "month", "year", at, end) if aged else None


def link_to_unit(tokens: tuple[Token, ...], value: Fraction, end: int) -> int:
    """How many tokens stand between a number and its unit: `three-week`, `half an hour`, `a quarter of an hour`."""
    if text_at(tokens, end) == "-" or (value < 1 and text_at(tokens, end) in ("a", "an")):
        return 1
    return 2 if value < 1 and texts_at(tokens, end, 2) in (("of", "a"), ("of", "an")) else 0


def one_unit(tokens: tuple[Token, ...], at: int) -> Amount | None:
    """`within a day`, `inside the hour`, `the first year`, `a year and a half`; a plain `a day` is no figure."""
    if tokens[at].text not in ("a", "an", "the", "one", "first"):
        return None
    read = duration(tokens, at, _ONE, at + 1 + (text_at(tokens, at + 1) == "single"))
    if read is None or read.unit == "hr":  # `the HR team`
        return None
    indefinite = tokens[at].text != "the" and text_at(tokens, at - 1) in ("in", "for", "after")
    bounded = (
        indefinite
        or text_at(tokens, at - 1) in ("within", "inside", "under", "over")
        or texts_at(tokens, at - 2, 2) in _LIMITED_BY
        or texts_at(tokens, at - 3, 3) == ("as", "much", "as")
    )
    if text_at(tokens, read.end) in _OF_A_WHOLE:
        return None
    if tokens[at].text == "first":
        return replace(read, unit=f"first {read.unit}")
    return read if (bounded or text_at(tokens, read.end - 1) == "half") else None


def numbered_unit(tokens: tuple[Token, ...], at: int) -> Amount | None:
    """`year one`, `month 1`: the first year, the first month."""
    if text_at(tokens, at + 1) not in ("one", "1") or tokens[at].text not in _NUMBERED:
        return None
    base, factor = TIMES[tokens[at].text]
    return Amount(Kind.DURATION, Fraction(factor), base, f"first {tokens[at].text}", at, at + 2)


def half_year(tokens: tuple[Token, ...], at: int) -> Amount | None:
    """`the first half of 2026`, `the second half of the year`."""
    if tokens[at].text not in ("first", "second") or texts_at(tokens, at + 1, 2) != ("half", "of"):
        return None
    year = at + 3 + (text_at(tokens, at + 3) in ("the", "this", "last"))
    named = text_at(tokens, year) == "year" or (len(text_at(tokens, year)) == 4 and text_at(tokens, year).isdecimal())
    unit = f"{tokens[at].text} month" if tokens[at].text == "first" else "half"
    return Amount(Kind.DURATION, Fraction(6), "month", unit, at, at + 2) if named else None


def days_ahead(tokens: tuple[Token, ...], at: int) -> Amount | None:
    """`the same day`, `next day`, `overnight`, in days."""
    days = _DAYS_AHEAD.get(tokens[at].text)
    if days is None:
        return None
    end = at + 1
    if tokens[at].text == "next" and texts_at(tokens, end, 2) in (("business", "day"), ("working", "day")):
        return Amount(Kind.DURATION, Fraction(1), "business_day", "business day", at, end + 2)
    if tokens[at].text != "overnight":
        end += text_at(tokens, end) == "-"
        if text_at(tokens, end) not in ("day", "morning"):
            return None
        end += 1
    return Amount(Kind.DURATION, Fraction(days * 86_400), "second", "same day", at, end)


def multiple_word(tokens: tuple[Token, ...], at: int) -> Amount | None:
    """`twice`, `doubled`, `halves`."""
    value = _MULTIPLES.get(tokens[at].text)
    return Amount(Kind.MULTIPLE, Fraction(value), "x", "x", at, at + 1) if value else None


def multiple(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> Amount | None:
    """`2.5x`, `three times`, `three for every two`; `half`, `a third` and `two thirds` are shares."""
    if text_at(tokens, end) in ("x", "times", "×", "fold"):
        return Amount(Kind.MULTIPLE, value, "x", "x", at, end + 1)
    if texts_at(tokens, end, 2) == ("-", "fold"):
        return Amount(Kind.MULTIPLE, value, "x", "x", at, end + 2)
    if 0 < value < 1 and not tokens[at].text[0].isdigit():
        return Amount(Kind.SHARE, value, "%", "of", at, end)
    for behind in range(end, end + 7):
        if text_at(tokens, behind) != "for":
            continue
        if text_at(tokens, behind + 1) == "every" and (base := number_at(tokens, behind + 2)) and base[0]:
            return Amount(Kind.MULTIPLE, value / base[0], "x", "x", at, base[1])
    return None


def clock(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> Amount | None:
    """`18:00`, `6 pm`, `6.30 a.m.`, in minutes since midnight."""
    minutes = text_at(tokens, end + 1)
    colon = text_at(tokens, end) == ":" and len(minutes) == 2 and minutes.isdecimal() and value < 24
    last = end + 2 if colon else end
    total = value * 60 + (int(minutes) if colon else 0)
    half = text_at(tokens, last).replace(".", "")
    if texts_at(tokens, last, 3) in (("a", ".", "m"), ("p", ".", "m")):
        half, last = text_at(tokens, last) + "m", last + 2
    if times := _TIMES_OF_DAY.get(texts_at(tokens, last, 3)) or _TIMES_OF_DAY.get(texts_at(tokens, last, 2)):
        half, last = times, last + (2 if text_at(tokens, last) == "at" else 3) - 1
    if half in ("am", "pm") and value <= 12:
        return Amount(Kind.CLOCK, total % 720 + (720 if half == "pm" else 0), "clock", "clock", at, last + 1)
    return Amount(Kind.CLOCK, total, "clock", "clock", at, last) if colon else None


def count(tokens: tuple[Token, ...], at: int, value: Fraction, end: int) -> Amount | None:
    """`1,900 employers`; not the pronoun `one`, the whole of a share, or the number of a list item."""
    if (value == 1 and tokens[at].text == "one") or text_at(tokens, at - 1) == "every":
        return None
    if (at == 0 and text_at(tokens, end) in (".", ")")) or _numbers_an_item(tokens, at, end):
        return None
    if text_at(tokens, end) in ("st", "nd", "rd", "th") and tokens[end].start == tokens[end - 1].end:
        return None  # `9th grade`
    following = text_at(tokens, end)
    unit = stem(following) if following not in _NO_UNITS and is_content(following) else ""
    return Amount(Kind.COUNT, value, "count", unit, at, end)


def _numbers_an_item(tokens: tuple[Token, ...], at: int, end: int) -> bool:
    """`Item 3:`, `Reason no. 2:`."""
    return text_at(tokens, end) == ":" and text_at(tokens, at - 1) in _ITEMS
