"""The different sentences that a part can become, and the options that give each of them.

White space and case make no difference, and merge fields go by their names.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from governance.core.copy.parsed import ParsedPart, Sentence
from governance.core.copy.reach import Options
from governance.core.copy.readings import reading
from governance.core.copy.renderings import alternatives, ways
from governance.core.copy.text import MappedText, Span
from governance.core.copy.tree import Branch


@dataclass(frozen=True, slots=True)
class Option:
    """What a fork becomes in a sentence: where that stands in the source, and how it reads."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class DifferentSentence:
    """A text that the sentence at `span` of the source becomes with these options, outer ones before inner ones."""

    text: str
    span: Span
    choices: tuple[Option, ...]


def different_sentences(part: ParsedPart) -> list[DifferentSentence]:
    """Each text once, with the first options that give it: others may give it too, in this sentence or in another.

    Means nothing for a part that cannot be read.
    """
    found: dict[str, tuple[Sentence, Options]] = {}
    for sentence in part.sentences:
        for text, options in zip(sentence.renderings, ways(sentence.branch), strict=True):
            found.setdefault(_as_compared(text.text), (sentence, options))
    return [_told(sentence, part.text, options) for sentence, options in found.values()]


def how_many_differ(part: ParsedPart) -> int:
    """How many there are, without listing what gives them."""
    return len({_as_compared(text.text) for sentence in part.sentences for text in sentence.renderings})


def _as_compared(text: str) -> str:
    return " ".join(text.casefold().split()).replace("{{ ", "{{").replace(" }}", "}}")


def _told(sentence: Sentence, text: MappedText, options: Options) -> DifferentSentence:
    choices = tuple(_option(fork, text, options) for fork in _taken(sentence.branch, options))
    return DifferentSentence(reading(sentence.branch, text.text, options), sentence.span, choices)


def _taken(branch: Branch, options: Options) -> Iterator[Branch]:
    """The alternative that is taken at each fork that is met."""
    for node in branch.nodes:
        if forks := alternatives(node):
            fork = forks[options[node.span.start]]
            yield fork
            yield from _taken(fork, options)


def _option(fork: Branch, text: MappedText, options: Options) -> Option:
    """An empty option stands right after the mark before it."""
    start, end = fork.span
    at = text.ends[start - 1]
    span = text.span(start, end) if start < end else Span(at, at)
    return Option(span, reading(fork, text.text, options))
