"""A sentence that restates another nearly word by word: which words took the place of which, and what that changes.

Sellers rephrase verbs and adjectives freely; what changes the meaning is a contrary, a word that denies or shuts out,
another name, and another kind of the same thing (`health insurance` for `car insurance`). Where all else is word for
word the same, one word of another meaning is what the sentence is about.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.evidence import overlap
from governance.core.claims.meaning import Meaning
from governance.core.claims.statement import AlterationKind
from governance.core.claims.strength import is_harmless, is_negator
from governance.core.claims.thesaurus import comes_close, contrary, is_noun, is_verb
from governance.core.claims.words import Token, is_content, stem, text_at

RESTATES = 0.5
"""Share of content words in common from which a sentence restates another."""
VERBATIM = 0.8
"""Share of content words in common from which a sentence repeats another."""
_PAIRS = [pair.split() for pair in "before after|above below|over under|more less|inside outside".split("|")]
_CONTRARY = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
_VAGUE = frozenset("array range variety number details explanation lot group set various different several".split())
_PREFIXES = frozenset("non anti un".split())
FEW = 2
"""Content words beside a negator; more are a clause of their own."""
SHORT = 2
"""Sentences of a passage which one sentence can restate whole; from more it may gather its words."""


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
    replaced, close = list(replacements(wording, said)), overlap(said, wording) >= VERBATIM
    gone = [token for token in wording.tokens if _is_missing(token, said)]
    for one in replaced:
        yield from _contraries(one, gone if close else one.old, compared)
        yield from _denial(one, compared)
        yield from _other(one, compared)
        yield from _little_word(one, compared)
        if len(compared.also) < SHORT:
            yield from _another_matter(one, compared)
    yield from _turned(replaced, compared)
    if close:
        yield from _the_one_word(replaced, compared)


def replacements(wording: Meaning, said: Meaning) -> Iterator[Replacement]:
    """The least changes of words that make one sentence of the other; forms of a word are the same."""
    old, new = wording.tokens, said.tokens
    before, after = ([stem(token.text) for token in tokens] for tokens in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, at, until in matcher.get_opcodes():
        if tag != "equal":
            yield Replacement(old[start:end], new[at:until], at)


def _contraries(replaced: Replacement, gone: Sequence[Token], compared: Comparison) -> Iterator[Difference]:
    """A word whose contrary was approved, and is no longer said."""
    for token in replaced.new:
        opposed = next((old for old in gone if contrary(token.text, old.text)), None)
        kept = any(comes_close(token.text, old.text) for old in gone)
        if opposed and not kept and _is_missing(token, compared.wording):
            yield _changed(AlterationKind.NEGATION, [token], [opposed], compared)


def _denial(replaced: Replacement, compared: Comparison) -> Iterator[Difference]:
    """A word that denies or shuts out came or went, where no contrary makes up for it, nor a whole clause with it."""
    if _denies(replaced.old, compared.wording) is _denies(replaced.new, compared.sentence):
        return
    old, new = ([one.text for one in side if _tells(one.text)] for side in (replaced.old, replaced.new))
    clause = max(len(old), len(new)) > FEW
    if not clause and not any(contrary(one, other) for one in old for other in new):
        yield _changed(AlterationKind.NEGATION, replaced.new, replaced.old, compared)


def _tells(word: str) -> bool:
    return is_content(word) and not is_negator(word)


def _denies(tokens: Sequence[Token], text: Meaning) -> bool:
    """`not`, `never`, but not `no later than`; `only`, unless it stands before a figure, where it means `merely`."""
    figures = {figure.start for figure in text.quantities}
    return any(
        (is_negator(token.text) and not is_harmless(text.tokens, text.tokens.index(token)))
        or (token.text == "only" and token.end + 1 not in figures)
        or (token.text in _PREFIXES and text.folded.text[token.end : token.end + 1] == "-")
        for token in tokens
    )


def _other(replaced: Replacement, compared: Comparison) -> Iterator[Difference]:
    """A name for another name, or a noun that says of which kind the noun behind it is for another such noun."""
    if not len(replaced.old) == len(replaced.new) == 1:
        return
    (old,), (new,) = replaced.old, replaced.new
    behind = text_at(compared.sentence.tokens, replaced.at + 1)
    names = _is_named(old, compared.wording) and _is_named(new, compared.sentence)
    kinds = all(is_content(word) and is_noun(word) for word in (old.text, new.text, behind))
    if names or (kinds and not comes_close(old.text, new.text)):
        yield _changed(AlterationKind.ENTITY_SWAP, [new], [old], compared)


def _another_matter(replaced: Replacement, compared: Comparison) -> Iterator[Difference]:
    """Several words for several others that none of them comes close to: `agreeing to a bundle` for `asking prices`."""
    old, new = _content_changed(replaced, compared)
    if min(len(old), len(new)) >= FEW and not any(comes_close(one.text, other.text) for one in old for other in new):
        yield _changed(AlterationKind.ENTITY_SWAP, new, old, compared)


def additions(said: Meaning, wording: Meaning) -> Iterator[Token]:
    """Nouns that came into a sentence for nothing that went: `who recently moved to the area`, `health plans`."""
    if overlap(said, wording) < RESTATES:
        return
    for one in replacements(wording, said):
        new = [token for token in one.new if _is_missing(token, wording)]
        behind = text_at(said.tokens, one.at + len(one.new))
        nouns = [token for token in new if is_noun(token.text) and token.text not in _VAGUE]
        told = (
            len(new) >= FEW or (behind and is_content(behind)) or text_at(said.tokens, one.at) in ("and", "or", "plus")
        )
        if told and not any(is_content(token.text) for token in one.old):
            yield from nouns


def _little_word(replaced: Replacement, compared: Comparison) -> Iterator[Difference]:
    """`after` for `before`: little words that say the contrary."""
    if len(replaced.old) == len(replaced.new) == 1 and _CONTRARY.get(replaced.old[0].text) == replaced.new[0].text:
        yield _changed(AlterationKind.NEGATION, replaced.new, replaced.old, compared)


def _turned(replaced: Sequence[Replacement], compared: Comparison) -> Iterator[Difference]:
    """`sentences by their words`, where it was `words by their sentences`: two nouns changed places."""
    single = [one for one in replaced if len(one.old) == len(one.new) == 1 and is_content(one.new[0].text)]
    for one, other in pairwise(single):
        there, back = (_stems(one.old), _stems(one.new)), (_stems(other.new), _stems(other.old))
        if there == back:
            yield _changed(AlterationKind.ENTITY_SWAP, one.new, one.old, compared)


def _stems(tokens: Sequence[Token]) -> list[str]:
    return [stem(token.text) for token in tokens]


def _is_named(token: Token, text: Meaning) -> bool:
    return is_content(token.text) and token.text in text.name_words


def _the_one_word(replaced: Sequence[Replacement], compared: Comparison) -> Iterator[Difference]:
    """The only content word that differs, where it means something else; verbs are rephrased too freely to tell."""
    changed = [pair for one in replaced if any(pair := _content_changed(one, compared))]
    if len(changed) != 1 or not len(changed[0][0]) == len(changed[0][1]) == 1:
        return
    (old,), (new,) = changed[0]
    deeds = is_verb(new.text) or (old.text.endswith("ed") and new.text.endswith("ed"))
    if not deeds and _VAGUE.isdisjoint({old.text, new.text}) and not comes_close(old.text, new.text):
        yield _changed(AlterationKind.ENTITY_SWAP, [new], [old], compared)


def _content_changed(replaced: Replacement, compared: Comparison) -> tuple[list[Token], list[Token]]:
    """Content words that went, and that came."""
    old = [token for token in replaced.old if _is_missing(token, compared.sentence)]
    return old, [token for token in replaced.new if _is_missing(token, compared.wording)]


def _is_missing(token: Token, text: Meaning) -> bool:
    return is_content(token.text) and stem(token.text) not in text.content


def _changed(kind: AlterationKind, new: Sequence[Token], old: Sequence[Token], compared: Comparison) -> Difference:
    approved = compared.wording.written(old[0].start, old[-1].end) if old else ""
    if new:
        return Difference(kind, new[0].start, new[-1].end, approved)
    return compared.whole(kind, approved)
