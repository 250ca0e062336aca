"""Which claims does a sentence state, and what does each make of it?"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from governance.core.claims.assertions import disclaims, is_about_the_reader, is_courtesy, speaks_of_us, tells_of_ours
from governance.core.claims.customer_proof import CUSTOMER_PROOF, looks_back
from governance.core.claims.library import Library
from governance.core.claims.meaning import REMEMBERED, Meaning, figure_term
from governance.core.claims.quantity import Kind, equal
from governance.core.claims.retrieval import Candidate, candidates
from governance.core.claims.rivals import lends_a_figure
from governance.core.claims.ruling import Hearing, Ruling, rule_on
from governance.core.claims.statement import Verdict
from governance.core.claims.thesaurus import is_known
from governance.core.claims.words import stem

RESTS_ON = 0.5
ABOUT_US_RESTS_ON = 0.4
COURTESY_RESTS_ON = 0.65
NAMED_RESTS_ON = 0.25
TELLS_OF_RESTS_ON = 0.33
NAME = 3
"""Letters of a party's name, at least: `HR` is a matter."""
STATES_TOO = 0.6
NAMES_TOO = 0.3
MOST_NEAR = 6
SHARED_TERMS = 2
FEW = 3
HEADLINE_SHARES = 3
_NEVER = frozenset([stem("never")])
_COUNTING = frozenset(stem(word) for word in "first last day week month year hour minute".split())


def rulings_on(said: Meaning, near: Sequence[Candidate], hearing: Hearing) -> tuple[Ruling, ...]:
    """Rulings on the claims that a sentence states; the one that explains it best comes first."""
    alone = sorted((rule_on(said, one, (), hearing) for one in near), key=lambda r: -r.fit)
    if not alone:
        return ()
    stated = [_first(said, alone)]
    for other in alone:
        if _adds(said, stated, other):
            stated.append(other)
    if len(stated) == 1:
        return tuple(stated)
    together = [ruling.candidate for ruling in stated]
    return tuple(rule_on(said, candidate, together, hearing) for candidate in together)


def _first(said: Meaning, alone: Sequence[Ruling]) -> Ruling:
    """The claim that explains a sentence best; never by a figure alone, where another one says more of its words.

    `Calls are answered within 5 hours` states what was approved of calls, though 5 hours were approved of mails.
    """
    best = alone[0]
    for other in alone[1:]:
        shared = said.told & other.content
        more = said.told & best.content < shared and bool(shared - best.content - _COUNTING)
        usable = other.verdict not in (Verdict.EXPIRED, Verdict.PROHIBITED) and not other.nameless
        if more and usable and lends_a_figure(said, best.candidate.wording, other.candidate.wording):
            return other
    return best


def _explains_a_figure(said: Meaning, stated: Sequence[Ruling], wording: Meaning) -> bool:
    """Whether a wording has a figure of the sentence that no claim so far explains."""
    texts = [text for ruling in stated for text in ruling.candidate.claim.wordings]
    known = [figure for text in texts for figure in text.quantities]
    left = (one for one in said.quantities if not any(equal(one, figure) for figure in known))
    return any(equal(one, figure) for one in left for figure in wording.quantities)


class Near(NamedTuple):
    """The claims that a sentence may state, and what of its message bears on their rulings.

    `sources` may have to be named; `looks_back` says that the sentence before counts.
    """

    candidates: tuple[Candidate, ...]
    sources: tuple[Meaning, ...]
    looks_back: bool


@lru_cache(maxsize=REMEMBERED)
def near_claims(said: Meaning, library: Library, headline: bool) -> Near:
    """Candidates near enough, which share enough telling terms with the sentence."""
    names, least = library.our_names, _least(said, library)
    shares = HEADLINE_SHARES if headline else SHARED_TERMS
    found = tuple(
        candidate
        for candidate in candidates(said, library)[:MOST_NEAR]
        if _shared(said, candidate.wording, names) >= shares
        and (candidate.score >= least or _names_a_party(said, candidate, library) or _denies(said, candidate, names))
    )
    sources = (candidate.claim.attribution for candidate in found)
    proofs = (one.wording for one in found if one.claim.claim.category == CUSTOMER_PROOF)
    return Near(found, tuple(filter(None, sources)), any(looks_back(said, wording, names) for wording in proofs))


def _denies(said: Meaning, candidate: Candidate, our_names: frozenset[str]) -> bool:
    """`Contracts cannot be cancelled`: in the words of a claim alone, one of them denied."""
    told = said.content - our_names - _NEVER
    carried = len(told) >= SHARED_TERMS and told <= candidate.wording.content
    return bool(said.denied) and carried and not speaks_of_us(said, our_names)


def _names_a_party(said: Meaning, candidate: Candidate, library: Library) -> bool:
    """`Okta is one thing we cannot be connected to`: said of us and of a party that the claim names."""
    if candidate.score < NAMED_RESTS_ON or not speaks_of_us(said, library.our_names):
        return False
    theirs = (said.words & candidate.wording.name_words) - library.our_names
    named = {word for word in theirs if word in said.name_words or not is_known(word)}
    if not named or said.denied:
        return bool(named)
    told = said.told & candidate.wording.told - {stem(word) for word in theirs} - library.our_names
    rare = any(len(word) >= NAME for word in named - library.commonplace)
    return rare and bool(told) and candidate.score >= TELLS_OF_RESTS_ON


def _shared(said: Meaning, wording: Meaning, names: frozenset[str]) -> int:
    """How many telling terms two texts share; words of a figure tell nothing beside it, nor do `two` and `three`."""
    few = {figure_term(one) for one in said.quantities if one.kind is Kind.COUNT and one.value <= FEW}
    shared = (said.terms & wording.terms) - names - few
    if any(equal(one, other) for one in said.quantities for other in wording.quantities):
        shared -= (said.content - said.told) & (wording.content - wording.told)
    return len(shared)


def _least(said: Meaning, library: Library) -> float:
    """How near a claim must be for a sentence to be taken as stating it."""
    if is_about_the_reader(said, library.our_names):
        return math.inf
    if is_courtesy(said):
        return COURTESY_RESTS_ON
    ours = speaks_of_us(said, library.our_names) or tells_of_ours(said, library.subjects)
    return ABOUT_US_RESTS_ON if ours and not disclaims(said) else RESTS_ON


def _adds(said: Meaning, stated: Sequence[Ruling], other: Ruling) -> bool:
    """Whether a further claim carries words or names of the sentence that those before do not.

    One customer's name never carries what was approved of another.
    """
    wording = other.candidate.wording
    words = said.content.difference(*(ruling.content for ruling in stated)) & wording.content
    names = said.name_words.difference(*(ruling.names for ruling in stated)) & wording.name_words
    if any(ruling.nameless for ruling in stated):
        return False
    if words - _COUNTING and _explains_a_figure(said, stated, wording):
        return True
    if len(names) >= SHARED_TERMS and words:
        return True
    return (other.candidate.score >= NAMES_TOO and bool(names)) or (
        other.candidate.score >= STATES_TOO and len(words) >= 2
    )
