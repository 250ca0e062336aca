"""Figures of a sentence beside the approved ones: equal in any format, or altered."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from governance.core.claims.dates import parts as date_parts
from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import REMEMBERED
from governance.core.claims.quantity import Bound, Kind, Quantity, contrary, equal, roughly_equal
from governance.core.claims.said_otherwise import derived_periods, said_otherwise
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
)
_ROUNDED_UP = ("nearly", "almost", "just over", "just under", "close to", "just shy")
_PERIOD = any_of(
    r"""(?:per|a|an|each|every|/|\w+ after) ?(?P<noun>hour|day|week|month|quarter|year)
    |(?P<adverb>hourly|daily|weekly|monthly|quarterly|yearly|annually|annual)"""
)
_BILLING = any_of(
    """(?:billed|invoiced|paid|payable|charged) (?:annually|yearly|monthly|quarterly)
    |(?:annual|yearly|monthly|quarterly) (?:\\w+ )?
    (?:contracts?|plans?|agreements?|bill(?:s|ing)?|invoices?|terms?|subscriptions?)"""
)
"""How a price is paid, not what it is for."""
_COUNTED = re.compile(r"(?:counted|measured|tested|averaged|benchmark|survey|study|sample|,)[^,.]{0,25}[ ,]$")
"""What stands before `over 600 contracts` where it means across them."""
_AT_ONCE = any_of(
    "at once|immediately|instantly|right away|straight away|in real time|on the spot|instantaneous(?:ly)?"
)
_NO_PERIOD_AFTER = (
    "of ",
    "for ",
    "half ",
    "within ",
    "inside ",
    "in ",
    "365 days ",
    "24 hours ",
    "7 days ",
    "seven days ",
)
_CAPPED = any_of("(?:is|was) the (?:most|maximum|limit|ceiling|best case)|at (?:the )?(?:best|most)|tops|maximum|max")
_BEGINS_AT = any_of("to start|upwards?|and up|or more|onwards?|starting|starts?|entry")
_RELATIVE_YEAR = any_of("(last|this) year")
_ADVERBS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
            "yearly": "year", "annually": "year", "annual": "year"}  # fmt: skip


def figure_differences(compared: Comparison) -> Iterator[Difference]:
    """Figures that are not approved, and bounds of figures that say more than approved."""
    for quantity in compared.sentence.quantities:
        same = [a for a in compared.approved_quantities if equal(quantity, a)]
        reversed_ = [a for a in compared.approved_quantities if a.kind is quantity.kind and contrary(quantity, a)]
        if reversed_ and not same:
            yield _altered(compared, AlterationKind.NEGATION, quantity, reversed_[0])
        elif same:
            yield from _bound_difference(compared, quantity, same)
        elif not said_otherwise(compared, quantity):
            yield from _figure_difference(compared, quantity)
    yield from _relative_year(compared)
    yield from _period_difference(compared)
    yield from _at_once(compared)


def _bound_difference(compared: Comparison, said: Quantity, same: list[Quantity]) -> Iterator[Difference]:
    """`up to 27%` became `27%`, or `27%` became `over 27%`."""
    if any(a.bound is said.bound for a in same):
        return
    approved = same[0]
    words = compared.approved_words(approved)
    promised = (
        approved.bound is Bound.AT_MOST and words.lower().startswith(_PROMISE) and not _deadline(compared, approved)
    )
    from_price = approved.kind is Kind.MONEY and approved.bound is Bound.AT_LEAST
    hedged = Hedge.TYPICAL in compared.sentence.hedges or _CAPPED.search(compared.sentence.folded.text)
    weak = hedged or said.bound in (Bound.AT_MOST, Bound.ABOUT) or _capped_elsewhere(compared, said)
    if (promised and not weak) or (from_price and said.bound is Bound.EXACT and not _begins_at(compared)):
        yield Difference(AlterationKind.HEDGE_REMOVED, said.start, said.end, words)
        return
    text = compared.sentence.folded.text[said.start : said.end]
    price = approved.kind is Kind.MONEY and text.startswith(("from", "start", "begin"))
    more = said.bound is Bound.AT_LEAST and approved.kind is not Kind.DATE and not price
    more = more and not (text.startswith("over") and _COUNTED.search(compared.sentence.folded.text[: said.start]))
    less = said.kind in (Kind.DURATION, Kind.MONEY) and text.startswith(("under", "below", "less than", "fewer than"))
    rounded = said.bound is Bound.ABOUT and text.startswith(_ROUNDED_UP)
    if (more and approved.bound is not Bound.AT_LEAST) or (less and approved.bound is Bound.EXACT) or rounded:
        yield Difference(AlterationKind.NUMBER, said.start, said.end, words)


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
        approved = min(alike, key=lambda a: abs(a.value - said.value))
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


@lru_cache(maxsize=REMEMBERED)
def periods(folded: str) -> Mapping[str, tuple[int, int]]:
    """Periods that a figure is said to recur in: `per month`, `a year`, `weekly`."""
    return {
        match["noun"] or _ADVERBS[match["adverb"]]: match.span()
        for match in _PERIOD.finditer(_BILLING.sub(lambda billed: " " * len(billed[0]), folded))
        if not (match["noun"] and folded[: match.start()].endswith(_NO_PERIOD_AFTER))
    }


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
        near_figure = any(0 <= start - quantity.end <= 25 for quantity in compared.sentence.quantities)
        if replaced or (compared.sentence.quantities and (dated or (near_figure and recurring))):
            words = ", ".join(sorted(recurring)) or "no recurring period"
            yield Difference(AlterationKind.TIMEFRAME, start, end, words)
