"""Whole phrases in copy: any case and white space, look-alikes and invisible characters folded.

A phrase never begins or ends inside a word, and words know the letters and digits of every script.
Inflections are other words. What the platform assembles from choices is searched too.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from governance.core.copy.folding import fold
from governance.core.copy.machines import Phrase
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.reach import reach
from governance.core.copy.text import MappedText, Span, identity
from governance.core.copy.tree import MergeField

_MARK = "\u0300-\u036f"
_NOT_AFTER_WORD = "(?<![^\\W_])"
_NOT_BEFORE_WORD = f"(?![^\\W_]|[{_MARK}])"


class Found(NamedTuple):
    """A phrase as the policy writes it, where it stands, and the folded words that matched."""

    phrase: str
    span: Span
    words: str


def find_phrases(part: ParsedPart, phrases: tuple[str, ...]) -> list[Found]:
    """Every phrase found in a part, in reading order; what lies inside a longer find is left out."""
    finder = _finder(phrases)
    found = {match.span: match for text in folded_texts(part) for match in finder.find(text)}
    if not found:
        return []
    is_name = _field_names(part)
    return _outermost([match for match in found.values() if not is_name(match.span)])


def always_said(part: ParsedPart, phrase: str) -> bool:
    """Whether every message that the part can become shows the phrase, by whatever options."""
    machine = Phrase(phrase)
    return all(machine.said(state) for state in reach(part.tree.root, part.seen, machine))


def folded_texts(part: ParsedPart) -> Iterator[MappedText]:
    """The whole part, also without what is hidden, then every rendering of sentences that have several, folded."""
    yield part.folded
    if part.hidden:
        yield fold(part.only_seen)
    for sentence in part.sentences:
        if len(sentence.renderings) > 1:
            yield from sentence.folded


def _field_names(part: ParsedPart) -> Callable[[Span], bool]:
    """Whether a span begins in what names a merge field: inside its braces, before any fallback."""
    names = sorted(_name_span(part, field, span) for field, span in part.merge_fields)
    starts = [name.start for name in names]

    def begins_in_a_name(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and span.start < names[at].end

    return begins_in_a_name


def _name_span(part: ParsedPart, field: MergeField, span: Span) -> Span:
    if field.fallback is None or not field.fallback.nodes:
        return span
    return Span(span.start, part.text.span(*field.fallback.span).start)


def _outermost(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for match in sorted(found, key=lambda match: (match.span.start, -match.span.end)):
        if not kept or match.span.end > kept[-1].span.end:
            kept.append(match)
    return kept


@lru_cache(maxsize=256)
def _finder(phrases: tuple[str, ...]) -> "_Finder":
    return _Finder(phrases)


class _Finder:
    """One pattern for many phrases, longest first, tried at every beginning of a word."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self.phrases = {_words(phrase): phrase for phrase in reversed(phrases)}
        self.phrases.pop("", None)
        longest_first = sorted(self.phrases, key=len, reverse=True)
        self.pattern = re.compile(f"(?=({'|'.join(map(_pattern, longest_first))}))")
        self.pieces = {_piece(words) for words in self.phrases}

    def find(self, text: MappedText) -> Iterator[Found]:
        if not any(piece in text.text for piece in self.pieces):
            return
        for match in self.pattern.finditer(text.text):
            words = unicodedata.normalize("NFC", " ".join(match[1].split()))
            yield Found(self.phrases[words], text.span(*match.span(1)), match[1])


def _words(phrase: str) -> str:
    return unicodedata.normalize("NFC", " ".join(fold(identity(phrase)).text.split()))


def _piece(words: str) -> str:
    """The longest stretch that stands in every text in which the phrase is found; empty if there is none."""
    plain = (char if unicodedata.normalize("NFD", char) == char else " " for char in words)
    return max("".join(plain).split(), key=len, default="")


def _pattern(words: str) -> str:
    before = _NOT_AFTER_WORD if words[0].isalnum() else ""
    after = _NOT_BEFORE_WORD if words[-1].isalnum() else ""
    return before + r"\s+".join(_letters(word) for word in words.split()) + after


def _letters(word: str) -> str:
    """The word, each accented letter also as a letter with combining marks."""
    return "".join(_letter(char) for char in word)


def _letter(char: str) -> str:
    apart = unicodedata.normalize("NFD", char)
    return re.escape(char) if apart == char else f"(?:{re.escape(char)}|{re.escape(apart)})"
