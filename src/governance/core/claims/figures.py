"""Figures of a sentence beside the approved ones: equal in any format, or altered."""

import re
from collections.abc import Iterator

from governance.core.claims.bounded import bound_change
from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.neighbours import ranges
from governance.core.claims.quantity import Bound, Kind, Quantity, at_odds, contrary, equal
from governance.core.claims.rivals import rival
from governance.core.claims.said_otherwise import said_otherwise
from governance.core.claims.statement import AlterationKind

_AS = re.compile(r" as (\w+)")


def figure_differences(compared: Comparison) -> Iterator[Difference]:
    """Figures that are not approved, and bounds of figures that say more than approved."""
    for quantity in compared.sentence.quantities:
        alike = [a for a in compared.approved_quantities if equal(quantity, a)]
        same = [a for a in alike if not at_odds(quantity, a) and not _turned(compared, quantity, a)]
        reversed_ = [a for a in compared.approved_quantities if a.kind is quantity.kind and contrary(quantity, a)]
        if reversed_ and not alike:
            yield _altered(compared, AlterationKind.NEGATION, quantity, reversed_[0])
        elif same and (end := _other_end(compared, quantity, same[0])):
            yield _altered(compared, AlterationKind.NUMBER, quantity, end)
        elif same and (mine := rival(compared, quantity)):
            yield _altered(compared, AlterationKind.NUMBER, quantity, mine)
        elif same:
            yield from _bound_difference(compared, quantity, same)
        elif said_otherwise(compared, quantity) or _is_an_hour_among_all(compared, quantity):
            continue
        elif alike:
            yield _altered(compared, AlterationKind.NUMBER, quantity, alike[0])
        else:
            yield from _figure_difference(compared, quantity)


def _turned(compared: Comparison, said: Quantity, approved: Quantity) -> bool:
    """`half as often` for `twice as often`: the turned ratio of the same."""
    if said.value == approved.value or approved not in compared.wording.quantities:
        return False
    told = _AS.match(compared.sentence.folded.text, said.end), _AS.match(compared.wording.folded.text, approved.end)
    return all(told) and len({match[1] for match in told if match}) == 1


def _other_end(compared: Comparison, said: Quantity, approved: Quantity) -> Quantity | None:
    """The other end of an approved range, of which one is told as the figure itself: `seven months` for 7 to 11."""
    range_ = next((pair for text in compared.approved for pair in ranges(text) if approved in pair), None)
    if range_ is None or said.bound is not Bound.EXACT:
        return None
    other = range_[0] if range_[1] is approved else range_[1]
    told = any(equal(one, other) or one.written == other.written for one in compared.sentence.quantities)
    return None if told else other


def _is_an_hour_among_all(compared: Comparison, said: Quantity) -> bool:
    """`at 3 am or at noon`, where no hours were approved, and so none left out."""
    return said.kind is Kind.CLOCK and not any(a.kind is Kind.CLOCK for a in compared.approved_quantities)


def _bound_difference(compared: Comparison, said: Quantity, same: list[Quantity]) -> Iterator[Difference]:
    """`up to 27%` became `27%`, or `27%` became `over 27%`."""
    if kind := bound_change(compared, said, same):
        yield Difference(kind, said.start, said.end, compared.approved_words(same[0]))


def _figure_difference(compared: Comparison, said: Quantity) -> Iterator[Difference]:
    unmatched = [a for a in compared.approved_quantities if not any(equal(a, q) for q in compared.sentence.quantities)]
    alike = [a for a in unmatched if a.kind is said.kind] or [
        a for a in compared.approved_quantities if a.kind is said.kind
    ]
    other_unit = [
        a
        for a in unmatched
        if a.written == said.written and a.kind not in (said.kind, Kind.DATE) and not said.unit.startswith("first")
    ]
    if other_unit:
        yield _altered(compared, AlterationKind.UNIT, said, other_unit[0])
    elif alike:
        approved = min(alike, key=lambda a: (a.written != said.written, abs(a.value - said.value)))
        period = any(a.kind in (Kind.SHARE, Kind.MULTIPLE, Kind.MONEY) for a in compared.wording.quantities)
        yield _altered(compared, _kind_of_change(said, approved, period), said, approved)
    elif said.kind in (Kind.SHARE, Kind.MULTIPLE, Kind.MONEY, Kind.TEMPERATURE, Kind.MEASURE, Kind.COUNT):
        yield Difference(AlterationKind.NUMBER, said.start, said.end, "")
    else:
        yield Difference(AlterationKind.TIMEFRAME, said.start, said.end, "")


def _altered(compared: Comparison, kind: AlterationKind, said: Quantity, approved: Quantity) -> Difference:
    return Difference(kind, said.start, said.end, compared.approved_words(approved))


def _kind_of_change(said: Quantity, approved: Quantity, period: bool) -> AlterationKind:
    """A duration beside another figure is the time frame of that figure; alone it is the figure itself."""
    if said.kind is Kind.DATE or said.unit.startswith("first") or (said.kind is Kind.DURATION and period):
        return AlterationKind.TIMEFRAME
    if said.kind is Kind.DURATION and said.unit != approved.unit:
        return AlterationKind.UNIT if said.written == approved.written else AlterationKind.TIMEFRAME
    if said.unit != approved.unit and said.written == approved.written:
        return AlterationKind.UNIT
    return AlterationKind.NUMBER
