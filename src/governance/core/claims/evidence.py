"""A passage that a claim can be held against: its sentences by what they say."""

from dataclasses import dataclass
from functools import cached_property

from governance.core.claims.meaning import Meaning, meaning
from governance.core.claims.words import bare, stem
from governance.core.copy.sentences import sentence_spans
from governance.core.copy.text import Span
from governance.core.copy.tree import Branch, Text, Tree

NEARBY = 3
"""Sentences near a claim, whose words can mean what its words mean."""


@dataclass(frozen=True, eq=False)
class Evidence:
    """A passage, sentence by sentence. Braces in it are characters like any other."""

    sentences: tuple[Meaning, ...]

    @cached_property
    def content(self) -> frozenset[str]:
        return frozenset(stem for sentence in self.sentences for stem in sentence.content)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for sentence in self.sentences for word in sentence.words)

    def names(self, word: str) -> bool:
        """Whether a word of a name is said, in any of its forms: `Finland` in `Finnish` is not."""
        return bare(word) in self.words or stem(word) in self.content

    def nearest(self, said: Meaning) -> list[Meaning]:
        """The sentences that share most with another, the nearest first."""
        return sorted(self.sentences, key=lambda one: _shared(said, one), reverse=True)[:NEARBY]


def read_evidence(passage: str) -> Evidence:
    """Read a passage; one without words holds no sentence."""
    return Evidence(tuple(one for one in map(meaning, sentences(passage)) if one.content or one.quantities))


def sentences(passage: str) -> list[str]:
    whole = Span(0, len(passage))
    return [passage[slice(*span)] for span in sentence_spans(passage, Tree(Branch(whole, (Text(whole),)), ()))]


def overlap(one: Meaning, other: Meaning) -> float:
    """The share of content words that two sentences have in common, from 0 to 1."""
    total = len(one.content) + len(other.content)
    return 2 * len(one.content & other.content) / total if total else 0.0


def _shared(said: Meaning, one: Meaning) -> tuple[int, float]:
    return len(said.content & one.content), overlap(said, one)
