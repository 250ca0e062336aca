"""Which words say more than others, and which say the contrary."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from governance.core.claims.language.lines import ANYTHING, Relation, Words, shipped
from governance.core.claims.words import stem


@dataclass(frozen=True, eq=False)
class Relations:
    """By a stem, the stems than which it says more, those that say as much, and those of which it is the contrary."""

    below: Mapping[str, frozenset[str]]
    equals: Mapping[str, frozenset[str]]
    contraries: Mapping[str, frozenset[str]]

    def stronger(self, word: str, approved: frozenset[str]) -> bool:
        """Whether a stem says more than one of the approved stems, none of which says as much."""
        if not self.equals.get(word, frozenset({word})).isdisjoint(approved):
            return False
        return not self.below.get(word, frozenset()).isdisjoint({*approved, ANYTHING})

    def opposite(self, word: str, approved: frozenset[str]) -> str | None:
        """The approved stem of which a stem is the contrary, unless the stem itself is approved too."""
        contrary = self.contraries.get(word, frozenset()) & approved
        return min(contrary) if contrary and word not in approved else None


def related(stronger: Iterable[Relation], opposites: Iterable[Relation]) -> Relations:
    """Pairs of weaker and stronger words, and pairs of contraries, as relations of their stems."""
    both = [pair for one, other in opposites for pair in ((one, other), (other, one))]
    ladders = [(strong, weak) for weak, strong in stronger]
    equals = [(strong, strong) for strong, weak in ladders if ANYTHING not in weak]
    return Relations(_by_stem(ladders), _by_stem(equals), _by_stem(both))


def _by_stem(pairs: Iterable[tuple[Words, Words]]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for words, others in pairs:
        for word in words:
            found[stem(word)].update(map(stem, others))
    return {word: frozenset(others) for word, others in found.items()}


SPOKEN = related(shipped("strength.txt", "<"), shipped("opposites.txt", "<>"))
"""What holds for every company."""
