"""Never-say rules made ready to be looked for: what their prose, their examples and near misses speak of."""

import re
from dataclasses import dataclass
from functools import lru_cache

from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import Meaning, meaning
from governance.core.claims.promises import Promise, forbidden_promises
from governance.core.claims.words import is_content, stem
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.talk_track import NeverSay

_REPORTING = frozenset(
    stem(word)
    for word in "promise promises say says tell tells claim claims state states name names offer offers suggest "
    "suggests imply implies mention mentions call calls use uses present presents describe describes give gives "
    "rule approved sender prospect shopper customer reader company anybody somebody someone anyone".split()
)
SHORTEST = 4
_OFFERS = any_of("offers?(?! to)|sells?|provides?|gives?")
_BRACKETS = re.compile(r"\([^()]*\)")
_BETWEEN = re.compile(r",|;|\bor\b|\band\b")
_NAMING = frozenset(
    stem(word) for word in "competitor competitors competing rival positively negatively brand product".split()
)
_PROHIBITS = r"(?:never(?: ever)?|no|not|nobody|no one|none of us|nothing|(?:we |you )?do(?:n['’]t| not)(?: ever)?)"
_SAYING = r"(?:say|claim|promise|tell|suggest|hint|imply|pretend|state|mention|offer|guarantee|assert|talk|speak)"
_PROHIBITION = re.compile(rf"(?:^|(?<=[.!?;:] )){_PROHIBITS} |\b{_PROHIBITS} (?=(?:\w+ )?{_SAYING}\b)", re.IGNORECASE)
_ABSOLUTE_RULE = any_of(
    "never|always|will not|altogether|no longer|prevented|ends?|ended|stops?|stopped|at all|without fail|any"
)


@dataclass(frozen=True, eq=False)
class PreparedRule:
    """A never-say rule with the meanings of its prose, its examples and its near misses, and what it forbids.

    A prohibition is no part of the prose: `Never promise …` and `No promises of …` speak of what they forbid.
    `spoken` are the words in which prose and examples speak of their matter.
    """

    rule: NeverSay
    prose: frozenset[str]
    spoken: frozenset[str]
    alternatives: tuple[frozenset[str], ...]
    absolute: bool
    denied: frozenset[str]
    competitors: tuple[str, ...]
    examples: tuple[Meaning, ...]
    but_not: tuple[Meaning, ...]
    promises: frozenset[Promise]


@lru_cache(maxsize=8)
def prepared_rules(policies: PolicySet) -> tuple[PreparedRule, ...]:
    return tuple(_prepared(rule, policies) for rule in policies.never_say)


@lru_cache(maxsize=8)
def all_forbidden(policies: PolicySet) -> frozenset[Promise]:
    """The promises that any rule of these policies forbids."""
    return frozenset[Promise]().union(*(prepared.promises for prepared in prepared_rules(policies)))


@lru_cache(maxsize=8)
def places_by_stem(policies: PolicySet) -> dict[str | None, list[int]]:
    """Places of the prepared rules by the stems that they know; under None of those that look for names."""
    places: dict[str | None, list[int]] = {}
    for place, prepared in enumerate(prepared_rules(policies)):
        known = prepared.prose.union(*prepared.alternatives, *(example.content for example in prepared.examples))
        for word in (*known, *([None] if prepared.competitors else [])):
            places.setdefault(word, []).append(place)
    return places


def _prepared(rule: NeverSay, policies: PolicySet) -> PreparedRule:
    written = _PROHIBITION.sub("", rule.rule)
    prose, examples = meaning(written), tuple(meaning(text) for text in rule.examples)
    forbids = (meaning(_BRACKETS.sub("", written)), *examples)
    return PreparedRule(
        rule=rule,
        prose=prose.content - _REPORTING,
        spoken=frozenset(token.text for text in forbids for token in text.tokens if _is_matter(token.text)),
        alternatives=_alternatives(written),
        absolute=bool(_ABSOLUTE_RULE.search(prose.folded.text)),
        denied=prose.denied,
        competitors=_forbidden_names(rule, policies),
        examples=examples,
        but_not=tuple(meaning(text) for text in rule.but_not),
        promises=forbidden_promises([text.folded.text for text in forbids]),
    )


def _is_matter(word: str) -> bool:
    return is_content(word) and stem(word) not in _REPORTING


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
