"""How a figure is limited: up to, at least, about."""

from governance.core.claims.quantity import Bound
from governance.core.claims.thesaurus import is_noun
from governance.core.claims.words import Token, is_content, text_at, texts_at

_PHRASES = {
    Bound.AT_MOST: """up to|as many as|as much as|as long as|as far as|as high as|as low as|as little as|at most|
        no more than|not more than|never more than|no later than|no longer than|not longer than|never longer than|
        not exceeding|a maximum of|maximum of|maximum|max|under|below|less than|fewer than|within|inside|up until|
        at the latest|the most""",
    Bound.AT_LEAST: """at least|more than|longer than|over|above|from|starting at|starts at|start at|starting from|
        starts from|begin at|begins at|beginning at|begin from|begins from|a minimum of|minimum of|minimum is|
        minimum fee is|minimum|min|no less than|no fewer than|not less than|upwards of|north of|in excess of|
        exceeding|beyond|better than|well over""",
    Bound.ABOUT: """about|around|roughly|approximately|approx|some|nearly|almost|close to|circa|ca|~|
        just over|just under|just shy of|an estimated|more or less""",
}
COMPARATIVES = frozenset(
    {"more than", "less than", "fewer than", "longer than", "over", "under", "below", "above", "beyond", "better than"}
)
_TURNS_UP = frozenset("turn turns turned show shows showed live lives lived sign signs signed".split())
_DENIALS = frozenset("no not never nobody none nothing cannot without".split())
_CLAUSE_ENDS = frozenset(", ; : . and but if when".split())
_CLAUSE = 9
"""Tokens before a comparative in which a denial turns it."""
_DATE_PHRASES = {
    Bound.AT_MOST: "by|by the|until|until the|till|till the|before|before the|up to|up to the|up to and including",
    Bound.AT_LEAST: "after|after the|from|from the|since|since the|as of",
}
_Phrases = dict[str, list[tuple[tuple[str, ...], Bound]]]


def _by_last_word(bounds: dict[Bound, str]) -> _Phrases:
    """Phrases by their last word, the longest first."""
    found: _Phrases = {}
    for bound, phrases in bounds.items():
        for phrase in phrases.split("|"):
            words = tuple(phrase.split())
            found.setdefault(words[-1], []).append((words, bound))
    return {last: sorted(entries, key=lambda entry: -len(entry[0])) for last, entries in found.items()}


_BOUNDS = _by_last_word(_PHRASES)
_DATE_BOUNDS = _by_last_word(_DATE_PHRASES)
_AFTER: dict[tuple[str, ...], Bound] = {
    tuple(words.split()): bound
    for bound, phrases in {
        Bound.AT_LEAST: "or more|and more|or over|and up|and upwards|or upwards|and then some|at least",
        Bound.AT_MOST: "or less|or fewer|or under|at most|at the most|at the very most|at the outside|and no more|"
        "or more often|or more frequently|or sooner|or earlier|or faster",
    }.items()
    for words in phrases.split("|")
}
_LENGTHS_AFTER = {
    first: sorted({len(words) for words in _AFTER if words[0] == first}, reverse=True) for first, *_ in _AFTER
}


def bound_before(tokens: tuple[Token, ...], at: int) -> tuple[Bound, int, str]:
    """The bound whose words end before a token, where they begin, and the words."""
    return _before(tokens, at, _BOUNDS)


def is_denied_limit(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the clause before a comparative denies it: `no shift runs with fewer than two` has two at least.

    `You don't pay on orders over $150` denies the payment.
    """
    before = text_at(tokens, at - 1)
    if is_content(before) and is_noun(before):
        return False
    for back in range(at - 1, max(at - _CLAUSE, 0) - 1, -1):
        if tokens[back].text in _CLAUSE_ENDS:
            return False
        if tokens[back].text in _DENIALS or tokens[back].text.endswith("n't"):
            return True
    return False


def side_of_a_date(tokens: tuple[Token, ...], at: int) -> Bound:
    """Whether a date that begins at a token is the last (`by`, `until`) or the first (`from`, `after`) of its days."""
    return _before(tokens, at, _DATE_BOUNDS)[0]


def _before(tokens: tuple[Token, ...], at: int, phrases: _Phrases) -> tuple[Bound, int, str]:
    last = tokens[at - 1].text if at else ""
    for words, bound in phrases.get(last, ()):
        start = at - len(words)
        if start >= 0 and texts_at(tokens, start, len(words)) == words:
            if words == ("up", "to") and text_at(tokens, start - 1) in _TURNS_UP:
                break
            return bound, start, " ".join(words)
    return Bound.EXACT, at, ""


def bound_after(tokens: tuple[Token, ...], end: int) -> tuple[Bound, int]:
    """The bound whose words begin at a token (`1,900+`, `two or more`), and where they end."""
    if text_at(tokens, end) == "+":
        adds = text_at(tokens, end + 1)[:1]
        return (Bound.EXACT, end) if adds.isdigit() or adds in ("$", "€", "£") else (Bound.AT_LEAST, end + 1)
    for length in _LENGTHS_AFTER.get(text_at(tokens, end), ()):
        words = texts_at(tokens, end, length)
        if words == ("and", "up") and text_at(tokens, end + 2) == "to":
            break
        if bound := _AFTER.get(words):
            return bound, end + len(words)
    return Bound.EXACT, end
