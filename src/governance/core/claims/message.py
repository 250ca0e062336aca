"""What a message says as a whole: the meanings of its sentences, part by part."""

from dataclasses import dataclass
from functools import cached_property

from governance.core.claims.meaning import Meaning
from governance.core.claims.quantity import Kind, Quantity, equal
from governance.core.claims.words import stem
from governance.core.copy.parsed import ParsedCopy, ParsedPart, Sentence
from governance.core.copy.variant import PartName

CARRIED = 0.5
_FILLERS = frozenset(
    stem(word)
    for word in "found find finds measured measure figure figures based according applies apply result results "
    "source data shown show says said come comes taken see seen".split()
)


def _weight(stems: frozenset[str], names: frozenset[str]) -> int:
    """A name (VAT, ISO, a survey's publisher) says as much as two other words."""
    return len(stems) + len(stems & names)


@dataclass(frozen=True, eq=False)
class PartMeaning:
    """Everything that a part says. `meanings` holds the readings of each sentence, one for each rendering."""

    part: ParsedPart

    @cached_property
    def meanings(self) -> tuple[tuple[Meaning, ...], ...]:
        return tuple(self._readings(sentence) for sentence in self.part.sentences)

    def _readings(self, sentence: Sentence) -> tuple[Meaning, ...]:
        return tuple(Meaning(folded, self.part.source) for folded in sentence.folded if folded.text)

    @cached_property
    def content(self) -> frozenset[str]:
        """Stems that stand in every rendering."""
        found: set[str] = set()
        for readings in self.meanings:
            found |= frozenset.intersection(*(reading.content for reading in readings)) if readings else set()
        return frozenset(found)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Figures that stand in every rendering."""
        return tuple(
            quantity
            for readings in self.meanings
            if readings
            for quantity in readings[0].quantities
            if all(any(equal(quantity, q) for q in reading.quantities) for reading in readings[1:])
        )

    def carries(self, text: Meaning, beside: frozenset[str] = frozenset()) -> bool:
        """Whether the words and every figure of `text` stand here; `beside` are words that say nothing new."""
        wanted = text.content - beside - _FILLERS or text.content
        names = frozenset(stem(word) for word in text.name_words)
        said = _weight(wanted & self.content, names) / _weight(wanted, names) if wanted else 1.0
        return said >= CARRIED and all(self._has(figure) for figure in text.quantities)

    def _has(self, figure: Quantity) -> bool:
        if any(equal(figure, quantity) for quantity in self.quantities):
            return True
        bare = (q for q in self.quantities if q.kind is Kind.COUNT or figure.kind is Kind.COUNT)
        return any(q.written == figure.written for q in bare)


@dataclass(frozen=True, eq=False)
class Message:
    """The meanings of all parts of one revision, in reading order."""

    parts: tuple[PartMeaning, ...]

    def read_with(self, part: PartMeaning) -> tuple[PartMeaning, ...]:
        """Where a qualifier or source may stand: a subject is read with the whole message, others alone."""
        return self.parts if part.part.name is PartName.SUBJECT else (part,)


def read_message(copy: ParsedCopy) -> Message:
    return Message(tuple(PartMeaning(part) for part in copy.parts))
