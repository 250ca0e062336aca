"""Two claims with figures of one kind: whose figure does a sentence tell, and of which of the two things?"""

from collections.abc import Iterator

from governance.core.claims.difference import Comparison
from governance.core.claims.meaning import Meaning
from governance.core.claims.quantity import Quantity, equal
from governance.core.claims.words import is_content, stem


def rival(compared: Comparison, said: Quantity) -> Quantity | None:
    """The figure of this claim that a sentence replaced with one of another claim that it states, too.

    `Calls are answered within 5 hours, mails within 2`, where it was approved the other way round.
    """
    mine = next((one for one in compared.wording.quantities if one.kind is said.kind), None)
    if mine is None or _is_in(said, compared.own):
        return None
    sentence, wording = compared.sentence, compared.wording
    for other in compared.beside:
        own, others = wording.told - other.told, other.told - wording.told
        if _is_in(said, (other,)) and _stands_by(said, own, others, sentence):
            moved = (one for one in sentence.quantities if equal(one, mine))
            return mine if all(_stands_by(one, others, own, sentence) for one in moved) else None
    return None


def lends_a_figure(said: Meaning, own: Meaning, better: Meaning) -> bool:
    """Whether a sentence shares with a wording a figure that the other wording, which has one of that kind, lacks."""
    kinds = {one.kind for one in better.quantities}
    told = (one for one in said.quantities if one.kind in kinds)
    return any(_is_in(one, (own,)) and not _is_in(one, (better,)) for one in told)


def _is_in(said: Quantity, texts: tuple[Meaning, ...]) -> bool:
    return any(equal(said, one) for text in texts for one in text.quantities)


def _stands_by(figure: Quantity, these: frozenset[str], those: frozenset[str], sentence: Meaning) -> bool:
    """Whether the word nearest to a figure is one of these rather than of those."""
    near, far = (min(_distances(figure, words, sentence), default=None) for words in (these, those))
    return near is not None and (far is None or near < far)


def _distances(figure: Quantity, words: frozenset[str], sentence: Meaning) -> Iterator[int]:
    for token in sentence.tokens:
        if is_content(token.text) and stem(token.text) in words:
            yield max(figure.start - token.end, token.start - figure.end)
