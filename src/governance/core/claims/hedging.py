"""Hedges: what was approved as typical, possible or for some, and is told as so."""

from collections.abc import Iterator

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.lexicon import any_of
from governance.core.claims.quantity import Bound, Kind, Quantity, equal
from governance.core.claims.statement import AlterationKind
from governance.core.claims.strength import Hedge, hedge_place, hedge_words
from governance.core.claims.words import stem

_EFFECTS = frozenset(
    stem(word)
    for word in "cut reduce lower save improve shorten fall drop increase raise speed grow boost gain lift "
    "shrink halve double get become bring".split()
)
_EASES = any_of("easier|simpler|support|supports|supporting|assists?|aids?|toward|towards")
_SURE = any_of("(?:make|makes|making|made) (?:sure|certain)")
_HELPS = any_of("helps?|helped|helping")
_HELPED = any_of(
    r"help(?:s|ed)? (?:\w+ ){0,2}?(?:to )?(?P<deed>prevent|stop|avoid|find|catch|reduce|cut|save|keep|spot)"
)
"""Help with a deed that is easily told as the deed itself."""


def hedge_differences(compared: Comparison) -> Iterator[Difference]:
    """Typically, some, can and help: said less, or not at all, where the result they belong to is stated."""
    sentence, wording = compared.sentence, compared.wording
    promised = " will " in sentence.folded.text and Hedge.ABILITY not in sentence.hedges
    if promised and Hedge.ABILITY in wording.hedges and _effect(compared):
        yield compared.whole(AlterationKind.STRENGTHENED_VERB, hedge_words(wording.folded.text, Hedge.ABILITY))
        return
    if (sure := _SURE.search(sentence.folded.text)) and not _SURE.search(wording.folded.text):
        yield Difference(AlterationKind.STRENGTHENED_VERB, *sure.span(), "")
        return
    if helped := _help_told_as_deed(compared):
        yield compared.whole(AlterationKind.STRENGTHENED_VERB, helped)
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
    if said.bound not in (Bound.AT_MOST, Bound.ABOUT) or _is_the_longest(said, compared):
        return False
    return not any(equal(said, a) and a.bound is said.bound for a in compared.wording.quantities) or _promised(said)


def _is_the_longest(said: Quantity, compared: Comparison) -> bool:
    """`never longer than 41 seconds`, where that was approved on average."""
    exact = any(equal(said, a) and a.bound is Bound.EXACT for a in compared.wording.quantities)
    return said.kind is Kind.DURATION and said.bound is Bound.AT_MOST and exact


def _promised(said: Quantity) -> bool:
    return said.kind in (Kind.SHARE, Kind.MONEY, Kind.MULTIPLE)


def _states_the_result(compared: Comparison) -> bool:
    """A hedge can be missed only where the figure beside it is said, or there is none."""
    figures = compared.wording.quantities
    if not figures:
        return True
    place = hedge_place(compared.wording.folded.text, Hedge.TYPICAL)
    hedged = min(figures, key=lambda figure: abs(figure.start - place))
    return any(equal(said, hedged) or _is_said_bare(said, hedged) for said in compared.sentence.quantities)


def _is_said_bare(said: Quantity, hedged: Quantity) -> bool:
    """`eleven days before, four now`."""
    return said.kind is Kind.COUNT and not said.unit and said.written == hedged.written


def _shares(compared: Comparison) -> bool:
    return any(quantity.kind is Kind.SHARE for quantity in compared.sentence.quantities)


def _effect(compared: Comparison) -> bool:
    """Whether ability matters here: a result is stated, or help is told as the deed itself."""
    if _HELPS.search(compared.wording.folded.text):
        stated = len(compared.sentence.content & compared.wording.content) * 2 >= len(compared.wording.content)
        return stated and not _EASES.search(compared.sentence.folded.text)
    return bool(_EFFECTS & compared.wording.content) and bool(_EFFECTS & compared.sentence.content)


def _help_told_as_deed(compared: Comparison) -> str | None:
    """`prevents`, where it was approved that it `can help to prevent`; the approved words."""
    said = compared.sentence
    if Hedge.ABILITY in said.hedges or _EASES.search(said.folded.text):
        return None
    stated = said.content - said.negated
    helped = _HELPED.finditer(compared.wording.folded.text)
    return next((match[0] for match in helped if stem(match["deed"] or match["bare"]) in stated), None)
