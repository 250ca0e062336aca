"""Bounds of an equal figure: `up to 27%` became `27%`, or `27%` became `over 27%`."""

import re

from governance.core.claims.derived import recurs
from governance.core.claims.difference import Comparison
from governance.core.claims.lexicon import any_of
from governance.core.claims.neighbours import ranges
from governance.core.claims.quantity import Bound, Change, Kind, Quantity, roughly_equal
from governance.core.claims.said_otherwise import exceeds_what_is_denied, tells_the_rest
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
_SPREAD = re.compile(r"\b(?:spread\w*|split\w*|divid\w*|distribut\w*|stagger\w*|paid|pays?|ran|runs?)\b[^,.]*$")
"""What stands before `over twelve months` where it means through all of them."""
_COUNTED = re.compile(r"(?:counted|measured|tested|averaged|benchmark|survey|study|sample|,)[^,.]{0,25}[ ,]$")
"""What stands before `over 600 contracts` where it means across them."""
_CAPPED = any_of(
    """(?:is|was) the (?:most|maximum|limit|ceiling|best case)|at (?:the )?(?:best|most)|tops|maximum|max
    |in the (?:best|most favou?rable) (?:of )?cases?"""
)
_BEGINS_AT = any_of(
    r"""opens? at|to start|the least (?:\w+ ){1,3}(?:is|are)|where (?:\w+ ){1,9}(?:starts?|begins?)|upwards?
    |and up(?! to)|or more|onwards?|starting|starts?|entry"""
)
_AHEAD = any_of("before|ahead|in advance|prior|earlier", before=r"\W*")
"""`no later than 60 days before` is at least 60 days before."""
_HALF = any_of("half|50%|one in two|every (?:second|other)")
"""`half of them saved nine hours or more` says what a median of nine hours says."""
_MUCH = re.compile(r"(?:well|far|much|way|a lot|considerably) $")


def bound_change(compared: Comparison, said: Quantity, same: list[Quantity]) -> AlterationKind | None:
    """What the bound of a figure changed, that equals approved ones."""
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
    ways = (_is_opposite, _is_more, _is_less)
    return AlterationKind.NUMBER if any(way(compared, said, approved) for way in ways) else None


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
    before = text[: said.start]
    across = words.startswith("over") and (_COUNTED.search(before) or _SPREAD.search(before))
    fair = start or price or across or _opens_a_range(compared, approved)
    median = any("median" in text.folded.text for text in compared.approved) and _HALF.search(text)
    return not (fair or median) and not exceeds_what_is_denied(compared, approved)


def _is_opposite(compared: Comparison, said: Quantity, approved: Quantity) -> bool:
    """`at most 88%` for at least 88%."""
    ahead = _AHEAD.match(compared.sentence.folded.text, said.end)
    least = said.bound is Bound.AT_MOST and approved.bound is Bound.AT_LEAST and not ahead
    return least and not tells_the_rest(compared) and not _opens_a_range(compared, approved)


def _opens_a_range(compared: Comparison, approved: Quantity) -> bool:
    """`at least twelve and at most fifteen`, where 12 to 15 were approved."""
    return any(approved in pair for text in compared.approved for pair in ranges(text))


def _is_less(compared: Comparison, said: Quantity, approved: Quantity) -> bool:
    """`under 45 minutes` for 45 minutes, and `nearly 27%`."""
    text = compared.sentence.folded.text[said.start : said.end]
    under = said.kind in (Kind.DURATION, Kind.MONEY) and text.startswith(_UNDER)
    rounded = said.bound is Bound.ABOUT and text.startswith(_ROUNDED_UP)
    return (under and approved.bound in (Bound.EXACT, Bound.ABOUT)) or rounded


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
