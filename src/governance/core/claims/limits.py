"""Limiting conditions inside an approved wording: for orders under 5 kg, on a ready-made plan, if …"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from governance.core.claims.lexicon import alternatives, any_of
from governance.core.claims.meaning import REMEMBERED, Meaning
from governance.core.claims.quantity import Kind, Quantity
from governance.core.claims.thesaurus import is_noun
from governance.core.claims.words import content_stems, is_content, tokens

_CONDITION = any_of(
    r"""if|when|(?<!least )once(?! (?:an?|every|per|each|more|again|in)\b)
    |where|provided|providing|as long as|so long as|unless|only (?:for|in|with|when|if|on|from)|except
    |excluding|subject to
    |compared (?:with|to)|depending on|with a (?:minimum|maximum) of
    |(?:in|for|at|among) (?:\d[\d.]*(?:%| per ?cent) of|\d+ (?:out of|in) \d+)
    |(?:in|for|at|among) (?:two|three|four|seven|eight|nine) (?:out of|in)
    |for (?:\w+ ){1,2}(?:who|that|whose)
    |(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )
    (?:placed|made|booked|received|ordered|signed|sent|reported|submitted|raised|requested|logged)
    [ ](?:before|until|after|within|between|by(?= (?:\d|noon|midnight|\w+day)))""",
    after=r"[^,.;:()]*?(?= and (?!(?:the|an?|it|its|they|their|you|your|is|are|isn't|aren't|has|have) )|[,.;:()]|$)",
)
_NEXT = alternatives(
    """for|with|on|in|(?<!up )to|by|can|are|is|have|has|and|typically|usually|go|get|from|spend|save|need|needs|see
    |cut|use"""
)
_GROUP = any_of(
    """for|with|of(?= (?:up to|at least|fewer|less|more|under|over))|who|that|on|in|among
    |under|over|below|above|between|during|within|up to|fewer than|less than|more than|at""",
    after=rf"[^,.;:()]*?(?=(?<!\w)(?:{_NEXT})(?!\w)|[,.;:()]|$)",
)
_ON_A_PLAN = any_of(
    r"""(?:on|with|in|under) (?:the |an? |our )?(?:\w+ ){1,3}?
    (?:plans?|contracts?|agreements?|tiers?|editions?|packages?|subscriptions?)"""
)
_SUBJECT_WITH = re.compile(
    r"^(?:the |our )?(?:\w+ )?\w+s (?P<limit>(?:with|without|using|that have|who have) (?:\w+ ){0,3}?\w+)"
    r"(?= (?:are|is|can|may|typically|usually|get|have|go|save|see|need|pay|cut|spend)\b)"
)
"""`Sites with smart meters are …`."""
_FROM_THEN = any_of(
    r"(?:after|before|until|from|during|for|within|in) (?:the |your |their )?"
    r"(?:first|initial|minimum|\w+ \w+ of) [^,.;:()]*?"
    r"(?:days?|weeks?|months?|quarters?|years?)"
)
_FOR_SO_LONG = any_of(r"(?:who|that) (?:\w+ ){1,4}for (?:an?|\w+|\d+) (?:full |whole )?(?:days?|weeks?|months?|years?)")
_BOUNDED = any_of(
    r"""fewer than|less than|more than|under|over|below|above|between|up to|at least|or (?:more|fewer|less)
    |for (?:one|1|a single) (?!(?:hour|day|week|month|quarter|year)\b)\w+"""
)
_PLAN = any_of(
    r"""standard|ready-made|selected|eligible|participating|certain|existing|plans?|contracts?|agreements?|tiers?
    |editions?|orders? (?:of|with)|(?:annual|yearly|monthly|new|paying|enterprise|premium) \w+"""
)
_BILLED = any_of(
    "(?:billed|invoiced|paid|payable|charged) (?:annually|yearly|monthly|quarterly|upfront|up front|in advance)"
)
_LEAD = any_of("in|with|for|on|at|during|under|within", before="^", after="[^,.;:()]{3,60},")
_CLAUSE_END = re.compile(r",? and (?=\w+ \w+ )|;")
_SOURCE = any_of(
    "survey|study|report|test|trial|average|general|short|addition|fact|practice|most cases",
    after=r"(?: (?:of|from|in|by|with|among|across) [^,]*)?(?: \d+)?,$",
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as approved, with the stems and figures by which it is known, and the stems of what it limits."""

    words: str
    stems: frozenset[str]
    quantities: tuple[Quantity, ...]
    clause: frozenset[str]


@lru_cache(maxsize=REMEMBERED)
def limits(wording: Meaning, our_names: frozenset[str]) -> tuple[Limit, ...]:
    """Conditions, and groups that are bounded by a figure or a marking word."""
    return tuple(_limits(wording, our_names))


def _limits(wording: Meaning, our_names: frozenset[str]) -> Iterator[Limit]:
    text = wording.folded.text
    for match in _CONDITION.finditer(text):
        yield from _limit(wording, match.start(), match.end(), our_names)
    for match in (*_ON_A_PLAN.finditer(text), *_FROM_THEN.finditer(text), *_FOR_SO_LONG.finditer(text)):
        yield from _limit(wording, match.start(), match.end(), our_names)
    for match in _GROUP.finditer(text):
        if _PLAN.search(match[0]) or (_BOUNDED.search(match[0]) and not _measures_the_result(wording, match)):
            yield from _limit(wording, match.start(), match.end(), our_names)
    if opening := _SUBJECT_WITH.match(text):
        subject = _limit(wording, *opening.span("limit"), our_names)
        yield from (limit for limit in subject if limit.stems and not limit.quantities)
    for match in _BILLED.finditer(text):
        yield from _limit(wording, match.start(), match.end(), our_names)
    lead = _LEAD.match(text)
    if lead and not _SOURCE.search(lead[0]):
        yield from (limit for limit in _limit(wording, 0, lead.end() - 1, our_names) if limit.stems)


def _measures_the_result(wording: Meaning, match: re.Match[str]) -> bool:
    """`by up to 27%`, `in less than 4 minutes`, `over 400 shops` measure a result and limit nothing."""
    inside = [q for q in wording.quantities if match.start() <= q.start < match.end()]
    if not inside:
        return False
    if match[0].startswith(("under ", "below ", "above ")):
        before = tokens(wording.folded.text[: match.start()])
        return not (before and is_content(before[-1].text))
    if match[0].startswith("over ") and inside[0].kind in (Kind.MONEY, Kind.MEASURE):
        before = tokens(wording.folded.text[: match.start()])
        return not (before and is_noun(before[-1].text))
    return not match[0].startswith(("for ", "with ", "of ", "who ", "that ", "among ", "between "))


def _limit(wording: Meaning, start: int, end: int, our_names: frozenset[str]) -> Iterator[Limit]:
    words = wording.folded.text[start:end].strip()
    stems = content_stems(tokens(words)) - our_names
    inside = tuple(q for q in wording.quantities if start <= q.start < end and q.kind is not Kind.DATE)
    if stems or inside:
        limited = content_stems(tokens(_clause(wording.folded.text, start, end))) - stems - our_names
        yield Limit(wording.written(start, start + len(words)), stems, inside, limited or wording.content)


def _clause(text: str, start: int, end: int) -> str:
    """The clause around a limit: a claim of two clauses may be stated by halves."""
    first = max((match.end() for match in _CLAUSE_END.finditer(text, 0, start)), default=0)
    last = _CLAUSE_END.search(text, end)
    before = text[first:start]
    return before + text[end : last.start() if last and before.strip() else len(text)]
