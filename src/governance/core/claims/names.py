"""Named parties, products and designators of a text: Shopify, Brandt Outdoor, SOC 2, ISO 27001."""

import re
from dataclasses import dataclass

from governance.core.claims.words import STOP_WORDS, Token

_CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri "
    "usd eur gbp chf sek nok dkk "
    "christmas easter q1 q2 q3 q4 i ok hi hello hey dear ps p.s re fwd best regards cheers yes "
    "fwiw fyi btw tbh imo imho afaik asap nb eod eta tba tbd faq aka".split()
)
_TITLES = frozenset("mr mrs ms dr prof st".split())
_GRADES = frozenset({"Type", "Level", "Tier", "Class", "Annex", "Article", "Category", "Grade"})
_UNITS = frozenset("% € $ £ ° + / - x . :".split())
_CAPITALISED = re.compile(r"[A-Z][\w&.-]*[A-Za-z0-9]|[A-Z]{2,}|[A-Z]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, lower case, with the tokens it covers: `tokens[first:last]`."""

    text: str
    first: int
    last: int


def names(tokens: tuple[Token, ...], written: tuple[str, ...]) -> tuple[Name, ...]:
    """Runs of capitalised tokens; `written` holds the tokens as they stand in the source.

    A lone capitalised word that opens a sentence is a name only if it is an acronym or holds a capital inside.
    """
    found: list[Name] = []
    behind = 0
    for at, word in enumerate(written):
        if at < behind or not "A" <= word[:1] <= "Z":
            continue
        end = at
        while end < len(tokens) and _belongs(tokens, written, at, end):
            end += 1
        if end > at and _is_name(tokens, written, at, end):
            found.append(Name(" ".join(token.text for token in tokens[at:end]), at, end))
        behind = end
    return tuple(found)


def _belongs(tokens: tuple[Token, ...], written: tuple[str, ...], first: int, at: int) -> bool:
    """Capitalised words, and numbers that follow one closely (SOC 2, AES-256, Q1, Sage 100 Contractor)."""
    if tokens[at].text in _CALENDAR:
        return at > first and written[at] == "I" and written[at - 1] in _GRADES
    if _CAPITALISED.match(written[at]):
        plain = tokens[at].text.replace("'", "") not in STOP_WORDS or written[at] == "US"
        return plain or (at > first and written[at].isupper())
    if at == first:
        return False
    if tokens[at].text[0].isdigit():
        return _designates(tokens, written, at)
    if tokens[at].text == "&":
        return at + 1 < len(tokens) and written[at + 1][:1].isupper()
    if tokens[at].text in ("-", "/"):
        closed = tokens[at].start == tokens[at - 1].end and at + 1 < len(tokens)
        following = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end
        return closed and following and (written[at + 1][:1].isupper() or written[at + 1][0].isdigit())
    return False


def _designates(tokens: tuple[Token, ...], written: tuple[str, ...], at: int) -> bool:
    before = written[at - 1]
    if before in ("-", "/"):
        before = written[at - 2] if at >= 2 else ""
    acronym = before.isupper() and (len(before) > 1 or tokens[at - 1].end == tokens[at].start)
    return acronym or before in _GRADES or _is_inside(tokens, written, at)


def _is_inside(tokens: tuple[Token, ...], written: tuple[str, ...], at: int) -> bool:
    """`Sage 100 Contractor`, `Microsoft 365 and`: a bare number behind a capitalised word, which counts nothing."""
    following = written[at + 1] if at + 1 < len(written) else "."
    counts = following[0].islower() and tokens[at + 1].text not in STOP_WORDS
    year = len(written[at]) == 4 and not _CAPITALISED.match(following)
    alone = written[at].isdecimal() and not (counts or year or following in _UNITS)
    return alone and bool(_CAPITALISED.match(written[at - 1]))


def _is_name(tokens: tuple[Token, ...], written: tuple[str, ...], first: int, end: int) -> bool:
    opens = first == 0 or tokens[first - 1].text in (".", "!", "?", ":", "-", "*", '"', "(", "#")
    if opens and first > 1 and tokens[first - 2].text in _TITLES:
        return True
    if not opens or end - first > 1:
        return True
    word = written[first]
    return len(word) > 1 and not word[1:].islower()
