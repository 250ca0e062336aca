"""What is said of a sentence wherever it stands: the same words in the same hearing are judged once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from governance.core.claims.asides import adds_a_fact
from governance.core.claims.assertions import asserts_about_us, disclaims, is_aside, tells_of_ours
from governance.core.claims.continuation import continues
from governance.core.claims.difference import Difference
from governance.core.claims.library import Library
from governance.core.claims.meaning import REMEMBERED, Meaning
from governance.core.claims.never_say import broken_rule
from governance.core.claims.retrieval import candidates
from governance.core.claims.ruling import Hearing, Ruling, unqualified
from governance.core.claims.stated import STATES_TOO, near_claims, rulings_on
from governance.core.claims.statement import Ground, Verdict
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.talk_track import NeverSay

NEAREST_SHOWN = 0.35
PLAINLY, MORE_PLAINLY = 0.6, 0.85
"""How plainly a rule must be broken by a sentence that states a claim, and by one that a claim carries."""


@dataclass(frozen=True, eq=False)
class Opinion:
    """A statement without its place, with the rulings that it rests on and the differences that they found."""

    verdict: Verdict
    rulings: tuple[Ruling, ...] = ()
    claims: tuple[str, ...] = ()
    rule: str | None = None
    ground: Ground | None = None
    differences: tuple[Difference, ...] = ()
    wording: str | None = None
    detail: str | None = None


_NOTHING = Opinion(Verdict.NONE)


@lru_cache(maxsize=REMEMBERED)
def states_nothing(said: Meaning, library: Library) -> bool:
    """Whether a sentence carries no verdict in any hearing."""
    return is_aside(said) or library.is_qualifier(said)


@lru_cache(maxsize=REMEMBERED)
def opinion(said: Meaning, hearing: Hearing) -> Opinion:
    """The opinion of a sentence that may state something, as if every qualifier stood in the message."""
    rulings = rulings_on(said, near_claims(said, hearing.library, hearing.headline).candidates, hearing)
    if rule := _broken_rule(said, rulings, hearing):
        return Opinion(Verdict.PROHIBITED, rule=rule.id, ground=Ground.NEVER_SAY, detail=rule.rule)
    if rulings and _adds(said, rulings, hearing):
        return Opinion(Verdict.UNSUPPORTED, wording=_nearest(said, hearing.library))
    if rulings:
        return _resting_on(rulings, hearing.policies)
    if _unsupported(said, hearing):
        return Opinion(Verdict.UNSUPPORTED, wording=_nearest(said, hearing.library))
    return _NOTHING


def _adds(said: Meaning, rulings: Sequence[Ruling], hearing: Hearing) -> bool:
    """Whether a sentence tells a fact in passing that none of the claims which it states carries."""
    approved = tuple(text for ruling in rulings for text in ruling.texts)
    expired = any(ruling.verdict.rank > Verdict.UNSUPPORTED.rank for ruling in rulings)
    return not expired and not hearing.headline and adds_a_fact(said, approved, hearing.library)


@lru_cache(maxsize=REMEMBERED)
def without_qualifiers(given: Opinion, lacking: frozenset[Ruling], policies: PolicySet) -> Opinion:
    """The opinion where the qualifiers of some claims stand nowhere in the message."""
    rulings = tuple(unqualified(ruling) if ruling in lacking else ruling for ruling in given.rulings)
    return replace(_resting_on(rulings, policies), rulings=given.rulings)


def _broken_rule(said: Meaning, rulings: Sequence[Ruling], hearing: Hearing) -> NeverSay | None:
    """A never-say rule; a sentence that an approved claim plainly carries breaks none."""
    states_a_claim = bool(rulings) and rulings[0].candidate.score >= STATES_TOO
    if (states_a_claim and rulings[0].verdict is Verdict.SUPPORTED) or disclaims(said):
        return None
    carried = bool(rulings) and rulings[0].verdict is Verdict.SUPPORTED
    least = MORE_PLAINLY if carried else PLAINLY if states_a_claim else 0.0
    return broken_rule(said, hearing.policies, hearing.library, least)


def _unsupported(said: Meaning, hearing: Hearing) -> bool:
    """Whether a sentence asserts what nothing carries. Near a claim, only what speaks of us by itself does."""
    library = hearing.library
    after_us = hearing.after_us and (continues(said) or _nearest(said, library) is None) and not _told(said, hearing)
    about_us = asserts_about_us(said, library.our_names, after_us) or tells_of_ours(said, library.subjects)
    if hearing.headline or not about_us:
        return False
    return library.agreed_text(said) is None


def _told(said: Meaning, hearing: Hearing) -> bool:
    """`A year later it was 61,000`: figures of the claim that the sentence before stated."""
    return bool(said.quantities) and all(figure.written in hearing.told for figure in said.quantities)


def _nearest(said: Meaning, library: Library) -> str | None:
    ranked = candidates(said, library)
    return ranked[0].wording.source if ranked and ranked[0].score >= NEAREST_SHOWN else None


def _resting_on(rulings: tuple[Ruling, ...], policies: PolicySet) -> Opinion:
    worst = max(rulings, key=lambda ruling: ruling.verdict.rank)
    altered = worst.verdict is Verdict.ALTERED
    return Opinion(
        verdict=worst.verdict,
        rulings=rulings,
        claims=tuple(dict.fromkeys([worst.ref, *(ruling.ref for ruling in rulings)])),
        ground=worst.ground,
        differences=tuple(change for ruling in rulings for change in ruling.found) if altered else (),
        wording=worst.approved_text(policies) if len(rulings) == 1 else None,
        detail=worst.detail,
    )
