"""A sentence that restates another nearly word by word: which words took the place of which, and what that changes.

Sellers rephrase verbs and adjectives freely; what changes the meaning is a contrary, a word that denies, and another
kind of the same thing (`health insurance` for `car insurance`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.evidence import overlap
from governance.core.claims.meaning import Meaning
from governance.core.claims.statement import AlterationKind
from governance.core.claims.strength import is_negator
from governance.core.claims.thesaurus import comes_close, contrary, is_noun
from governance.core.claims.words import Token, is_content, stem, text_at

RESTATES = 0.5
"""Share of content words in common from which a sentence restates another."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words that stand where other words stood; either may be none. `at` is where the new words begin, in tokens."""

    old: Sequence[Token]
    new: Sequence[Token]
    at: int


def substitution_differences(compared: Comparison) -> Iterator[Difference]:
    """What replaced words change, in a sentence that restates its wording."""
    said, wording = compared.sentence, compared.wording
    if overlap(said, wording) < RESTATES:
        return
    gone = [token for token in wording.tokens if is_content(token.text) and stem(token.text) not in said.content]
    for replaced in replacements(wording, said):
        yield from _contraries(replaced, gone, compared)
        yield from _denial(replaced, compared)
        yield from _other_kind(replaced, compared)


def replacements(wording: Meaning, said: Meaning) -> Iterator[Replacement]:
    """The least changes of words that make one sentence of the other; forms of a word are the same."""
    old, new = wording.tokens, said.tokens
    matcher = SequenceMatcher(None, *([stem(token.text) for token in one] for one in (old, new)), autojunk=False)
    for tag, start, end, at, until in matcher.get_opcodes():
        if tag != "equal":
            yield Replacement(old[start:end], new[at:until], at)


def _contraries(replaced: Replacement, gone: Sequence[Token], compared: Comparison) -> Iterator[Difference]:
    """A word whose contrary was approved, and is no longer said."""
    for token in filter(_is_telling, replaced.new):
        if stem(token.text) in compared.wording.content or any(comes_close(token.text, old.text) for old in gone):
            continue
        if opposed := next((old for old in gone if contrary(token.text, old.text)), None):
            yield _changed(AlterationKind.NEGATION, [token], [opposed], compared)


def _denial(replaced: Replacement, compared: Comparison) -> Iterator[Difference]:
    """A negator that came or went, where no contrary makes up for it."""
    old, new = (any(is_negator(token.text) for token in side) for side in (replaced.old, replaced.new))
    if old is new:
        return
    opposed = any(
        contrary(one.text, other.text)
        for one in filter(_is_telling, replaced.new)
        for other in filter(_is_telling, replaced.old)
    )
    if not opposed:
        yield _changed(AlterationKind.NEGATION, replaced.new, replaced.old, compared)


def _other_kind(replaced: Replacement, compared: Comparison) -> Iterator[Difference]:
    """A noun that says of which kind the noun behind it is, for another such noun."""
    if not len(replaced.old) == len(replaced.new) == 1:
        return
    old, new = replaced.old[0].text, replaced.new[0].text
    behind = text_at(compared.sentence.tokens, replaced.at + 1)
    kinds = all(is_content(word) and is_noun(word) for word in (old, new, behind))
    if kinds and not comes_close(old, new):
        yield _changed(AlterationKind.ENTITY_SWAP, replaced.new, replaced.old, compared)


def _is_telling(token: Token) -> bool:
    return is_content(token.text)


def _changed(
    kind: AlterationKind, new: Sequence[Token], old: Sequence[Token], compared: Comparison
) -> Difference:
    approved = compared.wording.written(old[0].start, old[-1].end) if old else ""
    if new:
        return Difference(kind, new[0].start, new[-1].end, approved)
    return compared.whole(kind, approved)
