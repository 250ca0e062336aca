"""Text derived from a source that remembers, character by character, where it came from.

Everything that is not the source itself (what is visible of HTML, one rendering of a sentence, text with
look-alikes folded) is a MappedText, so that a span found in it is always a span of the source.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open interval of Unicode code points of one part's source."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class MappedText:
    """`text[i]` came from `source[starts[i]:ends[i]]`."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`, which must not be empty."""
        return Span(self.starts[start], self.ends[end - 1])

    def cut(self, start: int, end: int) -> "MappedText":
        return MappedText(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def translated(self, folds: Mapping[int, str]) -> "MappedText":
        """Every character replaced as `folds` says for its code point, or kept; the map stays exact."""
        text = self.text.translate(folds)
        if all(len(fold) == 1 for fold in folds.values()):
            return MappedText(text, self.starts, self.ends)
        lengths = [len(folds.get(ord(char), char)) for char in self.text]
        return MappedText(text, _repeated(self.starts, lengths), _repeated(self.ends, lengths))


def _repeated(positions: Sequence[int], times: list[int]) -> list[int]:
    return list(chain.from_iterable(map(repeat, positions, times)))


def identity(source: str) -> MappedText:
    """The source as it stands."""
    return MappedText(source, range(len(source)), range(1, len(source) + 1))


def joined(pieces: Iterable[MappedText]) -> MappedText:
    """The pieces one after the other."""
    pieces = [piece for piece in pieces if piece.text]
    if len(pieces) == 1:
        return pieces[0]
    return MappedText(
        "".join(piece.text for piece in pieces),
        list(chain.from_iterable(piece.starts for piece in pieces)),
        list(chain.from_iterable(piece.ends for piece in pieces)),
    )
