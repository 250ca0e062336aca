"""Does an approved claim entail a sentence? Decided slot by slot, each with its own order.

Figures must be equal; hedges and scope may be weaker than approved, never stronger. Every slot yields
Differences; no difference in any slot means that the claim carries the sentence.
"""

from collections.abc import Iterator

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.figures import figure_differences
from governance.core.claims.lexicon import any_of
from governance.core.claims.limits import Limit, limits
from governance.core.claims.parties import party_differences
from governance.core.claims.quantity import Bound, Kind, Quantity, complementary, equal
from governance.core.claims.scope import scope_differences
from governance.core.claims.statement import AlterationKind
from governance.core.claims.strength import (
    HAVE_OPPOSITES,
    STRONG,
    Hedge,
    hedge_place,
    hedge_words,
    opposite,
    optional,
    stronger,
)
from governance.core.claims.words import stem

_EFFECTS = frozenset(
    stem(word)
    for word in "cut reduce lower save improve shorten fall drop increase raise speed grow boost gain lift "
    "shrink halve double get become bring".split()
)
_EASES = any_of("easier|simpler|support|supports|supporting|assists?|aids?|toward|towards")
_GIVEN_UP = (AlterationKind.QUALIFIER_DROPPED, AlterationKind.SCOPE_WIDENED)
KEPT = 0.4


def differences(compared: Comparison) -> tuple[Difference, ...]:
    """Everything in which a sentence departs from what is approved, in the order of the slots.

    Where the copy widens the scope in words, the limit or the `most` that had to go for it is the same change.
    """
    found: list[Difference] = []
    for slot in _SLOTS:
        found.extend(slot(compared))
    widened = any(change.kind is AlterationKind.SCOPE_WIDENED and not change.omission for change in found)
    return tuple(change for change in found if not (widened and change.omission and change.kind in _GIVEN_UP))


def _hedge_differences(compared: Comparison) -> Iterator[Difference]:
    sentence, wording = compared.sentence, compared.wording
    promised = " will " in sentence.folded.text and Hedge.ABILITY not in sentence.hedges
    if promised and Hedge.ABILITY in wording.hedges and _effect(compared):
        yield compared.whole(AlterationKind.STRENGTHENED_VERB, hedge_words(wording.folded.text, Hedge.ABILITY))
        return
    if sentence.hedges or any(_weaker(q, compared) for q in sentence.quantities):
        return
    if Hedge.TYPICAL in wording.hedges and _states_the_result(compared):
        yield compared.whole(AlterationKind.HEDGE_REMOVED, hedge_words(wording.folded.text, Hedge.TYPICAL))
    elif Hedge.SOME in wording.hedges and not _shares(compared):
        yield compared.whole(AlterationKind.SCOPE_WIDENED, hedge_words(wording.folded.text, Hedge.SOME))
    elif Hedge.ABILITY in wording.hedges and _effect(compared):
        yield compared.whole(AlterationKind.STRENGTHENED_VERB, hedge_words(wording.folded.text, Hedge.ABILITY))


def _weaker(said: Quantity, compared: Comparison) -> bool:
    """A figure that is hedged where no limit of the wording bounds the same figure."""
    if said.bound not in (Bound.AT_MOST, Bound.ABOUT):
        return False
    return not any(equal(said, a) and a.bound is said.bound for a in compared.wording.quantities) or _promised(said)


def _promised(said: Quantity) -> bool:
    return said.kind in (Kind.SHARE, Kind.MONEY, Kind.MULTIPLE)


def _states_the_result(compared: Comparison) -> bool:
    """A hedge can be missed only where the figure beside it is said, or there is none."""
    figures = compared.wording.quantities
    if not figures:
        return True
    place = hedge_place(compared.wording.folded.text, Hedge.TYPICAL)
    hedged = min(figures, key=lambda figure: abs(figure.start - place))
    return any(equal(said, hedged) for said in compared.sentence.quantities)


def _shares(compared: Comparison) -> bool:
    return any(quantity.kind is Kind.SHARE for quantity in compared.sentence.quantities)


def _effect(compared: Comparison) -> bool:
    """Whether ability matters here: a result is stated, or help is told as the deed itself."""
    if hedge_words(compared.wording.folded.text, Hedge.ABILITY).startswith("help"):
        stated = len(compared.sentence.content & compared.wording.content) * 2 >= len(compared.wording.content)
        return stated and not _EASES.search(compared.sentence.folded.text)
    return bool(_EFFECTS & compared.wording.content) and bool(_EFFECTS & compared.sentence.content)


def _limit_differences(compared: Comparison) -> Iterator[Difference]:
    sentence = compared.sentence
    source = compared.attribution.content if compared.attribution else frozenset()
    for limit in limits(compared.wording, compared.our_names):
        if (limit.stems and limit.stems <= source) or not limit.clause & sentence.content:
            continue
        said = sentence.content & limit.stems
        figures = [any(equal(a, q) for q in sentence.quantities) for a in limit.quantities]
        kept = all(figures) if figures else len(said) >= KEPT * len(limit.stems)
        if not kept and not _limited_otherwise(compared) and not _replaced(compared, limit):
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


def _polarity_differences(compared: Comparison) -> Iterator[Difference]:
    sentence, wording = compared.sentence, compared.wording
    twice_denied = bool(sentence.denied) and " without " in sentence.folded.text
    if twice_denied or any(complementary(q, a) for q in sentence.quantities for a in wording.quantities):
        return
    shared = (sentence.content & wording.content) - compared.our_names
    denied = (sentence.denied - wording.negated) | (wording.denied - sentence.negated)
    if found := shared & denied:
        word = min(found)
        approved = wording.written(*wording.denial_place(word))
        yield Difference(AlterationKind.NEGATION, *sentence.denial_place(word), approved)
        return
    if optional(sentence.folded.text) and stem("required") in wording.content:
        yield compared.whole(AlterationKind.NEGATION, "required")
        return
    for word in sorted(sentence.content & HAVE_OPPOSITES - sentence.negated):
        if contrary := opposite(word, wording.content - wording.negated):
            approved = wording.written(*wording.stem_place(contrary))
            yield Difference(AlterationKind.NEGATION, *sentence.stem_place(word), approved)
            return


def _strength_differences(compared: Comparison) -> Iterator[Difference]:
    sentence = compared.sentence
    for word in sorted(sentence.content & STRONG - sentence.negated):
        if stronger(word, compared.approved_content):
            yield Difference(AlterationKind.STRENGTHENED_VERB, *sentence.stem_place(word), "")


def _superlative_differences(compared: Comparison) -> Iterator[Difference]:
    approved = " ".join(text.folded.text for text in compared.approved)
    for start, end in compared.sentence.superlatives:
        if compared.sentence.folded.text[start:end] not in approved:
            yield Difference(AlterationKind.SUPERLATIVE_ADDED, start, end, "")


_SLOTS = (
    figure_differences,
    _strength_differences,
    _polarity_differences,
    _superlative_differences,
    party_differences,
    scope_differences,
    _hedge_differences,
    _limit_differences,
)
