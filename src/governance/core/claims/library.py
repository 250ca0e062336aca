"""The claims of a policy set, prepared for comparing and indexed for finding."""

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from governance.core.claims.meaning import Meaning, meaning
from governance.core.policy.policy_set import PolicySet, VersionedClaim
from governance.core.policy.talk_track import Claim


@dataclass(frozen=True, eq=False)
class PreparedClaim:
    """A claim with the meanings of its wordings, its qualifier and its attribution."""

    versioned: VersionedClaim
    wordings: tuple[Meaning, ...]
    qualifier: Meaning | None
    attribution: Meaning | None

    @property
    def claim(self) -> Claim:
        return self.versioned.claim

    @property
    def ref(self) -> str:
        return self.versioned.ref


@dataclass(frozen=True, eq=False)
class Library:
    """All claims, an inverted index from stem to wordings, and how telling each stem is.

    `postings[stem]` lists positions in `wordings`, which are pairs of claim and meaning.
    `weights[stem]` is the inverse document frequency over wordings.
    """

    wordings: tuple[tuple[PreparedClaim, Meaning], ...]
    postings: dict[str, tuple[int, ...]]
    weights: dict[str, float]
    sizes: tuple[float, ...]
    our_names: frozenset[str]
    unknown_weight: float

    def weight(self, stems: frozenset[str]) -> float:
        return sum(self.weights.get(stem, self.unknown_weight) for stem in stems)


@lru_cache(maxsize=8)
def library(policies: PolicySet) -> Library:
    """Prepare a policy set once; later calls with the same set are free."""
    claims = [_prepared(versioned) for versioned in policies.claims]
    wordings = tuple((claim, wording) for claim in claims for wording in claim.wordings)
    our_names = _our_names(policies)
    frequency = Counter(stem for _, wording in wordings for stem in wording.content)
    total = len(wordings)
    weights = {stem: math.log(1 + total / count) for stem, count in frequency.items()}
    weights |= dict.fromkeys(our_names, 0.0)
    postings: dict[str, list[int]] = {}
    for at, (_, wording) in enumerate(wordings):
        for stem in wording.content - our_names:
            postings.setdefault(stem, []).append(at)
    return Library(
        wordings=wordings,
        postings={stem: tuple(places) for stem, places in postings.items()},
        weights=weights,
        sizes=tuple(sum(weights[stem] for stem in wording.content) for _, wording in wordings),
        our_names=our_names,
        unknown_weight=math.log(1 + total) * 0.6 if total else 1.0,
    )


def _prepared(versioned: VersionedClaim) -> PreparedClaim:
    claim = versioned.claim
    return PreparedClaim(
        versioned,
        tuple(meaning(wording) for wording in claim.wordings),
        meaning(claim.qualifier) if claim.qualifier else None,
        meaning(claim.attribution) if claim.attribution else None,
    )


def _our_names(policies: PolicySet) -> frozenset[str]:
    """Stems of the words by which copy names the company and its products."""
    texts = (policies.workspace.name, *policies.talk_track.names)
    return frozenset(stem for text in texts for stem in meaning(text).content)
