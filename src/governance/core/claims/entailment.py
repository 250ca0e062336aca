"""Does an approved claim entail a sentence? Decided slot by slot, each with its own order.

Figures must be equal; hedges and scope may be weaker than approved, never stronger. Every slot yields
Differences; no difference in any slot means that the claim carries the sentence.
"""

from collections.abc import Iterator
from itertools import pairwise

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.figures import figure_differences
from governance.core.claims.limits import limits
from governance.core.claims.quantity import Bound, Kind, Quantity, complementary, equal
from governance.core.claims.statement import AlterationKind
from governance.core.claims.strength import Hedge, hedge_words, opposite, optional, stronger, universals
from governance.core.claims.words import is_content, stem

_EFFECTS = frozenset(
    stem(word)
    for word in "cut reduce lower save improve shorten fall drop increase raise speed grow boost gain lift "
    "shrink halve double get become bring".split()
)
KEPT = 0.4
_ALONE = frozenset(
    (
        "always",
        "everyone",
        "everybody",
        "everywhere",
        "anywhere",
        "worldwide",
        "globally",
        "24/7",
        "around the clock",
        "24 hours a day",
    )
)
_PER_UNIT = frozenset(
    stem(w) for w in "hour day week month quarter year hundred thousand time cycle one other 100 1,000".split()
)


def differences(compared: Comparison) -> tuple[Difference, ...]:
    """Everything in which a sentence departs from what is approved, in the order of the slots."""
    found: list[Difference] = []
    for slot in _SLOTS:
        found.extend(slot(compared))
    return tuple(found)


def _hedge_differences(compared: Comparison) -> Iterator[Difference]:
    sentence, wording = compared.sentence, compared.wording
    promised = " will " in sentence.folded.text and Hedge.ABILITY not in sentence.hedges
    if promised and Hedge.ABILITY in wording.hedges and _effect(compared):
        yield compared.whole(AlterationKind.STRENGTHENED_VERB, hedge_words(wording.folded.text, Hedge.ABILITY))
    elif sentence.hedges or any(_weaker(q, compared) for q in sentence.quantities):
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
    """A hedge can be missed only where the hedged figure itself is said, or there is none."""
    figures = compared.wording.quantities
    return not figures or any(equal(q, a) for q in compared.sentence.quantities for a in figures)


def _shares(compared: Comparison) -> bool:
    return any(quantity.kind is Kind.SHARE for quantity in compared.sentence.quantities)


def _effect(compared: Comparison) -> bool:
    return bool(_EFFECTS & compared.wording.content & (compared.sentence.content | _EFFECTS)) and any(
        word in compared.sentence.content for word in _EFFECTS
    )


def _limit_differences(compared: Comparison) -> Iterator[Difference]:
    sentence = compared.sentence
    for limit in limits(compared.wording, compared.our_names):
        said = sentence.content & limit.stems
        figures = [any(equal(a, q) for q in sentence.quantities) for a in limit.quantities]
        kept = all(figures) if figures else len(said) >= KEPT * len(limit.stems)
        if not kept and not _limited_otherwise(compared):
            yield compared.whole(AlterationKind.QUALIFIER_DROPPED, limit.words)


def _limited_otherwise(compared: Comparison) -> bool:
    """Another wording of the same claim carries no limit and stands as near."""
    text = compared.sentence.folded.text
    return any(word in text for word in (" if ", " provided ", " as long as ", " unless ", " only ", " holds as "))


def _scope_differences(compared: Comparison) -> Iterator[Difference]:
    if any(universals(text.folded.text) for text in compared.approved):
        return
    sentence = compared.sentence
    nouns = compared.wording.content
    for start, end in sentence.universals:
        following = [t for t in sentence.tokens if t.start >= end and is_content(t.text)][:1]
        alone = sentence.folded.text[start:end] in _ALONE
        noun = stem(following[0].text) if following else ""
        if noun in _PER_UNIT:
            continue
        if alone or (noun in nouns and not _per(compared, noun)):
            yield Difference(AlterationKind.SCOPE_WIDENED, start, end, "")


def _per(compared: Comparison, noun: str) -> bool:
    words = [token.text for token in compared.wording.tokens]
    return any(a in ("per", "a", "an") and stem(b) == noun for a, b in pairwise(words))


def _polarity_differences(compared: Comparison) -> Iterator[Difference]:
    sentence, wording = compared.sentence, compared.wording
    if any(complementary(q, a) for q in sentence.quantities for a in wording.quantities):
        return
    shared = (sentence.content & wording.content) - compared.our_names
    denied = (sentence.denied - wording.negated) | (wording.denied - sentence.negated)
    for word in sorted(shared & denied)[:1]:
        approved = wording.written(*wording.denial_place(word))
        yield Difference(AlterationKind.NEGATION, *sentence.denial_place(word), approved)
        return
    if optional(sentence.folded.text) and stem("required") in wording.content:
        yield compared.whole(AlterationKind.NEGATION, "required")
        return
    for word in sorted(sentence.content - sentence.negated):
        if contrary := opposite(word, wording.content - wording.negated):
            approved = wording.written(*wording.stem_place(contrary))
            yield Difference(AlterationKind.NEGATION, *sentence.stem_place(word), approved)
            return


def _strength_differences(compared: Comparison) -> Iterator[Difference]:
    sentence = compared.sentence
    for word in sorted(sentence.content - sentence.negated):
        if stronger(word, compared.approved_content):
            yield Difference(AlterationKind.STRENGTHENED_VERB, *sentence.stem_place(word), "")


def _superlative_differences(compared: Comparison) -> Iterator[Difference]:
    approved = " ".join(text.folded.text for text in compared.approved)
    for start, end in compared.sentence.superlatives:
        if compared.sentence.folded.text[start:end] not in approved:
            yield Difference(AlterationKind.SUPERLATIVE_ADDED, start, end, "")


def _name_differences(compared: Comparison) -> Iterator[Difference]:
    """A party that the approved wordings do not name, where they do name parties."""
    approved = frozenset(word for text in compared.approved for word in text.name_words | _words(text.folded.text))
    theirs = [n for n in compared.wording.names if not _ours(n.text, compared)]
    if not theirs:
        return
    missing = [name for name in theirs if name.text not in compared.sentence.folded.text]
    for name in compared.sentence.names:
        extra = [word for word in name.text.split() if word not in approved and word not in ("-", "&", "/")]
        first, last = compared.sentence.tokens[name.first], compared.sentence.tokens[name.last - 1]
        if extra and not _ours(name.text, compared) and not _readers(compared, first.start, bool(missing)):
            shown = (missing or theirs)[0]
            words = compared.wording.tokens
            approved_name = compared.wording.written(words[shown.first].start, words[shown.last - 1].end)
            yield Difference(AlterationKind.ENTITY_SWAP, first.start, last.end, approved_name)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.replace("-", " ").replace(",", " ").replace(".", " ").split())


def _ours(name: str, compared: Comparison) -> bool:
    return all(stem(word) in compared.our_names for word in name.split() if is_content(word))


def _readers(compared: Comparison, start: int, swapped: bool) -> bool:
    """Names that belong to the reader, places that replace no approved name, and `anywhere in Europe` (scope)."""
    before = compared.sentence.folded.text[max(0, start - 25) : start]
    if before.endswith(("anywhere in ", "everywhere in ", "all over ", "across ")):
        return True
    return "your " in before or "you " in before or (not swapped and before.endswith(("in ", "at ", "near ")))


_SLOTS = (
    figure_differences,
    _hedge_differences,
    _limit_differences,
    _scope_differences,
    _polarity_differences,
    _strength_differences,
    _superlative_differences,
    _name_differences,
)
