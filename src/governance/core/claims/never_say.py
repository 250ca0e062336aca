"""Promises that nobody may make: a rule's prose alone must find them, its examples sharpen it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from governance.core.claims.assertions import is_courtesy, speaks_of_us
from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import REMEMBERED, Meaning, meaning
from governance.core.claims.promises import forbidden_promises, promises_made
from governance.core.claims.words import stem
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.talk_track import NeverSay

_REPORTING = frozenset(
    stem(word)
    for word in "promise promises say says tell tells claim claims state states name names offer offers suggest "
    "suggests imply implies mention mentions call calls use uses present presents describe describes give gives "
    "rule approved sender prospect shopper customer reader company anybody somebody someone anyone".split()
)
EXAMPLE_SCORE = 0.5
PROSE_SCORE = 0.5
NAMED_SCORE = 0.7
PROMISE_SCORE = 0.8
SHORTEST = 4
_OFFERS = any_of("offers?|sells?|provides?|gives?")
_BRACKETS = re.compile(r"\([^()]*\)")
_BETWEEN = re.compile(r",|;|\bor\b|\band\b")
_NAMING = frozenset(
    stem(word) for word in "competitor competitors competing rival positively negatively brand product".split()
)

_ABSOLUTE_RULE = any_of(
    "never|always|will not|altogether|no longer|prevented|ends?|ended|stops?|stopped|at all|without fail|any"
)
_ABSOLUTE = any_of(
    r"""never|will not|won't|will ever|no (?:\w+ ){1,4}will|not (?:one|a single)|100%|zero|guarantee\w*
    |a thing of the past"""
)


@dataclass(frozen=True, eq=False)
class PreparedRule:
    """A never-say rule with the meanings of its prose, its examples and its near misses, and what it forbids."""

    rule: NeverSay
    prose: frozenset[str]
    alternatives: tuple[frozenset[str], ...]
    absolute: bool
    denied: frozenset[str]
    competitors: tuple[str, ...]
    examples: tuple[Meaning, ...]
    but_not: tuple[Meaning, ...]
    promises: frozenset[str]


@lru_cache(maxsize=8)
def prepared_rules(policies: PolicySet) -> tuple[PreparedRule, ...]:
    return tuple(
        PreparedRule(
            rule,
            meaning(rule.rule).content - _REPORTING,
            _alternatives(rule.rule),
            bool(_ABSOLUTE_RULE.search(meaning(rule.rule).folded.text)),
            meaning(rule.rule).denied,
            _forbidden_names(rule, policies),
            tuple(meaning(text) for text in rule.examples),
            tuple(meaning(text) for text in rule.but_not),
            forbidden_promises([meaning(text).folded.text for text in (rule.rule, *rule.examples)]),
        )
        for rule in policies.never_say
    )


def _alternatives(prose: str) -> tuple[frozenset[str], ...]:
    """What a rule forbids one by one: `boiler finance, consumer credit or loans`. Exceptions stand in brackets.

    One word names what is forbidden only in a rule on what may be offered.
    """
    least = 1 if _OFFERS.match(prose.lower()) else 2
    pieces = _BETWEEN.split(_BRACKETS.sub("", prose))
    contents = (meaning(piece).content - _REPORTING - _NAMING for piece in pieces)
    return tuple(content for content in contents if len(content) >= least and max(map(len, content)) >= SHORTEST)


def _forbidden_names(rule: NeverSay, policies: PolicySet) -> tuple[str, ...]:
    """The names that may not be said at all, for a rule that forbids naming competitors and nothing more."""
    names = tuple(meaning(name) for name in policies.standard.competitors.names)
    prose = (meaning(rule.rule).content - _REPORTING).difference(*(name.content for name in names))
    return tuple(name.folded.text for name in names) if prose <= _NAMING else ()


def _rules_near(sentence: Meaning, policies: PolicySet) -> Iterator[PreparedRule]:
    """The rules that share a stem with the sentence or forbid its promise, and those on names, in their order."""
    rules, by_stem = prepared_rules(policies), _places_by_stem(policies)
    places = {place for word in (*sentence.content, None) for place in by_stem.get(word, ())}
    made = _made(sentence, policies)
    places.update(place for place, one in enumerate(rules) if made and not made.isdisjoint(one.promises))
    return (rules[place] for place in sorted(places))


def _made(sentence: Meaning, policies: PolicySet) -> frozenset[str]:
    """The forbidden promises that a sentence makes, as long as it is no courtesy."""
    forbidden = frozenset[str]().union(*(one.promises for one in prepared_rules(policies)))
    return frozenset() if is_courtesy(sentence) else promises_made(sentence.folded.text, forbidden)


@lru_cache(maxsize=8)
def _places_by_stem(policies: PolicySet) -> dict[str | None, list[int]]:
    """Places of the prepared rules by the stems that they know; under None of those that look for names."""
    places: dict[str | None, list[int]] = {}
    for place, prepared in enumerate(prepared_rules(policies)):
        known = prepared.prose.union(*prepared.alternatives, *(example.content for example in prepared.examples))
        for word in (*known, *([None] if prepared.competitors else [])):
            places.setdefault(word, []).append(place)
    return places


@lru_cache(maxsize=REMEMBERED)
def broken_rule(
    sentence: Meaning, policies: PolicySet, our_names: frozenset[str], least: float = 0.0
) -> NeverSay | None:
    """The rule that a sentence breaks most plainly, if more plainly than `least`; else None."""
    scored = ((_score(sentence, prepared, our_names), prepared.rule) for prepared in _rules_near(sentence, policies))
    score, rule = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return rule if score > least else None


def _score(sentence: Meaning, prepared: PreparedRule, our_names: frozenset[str]) -> float:
    """How near the sentence is to an example, or how much of the prose it carries; zero if `but_not` is nearer.

    A sentence that denies what an example affirms is not near to it.
    """
    if any(name in sentence.folded.text for name in prepared.competitors):
        return 1.0
    example = max((_alike(sentence, text, our_names) for text in prepared.examples), default=0.0)
    prose = _carried(sentence, prepared, our_names)
    allowed = max((_alike(sentence, text, our_names) for text in prepared.but_not), default=0.0)
    promised = PROMISE_SCORE if prepared.promises & promises_made(sentence.folded.text, prepared.promises) else 0.0
    score = max(example if example >= EXAMPLE_SCORE else 0.0, prose if prose >= PROSE_SCORE else 0.0, promised)
    return score if score > allowed else 0.0


def _alike(sentence: Meaning, text: Meaning, our_names: frozenset[str]) -> float:
    shared = sentence.content & text.content - our_names
    theirs = text.content - our_names
    if not shared or len(shared) < min(2, len(theirs)) or shared & (sentence.negated ^ text.negated):
        return 0.0
    overlap = 2 * len(shared) / (len(sentence.content - our_names) + len(theirs))
    return 0.6 * overlap + 0.4 * fuzz.token_set_ratio(sentence.folded.text, text.folded.text) / 100


def _carried(sentence: Meaning, prepared: PreparedRule, our_names: frozenset[str]) -> float:
    """How much of a rule's prose stands in the sentence.

    One word alone proves nothing, unless rule and sentence both speak absolutely of it or both deny it.
    """
    said = sentence.content & prepared.prose - our_names
    absolute = prepared.absolute and _ABSOLUTE.search(sentence.folded.text)
    denied = sentence.denied & prepared.denied
    if said and (absolute or denied) and speaks_of_us(sentence, our_names):
        return max(PROSE_SCORE, len(said) / len(prepared.prose))
    promises = speaks_of_us(sentence, our_names) or " will " in sentence.folded.text
    affirmed = sentence.content - sentence.negated
    named = [wanted for wanted in prepared.alternatives if wanted - our_names and wanted - our_names <= affirmed]
    if named and speaks_of_us(sentence, our_names) and not is_courtesy(sentence):
        return NAMED_SCORE if max(map(len, named)) > 1 else PROSE_SCORE
    enough = len(said) >= 3 or (len(said) == 2 and promises)
    return len(said) / len(prepared.prose) if enough and not said & sentence.negated else 0.0
