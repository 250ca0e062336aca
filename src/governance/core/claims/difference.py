"""One comparison of a sentence with approved wording, and what it found."""

from dataclasses import dataclass
from functools import cached_property

from governance.core.claims.meaning import Meaning
from governance.core.claims.quantity import Quantity
from governance.core.claims.statement import AlterationKind


@dataclass(frozen=True, slots=True)
class Difference:
    """What a sentence changed: the place in its folded text, and the approved words it departs from.

    An omission left words out; it stands nowhere, so the place is the whole sentence.
    """

    kind: AlterationKind
    start: int
    end: int
    approved: str
    omission: bool = False


@dataclass(frozen=True)
class Comparison:
    """A sentence beside the nearest wording of a claim and everything else that is approved with it.

    `also` holds the claim's other wordings, its qualifier, and other claims that the sentence states too; `beside` are
    the wordings of those.
    `year` is the civil year in which the sentence would be read. `groups` are those of whom any claim tells.
    """

    sentence: Meaning
    wording: Meaning
    also: tuple[Meaning, ...]
    attribution: Meaning | None
    our_names: frozenset[str]
    year: int
    beside: tuple[Meaning, ...] = ()
    groups: frozenset[str] = frozenset()

    @cached_property
    def approved(self) -> tuple[Meaning, ...]:
        return (self.wording, *self.also)

    @cached_property
    def own(self) -> tuple[Meaning, ...]:
        """What is approved as this one claim."""
        return tuple(text for text in self.approved if text not in self.beside)

    @cached_property
    def approved_content(self) -> frozenset[str]:
        return frozenset(stem for text in self.approved for stem in text.content)

    @cached_property
    def approved_quantities(self) -> tuple[Quantity, ...]:
        return tuple(quantity for text in self.approved for quantity in text.quantities)

    def whole(self, kind: AlterationKind, approved: str) -> Difference:
        """A difference that stands nowhere in the sentence, because words are missing."""
        text = self.sentence.folded.text
        lead = len(text) - len(text.lstrip())
        return Difference(kind, lead, len(text.rstrip()), approved, omission=True)

    def approved_words(self, quantity: Quantity) -> str:
        for text in self.approved:
            if quantity in text.quantities:
                return text.written(quantity.start, quantity.end)
        return ""
