"""Days of the week on which something is done: weekdays, Monday to Saturday, every day."""

from collections.abc import Iterator
from functools import lru_cache

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import REMEMBERED, Meaning
from governance.core.claims.statement import AlterationKind

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EVERY_DAY = frozenset(range(7))
_WORKING = frozenset(range(5))
_DAY = r"(?P<{0}>mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|ur)?(?:days?)?"
_SPAN = any_of(rf"{_DAY.format('first')} ?(?:to|through|until|till|thru|-|–) ?{_DAY.format('last')}")
_SINGLE = any_of(r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?")
_WORKING_DAYS = any_of("weekdays?|(?:working|business|work) days?|during the week|(?:working|business|office) hours")
_ALL_DAYS = any_of(
    r"""(?:every|each) (?:single )?day|daily(?= at| from| between| by|\W*$)|(?:7|seven) days a week|24/7
    |day and night|day or night|365 days a year|all week(?: long)?|(?:a)?round the clock"""
)
_WEEKEND = any_of("weekends?")


def day_differences(compared: Comparison) -> Iterator[Difference]:
    """Days on which it was not approved, where days were approved and something is said of when it is done."""
    approved = frozenset[int]().union(*(days for text in compared.own for _, days in _told(text)))
    if not approved or approved == _EVERY_DAY:
        return
    for (start, end), days in _told(compared.sentence):
        if not days <= approved:
            first = next(place for text in compared.own for place, _ in _told(text))
            owner = next(text for text in compared.own if _told(text))
            yield Difference(AlterationKind.SCOPE_WIDENED, start, end, owner.written(*first))
            return


@lru_cache(maxsize=REMEMBERED)
def _told(text: Meaning) -> tuple[tuple[tuple[int, int], frozenset[int]], ...]:
    """The days that a text names, each group with its place; `within 5 working days` names none."""
    figures = [range(figure.start, figure.end) for figure in text.quantities]
    found = _days(text.folded.text)
    return tuple((place, days) for place, days in found if not any(place[0] in figure for figure in figures))


def _days(folded: str) -> Iterator[tuple[tuple[int, int], frozenset[int]]]:
    spans = list(_SPAN.finditer(folded))
    for span in spans:
        yield span.span(), _between(span["first"], span["last"])
    for pattern, days in ((_WORKING_DAYS, _WORKING), (_ALL_DAYS, _EVERY_DAY), (_WEEKEND, frozenset({5, 6}))):
        yield from ((found.span(), days) for found in pattern.finditer(folded))
    for found in _SINGLE.finditer(folded):
        if not any(span.start() <= found.start() < span.end() for span in spans):
            yield found.span(), frozenset({_number(found[0])})


def _between(first: str, last: str) -> frozenset[int]:
    start, end = _number(first), _number(last)
    return frozenset(range(start, end + 1)) if start <= end else frozenset({*range(start, 7), *range(end + 1)})


def _number(name: str) -> int:
    return next(at for at, day in enumerate(_NAMES) if day.startswith(name[:3]))
