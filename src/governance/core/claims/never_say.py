"""Promises that nobody may make: a rule's prose alone must find them, its examples sharpen it."""

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz

from governance.core.claims.assertions import is_courtesy, promises_nothing, speaks_of_us
from governance.core.claims.lexicon import any_of
from governance.core.claims.library import Library
from governance.core.claims.meaning import REMEMBERED, Meaning
from governance.core.claims.prepared_rules import PreparedRule, all_forbidden, places_by_stem, prepared_rules
from governance.core.claims.promises import NOTHING, Made, Promise, promises_made
from governance.core.claims.retrieval import candidates
from governance.core.claims.thesaurus import means_the_same
from governance.core.claims.words import is_content, stem
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.talk_track import NeverSay

EXAMPLE_SCORE = 0.5
PROSE_SCORE = 0.5
NAMED_SCORE = 0.7
PROMISE_SCORE = 0.8
COMES_NEAR = 0.35
_ABSOLUTE = any_of(
    r"""never|will not|won't|will ever|no (?:\w+ ){1,4}will|not (?:one|a single)|100%|zero|guarantee\w*
    |a thing of the past"""
)
_PROMISES = any_of(r"will|\w+'ll|won't")


@lru_cache(maxsize=REMEMBERED)
def broken_rule(sentence: Meaning, policies: PolicySet, library: Library, least: float = 0.0) -> NeverSay | None:
    """The rule that a sentence breaks most plainly, if more plainly than `least`; else None."""
    if promises_nothing(sentence):
        return None
    made = _made(sentence, policies, library)
    near = _rules_near(sentence, policies, made)
    scored = ((_score(sentence, prepared, library, made), prepared.rule) for prepared in near)
    score, rule = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return rule if score > least else None


def _made(sentence: Meaning, policies: PolicySet, library: Library) -> Made:
    """The forbidden promises that a sentence makes, without those that the nearest approved texts make as well."""
    forbidden = all_forbidden(policies)
    made = promises_made(sentence.folded.text, forbidden)
    if made is NOTHING:
        return NOTHING
    theirs = [promises_made(text.folded.text, forbidden) for text in _approved(sentence, library)]
    said = frozenset[Promise]().union(*(one.by_itself | one.beside for one in theirs))
    return Made(made.by_itself - said, made.beside - said)


def _approved(sentence: Meaning, library: Library) -> Iterator[Meaning]:
    """What the talk track says near a sentence: wordings of claims, or the text that carries it."""
    for one in candidates(sentence, library):
        if one.score >= COMES_NEAR:
            yield from one.claim.wordings
    if agreed := library.agreed_text(sentence):
        yield agreed


def _rules_near(sentence: Meaning, policies: PolicySet, made: Made) -> Iterator[PreparedRule]:
    """The rules that share a stem with the sentence or forbid its promise, and those on names, in their order."""
    rules, by_stem = prepared_rules(policies), places_by_stem(policies)
    places = {place for word in (*sentence.content, None) for place in by_stem.get(word, ())}
    promised = made.by_itself | made.beside
    places.update(place for place, one in enumerate(rules) if promised and not promised.isdisjoint(one.promises))
    return (rules[place] for place in sorted(places))


def _score(sentence: Meaning, prepared: PreparedRule, library: Library, made: Made) -> float:
    """How near the sentence is to an example, or how much of the prose it carries; zero if `but_not` is nearer.

    A sentence that denies what an example affirms is not near to it.
    """
    if any(name in sentence.folded.text for name in prepared.competitors):
        return 1.0
    example = max((_alike(sentence, text, library) for text in prepared.examples), default=0.0)
    prose = _carried(sentence, prepared, library)
    allowed = max((_alike(sentence, text, library) for text in prepared.but_not), default=0.0)
    promised = _promised(sentence, prepared, library.our_names, made)
    score = max(example if example >= EXAMPLE_SCORE else 0.0, prose if prose >= PROSE_SCORE else 0.0, promised)
    return score if score > allowed else 0.0


def _promised(sentence: Meaning, prepared: PreparedRule, our_names: frozenset[str], made: Made) -> float:
    """More, the more of the rule's matter the sentence speaks of."""
    if (made.by_itself | made.beside).isdisjoint(prepared.promises):
        return 0.0
    shared = _matter_of(sentence, prepared, our_names)
    if made.by_itself.isdisjoint(prepared.promises) and not shared:
        return 0.0
    return PROMISE_SCORE + (1 - PROMISE_SCORE) * min(1.0, len(shared) / max(1, len(prepared.spoken)))


def _matter_of(sentence: Meaning, prepared: PreparedRule, our_names: frozenset[str]) -> set[str]:
    """The words of a sentence that speak of what the rule speaks of."""
    told = {token.text for token in sentence.tokens if is_content(token.text) and stem(token.text) not in our_names}
    return {word for word in told if any(means_the_same(word, other) for other in prepared.spoken)}


def _alike(sentence: Meaning, text: Meaning, library: Library) -> float:
    shared, theirs = sentence.content & text.content - library.our_names, text.content - library.our_names
    telling = shared - library.commonplace
    if (
        not telling
        or len(telling) < min(2, len(theirs - library.commonplace))
        or shared & (sentence.negated ^ text.negated)
    ):
        return 0.0
    if (
        len(theirs) == 1
        and not _PROMISES.search(sentence.folded.text)
        and not speaks_of_us(sentence, library.our_names)
    ):
        return 0.0
    overlap = 2 * len(shared) / (len(sentence.content - library.our_names) + len(theirs))
    return 0.6 * overlap + 0.4 * fuzz.token_set_ratio(sentence.folded.text, text.folded.text) / 100


def _carried(sentence: Meaning, prepared: PreparedRule, library: Library) -> float:
    """How much of a rule's prose stands in the sentence.

    One word alone proves nothing, unless rule and sentence both speak absolutely of it or both deny it.
    """
    said = sentence.content & prepared.prose - library.our_names
    if said <= library.commonplace:
        return 0.0
    absolute = prepared.absolute and _ABSOLUTE.search(sentence.folded.text)
    denied = sentence.denied & prepared.denied
    if said and (absolute or denied) and speaks_of_us(sentence, library.our_names):
        return max(PROSE_SCORE, len(said) / len(prepared.prose))
    promises = speaks_of_us(sentence, library.our_names) or bool(_PROMISES.search(sentence.folded.text))
    affirmed = sentence.content - sentence.negated
    named = [
        wanted
        for wanted in prepared.alternatives
        if wanted - library.our_names and wanted - library.our_names <= affirmed
    ]
    if named and speaks_of_us(sentence, library.our_names) and not is_courtesy(sentence):
        return NAMED_SCORE if max(map(len, named)) > 1 else PROSE_SCORE
    enough = len(said) >= 3 or (len(said) == 2 and promises)
    return len(said) / len(prepared.prose) if enough and not said & sentence.negated else 0.0


def _promises_of_us(sentence: Meaning, library: Library) -> bool:
    return speaks_of_us(sentence, library.our_names) or bool(_PROMISES.search(sentence.folded.text))
