"""Does an approved claim entail a sentence? Decided slot by slot, each with its own order.

Figures must be equal; hedges and scope may be weaker than approved, never stronger. Every slot yields
Differences; no difference in any slot means that the claim carries the sentence.
"""

from collections.abc import Iterator

from governance.core.claims.blame import blame_differences
from governance.core.claims.channels import channel_differences
from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.figures import figure_differences
from governance.core.claims.hedging import hedge_differences
from governance.core.claims.lexicon import any_of
from governance.core.claims.limits import Limit, limits
from governance.core.claims.meaning import Meaning
from governance.core.claims.neighbours import is_spanned
from governance.core.claims.opening_days import day_differences
from governance.core.claims.parties import group_differences, party_differences
from governance.core.claims.polarity import contrary_differences, polarity_differences
from governance.core.claims.quantity import Kind, equal
from governance.core.claims.rates import rate_differences
from governance.core.claims.relations import SPOKEN, Relations
from governance.core.claims.scope import scope_differences
from governance.core.claims.statement import AlterationKind
from governance.core.claims.thesaurus import can_be_a_verb, comes_close, is_adjective, means_the_same
from governance.core.claims.time_frames import time_differences
from governance.core.claims.words import is_content, stem, text_at

_GIVEN_UP = (AlterationKind.QUALIFIER_DROPPED, AlterationKind.SCOPE_WIDENED)
KEPT = 0.4
_TELLING = (
    "tell",
    "inform",
    "notice",
    "advise",
    "indicate",
    "mention",
    "see",
    "learn",
    "hear",
    "nudge",
    "message",
    "mark",
)
_ADVISES = frozenset(
    stem(word)
    for word in "flag suggest recommend remind propose alert warn detect notify spot highlight advise".split()
)
"""Deeds that leave the matter itself to somebody else."""
_ARTICLES = frozenset("a an the each every".split())
_TOLD_AS = (
    (any_of("the only"), any_of("only|exclusively|solely|nowhere (?:but|else)|nobody but|no one but|alone")),
    (any_of(r"number one|no\. ?1|#1"), any_of(r"number one|no\. ?1|#1|first|1st|top")),
)
"""Superlatives, and what may be told as them."""
_NEEDS = frozenset(map(stem, ("require", "demand")))
_WHOSE = frozenset("his her their your our its my the".split())
_TAKEN_AWAY = frozenset(map(stem, ("remove", "eliminate", "wipe")))
_NOUNS = ("er", "ers", "or", "ors", "ion", "ions")


def differences(compared: Comparison) -> tuple[Difference, ...]:
    """Everything in which a sentence departs from what is approved, in the order of the slots.

    Where the copy widens the scope in words, the limit or the `most` that had to go for it is the same change.
    """
    found: list[Difference] = []
    for slot in _SLOTS:
        found.extend(slot(compared))
    widened = any(change.kind is AlterationKind.SCOPE_WIDENED and not change.omission for change in found)
    return tuple(change for change in found if not (widened and change.omission and change.kind in _GIVEN_UP))


def own_differences(compared: Comparison, own: Relations) -> tuple[Difference, ...]:
    """What a sentence says more, or the contrary of, by the talk track's own words alone."""
    return (*_said_stronger(compared, own), *contrary_differences(compared, own))


def _limit_differences(compared: Comparison) -> Iterator[Difference]:
    sentence = compared.sentence
    source = compared.attribution.content if compared.attribution else frozenset()
    for limit in limits(compared.wording, compared.our_names):
        if (limit.stems and limit.stems <= source) or not limit.clause & sentence.content:
            continue
        said = sentence.content & limit.stems
        figures = [any(equal(a, q) for q in sentence.quantities) or is_spanned(a, sentence) for a in limit.quantities]
        kept = all(figures) if figures else len(said) >= KEPT * len(limit.stems)
        counted = any(a.kind is Kind.COUNT for a in limit.quantities)
        stated = bool(limit.quantities) and len(said) >= KEPT * len(limit.stems)
        excused = _limited_otherwise(compared) and not counted and not stated
        if not kept and not excused and not _replaced(compared, limit):
            yield compared.whole(AlterationKind.QUALIFIER_DROPPED, limit.words)


def _replaced(compared: Comparison, limit: Limit) -> bool:
    """The limit stands with another figure, which is reported as such."""
    kinds = {quantity.kind for quantity in limit.quantities}
    return any(
        said.kind in kinds and not any(equal(said, a) for a in compared.approved_quantities)
        for said in compared.sentence.quantities
    )


def _limited_otherwise(compared: Comparison) -> bool:
    """The sentence sets a condition of its own, in other words than the limit."""
    text = compared.sentence.folded.text
    return any(word in text for word in (" if ", " provided ", " as long as ", " unless ", " only ", " holds as "))


def _strength_differences(compared: Comparison) -> Iterator[Difference]:
    """Words that say more than the approved ones, unless one of those means the same: `edits` and `changed`."""
    for word in _stronger_words(compared, SPOKEN):
        if not _means_the_same(word, compared):
            yield Difference(AlterationKind.STRENGTHENED_VERB, *compared.sentence.stem_place(word), "")


def _deed_differences(compared: Comparison) -> Iterator[Difference]:
    """What the approved deed only points out, proposes or reminds of is told as done."""
    tokens = compared.wording.tokens
    verbs = [one.text for at, one in enumerate(tokens) if text_at(tokens, at - 1) not in _ARTICLES]
    advised = [word for word in verbs if stem(word) in _ADVISES and not word.endswith(_NOUNS)]
    if not advised or compared.sentence.content & _ADVISES or compared.sentence.hedges:
        return
    said = (token.text for token in compared.sentence.tokens if is_content(token.text))
    told = [word for word in said if stem(word) not in compared.wording.content]
    if not any(comes_close(word, other) for word in told for other in (*advised, *_TELLING)):
        yield compared.whole(AlterationKind.STRENGTHENED_VERB, advised[0])


def _said_stronger(compared: Comparison, relations: Relations) -> Iterator[Difference]:
    for word in _stronger_words(compared, relations):
        yield Difference(AlterationKind.STRENGTHENED_VERB, *compared.sentence.stem_place(word), "")


def _stronger_words(compared: Comparison, relations: Relations) -> list[str]:
    said = compared.sentence.content & relations.below.keys()
    if any(one.kind is Kind.SHARE and one.value < 1 for one in compared.sentence.quantities):
        said -= _TAKEN_AWAY  # a part of it
    stated = sorted(word for word in said - compared.sentence.negated if not _is_a_need(word, compared.sentence))
    return [word for word in stated if relations.stronger(word, compared.approved_content)]


def _is_a_need(word: str, sentence: Meaning) -> bool:
    """`his specific demands`, `your requirements`: what somebody needs, not what is demanded of anybody."""
    if word not in _NEEDS:
        return False
    start, end = sentence.stem_place(word)
    before = sentence.folded.text[:start].split()
    plural_noun = sentence.folded.text[start:end].endswith(("ment", "ments", "s"))
    return plural_noun and bool(before) and (before[-1] in _WHOSE or is_adjective(before[-1]))


def _means_the_same(word: str, compared: Comparison) -> bool:
    said = compared.sentence.folded.text[slice(*compared.sentence.stem_place(word))]
    approved = (token.text for text in compared.approved for token in text.tokens if is_content(token.text))
    return can_be_a_verb(said) and any(means_the_same(said, other) for other in approved if can_be_a_verb(other))


def _superlative_differences(compared: Comparison) -> Iterator[Difference]:
    approved = " ".join(text.folded.text for text in compared.approved)
    for start, end in compared.sentence.superlatives:
        said = compared.sentence.folded.text[start:end]
        known = said in approved or any(one.fullmatch(said) and other.search(approved) for one, other in _TOLD_AS)
        if not known and not any(means_the_same(said, word) for word in _superlatives(compared)):
            yield Difference(AlterationKind.SUPERLATIVE_ADDED, start, end, "")


def _superlatives(compared: Comparison) -> list[str]:
    return [text.folded.text[start:end] for text in compared.approved for start, end in text.superlatives]


_SLOTS = (
    figure_differences,
    time_differences,
    rate_differences,
    _strength_differences,
    _deed_differences,
    polarity_differences,
    _superlative_differences,
    party_differences,
    group_differences,
    channel_differences,
    day_differences,
    scope_differences,
    hedge_differences,
    _limit_differences,
    blame_differences,
)
