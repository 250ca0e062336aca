"""Sentences of a part, with spans; merge fields, choices and addresses are never cut through.

Ends are `.`, `!`, `?` and `…` before white space, an emoji before a capital, blank lines, list items, and
line ends that are not soft wraps. Abbreviations, initials and the numbers of a list do not end a sentence.
Quotes, brackets and footnote marks after an end belong to it. `Hi {{first_name}},` stands alone.
"""

import re
from itertools import pairwise

from governance.core.copy.text import Span
from governance.core.copy.tree import Choice, Conditional, Node, Text, Tree

_OPAQUE = "\ufffc"
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_AFTER_URL = ".,;:!?…)]>\"'”’»*"
_LINE_END = r"\n\r\v\f\x85\u2028\u2029"
_BREAK = rf"(?>\r\n|[{_LINE_END}])"
_PICTURES = r"\u2600-\u27bf\u2b50-\u2b55\U0001f000-\U0001faff"
_MORE_PICTURES = rf"[{_PICTURES}\ufe0f\u200d]*+"
_EMOJI = f"[{_PICTURES}]{_MORE_PICTURES}"
_CLOSING = r"[\"'”“’»)\]*_†‡⁰¹²³⁴-⁹]*+(?:\[\d{1,3}\])?+"
_BEFORE_EMOJI = r"\w%)!\ufffc"
# One class for all first characters, so that texts are skipped through quickly; what it was is looked back at.
_END = re.compile(
    rf"[.!?…{_LINE_END} \t{_PICTURES}](?:"
    rf"(?<=[.!?…])(?<![.!?…]{{2}})[.!?…]*+(?P<mark>)"
    rf"{_CLOSING}(?=\s|$)(?:[ \t]*+(?:{_EMOJI}|[*†‡](?=[ \t]*+(?:[{_LINE_END}]|$))))*+"
    rf"|(?:(?<=[{_BEFORE_EMOJI}][ \t])[ \t]*+{_EMOJI}|(?<=[{_BEFORE_EMOJI}][{_PICTURES}]){_MORE_PICTURES})"
    rf"(?=[ \t]++[A-ZÀ-ÖØ-Þ])"
    rf"|(?<=[{_LINE_END}])(?P<break>)\s*+)"
)
_BLANK_LINE = re.compile(rf"{_BREAK}[ \t\u00a0]*+{_BREAK}")
_SALUTATION = re.compile(
    r"(?:(?:hi|hey|hello|dear|hallo|hei|moi|good (?:morning|afternoon|day))(?:[ \t]++[^\s,.!?:;]++){0,2}|\ufffc++)"
    r",(?=[ \t]+\S)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S")
_BULLET = re.compile(r"(?:[-–—•*▪‣·✓✔→]|\d{1,2}[.)])[ \t]")
_ORDINAL = re.compile(rf"(?<![^{_LINE_END}])[ \t]*+\d{{1,2}}\.(?=[ \t])")
_LAST_WORD = re.compile(r"([^\W\d_](?:[^\W_]|\.(?=[^\W_]))*)\.$")
_ALWAYS_ABBREVIATED = frozenset(
    "mr mrs ms dr prof st vs ca fig jr sr e.g i.e z.b d.h approx excl incl nr nos inkl zzgl exkl bzw mio mrd".split()
)
_ABBREVIATED_BEFORE_LOWER_OR_DIGIT = frozenset(
    "etc inc ltd co corp u.s u.k a.m p.m no max min est misc resp tel vol dept gen hon dir usw evtl "
    "ggf u.a jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_LONGEST_ABBREVIATION = 16
_WRAPPED_FROM, _WRAPPED_TO = 60, 80  # characters of a line that a mail program wrapped
_LONG_ENOUGH = 100  # characters of a line to look at


def sentence_spans(source: str, tree: Tree) -> list[Span]:
    """Spans of the sentences of a part, in order, without surrounding white space and list marks."""
    spans = (_trimmed(source, start, end) for start, end in pairwise([0, *_ends(_masked(source, tree))]))
    return [span for span in spans if span]


def _masked(source: str, tree: Tree) -> str:
    """The source with everything that must not be cut replaced, length unchanged."""
    pieces, at = [], 0
    for node in tree.root.nodes:
        if not isinstance(node, Text):
            pieces += [source[at : node.span.start], _mask(source, node)]
            at = node.span.end
    pieces.append(source[at:])
    masked = "".join(pieces)
    return _URL.sub(_mask_address, masked) if "://" in masked or "www." in masked.lower() else masked


def _mask(source: str, node: Node) -> str:
    length = node.span.end - node.span.start
    if isinstance(node, Choice | Conditional) and _always_ends_a_sentence(source, node):
        return _OPAQUE * (length - 1) + "."
    return _OPAQUE * length


def _mask_address(url: re.Match[str]) -> str:
    address = url[0].rstrip(_AFTER_URL)
    return _OPAQUE * len(address) + url[0][len(address) :]


def _always_ends_a_sentence(source: str, node: Choice | Conditional) -> bool:
    options = [source[option.span.start : option.span.end].rstrip() for option in node.branches]
    return all(option.endswith((".", "!", "?", "…")) for option in options)


def _ends(masked: str) -> list[int]:
    ordinals = {ordinal.end() for ordinal in _ORDINAL.finditer(masked)}
    ends = [end.end() for end in _END.finditer(masked) if end.end("mark") not in ordinals and _is_end(masked, end)]
    beginnings = [len(masked) - len(masked.lstrip()), *(_first_word(masked, end) for end in ends)]
    salutations = (_SALUTATION.match(masked, beginning) for beginning in beginnings)
    return sorted({*ends, *(salutation.end() for salutation in salutations if salutation), len(masked)})


def _first_word(text: str, start: int) -> int:
    found = _WORD.search(text, start)
    return found.start() if found else len(text)


def _is_end(text: str, end: re.Match[str]) -> bool:
    if end["break"] is not None:
        return not _is_soft_wrap(text, end)
    mark = text[end.start() : end.end("mark")]
    if mark not in (".", "...", "…"):
        return True
    first = _first_word(text, end.end())
    following = text[first : first + 1]
    if mark == ".":
        return not _is_abbreviation(text, end.end("mark"), following)
    return not following.islower()


def _is_abbreviation(text: str, end: int, following: str) -> bool:
    word = _LAST_WORD.search(text, max(0, end - _LONGEST_ABBREVIATION), end)
    if word is None or not following:
        return False
    if len(word[1]) == 1:
        apart = word.start() == 0 or text[word.start() - 1].isspace()
        return apart and word[1].isupper() and word[1] != "I" and following.isupper()
    known = word[1].lower()
    if known in _ABBREVIATED_BEFORE_LOWER_OR_DIGIT:
        return following.islower() or following.isdigit()
    return known in _ALWAYS_ABBREVIATED


def _is_soft_wrap(text: str, line_end: re.Match[str]) -> bool:
    """Whether a line end only wraps a long line: no blank line, no list item, and the sentence goes on."""
    at, following = line_end.span()
    if _BLANK_LINE.match(text, at) or _BULLET.match(text, following):
        return False
    line = "".join(text[max(0, at - _LONG_ENOUGH) : at].rstrip().splitlines()[-1:])
    goes_on = text[following : following + 1]
    if goes_on.islower() or goes_on.isdigit():
        return len(line) >= _WRAPPED_FROM
    return _WRAPPED_FROM <= len(line) <= _WRAPPED_TO and (line[-1].isalnum() or line[-1] == ",") and goes_on.isupper()


def _trimmed(source: str, start: int, end: int) -> Span | None:
    """The span without surrounding white space and without the mark of a list item."""
    stripped = source[start:end].strip()
    if not stripped:
        return None
    first = source.index(stripped[0], start)
    bullet = _BULLET.match(stripped)
    text = first + len(bullet[0]) if bullet else first
    text += len(source[text:end]) - len(source[text:end].lstrip())
    return Span(text, first + len(stripped))
