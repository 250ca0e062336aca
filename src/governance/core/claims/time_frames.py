"""Time frames around figures: the year that they were measured in, the period that they are for, and `at once`."""

import re
from collections.abc import Iterator

from governance.core.claims.dates import parts as date_parts
from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.follows import derived_periods
from governance.core.claims.lexicon import any_of
from governance.core.claims.periods import periods
from governance.core.claims.quantity import Bound, Kind, equal
from governance.core.claims.statement import AlterationKind

_AT_ONCE = any_of(
    """at once|immediately|instantly|right away|straight away|in real time|on the spot|instantaneous(?:ly)?|
    continuously|constantly|non-?stop|around the clock|in no time|(?:in|within) (?:minutes|seconds)
    |in (?:an?|one) (?:single )?(?:morning|afternoon|evening|sitting|lunch break|coffee break|heartbeat|flash|blink)"""
)
_ANY_TIME = any_of(
    "at any (?:time|point|moment|stage)|any ?time|(?:whenever|as long as) (?:you|they) (?:like|want|wish|please)"
)
_BILLED = any_of(
    r"""(?:billed|invoiced|paid|payable|charged) (?:(?P<often>annually|yearly|monthly|quarterly|weekly)
    |(?:once |every |each |by |per |a |the )+(?P<every>year|month|quarter|week))
    |(?P<bills>annual|yearly|monthly|quarterly|weekly) (?:bills|billing|invoices|invoicing|payments?)"""
)
_FOR_EVER = any_of("for life|for ever|forever|(?:a )?lifetime|lifelong|indefinitely|permanently|for good|for all time")
_EACH_TIME = re.compile(r" (?:a|per|each|every) (?P<period>hour|day|week|month|quarter|year)\b")
_ENDS = any_of(r"until|till|by|before|ends?|deadline|this (?:week|month|quarter|year|spring|summer|autumn|fall|winter)")
_AFTER = re.compile(r"\bafter (?:(?:the|your|their|its) )?(?:(?:first|initial) )?$")
_WITHIN = re.compile(r"\b(?:within|in|inside|during) (?:(?:the|your|their|its) )?(?:(?:first|initial) )?[^,.;]{0,12}$")
_MAY = any_of("can|may")
_HALF = any_of("noon|midnight")
_RELATIVE_YEAR = any_of("(last|this) year")
_FOR_A_PERIOD = (Kind.MONEY, Kind.SHARE)


def time_differences(compared: Comparison) -> Iterator[Difference]:
    """Years, periods and speed that are not those of the approved figures."""
    yield from _relative_year(compared)
    yield from _period_difference(compared)
    yield from _at_once(compared)
    yield from _at_any_time(compared)
    yield from _billed(compared)
    yield from _for_ever(compared)
    yield from _once(compared)
    yield from _deadline_dropped(compared)
    yield from _after_for_within(compared)
    yield from _other_half_of_the_day(compared)


def _at_once(compared: Comparison) -> Iterator[Difference]:
    """`at once`, where a time was approved that the sentence does not say."""
    said = _AT_ONCE.search(compared.sentence.folded.text)
    if said is None or any(_AT_ONCE.search(text.folded.text) for text in compared.approved):
        return
    for approved in compared.wording.quantities:
        if approved.kind is Kind.DURATION and not any(equal(approved, q) for q in compared.sentence.quantities):
            yield Difference(AlterationKind.TIMEFRAME, *said.span(), compared.approved_words(approved))
            return


def _at_any_time(compared: Comparison) -> Iterator[Difference]:
    """`at any time`, where a time was approved within which it may be done."""
    said = _ANY_TIME.search(compared.sentence.folded.text)
    if said is None or any(_ANY_TIME.search(text.folded.text) for text in compared.approved):
        return
    within = (one for one in compared.wording.quantities if one.kind is Kind.DURATION and one.bound is Bound.AT_MOST)
    for approved in within:
        if not any(equal(approved, one) for one in compared.sentence.quantities):
            yield Difference(AlterationKind.SCOPE_WIDENED, *said.span(), compared.approved_words(approved))
            return


def _billed(compared: Comparison) -> Iterator[Difference]:
    """`billed monthly`, where it was approved with yearly bills."""
    approved = {_how_often(found): text for text in compared.own for found in _BILLED.finditer(text.folded.text)}
    said = list(_BILLED.finditer(compared.sentence.folded.text))
    if approved and said and approved.keys().isdisjoint(map(_how_often, said)):
        yield Difference(AlterationKind.TIMEFRAME, *said[0].span(), ", ".join(sorted(approved)))


def _for_ever(compared: Comparison) -> Iterator[Difference]:
    """`for life`, where it was approved for a time that the sentence does not say."""
    said = _FOR_EVER.search(compared.sentence.folded.text)
    if said is None or any(_FOR_EVER.search(text.folded.text) for text in compared.approved):
        return
    for approved in compared.wording.quantities:
        if approved.kind is Kind.DURATION and not any(equal(approved, q) for q in compared.sentence.quantities):
            yield Difference(AlterationKind.TIMEFRAME, *said.span(), compared.approved_words(approved))
            return


def _once(compared: Comparison) -> Iterator[Difference]:
    """`2 hours`, where 2 hours a week were approved."""
    sentence, wording = compared.sentence, compared.wording
    if periods(sentence.folded.text) or derived_periods(compared):
        return
    for approved in wording.quantities:
        each = _EACH_TIME.match(wording.folded.text, approved.end)
        told = approved.kind in (Kind.DURATION, Kind.MONEY) and any(equal(approved, q) for q in sentence.quantities)
        named = each and any(token.text.startswith(each["period"]) for token in sentence.tokens)
        if each and told and not named:
            yield compared.whole(AlterationKind.TIMEFRAME, each[0].strip())
            return


def _deadline_dropped(compared: Comparison) -> Iterator[Difference]:
    """An offer without the day until which it holds."""
    until = [one for one in compared.wording.quantities if one.kind is Kind.DATE and one.bound is Bound.AT_MOST]
    said = any(one.kind is Kind.DATE for one in compared.sentence.quantities)
    if until and not said and not _ENDS.search(compared.sentence.folded.text):
        yield compared.whole(AlterationKind.QUALIFIER_DROPPED, compared.approved_words(until[0]))


def _after_for_within(compared: Comparison) -> Iterator[Difference]:
    """What one may do `after the first 30 days`, where it was approved within them."""
    allowed = _MAY.search(compared.sentence.folded.text) and _MAY.search(compared.wording.folded.text)
    for said in compared.sentence.quantities if allowed else ():
        after = _AFTER.search(compared.sentence.folded.text[: said.start])
        same = (one for one in compared.wording.quantities if one.kind is Kind.DURATION and equal(one, said))
        if after and any(_WITHIN.search(compared.wording.folded.text[: one.end]) for one in same):
            yield Difference(AlterationKind.TIMEFRAME, after.start(), said.end, "within")
            return


def _other_half_of_the_day(compared: Comparison) -> Iterator[Difference]:
    """`by midnight` for `by noon`."""
    approved = " ".join(text.folded.text for text in compared.own)
    said = _HALF.search(compared.sentence.folded.text)
    known = _HALF.search(approved)
    if said and known and said[0] not in approved:
        yield Difference(AlterationKind.TIMEFRAME, *said.span(), known[0])


def _how_often(found: re.Match[str]) -> str:
    """`year` for `billed annually`, `yearly billing`, `invoiced once a year`."""
    words = found["often"] or found["bills"] or found["every"]
    return "year" if words.startswith(("annual", "year")) else words.removesuffix("ly")


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
        priced = any(figure.kind in _FOR_A_PERIOD and 0 <= start - figure.end <= 1 for figure in figures)
        if replaced or priced or (figures and (dated or (near_figure and recurring))):
            words = ", ".join(sorted(recurring)) or "no recurring period"
            yield Difference(AlterationKind.TIMEFRAME, start, end, words)
