"""The claims of a policy set, prepared for comparing and indexed for finding."""

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from governance.core.claims.meaning import Meaning, meaning
from governance.core.claims.own_words import own_relations
from governance.core.claims.quantity import equal
from governance.core.claims.relations import Relations
from governance.core.claims.words import FILLERS, is_content, stem
from governance.core.policy.policy_set import PolicySet, VersionedClaim
from governance.core.policy.talk_track import Claim

AGREED = 0.6
_COMPANY_FORMS = frozenset("gmbh limited corp company group holding inc technologies software systems labs".split())


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
    """All claims, an inverted index from term to wordings, and how telling each term is.

    A term is a stem or a figure. `postings[term]` lists positions in `wordings`, pairs of claim and meaning.
    `weights[term]` is the inverse document frequency over wordings. `own` are the talk track's own relations.
    """

    wordings: tuple[tuple[PreparedClaim, Meaning], ...]
    postings: dict[str, tuple[int, ...]]
    weights: dict[str, float]
    sizes: tuple[float, ...]
    our_names: frozenset[str]
    unknown_weight: float
    agreed: tuple[Meaning, ...]
    qualifiers: tuple[Meaning, ...]
    own: Relations

    def is_qualifier(self, sentence: Meaning) -> bool:
        """Whether a sentence only carries the qualifier of a claim, in figures and most of its words."""
        said = sentence.content - self.our_names - FILLERS
        return bool(sentence.quantities) and any(
            len(said & text.content) >= AGREED * len(said) and _no_new_figure(sentence, text)
            for text in self.qualifiers
        )

    def agreed_text(self, sentence: Meaning) -> Meaning | None:
        """The offer, answer or pillar of the talk track that carries a sentence, if one does."""
        said = sentence.content - self.our_names
        for text in self.agreed:
            shared = said & text.content
            if len(shared) >= 2 and len(shared) >= AGREED * len(said) and _no_new_figure(sentence, text):
                return text
        return None

    def weight(self, terms: frozenset[str]) -> float:
        return sum(self.weights.get(term, self.unknown_weight) for term in terms)


def _no_new_figure(sentence: Meaning, text: Meaning) -> bool:
    return all(any(equal(said, agreed) for agreed in text.quantities) for said in sentence.quantities)


@lru_cache(maxsize=8)
def library(policies: PolicySet) -> Library:
    """Prepare a policy set once; later calls with the same set are free."""
    claims = [_prepared(versioned) for versioned in policies.claims]
    wordings = tuple((claim, wording) for claim in claims for wording in claim.wordings)
    our_names = _our_names(policies)
    frequency = Counter(term for _, wording in wordings for term in wording.terms)
    total = len(wordings)
    weights = {term: math.log(1 + total / count) for term, count in frequency.items()}
    weights |= dict.fromkeys(our_names, 0.0)
    postings: dict[str, list[int]] = {}
    for at, (_, wording) in enumerate(wordings):
        for term in wording.terms - our_names:
            postings.setdefault(term, []).append(at)
    return Library(
        wordings=wordings,
        postings={term: tuple(places) for term, places in postings.items()},
        weights=weights,
        sizes=tuple(sum(weights[term] for term in wording.terms) for _, wording in wordings),
        our_names=our_names,
        unknown_weight=math.log(1 + total) * 0.6 if total else 1.0,
        agreed=tuple(meaning(text) for text in _agreed(policies)),
        qualifiers=tuple(claim.qualifier for claim in claims if claim.qualifier),
        own=own_relations(policies.talk_track.language),
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
    return frozenset(stem(token.text) for text in texts for token in meaning(text).tokens if _is_a_name(token.text))


def _is_a_name(word: str) -> bool:
    """`Cedar` of `Cedar HR` and of `Cedar GmbH`; short words and company forms say nothing by themselves."""
    return is_content(word) and len(word) >= 4 and word not in _COMPANY_FORMS
