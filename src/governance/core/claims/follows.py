"""Does a sentence tell a figure that follows from approved ones?"""

from governance.core.claims.derived import TOTAL, Derived, derived
from governance.core.claims.difference import Comparison
from governance.core.claims.lexicon import any_of
from governance.core.claims.periods import is_for
from governance.core.claims.quantity import Kind, Quantity, equal

_IN_ALL = any_of("in all|in total|altogether|together|combined|overall|between them|sum|total")
_MONTHS = {"quarter": 3, "year": 12}


def follows(compared: Comparison, said: Quantity) -> bool:
    """`17 minutes less, from 48 down to 31`, `cleared 255 of the 340`, `twelve times an hour`, `€588 a year`."""
    return any(_is(said, one) and _is_told(one, said, compared) for one in derived(compared.wording))


def derived_periods(compared: Comparison) -> frozenset[str]:
    """The periods for which the sentence says a price that follows from an approved one."""
    prices = [said for said in compared.sentence.quantities if said.kind is Kind.MONEY]
    told = [one for one in derived(compared.wording) if one.when and one.when != TOTAL]
    return frozenset(one.when for one in told for said in prices if _is(said, one) and _is_told(one, said, compared))


def spans_a_price(compared: Comparison, said: Quantity) -> bool:
    """`€588 for twelve months`: the time of a price that follows from an approved one."""
    months = {_MONTHS.get(period) for period in derived_periods(compared)} if said.base == "month" else ()
    return said.value in months


def _is(said: Quantity, one: Derived) -> bool:
    """The same figure in a place where it may stand; a turned ratio is the same."""
    same = said.value == one.value or (said.kind is Kind.MULTIPLE and not one.when and said.value * one.value == 1)
    return (said.kind, said.base) == (one.kind, one.base) and same and said.change in one.changes


def _is_told(one: Derived, said: Quantity, compared: Comparison) -> bool:
    """Whether the sentence says one of the figures that it follows from, or the period."""
    if one.when == TOTAL:
        return bool(_IN_ALL.search(compared.sentence.folded.text))
    if one.when:
        return is_for(said, one.when, compared.sentence)
    return not one.sources or any(_is_said(source, compared) for source in one.sources)


def _is_said(source: Quantity, compared: Comparison) -> bool:
    """A figure by its value, or by its number alone: `thirteen of the sixteen`."""
    return any(
        equal(source, q) or (q.kind is Kind.COUNT and q.written == source.written) for q in compared.sentence.quantities
    )
