"""Sentences of a part, with spans; merge fields, choices and addresses are never cut through.

Ends are `.`, `!`, `?` and `…` before white space, blank lines, list items, and line ends that are not
soft wraps. Abbreviations and initials do not end a sentence. `Hi {{first_name}},` stands alone.
"""

import re

from governance.core.copy.syntax import Choice, Tree
from governance.core.copy.text import Span

_OPAQUE = "\ufffc"
_URL = re.compile(r"(?:https?://|www\.)\S+?(?=[.,;:!?)\]>\"']*(?:\s|$))", re.IGNORECASE)
_END = re.compile(r"[.!?…]+[\"'”’)\]*]*(?=\s|$)|\n")
_SALUTATION = re.compile(
    r"(?:(?:hi|hey|hello|dear|hallo|hei|moi|good (?:morning|afternoon|day))(?:[ \t]+[^\s,.!?:;]+){0,2}|\ufffc+)"
    r",(?=[ \t]+\S)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[ \t]*(?:[-–—•*▪‣✓✔→]|\d{1,2}[.)])[ \t]+")
_WORD = re.compile(r"\S")
_LAST_WORD = re.compile(r"([^\W\d_](?:[^\W_]|\.(?=[^\W_]))*)\.$")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st no nos vs etc excl approx ca inc ltd co corp dept est fig gen hon incl jr sr max min "
    "misc resp tel vol z.b e.g i.e u.s u.k a.m p.m jan feb mar apr jun jul aug sep sept oct nov dec dir".split()
)
_AFTER_ONLY_BEFORE_LOWER_OR_DIGIT = frozenset("etc inc ltd co corp u.s u.k a.m p.m no".split())
_SOFT_WRAP_FROM = 60


def sentence_spans(source: str, tree: Tree) -> list[Span]:
    """Spans of the sentences of a part, in order, without surrounding white space."""
    masked = _masked(source, tree)
    spans = []
    start = 0
    for end in _ends(masked):
        if span := _trimmed(source, start, end):
            spans.append(span)
        start = end
    return spans


def _masked(source: str, tree: Tree) -> str:
    """The source with everything that must not be cut replaced, length unchanged."""
    pieces = list(source)
    for node in tree.root.nodes:
        if hasattr(node, "name") or isinstance(node, Choice):
            _blank(pieces, node.span)
            if isinstance(node, Choice) and _always_ends_a_sentence(source, node):
                pieces[node.span.end - 1] = "."
    return _URL.sub(lambda url: _OPAQUE * len(url[0]), "".join(pieces))


def _blank(pieces: list[str], span: Span) -> None:
    pieces[span.start : span.end] = _OPAQUE * (span.end - span.start)


def _always_ends_a_sentence(source: str, choice: Choice) -> bool:
    options = [source[option.span.start : option.span.end].rstrip() for option in choice.options]
    return all(option.endswith((".", "!", "?", "…")) for option in options)


def _ends(masked: str) -> list[int]:
    ends = [m.end() for m in _END.finditer(masked) if _is_end(masked, m)]
    starts = [0, *ends]
    salutations = (_SALUTATION.match(masked, _first_word(masked, start)) for start in starts)
    return sorted({*ends, *(m.end() for m in salutations if m), len(masked)})


def _first_word(text: str, start: int) -> int:
    found = _WORD.search(text, start)
    return found.start() if found else len(text)


def _is_end(text: str, mark: re.Match[str]) -> bool:
    if mark[0] == "\n":
        return not _is_soft_wrap(text, mark.start())
    if mark[0] != ".":
        return True
    return not _is_abbreviation(text, mark.end())


def _is_abbreviation(text: str, end: int) -> bool:
    word = _LAST_WORD.search(text, max(0, end - 16), end)
    following = text[end:].lstrip(" \t")[:1]
    if _BULLET.fullmatch(text[text.rfind("\n", max(0, end - 8), end) + 1 : end] + " "):
        return True
    if word is None or not following:
        return False
    if len(word[1]) == 1:
        apart = word.start() == 0 or text[word.start() - 1].isspace()
        return apart and word[1].isupper() and following.isupper()
    known = word[1].lower()
    if known in _AFTER_ONLY_BEFORE_LOWER_OR_DIGIT:
        return following.islower() or following.isdigit()
    return known in _ABBREVIATIONS


def _is_soft_wrap(text: str, newline: int) -> bool:
    """Whether a line end only wraps a long line: the next line goes on in lower case, no list item."""
    line = text[text.rfind("\n", 0, newline) + 1 : newline].rstrip("\r ")
    following = text[newline + 1 : newline + 2]
    return len(line) >= _SOFT_WRAP_FROM and (following.islower() or following.isdigit()) and bool(line.strip())


def _trimmed(source: str, start: int, end: int) -> Span | None:
    stripped = source[start:end].strip()
    if not stripped:
        return None
    first = start + source[start:end].index(stripped[0])
    return Span(first, first + len(stripped))
