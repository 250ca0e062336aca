"""Promises that nobody may make: a rule's prose alone must find them, its examples sharpen it."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from governance.core.claims.meaning import Meaning, meaning
from governance.core.claims.words import stem
from governance.core.copy.folding import fold
from governance.core.copy.text import identity
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
_NAMING = frozenset(stem(word) for word in "competitor competitors rival positively negatively brand product".split())


@dataclass(frozen=True, eq=False)
class PreparedRule:
    """A never-say rule with the meanings of its prose, its examples and its near misses."""

    rule: NeverSay
    prose: frozenset[str]
    competitors: tuple[str, ...]
    examples: tuple[Meaning, ...]
    but_not: tuple[Meaning, ...]


@lru_cache(maxsize=8)
def prepared_rules(policies: PolicySet) -> tuple[PreparedRule, ...]:
    return tuple(
        PreparedRule(
            rule,
            meaning(rule.rule).content - _REPORTING,
            _forbidden_names(rule, policies),
            tuple(meaning(text) for text in rule.examples),
            tuple(meaning(text) for text in rule.but_not),
        )
        for rule in policies.never_say
    )


def _forbidden_names(rule: NeverSay, policies: PolicySet) -> tuple[str, ...]:
    """The names that may not be said at all, for a rule that forbids naming competitors and nothing more."""
    prose = meaning(rule.rule).content - _REPORTING
    names = policies.standard.competitors.names
    return tuple(fold(identity(name)).text for name in names) if prose and prose <= _NAMING else ()


def broken_rule(sentence: Meaning, policies: PolicySet, our_names: frozenset[str]) -> NeverSay | None:
    """The rule that a sentence breaks most plainly, or None."""
    best, best_score = None, 0.0
    for prepared in prepared_rules(policies):
        score = _score(sentence, prepared, our_names)
        if score > best_score:
            best, best_score = prepared.rule, score
    return best


def _score(sentence: Meaning, prepared: PreparedRule, our_names: frozenset[str]) -> float:
    """How near the sentence is to an example, or how much of the prose it carries; zero if `but_not` is nearer.

    A sentence that denies what an example affirms is not near to it.
    """
    example = max((_alike(sentence, text, our_names) for text in prepared.examples), default=0.0)
    prose = _carried(sentence, prepared.prose - our_names)
    allowed = max((_alike(sentence, text, our_names) for text in prepared.but_not), default=0.0)
    if any(name in sentence.folded.text for name in prepared.competitors):
        return 1.0
    if allowed >= max(example, prose):
        return 0.0
    if example >= EXAMPLE_SCORE:
        return example
    return prose if prose >= PROSE_SCORE else 0.0


def _alike(sentence: Meaning, text: Meaning, our_names: frozenset[str]) -> float:
    shared = sentence.content & text.content - our_names
    theirs = text.content - our_names
    if not shared or len(shared) < min(2, len(theirs)) or shared & (sentence.negated ^ text.negated):
        return 0.0
    overlap = 2 * len(shared) / (len(sentence.content - our_names) + len(theirs))
    return 0.6 * overlap + 0.4 * fuzz.token_set_ratio(sentence.folded.text, text.folded.text) / 100


def _carried(sentence: Meaning, prose: frozenset[str]) -> float:
    """How much of a rule's prose stands in the sentence; one word alone proves nothing."""
    said = sentence.content & prose
    return len(said) / len(prose) if len(said) >= 2 and not said & sentence.negated else 0.0
