"""Polarity: what was affirmed and is denied, the contrary of a word, and after where it was before."""

import re
from collections import Counter
from collections.abc import Iterator

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.evidence import overlap
from governance.core.claims.lexicon import any_of
from governance.core.claims.meaning import Meaning, meaning
from governance.core.claims.quantity import Bound, complementary, equal
from governance.core.claims.relations import SPOKEN, Relations
from governance.core.claims.said_otherwise import exceeds_what_is_denied
from governance.core.claims.statement import AlterationKind
from governance.core.claims.strength import negated_stems, optional
from governance.core.claims.thesaurus import means_the_same
from governance.core.claims.words import content_stems, is_content, stem, tokens

_GIVEN = frozenset(
    stem(word)
    for word in "include contain cover offer support work run connect integrate come ship have available possible "
    "allow let accept guarantee".split()
)
"""What a product is said to do for its user; to deny it is to take it away."""
_RUN_OUT = any_of("run(?:s|ning)? (?:out|dry|short|late)")
_CONDITION = any_of("(?:if|unless|should|when|in case) [^,]+")
"""What is supposed is not said: `if it doesn't work out`."""
_LACKING = any_of("(?:who|that|which|those|whose) (?:\\w+ ){0,2}(?:no|not|none|never|didn't|don't|doesn't|haven't)")
"""Those with whom the approved result is compared: `drivers who have no such talk`."""
_NOT_ALL = any_of("not (?:every|all|each|always)")
_DEMANDS = any_of("ha(?:ve|s) to|must|needs? to|need an?|require[sd]?|required to")
_WITHOUT = any_of("without|no need to|no need for")
_WITH = any_of(r"with (?:(?:an?|some|only) )?(?:(?:little|minimal|light|bit of|small|short) )*(?P<added>\w+)")
_CLAUSE = re.compile(r"[:;–—]")
_RESTATES = 0.4
_ORDER = {"before": "after", "after": "before"}
_SIDES = {"before": "before", "after": "after", "once": "after"}
_FAR = 5
"""Words behind before or after that tell of what."""
_PAUSES = frozenset(", ; : . ( ) –".split())


def polarity_differences(compared: Comparison) -> Iterator[Difference]:
    """The first way in which a sentence says the contrary, and every figure that stands on the other side."""
    yield from _other_side(compared)
    yield from _order_turned(compared)
    sentence, wording = compared.sentence, compared.wording
    twice_denied = bool(sentence.denied) and " without " in sentence.folded.text
    if twice_denied or _is_undone(compared) or _is_denied_as_approved(compared) or _affirmed_apart(compared):
        return
    if any(complementary(q, a) for q in sentence.quantities for a in wording.quantities):
        return
    shared = (sentence.content & wording.content) - compared.our_names
    also = frozenset[str]().union(*(text.negated for text in compared.own))
    denied = (sentence.denied - also) | (wording.denied - sentence.negated)
    if sentence.denied:
        denied -= _twice(wording)  # of `a link of its own, and never connects`, one is denied
    if sentence.denied & shared and wording.denied & shared:
        denied = frozenset()  # `no card is required`, `a card is not required`
    if (not_all := _NOT_ALL.search(sentence.folded.text)) and any(wording.universals):
        yield Difference(AlterationKind.NEGATION, *not_all.span(), wording.written(*wording.universals[0]))
    elif found := (shared & denied) or _taken_away(compared) or _demanded(compared) or _added(compared):
        word = min(found)
        approved = wording.written(*wording.denial_place(word))
        yield Difference(AlterationKind.NEGATION, *sentence.denial_place(word), approved)
    elif optional(sentence.folded.text) and stem("required") in wording.content:
        yield compared.whole(AlterationKind.NEGATION, "required")
    else:
        yield from contrary_differences(compared, SPOKEN)


def contrary_differences(compared: Comparison, relations: Relations) -> Iterator[Difference]:
    """The first word that says the contrary of a word of the wording."""
    sentence, wording = compared.sentence, compared.wording
    for word in sorted((sentence.content & relations.contraries.keys()) - sentence.negated):
        if contrary := relations.opposite(word, (wording.content - wording.negated) - (sentence.content - {word})):
            approved = wording.written(*wording.stem_place(contrary))
            yield Difference(AlterationKind.NEGATION, *sentence.stem_place(word), approved)
            return


def _twice(text: Meaning) -> set[str]:
    """Stems that a text uses more than once."""
    stems = Counter(stem(token.text) for token in text.tokens if is_content(token.text))
    return {word for word, times in stems.items() if times > 1}


def _is_undone(compared: Comparison) -> bool:
    """`No change goes unlogged` says that every one is logged."""
    undone = (token.text[2:] for token in compared.sentence.tokens if token.text.startswith("un"))
    return bool(compared.sentence.denied) and any(stem(word) in compared.wording.content for word in undone if word)


def _taken_away(compared: Comparison) -> frozenset[str]:
    """`A certificate isn't included`, where the wording gives it in other words and denies nothing."""
    sentence, wording = compared.sentence, compared.wording
    if wording.negated or overlap(sentence, wording) < _RESTATES:
        return frozenset()
    said = (sentence.denied & _GIVEN) - negated_stems(tokens(" ".join(_CONDITION.findall(sentence.folded.text))))
    said |= {word for word in sentence.denied if any(means_the_same(word, other) for other in wording.content)}
    said -= {stem("run")} if _RUN_OUT.search(sentence.folded.text) else set()
    return frozenset(word for word in said if not SPOKEN.opposite(word, compared.approved_content))


def _is_denied_as_approved(compared: Comparison) -> bool:
    """`those who have no talk` for `without one`, `if it takes longer` for `if it is not done in time`."""
    wording = compared.wording
    if " without " in wording.folded.text and _LACKING.search(compared.sentence.folded.text):
        return True
    exceeded = (one for one in compared.sentence.quantities if one.bound is Bound.AT_LEAST)
    return any(equal(one, a) and exceeds_what_is_denied(compared, a) for one in exceeded for a in wording.quantities)


def _affirmed_apart(compared: Comparison) -> bool:
    """`Nor is she left alone: 24 hours of training a year are on us`: a clause of its own affirms what was approved."""
    clauses = _CLAUSE.split(compared.sentence.folded.text)
    if len(clauses) == 1 or not compared.wording.quantities:
        return False
    told = (meaning(clause) for clause in clauses if clause.strip())
    return any(
        not one.denied and all(any(equal(a, q) for q in one.quantities) for a in compared.wording.quantities)
        for one in told
    )


def _demanded(compared: Comparison) -> frozenset[str]:
    """`You have to create an account first`, where it was approved that all goes without one."""
    sentence, wording = compared.sentence, compared.wording
    demand = _DEMANDS.search(sentence.folded.text)
    if not demand or not _WITHOUT.search(wording.folded.text):
        return frozenset()
    behind = content_stems(tuple(token for token in sentence.tokens if token.start >= demand.end()))
    return (behind & wording.negated) - sentence.negated


def _added(compared: Comparison) -> frozenset[str]:
    """`with a little drilling`, where it was approved without."""
    sentence, wording = compared.sentence, compared.wording
    if not _WITHOUT.search(wording.folded.text):
        return frozenset()
    added = frozenset(stem(found["added"]) for found in _WITH.finditer(sentence.folded.text))
    return (added & wording.negated) - sentence.negated


def _other_side(compared: Comparison) -> Iterator[Difference]:
    """`30 days after`, where it was `30 days before`."""
    approved = compared.wording
    for figure in compared.sentence.quantities:
        said = _following(compared.sentence, figure.end)
        same = (one for one in approved.quantities if equal(one, figure))
        sides = {_following(approved, one.end) for one in same}
        if _ORDER.get(said) in sides and said not in sides:
            yield Difference(AlterationKind.TIMEFRAME, figure.start, figure.end + len(said) + 1, _ORDER[said])


def _order_turned(compared: Comparison) -> Iterator[Difference]:
    """`after they are paid`, where it was approved before they are."""
    approved, said = _ordered(compared.wording), _ordered(compared.sentence)
    for (start, end), side, stems in said:
        sides = {other for _, other, theirs in approved if stems & theirs}
        if sides and side not in sides:
            yield Difference(AlterationKind.TIMEFRAME, start, end, _ORDER[side])
            return


def _ordered(text: Meaning) -> list[tuple[tuple[int, int], str, frozenset[str]]]:
    """Where a text says before or after, which of them, and the stems of what."""
    found: list[tuple[tuple[int, int], str, frozenset[str]]] = []
    for at, token in enumerate(text.tokens):
        if token.text in _SIDES:
            behind = text.tokens[at + 1 : at + 1 + _FAR]
            stop = next((n for n, one in enumerate(behind) if one.text in _PAUSES), len(behind))
            found.append(((token.start, token.end), _SIDES[token.text], content_stems(behind[:stop])))
    return found


def _following(text: Meaning, end: int) -> str:
    return next((token.text for token in text.tokens if token.start >= end), "")
