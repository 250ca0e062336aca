"""The claims of a policy set, prepared for comparing and indexed for finding."""

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from governance.core.claims.meaning import Meaning, meaning
from governance.core.claims.quantities import equal
from governance.core.policy.policy_set import PolicySet, VersionedClaim
from governance.core.policy.talk_track import Claim

AGREED = 0.6


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
    """All claims, an inverted index from stem or figure to wordings, and how telling each stem is.

    `postings[stem]` lists positions in `wordings`, which are pairs of claim and meaning.
    `weights[stem]` is the inverse document frequency over wordings.
    """

    wordings: tuple[tuple[PreparedClaim, Meaning], ...]
    postings: dict[str, tuple[int, ...]]
    weights: dict[str, float]
    sizes: tuple[float, ...]
    our_names: frozenset[str]
    unknown_weight: float
    agreed: tuple[Meaning, ...]

    def agreed_text(self, sentence: Meaning) -> Meaning | None:
        """The offer, answer or pillar of the talk track that carries a sentence, if one does."""
        said = sentence.content - self.our_names
        for text in self.agreed:
            shared = said & text.content
            if len(shared) >= 2 and len(shared) >= AGREED * len(said) and _no_new_figure(sentence, text):
                return text
        return None

    def weight(self, stems: frozenset[str]) -> float:
        return sum(self.weights.get(stem, self.unknown_weight) for stem in stems)


def _no_new_figure(sentence: Meaning, text: Meaning) -> bool:
    return all(any(equal(said, agreed) for agreed in text.quantities) for said in sentence.quantities)


@lru_cache(maxsize=8)
def library(policies: PolicySet) -> Library:
    """Prepare a policy set once; later calls with the same set are free."""
    claims = [_prepared(versioned) for versioned in policies.claims]
    wordings = tuple((claim, wording) for claim in claims for wording in claim.wordings)
    our_names = _our_names(policies)
    frequency = Counter(stem for _, wording in wordings for stem in wording.terms)
    total = len(wordings)
    weights = {stem: math.log(1 + total / count) for stem, count in frequency.items()}
    weights |= dict.fromkeys(our_names, 0.0)
    postings: dict[str, list[int]] = {}
    for at, (_, wording) in enumerate(wordings):
        for stem in wording.terms - our_names:
            postings.setdefault(stem, []).append(at)
    return Library(
        wordings=wordings,
        postings={stem: tuple(places) for stem, places in postings.items()},
        weights=weights,
        sizes=tuple(sum(weights[stem] for stem in wording.terms) for _, wording in wordings),
        our_names=our_names,
        unknown_weight=math.log(1 + total) * 0.6 if total else 1.0,
        agreed=tuple(meaning(text) for text in _agreed(policies)),
    )


def _agreed(policies: PolicySet) -> list[str]:
    track = policies.talk_track
    answers = [objection.answers for objection in track.objections]
    return [track.positioning, *(p.says for p in track.pillars), *(o.says for o in track.offers), *answers]


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
