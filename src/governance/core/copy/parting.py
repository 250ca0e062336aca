"""Sentences that stand in one of two parts only, such as the text and the HTML version of a mail.

Sentences are compared as words and figures, merge fields by name, choices as they are written. What only lays out a
text makes no difference: white space, list marks, emphasis, link addresses, labels of a word or two, the way out.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from governance.core.copy.folding import fold
from governance.core.copy.hidden import NOT_SEEN
from governance.core.copy.parsed import ParsedPart, Sentence
from governance.core.copy.text import MappedText, Span, identity

_ADDRESS = re.compile(
    r"[<(\[]?(?:https?://|www\.|mailto:)[^\s<>)\]]*+[>)\]]?|\[(?:image|logo|cid)\b[^\[\]\n]*+\]|<[^\s<>@]+@[^\s<>]+>"
)
_LINK_FIELD = re.compile(r"[<(\[]?\{\{\s*+[\w.]*(?:link|url|unsub|opt_?out)[\w.]*\s*+(?:\|[^{}]*+)?\}\}[>)\]]?")
_TOKEN = re.compile(r"\{\{\s*+[\w.]++|[{}|%€$£]|(?:[^\W_]|[\u0300-\u036f])++(?:[.,'](?=\d)\d++)*+")
_WAY_OUT = re.compile(r"unsub|opt.?out|abmeld|abbestell|in (?:your|the|a) browser|im browser")
_FIGURE = re.compile(r"[\d%]")
_LABEL = 2  # words
_FOOTER = 30  # words
_LOOKED_FOR = 100


def only_in(part: ParsedPart, other: ParsedPart) -> Iterator[Sentence]:
    """The sentences of a part that its recipient sees and that the other does not say."""
    theirs = f" {' '.join(_tokens(_plain(other.only_seen.text)))} "
    known = {_key(sentence, other) for sentence in other.sentences}
    looked_for = 0
    for sentence in part.sentences:
        key = _key(sentence, part)
        if not key or key in known or _is_layout(key, sentence, part):
            continue
        looked_for += 1
        if looked_for > _LOOKED_FOR or f" {key} " not in theirs:
            yield sentence


def _key(sentence: Sentence, part: ParsedPart) -> str:
    """The words of a sentence as they are written, choices and all, without what is hidden."""
    return " ".join(_tokens(_plain(_written(part, sentence.span))))


def _written(part: ParsedPart, span: Span) -> str:
    start, end = _places(part.text, span)
    return part.seen[start:end].replace(NOT_SEEN, "")


def _places(text: MappedText, span: Span) -> Span:
    """Where in a text that is in order a span of its source stands."""
    start = bisect_left(text.starts, span.start)
    return Span(start, bisect_left(text.starts, span.end, start))


def _plain(text: str) -> str:
    return _LINK_FIELD.sub(" ", _ADDRESS.sub(" ", fold(identity(text)).text))


def _tokens(text: str) -> list[str]:
    return [token.replace(" ", "") for token in _TOKEN.findall(text)]


def _is_layout(key: str, sentence: Sentence, part: ParsedPart) -> bool:
    if len(key.split()) <= _LABEL and not _FIGURE.search(key):
        return True
    return len(key.split()) <= _FOOTER and bool(_WAY_OUT.search(part.quote(sentence.span).lower()))
