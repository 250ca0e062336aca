"""All quantities of a text, in order."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from governance.core.claims import measures, units
from governance.core.claims.bounds import bound_after, bound_before
from governance.core.claims.dates import MONTHS, date_at
from governance.core.claims.numbers import NUMBER_WORDS, ORDINALS, number_at
from governance.core.claims.quantity import Bound, Change, Kind, Quantity
from governance.core.claims.units import Amount
from governance.core.claims.words import Token, text_at, texts_at

_READERS = (
    *(units.share, units.money, units.duration, units.multiple),
    *(measures.temperature, measures.measure, units.clock, units.count),
)
_BEGINNINGS = NUMBER_WORDS | MONTHS.keys() | ORDINALS.keys() | units.WORDS | {"end"}
_MORE = frozenset(
    """more higher faster greater larger increase increases increased rise rises rose raise raises raised grow grows
    grew growth boost boosts boosted uplift""".split()
)
_LESS = frozenset(
    """less fewer lower cheaper smaller shorter reduction drop drops dropped decrease decreased cut cuts cutting reduce
    reduces reduced lowers lowered shorten shortens shortened fall falls fell shrink shrinks slash slashes slashed trim
    trims trimmed save saves saved savings off discount""".split()
)
_WITH_ARTICLE = frozenset({"dozen", "hundred", "thousand", "million", "half", "third", "quarter", "fifth", "tenth"})
_BEFORE_A_RANGE = frozenset("up down rose fell dropped grew went going choose choosing pick select".split())
_MEASURED = frozenset(Kind) - {Kind.COUNT, Kind.DATE, Kind.CLOCK, Kind.MULTIPLE}
_JOINED = frozenset({("to",), ("-",), ("and",), ("or",), (",", "and"), (",", "or")})
_ARTICLES = frozenset({"a", "an", "the"})
_ALWAYS_ON = {
    ("365", "days", "a"),
    ("24", "hours", "a"),
    ("7", "days", "a"),
    ("seven", "days", "a"),
    ("24", "/", "7"),
}


def quantities(tokens: tuple[Token, ...], names_at: frozenset[int] = frozenset()) -> tuple[Quantity, ...]:
    """All quantities in order. `names_at` are tokens that belong to a name (SOC 2, ISO 27001)."""
    found = list(_quantities(tokens, names_at))
    starts = [token.start for token in tokens]
    listed: set[int] = set()
    for at in range(len(found) - 2, -1, -1):
        low, high = found[at], found[at + 1]
        first, last = bisect_left(starts, low.end), bisect_left(starts, high.start)
        between = tuple(token.text for token in tokens[first:last])
        joined = between in _JOINED or (between == (",",) and at + 1 in listed)
        if joined and low.kind is Kind.COUNT and not low.unit and high.kind in _MEASURED:
            listed.add(at)
            negative = text_at(tokens, bisect_left(starts, low.start) - 1) in ("-", "minus")
            found[at] = _like(replace(low, written=-low.written) if negative else low, high)
    return tuple(found)


def _like(low: Quantity, high: Quantity) -> Quantity:
    """A figure of a list or range in the unit of the one behind it: `2 to 8 °C`, `90, 60 and 30 days`."""
    if high.kind is Kind.TEMPERATURE:
        value = measures.celsius(low.written, high.unit)
    else:
        value = low.value * (high.value / high.written if high.written else Fraction(1))
    return replace(low, kind=high.kind, base=high.base, unit=high.unit, value=value)


def _quantities(tokens: tuple[Token, ...], names_at: frozenset[int]) -> Iterator[Quantity]:
    read_to = 0
    for at, token in enumerate(tokens):
        if token.start < read_to or not _may_begin(token.text):
            continue
        if texts_at(tokens, at, 3) in _ALWAYS_ON:
            read_to = tokens[at + 2].end
        elif at not in names_at and (quantity := _read(tokens, at)):
            read_to = quantity.end
            yield quantity


def _may_begin(text: str) -> bool:
    return text[0].isdigit() or text in _BEGINNINGS


def _read(tokens: tuple[Token, ...], at: int) -> Quantity | None:
    """The quantity whose number or word begins at a token. An article alone only ever opens one unit."""
    if tokens[at].text in _ARTICLES:
        unit = units.one_unit(tokens, at)
        return _bounded(tokens, unit, Fraction(1), unit.end) if unit else None
    if dated := date_at(tokens, at):
        return _bounded(tokens, Amount(Kind.DATE, dated.value, "date", "date", at, dated.end), Fraction(0), dated.end)
    if word := units.multiple_word(tokens, at):
        return _bounded(tokens, word, word.value, word.end)
    if single := units.one_unit(tokens, at) or units.days_ahead(tokens, at):
        return _bounded(tokens, single, Fraction(1), single.end)
    number = number_at(tokens, at)
    if number is None:
        return None
    value, end = number
    behind = bound_after(tokens, end)[1]
    found = (reader(tokens, at, value, behind) or reader(tokens, at, value, end) for reader in _READERS)
    amount = next((amount for amount in found if amount), None)
    return _bounded(tokens, amount, value, end) if amount else None


def _bounded(tokens: tuple[Token, ...], amount: Amount, written: Fraction, number_end: int) -> Quantity:
    article = text_at(tokens, amount.first - 1) == "a" and tokens[amount.first].text in _WITH_ARTICLE
    begin = amount.first - article
    bound, first, words = bound_before(tokens, begin)
    if (words == "over" and _spread(amount)) or (words == "from" and _opens_a_range(tokens, first)):
        bound, first = Bound.EXACT, begin
    end = amount.end
    if bound is Bound.EXACT:
        bound, end = bound_after(tokens, end)
    if bound is Bound.EXACT:
        bound = bound_after(tokens, number_end)[0]
    start, stop = tokens[first].start, tokens[end - 1].end
    change = _change(tokens, first, end) if amount.kind is Kind.SHARE else Change.NONE
    return Quantity(amount.kind, amount.value, amount.base, written, amount.unit, bound, start, stop, change)


def _change(tokens: tuple[Token, ...], first: int, end: int) -> Change:
    """`70% less`, `27% lower`, `cut by 27%`, `rose 30%`."""
    near = (*texts_at(tokens, end, 3), *reversed(texts_at(tokens, max(0, first - 4), min(4, first))))
    for word in near:
        if word in _MORE or word in _LESS:
            return Change.MORE if word in _MORE else Change.LESS
    return Change.NONE


def _spread(amount: Amount) -> bool:
    """`over two data centres`, `over ten working days`: spread over, no minimum."""
    return (amount.kind is Kind.COUNT and amount.value <= 10) or amount.kind is Kind.DURATION


def _opens_a_range(tokens: tuple[Token, ...], at: int) -> bool:
    """`from 11 hours down to 3`, `up from 16`."""
    if text_at(tokens, at - 1) in _BEFORE_A_RANGE:
        return True
    return any(text_at(tokens, i) == "to" and number_at(tokens, i + 1) for i in range(at + 1, len(tokens) - 1))
