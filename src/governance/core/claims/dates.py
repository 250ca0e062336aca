"""Calendar dates and years in a text."""

from dataclasses import dataclass
from fractions import Fraction

from governance.core.claims.numbers import ORDINALS, digits
from governance.core.claims.words import Token, text_at

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_LAST_DAY = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEARS = range(1990, 2100)
_BEFORE_A_MONTH = frozenset("in this last since until early late mid from through".split())


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as `year * 10000 + month * 100 + day`; what is not said is zero. `end` is a token index."""

    value: Fraction
    end: int


def parts(value: Fraction) -> tuple[int, int, int]:
    """Year, month and day of a date's value; zero where not said."""
    number = int(value)
    return number // 10_000, number // 100 % 100, number % 100


def date_at(tokens: tuple[Token, ...], at: int) -> Dated | None:
    """`December 31, 2026`, `31 Dec`, `the fifteenth of January`, `2026-12-31`, `end of 2026`, `2025`, `this May`."""
    return (
        _end_of(tokens, at)
        or _iso(tokens, at)
        or _dotted(tokens, at)
        or _slashed(tokens, at)
        or _day_month(tokens, at)
        or _month_day(tokens, at)
        or _month_only(tokens, at)
        or _year_only(tokens, at)
    )


def _year(tokens: tuple[Token, ...], at: int) -> int:
    text = text_at(tokens, at)
    return int(text) if len(text) == 4 and text.isdecimal() and int(text) in _YEARS else 0


def _day(tokens: tuple[Token, ...], at: int) -> tuple[int, int]:
    """Day of the month at a token and the index behind it; (0, at) if there is none."""
    text = text_at(tokens, at)
    if text in ORDINALS:
        return ORDINALS[text], at + 1
    value = digits(text) if text else None
    if value is None or value.denominator != 1 or not 1 <= value <= 31 or len(text) > 2:
        return 0, at
    suffixed = text_at(tokens, at + 1) in ("st", "nd", "rd", "th")
    return int(value), at + 1 + suffixed


def _with_year(tokens: tuple[Token, ...], month: int, day: int, end: int) -> Dated:
    after = end + 1 if text_at(tokens, end) == "," else end
    if year := _year(tokens, after):
        end = after + 1
    return Dated(Fraction(year * 10_000 + month * 100 + day), end)


def _month_at(tokens: tuple[Token, ...], at: int) -> tuple[int, int]:
    text = text_at(tokens, at)
    end = at + 1 + (text_at(tokens, at + 1) == "." and len(text) <= 4)
    return MONTHS.get(text, 0), end


def _dotted(tokens: tuple[Token, ...], at: int) -> Dated | None:
    """`31.12.2026`."""
    pieces = text_at(tokens, at).split(".")
    if len(pieces) != 3 or not all(piece.isdecimal() for piece in pieces) or len(pieces[2]) != 4:
        return None
    day, month, year = map(int, pieces)
    known = day <= 31 and month <= 12 and year in _YEARS
    return Dated(Fraction(year * 10_000 + month * 100 + day), at + 1) if known else None


def _slashed(tokens: tuple[Token, ...], at: int) -> Dated | None:
    """`31/12/2026`, `12/31/2026`; `5/6/2026` is one day here and another there, so it is no date."""
    year = _year(tokens, at + 4)
    if not year or text_at(tokens, at + 1) != "/" or text_at(tokens, at + 3) != "/":
        return None
    month, day = sorted(int(digits(text_at(tokens, at + i)) or 0) for i in (0, 2))
    told = 1 <= month <= 12 and (12 < day <= 31 or month == day)
    return Dated(Fraction(year * 10_000 + month * 100 + day), at + 5) if told else None


def _day_month(tokens: tuple[Token, ...], at: int) -> Dated | None:
    day, end = _day(tokens, at)
    if not day:
        return None
    end += text_at(tokens, end) in ("of", ".")
    month, end = _month_at(tokens, end)
    return _with_year(tokens, month, day, end) if month else None


def _month_day(tokens: tuple[Token, ...], at: int) -> Dated | None:
    month, end = _month_at(tokens, at)
    if not month:
        return None
    day_at = end + 1 if text_at(tokens, end) == "the" else end
    day, behind = _day(tokens, day_at)
    if day:
        return _with_year(tokens, month, day, behind)
    end += text_at(tokens, end) == "of"
    year = _year(tokens, end)
    return Dated(Fraction(year * 10_000 + month * 100), end + 1) if year else None


def _month_only(tokens: tuple[Token, ...], at: int) -> Dated | None:
    """`in June`, `this May`, `March of this year`: the year is not said. `In December 1865` is no date of copy."""
    month, end = _month_at(tokens, at)
    of = text_at(tokens, end) == "of"
    relative = of and text_at(tokens, end + 1) in ("this", "last")
    long_ago = text_at(tokens, end + of).isdecimal()
    if month and not long_ago and (relative or text_at(tokens, at - 1) in _BEFORE_A_MONTH):
        return Dated(Fraction(month * 100), end)
    return None


def _iso(tokens: tuple[Token, ...], at: int) -> Dated | None:
    year = _year(tokens, at)
    if not year or text_at(tokens, at + 1) != "-" or text_at(tokens, at + 3) != "-":
        return None
    month, day = (digits(text_at(tokens, at + i) or "x") for i in (2, 4))
    if not month or not day:
        return None
    return Dated(Fraction(year * 10_000 + int(month) * 100 + int(day)), at + 5)


def _end_of(tokens: tuple[Token, ...], at: int) -> Dated | None:
    if (text_at(tokens, at), text_at(tokens, at + 1)) != ("end", "of"):
        return None
    if year := _year(tokens, at + 2):
        return Dated(Fraction(year * 10_000 + 1231), at + 3)
    month, end = _month_at(tokens, at + 2)
    return _with_year(tokens, month, _LAST_DAY[month - 1], end) if month else None


def _year_only(tokens: tuple[Token, ...], at: int) -> Dated | None:
    year = _year(tokens, at)
    counted = text_at(tokens, at - 1) in ("$", "€", "£", "to", "than", "least", "most", "under", "about", "only")
    spanned = text_at(tokens, at - 1) == "to" and bool(_year(tokens, at - 2))
    return Dated(Fraction(year * 10_000), at + 1) if year and (spanned or not counted) else None
