"""All quantities of a text, in order."""

from collections.abc import Iterator
from fractions import Fraction

from governance.core.claims import measures, shares, units
from governance.core.claims.bounds import COMPARATIVES, bound_after, bound_before, is_denied_limit, side_of_a_date
from governance.core.claims.changes import change_at
from governance.core.claims.dates import MONTHS, date_at
from governance.core.claims.neighbours import read_together
from governance.core.claims.numbers import NUMBER_WORDS, ORDINALS, number_at
from governance.core.claims.quantity import Bound, Kind, Quantity
from governance.core.claims.units import Amount
from governance.core.claims.words import Token, text_at, texts_at

_READERS = (
    *(shares.points, shares.all_but, shares.share, units.money, units.duration, units.age),
    *(measures.temperature, measures.measure, units.multiple, units.clock, shares.of_whole_before, units.count),
)
_BEGINNINGS = NUMBER_WORDS | MONTHS.keys() | ORDINALS.keys() | units.WORDS | {"end"}
_WITH_ARTICLE = frozenset({"dozen", "hundred", "thousand", "million", "half", "third", "quarter", "fifth", "tenth"})
_BEFORE_A_RANGE = frozenset("up down rose fell dropped grew went going choose choosing pick select".split())
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
    return tuple(read_together(list(_quantities(tokens, names_at)), tokens))


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
    if single := units.half_year(tokens, at) or units.one_unit(tokens, at) or units.days_ahead(tokens, at):
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
    elif words in COMPARATIVES and is_denied_limit(tokens, first):
        bound = Bound.AT_LEAST if bound is Bound.AT_MOST else Bound.AT_MOST
    end = amount.end
    if bound is Bound.EXACT:
        bound, end = bound_after(tokens, end)
    if bound is Bound.EXACT and amount.kind is Kind.COUNT and amount.unit:
        bound = bound_after(tokens, end + 1)[0]
    if bound is Bound.EXACT:
        bound = bound_after(tokens, number_end)[0]
    if bound is Bound.EXACT and amount.kind is Kind.DATE:
        bound = side_of_a_date(tokens, begin)
    start, stop = tokens[first].start, tokens[end - 1].end
    change = change_at(tokens, first, end, amount.kind)
    return Quantity(amount.kind, amount.value, amount.base, written, amount.unit, bound, start, stop, change)


def _spread(amount: Amount) -> bool:
    """`over two data centres`, `over ten working days`: spread over, no minimum."""
    return (amount.kind is Kind.COUNT and amount.value <= 10) or amount.kind is Kind.DURATION


def _opens_a_range(tokens: tuple[Token, ...], at: int) -> bool:
    """`from 11 hours down to 3`, `up from 16`."""
    if text_at(tokens, at - 1) in _BEFORE_A_RANGE:
        return True
    return any(text_at(tokens, i) == "to" and _is_a_number(tokens, i + 1) for i in range(at + 1, len(tokens) - 1))


def _is_a_number(tokens: tuple[Token, ...], at: int) -> bool:
    return number_at(tokens, at + (text_at(tokens, at) in units.CURRENCY_SIGNS)) is not None
