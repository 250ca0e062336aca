"""Figures of a sentence beside the approved ones: equal in any format, or altered."""

import re
from collections.abc import Iterator

from governance.core.claims.dates import parts as date_parts
from governance.core.claims.derived import recurs
from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.follows import derived_periods
from governance.core.claims.lexicon import any_of
from governance.core.claims.neighbours import ranges
from governance.core.claims.periods import periods
from governance.core.claims.quantity import Bound, Change, Kind, Quantity, at_odds, contrary, equal, roughly_equal
from governance.core.claims.rivals import rival
from governance.core.claims.said_otherwise import exceeds_what_is_denied, said_otherwise, tells_the_rest
from governance.core.claims.statement import AlterationKind
from governance.core.claims.strength import Hedge

_PROMISE = (
    "up to",
    "as many as",
    "as much as",
    "as high as",
    "as low as",
    "as little as",
    "at most",
    "a maximum",
    "more than",
    "longer than",
)
"""How wordings say a limit; `no lesson takes longer than`, too."""
_UNDER = ("under", "below", "less than", "fewer than")
_ROUNDED_UP = ("nearly", "almost", "just over", "just under", "close to", "just shy")
_COUNTED = re.compile(r"(?:counted|measured|tested|averaged|benchmark|survey|study|sample|,)[^,.]{0,25}[ ,]$")
"""What stands before `over 600 contracts` where it means across them."""
_AT_ONCE = any_of(
    """at once|immediately|instantly|right away|straight away|in real time|on the spot|instantaneous(?:ly)?|
    continuously|constantly|non-?stop|around the clock|in no time|(?:in|within) (?:minutes|seconds)
    |in (?:an?|one) (?:single )?(?:morning|afternoon|evening|sitting|lunch break|coffee break|heartbeat|flash|blink)"""
)
_CAPPED = any_of(
    """(?:is|was) the (?:most|maximum|limit|ceiling|best case)|at (?:the )?(?:best|most)|tops|maximum|max
    |in the (?:best|most favou?rable) (?:of )?cases?"""
)
_BEGINS_AT = any_of("opens? at|to start|upwards?|and up|or more|onwards?|starting|starts?|entry")
_MUCH = re.compile(r"(?:well|far|much|way|a lot|considerably) $")
_RELATIVE_YEAR = any_of("(last|this) year")


def figure_differences(compared: Comparison) -> Iterator[Difference]:
    """Figures that are not approved, and bounds of figures that say more than approved."""
    for quantity in compared.sentence.quantities:
        alike = [a for a in compared.approved_quantities if equal(quantity, a)]
        same = [a for a in alike if not at_odds(quantity, a)]
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
    yield from _relative_year(compared)
    yield from _period_difference(compared)
    yield from _at_once(compared)


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
    if kind := _bound_change(compared, said, same):
        yield Difference(kind, said.start, said.end, compared.approved_words(same[0]))


def _bound_change(compared: Comparison, said: Quantity, same: list[Quantity]) -> AlterationKind | None:
    approved = same[0]
    if _is_much_less(compared, said) or _is_no_rhythm(compared, said, approved):
        return AlterationKind.TIMEFRAME
    if any(a.bound is said.bound for a in same):
        return None
    if said.kind is Kind.DATE:
        other_side = {said.bound, approved.bound} == {Bound.AT_MOST, Bound.AT_LEAST}
        return AlterationKind.TIMEFRAME if other_side else None
    if _is_unbounded(compared, said, approved):
        return AlterationKind.HEDGE_REMOVED
    changed = _is_more(compared, said, approved) or _is_less(compared, said, approved)
    return AlterationKind.NUMBER if changed else None


def _is_unbounded(compared: Comparison, said: Quantity, approved: Quantity) -> bool:
    """`up to 27%` without `up to`, and a price without the `from` that it begins at."""
    most = approved.bound is Bound.AT_MOST and compared.approved_words(approved).lower().startswith(_PROMISE)
    hedged = Hedge.TYPICAL in compared.sentence.hedges or _CAPPED.search(compared.sentence.folded.text)
    weak = hedged or said.bound in (Bound.AT_MOST, Bound.ABOUT) or _capped_elsewhere(compared, said)
    from_price = approved.bound is Bound.AT_LEAST and (approved.kind is Kind.MONEY or _begins(compared, approved))
    begins = said.bound is not Bound.EXACT or _begins_at(compared)
    return (most and not _deadline(compared, approved) and not weak) or (from_price and not begins)


def _begins(compared: Comparison, approved: Quantity) -> bool:
    """`a fee that starts at 1.9%`."""
    return approved.kind is Kind.SHARE and compared.approved_words(approved).lower().startswith(("start", "begin"))


def _is_more(compared: Comparison, said: Quantity, approved: Quantity) -> bool:
    """`over 27%`; not where a change began, what a price begins at, or the other side of a share."""
    if said.bound is not Bound.AT_LEAST or approved.bound is Bound.AT_LEAST or tells_the_rest(compared):
        return False
    text = compared.sentence.folded.text
    words = text[said.start : said.end]
    start = said.change is approved.change is Change.FROM
    price = approved.kind is Kind.MONEY and words.startswith(("from", "start", "begin"))
    across = words.startswith("over") and _COUNTED.search(text[: said.start])
    fair = start or price or across or _opens_a_range(compared, approved)
    return not fair and not exceeds_what_is_denied(compared, approved)


def _opens_a_range(compared: Comparison, approved: Quantity) -> bool:
    """`at least twelve and at most fifteen`, where 12 to 15 were approved."""
    return any(approved in pair for text in compared.approved for pair in ranges(text))


def _is_less(compared: Comparison, said: Quantity, approved: Quantity) -> bool:
    """`under 45 minutes` for 45 minutes, and `nearly 27%`."""
    text = compared.sentence.folded.text[said.start : said.end]
    under = said.kind in (Kind.DURATION, Kind.MONEY) and text.startswith(_UNDER)
    rounded = said.bound is Bound.ABOUT and text.startswith(_ROUNDED_UP)
    return (under and approved.bound is Bound.EXACT) or rounded


def _is_much_less(compared: Comparison, said: Quantity) -> bool:
    """`well under 45 minutes`."""
    text = compared.sentence.folded.text
    return text[said.start :].startswith(_UNDER) and bool(_MUCH.search(text[: said.start]))


def _is_no_rhythm(compared: Comparison, said: Quantity, approved: Quantity) -> bool:
    """`within 5 minutes`, where something was approved to happen every 5 minutes, and the other way round."""
    if approved not in compared.wording.quantities:
        return False
    if approved.bound is Bound.AT_MOST:
        return recurs(said, compared.sentence)
    return said.bound is Bound.AT_MOST and recurs(approved, compared.wording) and not recurs(said, compared.sentence)


def _capped_elsewhere(compared: Comparison, said: Quantity) -> bool:
    """`as much as a month's worth, thirty days to be exact`."""
    others = (other for other in compared.sentence.quantities if other is not said)
    return any(other.bound is Bound.AT_MOST and roughly_equal(other, said) for other in others)


def _deadline(compared: Comparison, approved: Quantity) -> bool:
    """`up to 24 hours before it starts` is a time limit, no promise."""
    text = compared.wording.folded.text
    return approved in compared.wording.quantities and text[approved.end :].startswith((" before", " after"))


def _begins_at(compared: Comparison) -> bool:
    """`$28 per employee to start` keeps the lower bound in other words."""
    return bool(_BEGINS_AT.search(compared.sentence.folded.text))


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


def _at_once(compared: Comparison) -> Iterator[Difference]:
    """`at once`, where a time was approved that the sentence does not say."""
    said = _AT_ONCE.search(compared.sentence.folded.text)
    if said is None or any(_AT_ONCE.search(text.folded.text) for text in compared.approved):
        return
    for approved in compared.wording.quantities:
        if approved.kind is Kind.DURATION and not any(equal(approved, q) for q in compared.sentence.quantities):
            yield Difference(AlterationKind.TIMEFRAME, *said.span(), compared.approved_words(approved))
            return


def _relative_year(compared: Comparison) -> Iterator[Difference]:
    """`last year` beside a figure whose year is approved."""
    years = {date_parts(a.value)[0] for a in compared.wording.quantities if a.kind is Kind.DATE}
    found = _RELATIVE_YEAR.search(compared.sentence.folded.text)
    if found and years and 0 not in years:
        meant = compared.year - (found[1] == "last")
        if meant not in years:
            words = ", ".join(str(year) for year in sorted(years))
            yield Difference(AlterationKind.TIMEFRAME, *found.span(), words)


def _period_difference(compared: Comparison) -> Iterator[Difference]:
    """A figure per year that was approved per month, or once."""
    approved: set[str] = set()
    for text in compared.approved:
        approved |= periods(text.folded.text).keys()
        approved |= {quantity.unit for quantity in text.quantities if quantity.kind is Kind.DURATION}
    approved |= derived_periods(compared)
    said, recurring = periods(compared.sentence.folded.text), periods(compared.wording.folded.text)
    dated = any(a.kind is Kind.DATE for a in compared.wording.quantities)
    replaced = bool(recurring) and not recurring.keys() & said.keys()
    for period, (start, end) in said.items():
        if period in approved:
            continue
        figures = compared.sentence.quantities
        near_figure = any(0 <= start - figure.end <= 25 for figure in figures)
        priced = any(figure.kind is Kind.MONEY and 0 <= start - figure.end <= 1 for figure in figures)
        if replaced or priced or (figures and (dated or (near_figure and recurring))):
            words = ", ".join(sorted(recurring)) or "no recurring period"
            yield Difference(AlterationKind.TIMEFRAME, start, end, words)
