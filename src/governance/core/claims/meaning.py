"""What a text says, in slots that can be compared one by one."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

from governance.core.claims.names import Name, names
from governance.core.claims.numbers import number_at
from governance.core.claims.places import places
from governance.core.claims.quantities import quantities
from governance.core.claims.quantity import Kind, Quantity
from governance.core.claims.strength import (
    Hedge,
    denied_stems,
    hedges,
    is_negator,
    negated_stems,
    superlatives,
    universals,
)
from governance.core.claims.words import Token, bare, content_stems, is_content, stem, tokens
from governance.core.copy.folding import fold
from governance.core.copy.text import MappedText, Span, identity

REMEMBERED = 8_192


@dataclass(frozen=True, eq=False)
class Meaning:
    """What the words of one rendering of a sentence, or of one approved wording, say.

    `source` is the text, `folded` maps to it, tokens index `folded.text`. Slots are computed when asked for.
    """

    folded: MappedText
    source: str

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokens(self.folded.text)

    @cached_property
    def content(self) -> frozenset[str]:
        return content_stems(self.tokens)

    @cached_property
    def told(self) -> frozenset[str]:
        """The content stems outside the figures: what is told, without how much."""
        figures = [range(figure.start, figure.end) for figure in self.quantities]
        return content_stems(tuple(t for t in self.tokens if not any(t.start in figure for figure in figures)))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return names(self.tokens, self._written_tokens)

    @property
    def _written_tokens(self) -> tuple[str, ...]:
        if isinstance(self.folded.starts, range):
            return tuple([self.source[start:end] for _, start, end in self.tokens])
        return tuple(self.written(start, end) for _, start, end in self.tokens)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        designators = frozenset(at for name in self.names for at in range(name.first, name.last))
        return quantities(self.tokens, designators)

    @cached_property
    def terms(self) -> frozenset[str]:
        """What a sentence is found by: its content stems, its figures and the numbers of its names (ISO 27001)."""
        numbered = {f"@{word}" for word in self.name_words if word[0].isdigit()}
        return self.content | {figure_term(q) for q in self.quantities} | numbered

    @cached_property
    def hedges(self) -> frozenset[Hedge]:
        return hedges(self.folded.text)

    @cached_property
    def negated(self) -> frozenset[str]:
        return negated_stems(self.tokens)

    @cached_property
    def denied(self) -> frozenset[str]:
        return denied_stems(self.tokens)

    @cached_property
    def superlatives(self) -> tuple[tuple[int, int], ...]:
        return superlatives(self.folded.text)

    @cached_property
    def universals(self) -> tuple[tuple[int, int], ...]:
        """Words for all and always."""
        return universals(self.folded.text)

    @cached_property
    def widening(self) -> tuple[tuple[int, int], ...]:
        """The universals that stand by themselves: not in a figure (`27 in every 100`), not before one (`all 50`)."""
        return tuple(place for place in self.universals if not self._counts(*place))

    def _counts(self, start: int, end: int) -> bool:
        if any(figure.start <= start < figure.end for figure in self.quantities):
            return True
        after = bisect_left([token.start for token in self.tokens], end)
        return after < len(self.tokens) and number_at(self.tokens, after) is not None

    @cached_property
    def places(self) -> dict[str, tuple[int, int]]:
        """The places that the text names; `US` in capitals is one."""
        found = places(self.folded.text)
        for token in self.tokens:
            if token.text == "us" and self.written(token.start, token.end) == "US":
                found.setdefault("us", (token.start, token.end))
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """The plain words of the text, plurals of names as their singular (`NDAs`, `NDA`)."""
        return frozenset(bare(token.text) for token in self.tokens)

    @cached_property
    def name_words(self) -> frozenset[str]:
        return frozenset(word for name in self.names for word in name.text.split())

    def span(self, start: int, end: int) -> Span:
        return self.folded.span(start, end)

    def written(self, start: int, end: int) -> str:
        """The words of the source at `folded.text[start:end]`."""
        if isinstance(self.folded.starts, range):
            return self.source[start:end]
        where = self.folded.span(start, end)
        return self.source[where.start : where.end]

    @property
    def is_question(self) -> bool:
        return self.folded.text.rstrip("\"')]} *").endswith("?")

    def written_name(self, name: Name) -> str:
        """A name as the source writes it."""
        return self.written(self.tokens[name.first].start, self.tokens[name.last - 1].end)

    def denial_place(self, wanted: str) -> tuple[int, int]:
        """Where a stem stands denied, from its negator on; where it stands if it is not denied."""
        for at, token in enumerate(self.tokens):
            if is_content(token.text) and stem(token.text) == wanted:
                before = self.tokens[max(0, at - 4) : at]
                if negator := next((other for other in before if is_negator(other.text)), None):
                    return negator.start, token.end
        return self.stem_place(wanted)

    def stem_place(self, wanted: str) -> tuple[int, int]:
        """Where a content stem stands; the whole text if it does not."""
        for token in self.tokens:
            if is_content(token.text) and stem(token.text) == wanted:
                return token.start, token.end
        return 0, len(self.folded.text)


def figure_term(quantity: Quantity) -> str:
    """A share and what is left of the whole are found by one another: 99.9% up, 0.1% down."""
    value = min(quantity.value, 1 - quantity.value) if quantity.kind is Kind.SHARE else quantity.value
    return f"{quantity.base}={value}"


@lru_cache(maxsize=REMEMBERED)
def meaning(text: str) -> Meaning:
    """The meaning of a text. The same words are read once: AI variants share most of their sentences."""
    return read_anew(text)


def read_anew(text: str) -> Meaning:
    """The meaning of a text that is not to be remembered."""
    return Meaning(fold(identity(text)), text)
