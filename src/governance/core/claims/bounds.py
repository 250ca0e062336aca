"""How a figure is limited: up to, at least, about."""

from governance.core.claims.quantity import Bound
from governance.core.claims.words import Token, text_at, texts_at

_PHRASES = {
    Bound.AT_MOST: """up to|as many as|as much as|as high as|as low as|as little as|at most|no more than|
        not more than|no later than|a maximum of|maximum|max|under|below|less than|fewer than|within|inside|
        up until|no longer than|at the latest|never more than|the most""",
    Bound.AT_LEAST: """at least|more than|over|above|from|starting at|starts at|start at|starting from|
        starts from|begin at|begins at|beginning at|begin from|begins from|a minimum of|minimum|min|
        no less than|no fewer than|not less than|upwards of|north of|beyond|better than|well over""",
    Bound.ABOUT: """about|around|roughly|approximately|approx|some|nearly|almost|close to|circa|ca|~|
        just over|just under|just shy of|an estimated|more or less""",
}


def _by_last_word() -> dict[str, list[tuple[tuple[str, ...], Bound]]]:
    """Phrases by their last word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
    for bound, phrases in _PHRASES.items():
        for phrase in phrases.split("|"):
            words = tuple(phrase.split())
            found.setdefault(words[-1], []).append((words, bound))
    return {last: sorted(entries, key=lambda entry: -len(entry[0])) for last, entries in found.items()}


_BOUNDS = _by_last_word()
_AFTER: dict[tuple[str, ...], Bound] = {
    ("or", "more"): Bound.AT_LEAST, ("and", "more"): Bound.AT_LEAST, ("or", "over"): Bound.AT_LEAST,
    ("and", "up"): Bound.AT_LEAST, ("or", "less"): Bound.AT_MOST, ("or", "fewer"): Bound.AT_MOST,
    ("or", "under"): Bound.AT_MOST, ("at", "most"): Bound.AT_MOST,
}  # fmt: skip


def bound_before(tokens: tuple[Token, ...], at: int) -> tuple[Bound, int, str]:
    """The bound whose words end before a token, where they begin, and the words."""
    last = tokens[at - 1].text if at else ""
    for words, bound in _BOUNDS.get(last, ()):
        start = at - len(words)
        if start >= 0 and texts_at(tokens, start, len(words)) == words:
            return bound, start, " ".join(words)
    return Bound.EXACT, at, ""


def bound_after(tokens: tuple[Token, ...], end: int) -> tuple[Bound, int]:
    """The bound whose words begin at a token (`1,900+`, `two or more`), and where they end."""
    if text_at(tokens, end) == "+":
        return Bound.AT_LEAST, end + 1
    bound = _AFTER.get((text_at(tokens, end), text_at(tokens, end + 1)))
    return (bound, end + 2) if bound else (Bound.EXACT, end)
