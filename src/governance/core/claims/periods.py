"""Periods that a figure recurs in, or is for: per month, a year, twelve months."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import REMEMBERED, Meaning
from governance.core.claims.quantity import Kind, Quantity

_PERIOD = any_of(
    r"""(?:per|a|an|each|every|/|\w+ after) ?(?P<noun>hour|day|week|month|year
    |quarter(?! (?:less|more|fewer|of|off|lower|higher|cheaper)))
    |(?P<adverb>hourly|daily|weekly|monthly|quarterly|yearly|annually|annual)"""
)
_SPAN = any_of(
    r"""(?:an?|every|each|per|the|/) ?(?P<noun>minute|hour|day|week|month|quarter|year)(?:'s)?
    |(?P<year>(?:twelve|12) months)|(?P<quarter>(?:three|3) months)
    |(?P<adverb>hourly|daily|weekly|monthly|quarterly|yearly|annually)"""
)
_BILLING = any_of(
    """(?:billed|invoiced|paid|payable|charged) (?:annually|yearly|monthly|quarterly)
    |(?:annual|yearly|monthly|quarterly) (?:\\w+ )?
    (?:contracts?|plans?|agreements?|bill(?:s|ing)?|invoices?|terms?|subscriptions?)"""
)
"""How a price is paid, not what it is for."""
_NO_PERIOD_AFTER = (
    *("of ", "for ", "half ", "within ", "inside ", "in "),
    *("365 days ", "24 hours ", "7 days ", "seven days "),
)
_ADVERBS = {"hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
            "yearly": "year", "annually": "year", "annual": "year"}  # fmt: skip
BEHIND = 30
"""Characters between a figure and the period that it is for."""


@lru_cache(maxsize=REMEMBERED)
def periods(folded: str) -> Mapping[str, tuple[int, int]]:
    """Periods that a figure is said to recur in: `per month`, `a year`, `weekly`."""
    return {
        match["noun"] or _ADVERBS[match["adverb"]]: match.span()
        for match in _PERIOD.finditer(_without_billing(folded))
        if not (match["noun"] and folded[: match.start()].endswith(_NO_PERIOD_AFTER))
    }


def is_for(said: Quantity, period: str, sentence: Meaning) -> bool:
    """Whether a sentence tells a figure for a period: the one behind it, else one that no other figure claims."""
    spans = tuple(_spans(sentence.folded.text))
    own = _behind(said, sentence, spans)
    if own:
        return own == period
    taken = {_behind(other, sentence, spans) for other in sentence.quantities if other.kind is not Kind.DATE}
    return period in {name for _, name in spans} - taken


def _spans(folded: str) -> Iterator[tuple[int, str]]:
    for match in _SPAN.finditer(_without_billing(folded)):
        months = "year" if match["year"] else "quarter"
        yield match.start(), match["noun"] or _ADVERBS.get(match["adverb"] or "", months)


def _behind(figure: Quantity, sentence: Meaning, spans: tuple[tuple[int, str], ...]) -> str | None:
    """The period right behind a figure, before any other figure but its own span."""
    behind = (other for other in sentence.quantities if other.start > figure.start)
    until = min([figure.end + BEHIND, *(other.start for other in behind if other.kind is not Kind.DURATION)])
    return next((name for at, name in spans if figure.end <= at < until), None)


def _without_billing(folded: str) -> str:
    return _BILLING.sub(lambda billed: " " * len(billed[0]), folded)
