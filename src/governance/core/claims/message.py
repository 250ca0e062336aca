"""What a message says as a whole: the meanings of its sentences, part by part."""

from dataclasses import dataclass
from functools import cached_property

from governance.core.claims.dates import parts as date_parts
from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import Meaning, meaning
from governance.core.claims.qualifiers import families
from governance.core.claims.quantity import Kind, Quantity, equal
from governance.core.claims.words import FILLERS, stem
from governance.core.copy.parsed import MAX_SENTENCE_LENGTH, ParsedCopy, ParsedPart, Sentence
from governance.core.copy.text import MappedText, Span
from governance.core.copy.variant import PartName

CARRIED, SURELY = 0.5, 0.67
"""Shares of a qualifier's words that carry it; the greater one, where it is of a kind that is worded in many ways."""
TELLING_FIGURE = 50
"""A figure of this size in a qualifier identifies it, whatever the words around it."""


def _weight(stems: frozenset[str], names: frozenset[str]) -> int:
    """A name (VAT, ISO, a survey's publisher) says as much as two other words."""
    return len(stems) + len(stems & names)


_THIS_YEAR = any_of("this (?:year|spring|summer|autumn|fall|winter)|this year's")


@dataclass(frozen=True, slots=True)
class Reading:
    """One rendering of a sentence with its meaning, whose places the rendering maps to the part's source."""

    rendering: MappedText
    meaning: Meaning

    def span(self, start: int, end: int) -> Span:
        """The source span of a place in the meaning's folded text."""
        return self.rendering.span(*self.meaning.span(start, end))


@dataclass(frozen=True, eq=False)
class PartMeaning:
    """Everything that a part says: the readings of each of its sentences, one for each rendering."""

    part: ParsedPart

    @cached_property
    def readings(self) -> tuple[tuple[Reading, ...], ...]:
        return tuple(_readings(sentence) for sentence in self.part.sentences)

    @cached_property
    def meanings(self) -> tuple[tuple[Meaning, ...], ...]:
        return tuple(tuple(reading.meaning for reading in readings) for readings in self.readings)

    def beside(self, at: int) -> tuple[tuple[Meaning, ...], tuple[Meaning, ...]]:
        """The readings of the sentence before and of the one after; none at the ends."""
        return (self.meanings[at - 1] if at else ()), (self.meanings[at + 1] if at + 1 < len(self.meanings) else ())

    @cached_property
    def _seen(self) -> list[tuple[Meaning, ...]]:
        """The meanings of the sentences of which nothing is hidden."""
        pairs = zip(self.part.sentences, self.meanings, strict=True)
        return [meanings for sentence, meanings in pairs if self.part.shows(sentence)]

    @cached_property
    def content(self) -> frozenset[str]:
        """Stems that stand in every rendering, where the recipient sees them."""
        found: set[str] = set()
        for meanings in self._seen:
            found |= frozenset.intersection(*(other.content for other in meanings)) if meanings else set()
        return frozenset(found)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Figures that stand in every rendering, where the recipient sees them."""
        return tuple(
            quantity
            for meanings in self._seen
            if meanings
            for quantity in meanings[0].quantities
            if all(any(equal(quantity, q) for q in other.quantities) for other in meanings[1:])
        )

    @cached_property
    def _families(self) -> frozenset[int]:
        """Families of qualifiers of which each rendering holds one, where the recipient sees it."""
        found = (frozenset.intersection(*map(families, meanings)) for meanings in self._seen if meanings)
        return frozenset[int]().union(*found)

    def names(self, source: Meaning) -> bool:
        """Whether a source is named here, with all its words."""
        return source.content <= self.content

    @cached_property
    def _tells_this_year(self) -> bool:
        """Whether some sentence says `this year`, or `this spring`, in every rendering."""
        return any(all(_THIS_YEAR.search(one.folded.text) for one in meanings) for meanings in self._seen if meanings)

    def carries(self, text: Meaning, beside: frozenset[str] = frozenset(), year: int = 0) -> bool:
        """Whether the words and every figure of `text` stand here; `beside` are words that say nothing new.

        `year` is the one in which the message is read.
        """
        wanted = text.told - beside - FILLERS or (frozenset() if text.quantities else text.content)
        names = frozenset(stem(word) for word in text.name_words)
        said = _weight(wanted & self.content, names) / _weight(wanted, names) if wanted else 1.0
        telling = any(figure.written >= TELLING_FIGURE for figure in text.quantities)
        kinds = families(text)
        worded = not kinds.isdisjoint(self._families) or telling or said >= (SURELY if kinds else CARRIED)
        return worded and all(self._has(figure) or self._is_this(figure, year) for figure in text.quantities)

    def _is_this(self, figure: Quantity, year: int) -> bool:
        """`this spring` for `spring 2026`."""
        return figure.kind is Kind.DATE and date_parts(figure.value) == (year, 0, 0) and self._tells_this_year

    def _has(self, figure: Quantity) -> bool:
        if any(equal(figure, quantity) for quantity in self.quantities):
            return True
        bare = (q for q in self.quantities if q.kind is Kind.COUNT or figure.kind is Kind.COUNT)
        return any(q.written == figure.written for q in bare)


def _readings(sentence: Sentence) -> tuple[Reading, ...]:
    """A sentence too long to judge is unreadable copy, so it is not judged."""
    return tuple(
        [
            Reading(rendering, said)
            for rendering in sentence.renderings
            if len(rendering.text) <= MAX_SENTENCE_LENGTH and (said := meaning(rendering.text)).folded.text
        ]
    )


@dataclass(frozen=True, eq=False)
class Message:
    """The meanings of all texts of one revision, in reading order: each part, then what stands beside it."""

    parts: tuple[PartMeaning, ...]

    def read_with(self, part: PartMeaning) -> tuple[PartMeaning, ...]:
        """Where a qualifier or source may stand: a subject is read with the whole message, others alone.

        What stands beside a text, such as the words for a picture, is read with it, and vouches for nothing in it.
        """
        whole = self._whole
        around = whole.values() if part.part.name is PartName.SUBJECT else (whole[part.part.name], part)
        return tuple(dict.fromkeys(around))

    @cached_property
    def _whole(self) -> dict[PartName, PartMeaning]:
        """The parts themselves, without what stands beside them."""
        return {one.part.name: one for one in reversed(self.parts)}


def read_message(copy: ParsedCopy) -> Message:
    return Message(tuple(PartMeaning(part) for part in copy.texts))
