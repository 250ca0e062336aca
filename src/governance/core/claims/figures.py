"""Figures of a sentence beside the approved ones: equal in any format, or altered."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from governance.core.claims.dates import parts as date_parts
from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import REMEMBERED
from governance.core.claims.quantity import Bound, Change, Kind, Quantity, complementary, contrary, equal
from governance.core.claims.statement import AlterationKind
from governance.core.claims.strength import Hedge

SAME_WORDS = 0.8
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
_RECIPIENT = any_of(r"you|your|you're|youre|\{\{[^{}]*\}\}")
_PERIOD = any_of(
    r"""(?:per|a|an|each|every|/|\w+ after) ?(?P<noun>hour|day|week|month|quarter|year)
    |(?P<adverb>hourly|daily|weekly|monthly|quarterly|yearly|annually|annual)"""
)
_NO_PERIOD_AFTER = ("half ", "within ", "inside ", "in ", "365 days ", "24 hours ", "7 days ", "seven days ")
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
        elif not _said_otherwise(compared, quantity):
            yield from _figure_difference(compared, quantity)
    yield from _relative_year(compared)
    yield from _period_difference(compared)


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
    weak = hedged or said.bound in (Bound.AT_MOST, Bound.ABOUT)
    if (promised and not weak) or (from_price and said.bound is Bound.EXACT and not _begins_at(compared)):
        yield Difference(AlterationKind.HEDGE_REMOVED, said.start, said.end, words)
        return
    text = compared.sentence.folded.text[said.start : said.end]
    price = approved.kind is Kind.MONEY and text.startswith(("from", "start", "begin"))
    more = said.bound is Bound.AT_LEAST and approved.kind is not Kind.DATE and not price
    less = said.kind in (Kind.DURATION, Kind.MONEY) and text.startswith(("under", "below", "less than", "fewer than"))
    rounded = said.bound is Bound.ABOUT and text.startswith(_ROUNDED_UP)
    if (more and approved.bound is not Bound.AT_LEAST) or (less and approved.bound is Bound.EXACT) or rounded:
        yield Difference(AlterationKind.NUMBER, said.start, said.end, words)


def _deadline(compared: Comparison, approved: Quantity) -> bool:
    """`up to 24 hours before it starts` is a time limit, no promise."""
    text = compared.wording.folded.text
    return approved in compared.wording.quantities and text[approved.end :].startswith((" before", " after"))


def _begins_at(compared: Comparison) -> bool:
    """`$28 per employee to start` keeps the lower bound in other words."""
    return bool(_BEGINS_AT.search(compared.sentence.folded.text))


def _said_otherwise(compared: Comparison, said: Quantity) -> bool:
    """Equal by complement, a small minimum (more than one = two or more), a count of names, or the reader's."""
    if any(complementary(said, a) for a in compared.approved_quantities) and _contrary_predicate(compared, said):
        return True
    if _same_written(compared, said) or _is_the_difference(compared, said) or _is_a_median(compared, said):
        return True
    if said.kind is not Kind.COUNT:
        return False
    small = said.value <= 10 and (_counts_the_named(compared, said) or _is_the_minimum(compared, said))
    return small or _about_the_reader(compared, said)


def _is_the_minimum(compared: Comparison, said: Quantity) -> bool:
    """`more than one` says what `two or more` says."""
    least = said.value + (1 if said.bound is Bound.AT_LEAST else 0)
    return any(a.kind is Kind.COUNT and a.value == least for a in compared.approved_quantities)


def _counts_the_named(compared: Comparison, said: Quantity) -> bool:
    """`all three`, `one of the four systems`: how many the wording lists."""
    before = compared.sentence.folded.text[: said.start].rstrip()
    return said.value == len(compared.wording.names) or before.endswith((" all", " both", " of the"))


def _same_written(compared: Comparison, said: Quantity) -> bool:
    """`from 11 hours down to 3`: the unit is understood from what was said before."""
    bare = said.kind is Kind.COUNT and not said.unit
    return bare and any(a.written == said.value for a in compared.approved_quantities)


def _contrary_predicate(compared: Comparison, said: Quantity) -> bool:
    """`1.5% arrived late` for `98.5% on time`, `30% of` for `70% less`; `40% prefer` never for `60% prefer`."""
    sentence, wording = compared.sentence, compared.wording
    part = said.unit == "of" or sentence.folded.text[said.end :].startswith(" of")
    rest = part and any(approved.change is Change.LESS for approved in wording.quantities)
    same_words = len(sentence.content & wording.content) >= SAME_WORDS * len(wording.content)
    return rest or not same_words or bool(sentence.negated ^ wording.negated)


def _is_a_median(compared: Comparison, said: Quantity) -> bool:
    """`half of them in 11 months or less` says what a median of 11 months says."""
    return said.value * 2 == 1 and said.kind is not Kind.COUNT and "median" in compared.wording.folded.text


def _is_the_difference(compared: Comparison, said: Quantity) -> bool:
    """`17 minutes less, from 48 down to 31`: what lies between two approved figures that are both said."""
    alike = [a for a in compared.approved_quantities if a.kind is said.kind and a.base == said.base]
    shown = [a for a in alike if any(equal(a, q) or a.written == q.written for q in compared.sentence.quantities)]
    return any(a.value - b.value == said.value for a in shown for b in shown)


def _about_the_reader(compared: Comparison, said: Quantity) -> bool:
    text = compared.sentence.folded.text
    near = text[max(0, said.start - 30) : said.end + 20]
    alike = any(a.kind is said.kind and a.unit and a.unit == said.unit for a in compared.approved_quantities)
    return bool(_RECIPIENT.search(near)) and not alike


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
    elif said.kind in (Kind.SHARE, Kind.MULTIPLE, Kind.MONEY, Kind.TEMPERATURE, Kind.COUNT):
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
        for match in _PERIOD.finditer(folded)
        if not (match["noun"] and folded[: match.start()].endswith(_NO_PERIOD_AFTER))
    }


def _period_difference(compared: Comparison) -> Iterator[Difference]:
    """A figure per year that was approved per month, or once."""
    approved: set[str] = set()
    for text in compared.approved:
        approved |= periods(text.folded.text).keys()
        approved |= {quantity.unit for quantity in text.quantities if quantity.kind is Kind.DURATION}
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
