"""The claims of a policy set, prepared for comparing and indexed for finding."""

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from governance.core.claims.index import Index, index
from governance.core.claims.meaning import Meaning, meaning, read_anew
from governance.core.claims.own_words import own_relations
from governance.core.claims.quantity import Kind, equal
from governance.core.claims.relations import Relations
from governance.core.claims.thesaurus import is_known, is_noun, is_people
from governance.core.claims.words import FILLERS, is_content, stem, text_at
from governance.core.policy.policy_set import PolicySet, VersionedClaim
from governance.core.policy.talk_track import Claim

AGREED = 0.6
COMMON_IN = 4
SUBJECT_WITHIN = 3
"""Words of a wording within which its subject stands."""
_PREPOSITIONS = frozenset("in on at for with during after before since within under over from of by if when".split())
_BUYERS = frozenset(
    stem(word)
    for word in "customer company employee team user shop people business site plant store contract month year".split()
)
"""What copy speaks of as the reader's as often as ours."""
_COMPANY_FORMS = frozenset("gmbh limited corp company group holding inc technologies software systems labs".split())


@dataclass(frozen=True, eq=False)
class PreparedClaim:
    """A claim with the meanings of its wordings, its qualifier and its attribution, read when asked for."""

    versioned: VersionedClaim

    @property
    def claim(self) -> Claim:
        return self.versioned.claim

    @property
    def ref(self) -> str:
        return self.versioned.ref

    @cached_property
    def wordings(self) -> tuple[Meaning, ...]:
        return tuple(map(meaning, self.claim.wordings))

    @cached_property
    def qualifier(self) -> Meaning | None:
        return meaning(self.claim.qualifier) if self.claim.qualifier else None

    @cached_property
    def attribution(self) -> Meaning | None:
        return meaning(self.claim.attribution) if self.claim.attribution else None


@dataclass(frozen=True, eq=False)
class Qualifiers:
    """The distinct qualifiers of all claims, found by the stems that they share with a sentence."""

    texts: tuple[str, ...]
    index: Index

    def near(self, said: frozenset[str], share: float = AGREED) -> Iterator[Meaning]:
        """All that hold at least this share of the stems."""
        places = self.index.places_with(said, math.ceil(share * len(said)))
        return (text for at in places if len(said & (text := meaning(self.texts[at])).content) >= share * len(said))


@dataclass(frozen=True, eq=False)
class Library:
    """All claims, with their wordings numbered through, and an index from term to wording.

    A term is a stem or a figure. `first[n]` is the number of the first wording of the claim `claims[n]`.
    `vocabulary` holds the terms of all wordings. `subjects` are the things that claims tell of, `groups` those who
    gain by them, `names` the words of the names in them. `own` are the talk track's own relations.
    """

    claims: tuple[PreparedClaim, ...]
    by_ref: Mapping[str, PreparedClaim]
    first: tuple[int, ...]
    index: Index
    vocabulary: frozenset[str]
    subjects: frozenset[str]
    groups: frozenset[str]
    names: frozenset[str]
    our_names: frozenset[str]
    agreed: tuple[Meaning, ...]
    qualifiers: Qualifiers
    own: Relations

    @cached_property
    def commonplace(self) -> frozenset[str]:
        """Our names, and the stems in so many wordings that they tell nothing of what a sentence is about."""
        least = max(COMMON_IN, len(self.index.sizes) / 5)
        return self.our_names.union(term for term, places in self.index.postings.items() if len(places) >= least)

    def wording(self, number: int) -> tuple[PreparedClaim, Meaning]:
        at = bisect_right(self.first, number) - 1
        return self.claims[at], self.claims[at].wordings[number - self.first[at]]

    def is_qualifier(self, sentence: Meaning) -> bool:
        """Whether a sentence only carries the qualifier of a claim, in figures and most of its words.

        A sum of money is known by itself.
        """
        if not sentence.quantities:
            return False
        said = sentence.content - self.our_names - FILLERS
        sums = any(figure.kind is Kind.MONEY for figure in sentence.quantities)
        near = self.qualifiers.near(said, 1 / len(said) if sums and said else AGREED)
        return any(_no_new_figure(sentence, text) for text in near)

    def agreed_text(self, sentence: Meaning) -> Meaning | None:
        """The offer, answer or pillar of the talk track that carries a sentence, if one does."""
        said = sentence.content - self.our_names
        for text in self.agreed:
            shared = said & text.content
            if len(shared) >= 2 and len(shared) >= AGREED * len(said) and _no_new_figure(sentence, text):
                return text
        return None


def _no_new_figure(sentence: Meaning, text: Meaning) -> bool:
    return all(any(equal(said, agreed) for agreed in text.quantities) for said in sentence.quantities)


@lru_cache(maxsize=8)
def library(policies: PolicySet) -> Library:
    """Prepare a policy set once; later calls with the same set are free.

    Of a wording only its terms are kept. What it means is read again when a sentence comes near it.
    """
    claims, our_names = policies.claims, _our_names(policies)
    vocabulary: set[str] = set()
    subjects: set[str] = set()
    groups: set[str] = set()
    names: set[str] = set()

    def telling(wording: str) -> frozenset[str]:
        said = read_anew(wording)
        vocabulary.update(said.terms)
        subjects.update(_subject(said))
        groups.update(_group(said))
        names.update(said.name_words)
        return said.terms - our_names

    prepared = tuple(map(PreparedClaim, claims))
    return Library(
        claims=prepared,
        by_ref={one.ref: one for one in prepared},
        first=tuple(accumulate((len(one.claim.wordings) for one in claims), initial=0)),
        index=index(telling(wording) for one in claims for wording in one.claim.wordings),
        vocabulary=frozenset(vocabulary),
        subjects=frozenset(subjects) - our_names - _BUYERS - _buyers(policies),
        groups=frozenset(groups) - our_names - _BUYERS,
        names=frozenset(names) - our_names,
        our_names=our_names,
        agreed=tuple(map(meaning, _agreed(policies))),
        qualifiers=_qualifiers(policies),
        own=own_relations(policies.talk_track.language),
    )


def _subject(wording: Meaning) -> Iterator[str]:
    """The noun that a wording begins with; a name or a figure is none, nor what stands in a place or a time."""
    opening = wording.tokens[0].text if wording.tokens else ""
    for token in wording.tokens[:SUBJECT_WITHIN]:
        if opening in _PREPOSITIONS or token.start >= min((q.start for q in wording.quantities), default=token.end):
            return
        if is_content(token.text):
            if token.text not in wording.name_words and is_noun(token.text) and not is_people(token.text):
                yield stem(token.text)
            return


def _group(wording: Meaning) -> Iterator[str]:
    """The plural noun that a wording begins with: `care homes`, `contractors that sell gas`."""
    for at, token in enumerate(wording.tokens[: SUBJECT_WITHIN + 1]):
        if not is_content(token.text) or token.text in wording.name_words:
            return
        plural = token.text.endswith("s") and not token.text.endswith("ss") and is_noun(token.text)
        if plural and text_at(wording.tokens, at + 1).isalpha():
            yield stem(token.text)
            return


def _qualifiers(policies: PolicySet) -> Qualifiers:
    texts = tuple(dict.fromkeys(one.claim.qualifier for one in policies.claims if one.claim.qualifier))
    return Qualifiers(texts, index(read_anew(text).content for text in texts))


def _agreed(policies: PolicySet) -> list[str]:
    track = policies.talk_track
    answers = [objection.answers for objection in track.objections]
    return [track.positioning, *(p.says for p in track.pillars), *(o.says for o in track.offers), *answers]


def _buyers(policies: PolicySet) -> frozenset[str]:
    """Stems of those for whom the talk track is written: copy speaks of them as often as of us."""
    return frozenset(stem for text in policies.talk_track.buyers for stem in meaning(text).content)


def _our_names(policies: PolicySet) -> frozenset[str]:
    """Stems of the words by which copy names the company and its products.

    A word of the language (`dental`) names nobody where another word of the name does.
    """
    found: set[str] = set()
    for name in (policies.workspace.name, *policies.talk_track.names):
        words = [token.text for token in meaning(name).tokens if _is_a_name(token.text)]
        own = [word for word in words if not is_known(word)]
        found.update(map(stem, own or words))
    return frozenset(found)


def _is_a_name(word: str) -> bool:
    """`Cedar` of `Cedar HR` and of `Cedar GmbH`; short words and company forms say nothing by themselves."""
    return is_content(word) and len(word) >= 4 and word not in _COMPANY_FORMS
