"""Figures that are not approved as they stand, and say what is approved all the same."""

from fractions import Fraction

from governance.core.claims.counted import counts_what_is_named
from governance.core.claims.difference import Comparison
from governance.core.claims.follows import follows, spans_a_price
from governance.core.claims.lexicon import any_of
from governance.core.claims.limits import limits
from governance.core.claims.periods import periods
from governance.core.claims.quantity import Bound, Change, Kind, Quantity, at_odds, complementary, equal, roughly_equal
from governance.core.claims.relations import SPOKEN
from governance.core.claims.strength import is_negator
from governance.core.claims.words import tokens

SAME_WORDS = 0.8
NEAR = Fraction(4, 5)
"""How near a round figure comes to the exact one that is said with it."""
_DENIED_WITHIN = 3
"""Words before a limit in which a denial makes an exception of what exceeds it."""
_OF_A_GROUP = ("if ", "for ", "with ", "of ", "in ", "on ", "at ", "among ", "between ")
_ANNUAL = any_of("annual(?:ly)?|yearly")
_FAILS = any_of("fail(?:s|ed)? to")
_RECIPIENT = any_of(r"you|your|you're|youre|\{\{[^{}]*\}\}")


def said_otherwise(compared: Comparison, said: Quantity) -> bool:
    """Equal by complement, a small minimum (more than one = two or more), a count of names, or the reader's."""
    if any(complementary(said, a) for a in compared.approved_quantities) and _contrary_predicate(compared, said):
        return True
    if any(means(compared, said) for means in _MEANS):
        return True
    if said.kind is not Kind.COUNT:
        return False
    small = said.value <= 10 and (counts_what_is_named(compared, said) or _is_the_minimum(compared, said))
    return small or _about_the_reader(compared, said)


def _is_a_single_one(compared: Comparison, said: Quantity) -> bool:
    """`one month free`, where `a month free` was approved."""
    words = compared.sentence.folded.text[said.start : said.end]
    single = said.kind is Kind.DURATION and words in (f"one {said.unit}", f"1 {said.unit}", f"a single {said.unit}")
    return single and f" a {said.unit} " in f"{compared.wording.folded.text} "


def _is_the_minimum(compared: Comparison, said: Quantity) -> bool:
    """`more than one` says what `two or more` says."""
    least = said.value + (1 if said.bound is Bound.AT_LEAST else 0)
    return any(a.kind is Kind.COUNT and a.value == least for a in compared.approved_quantities)


def _same_written(compared: Comparison, said: Quantity) -> bool:
    """`from 11 hours down to 3`: the unit is understood from what was said before."""
    bare = said.kind is Kind.COUNT and not said.unit
    same = [a for a in compared.approved_quantities if a.written == said.value and not at_odds(a, said)]
    if said.bound is Bound.AT_MOST and all(a.bound is Bound.EXACT for a in same):
        return False  # `from 11 weeks to under 4`
    level = said.change in (Change.FROM, Change.TO) or any(q.unit == "of" for q in compared.sentence.quantities)
    return bare and any(level or a.kind not in (Kind.SHARE, Kind.MULTIPLE) or a.unit == "of" for a in same)


def _contrary_predicate(compared: Comparison, said: Quantity) -> bool:
    """`1.5% arrived late` for `98.5% on time`, `30% of` for `70% less`; `40% prefer` never for `60% prefer`."""
    sentence, wording = compared.sentence, compared.wording
    part = said.unit == "of" or sentence.folded.text[said.end :].startswith(" of")
    rest = part and any(approved.change is Change.LESS for approved in wording.quantities)
    same_words = len(sentence.content & wording.content) >= SAME_WORDS * len(wording.content)
    turned = bool(sentence.negated ^ wording.negated) or _is_exceeded(compared) or _says_the_contrary(compared)
    return rest or not same_words or turned


def _is_exceeded(compared: Comparison) -> bool:
    """A figure that was approved as a limit is told as passed."""
    most = [one for one in compared.wording.quantities if one.bound is Bound.AT_MOST]
    passed = [said for said in compared.sentence.quantities if said.bound is Bound.AT_LEAST]
    return any(equal(said, one) for said in passed for one in most)


def _says_the_contrary(compared: Comparison) -> bool:
    said, approved = compared.sentence.content, compared.wording.content
    return bool(_FAILS.search(compared.sentence.folded.text)) or any(
        SPOKEN.opposite(word, approved) for word in said & SPOKEN.contraries.keys()
    )


def tells_the_rest(compared: Comparison) -> bool:
    """`one in eight took longer than ten minutes`, where 87.5% took ten minutes at most: both sides are turned."""
    approved = compared.wording.quantities
    return any(complementary(said, one) for said in compared.sentence.quantities for one in approved)


def exceeds_what_is_denied(compared: Comparison, approved: Quantity) -> bool:
    """`takes longer than three days`, where it was approved for what is `not done within three days`."""
    if approved.bound is not Bound.AT_MOST or approved not in compared.wording.quantities:
        return False
    near = tokens(compared.wording.folded.text[: approved.start])[-_DENIED_WITHIN:]
    return any(is_negator(token.text) for token in near)


def _is_a_median(compared: Comparison, said: Quantity) -> bool:
    """`half of them in 11 months or less` says what a median of 11 months says."""
    return (
        said.value * 2 == 1
        and said.kind is not Kind.COUNT
        and any("median" in text.folded.text for text in compared.approved)
    )


def _within_a_limit(compared: Comparison, said: Quantity) -> bool:
    """`a depot with forty loggers`, where it was approved of depots with up to 50: a narrower case."""
    told = (limit for limit in limits(compared.wording, compared.our_names) if limit.words.startswith(_OF_A_GROUP))
    limiting = (figure for limit in told for figure in limit.quantities)
    alike = [one for one in limiting if one.kind is said.kind is Kind.COUNT and one.unit in said.unit]
    return any(
        (one.bound is Bound.AT_MOST and said.value <= one.value)
        or (one.bound is Bound.AT_LEAST and said.value >= one.value)
        for one in alike
    )


def _said_exactly_too(compared: Comparison, said: Quantity) -> bool:
    """`well over a thousand sites, 1,150 and then some`, `three months ahead, 90 days`."""
    exact = [q for q in compared.sentence.quantities if any(equal(q, a) for a in compared.approved_quantities)]
    alike = [q for q in exact if q is not said and (q.kind, q.base) == (said.kind, said.base)]
    loose = (said.bound is Bound.AT_LEAST and any(NEAR * q.value <= said.value <= q.value for q in alike)) or (
        said.bound is Bound.AT_MOST and any(NEAR * said.value <= q.value <= said.value for q in alike)
    )
    about = said.bound is Bound.ABOUT
    loose = loose or any(about and NEAR * q.value <= said.value and NEAR * said.value <= q.value for q in alike)
    return loose or any(roughly_equal(said, q) for q in exact)


def _unit_understood(compared: Comparison, said: Quantity) -> bool:
    """`used to need 30 days`, where it was approved that 12 days replaced 30."""
    bare = any(a.kind is Kind.COUNT and not a.unit and a.written == said.written for a in compared.approved_quantities)
    return (
        said.kind is not Kind.COUNT
        and bare
        and any((a.kind, a.unit) == (said.kind, said.unit) for a in compared.approved_quantities)
    )


def _is_annual(compared: Comparison, said: Quantity) -> bool:
    """`signs for a year`, where it was approved for an annual contract."""
    year = said.kind is Kind.DURATION and said.base == "month" and said.value == 12
    return year and any(_ANNUAL.search(text.folded.text) for text in compared.approved)


def _is_the_period(compared: Comparison, said: Quantity) -> bool:
    """`our fee for an hour`, where it was approved per hour."""
    one = compared.sentence.folded.text[said.start : said.end].startswith(("a ", "an "))
    return one and said.kind is Kind.DURATION and said.unit in periods(compared.wording.folded.text)


def _is_a_thousand(compared: Comparison, said: Quantity) -> bool:
    """`seventy-four grand` is said of money without its currency."""
    grand = said.kind is Kind.COUNT and "grand" in compared.sentence.folded.text[said.start : said.end]
    return grand and any(a.kind is Kind.MONEY and a.value == said.value for a in compared.approved_quantities)


def _is_a_part(compared: Comparison, said: Quantity) -> bool:
    """`of a hundred customers, six left` says what 94% renewed says."""
    counts = [q.value for q in compared.sentence.quantities if q.kind is Kind.COUNT]
    shares = [a.value for a in compared.approved_quantities if a.kind is Kind.SHARE]
    parts = {Fraction(part, whole) for part in counts for whole in counts if 0 < part < whole}
    told = {share for share in shares if share in parts or (1 - share in parts and _contrary_predicate(compared, said))}
    return said.kind is Kind.COUNT and bool(told)


def _is_in_proportion(compared: Comparison, said: Quantity) -> bool:
    """`where one needs three, the other needs two` says what a third fewer says."""
    counts = [q.value for q in compared.sentence.quantities if q.kind is Kind.COUNT]
    shares = [a for a in compared.approved_quantities if a.kind is Kind.SHARE and a.change is Change.LESS]
    pairs = ((one, other) for one in counts for other in counts if said.value in (one, other) and 0 < one < other)
    return said.kind is Kind.COUNT and any(one == other * (1 - share.value) for one, other in pairs for share in shares)


def _names_a_standard(compared: Comparison, said: Quantity) -> bool:
    """`a 17025 certificate`, where ISO 17025 was approved."""
    written = compared.sentence.folded.text[said.start : said.end]
    return said.kind is Kind.COUNT and any(written in text.name_words for text in compared.approved)


def _is_in_degrees(compared: Comparison, said: Quantity) -> bool:
    """`0.3 degrees`, where the scale was approved and is understood."""
    degrees = said.kind is Kind.COUNT and compared.sentence.folded.text[said.end :].lstrip().startswith("degree")
    same = (a.written == said.written for a in compared.approved_quantities if a.kind is Kind.TEMPERATURE)
    return degrees and any(same)


def _about_the_reader(compared: Comparison, said: Quantity) -> bool:
    text = compared.sentence.folded.text
    near = text[max(0, said.start - 30) : said.end + 20]
    alike = any(a.kind is said.kind and a.unit and a.unit == said.unit for a in compared.approved_quantities)
    return bool(_RECIPIENT.search(near)) and not alike


_MEANS = (
    _is_a_single_one,
    _same_written,
    follows,
    _is_a_median,
    _within_a_limit,
    _said_exactly_too,
    spans_a_price,
    _unit_understood,
    _is_annual,
    _is_the_period,
    _is_a_thousand,
    _is_a_part,
    _is_in_proportion,
    _names_a_standard,
    _is_in_degrees,
)
