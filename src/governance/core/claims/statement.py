"""A judged sentence: its verdict, the claims it rests on, and what was changed."""

from dataclasses import dataclass
from enum import StrEnum

from governance.core.copy.text import Span
from governance.core.copy.variant import PartName


class Verdict(StrEnum):
    """What a sentence means beside the talk track, from harmless to worst (claim verdicts, rule 5)."""

    NONE = "none"
    SUPPORTED = "supported"
    MISSING_QUALIFIER = "missing_qualifier"
    ALTERED = "altered"
    UNSUPPORTED = "unsupported"
    EXPIRED = "expired"
    PROHIBITED = "prohibited"

    @property
    def rank(self) -> int:
        return _RANKS[self]


_RANKS = {verdict: rank for rank, verdict in enumerate(Verdict)}


class AlterationKind(StrEnum):
    """How an approved wording was changed."""

    NUMBER = "number"
    UNIT = "unit"
    TIMEFRAME = "timeframe"
    QUALIFIER_DROPPED = "qualifier_dropped"
    HEDGE_REMOVED = "hedge_removed"
    SCOPE_WIDENED = "scope_widened"
    NEGATION = "negation"
    SOURCE_DROPPED = "source_dropped"
    ENTITY_SWAP = "entity_swap"
    STRENGTHENED_VERB = "strengthened_verb"
    SUPERLATIVE_ADDED = "superlative_added"

    @property
    def words(self) -> str:
        """The change as people read it."""
        return _WORDS[self]


_WORDS = {
    AlterationKind.NUMBER: "Figure changed",
    AlterationKind.UNIT: "Unit changed",
    AlterationKind.TIMEFRAME: "Time frame changed",
    AlterationKind.QUALIFIER_DROPPED: "Limit dropped",
    AlterationKind.HEDGE_REMOVED: "Hedge removed",
    AlterationKind.SCOPE_WIDENED: "Scope widened",
    AlterationKind.NEGATION: "Negation changed",
    AlterationKind.SOURCE_DROPPED: "Source dropped",
    AlterationKind.ENTITY_SWAP: "Name changed",
    AlterationKind.STRENGTHENED_VERB: "Verb made stronger",
    AlterationKind.SUPERLATIVE_ADDED: "Superlative added",
}


@dataclass(frozen=True, slots=True)
class Alteration:
    """One change: the words of the copy (the whole sentence where words are missing) and the approved ones."""

    kind: AlterationKind
    span: Span
    quote: str
    approved_quote: str


class Ground(StrEnum):
    """Why a statement is prohibited."""

    NEVER_SAY = "never_say"
    CHANNEL = "channel"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of a part with its verdict.

    `claims` are `id@n`, the one that matters first. `wording` is the nearest approved wording with its
    qualifier, to use instead, unless the sentence states more than one claim. `ground` and `detail` say why
    a sentence is prohibited, expired or unqualified.
    """

    part: PartName
    span: Span
    quote: str
    verdict: Verdict
    claims: tuple[str, ...] = ()
    rule: str | None = None
    ground: Ground | None = None
    alterations: tuple[Alteration, ...] = ()
    wording: str | None = None
    detail: str | None = None

    @property
    def claim(self) -> str | None:
        return self.claims[0] if self.claims else None
