"""What a sentence that nearly repeats its wording tells of: another thing, or another person, in the place of one."""

from collections.abc import Iterator, Sequence

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.evidence import overlap
from governance.core.claims.meaning import Meaning
from governance.core.claims.statement import AlterationKind
from governance.core.claims.substitution import Replacement, replacements
from governance.core.claims.thesaurus import comes_close, is_noun, is_people
from governance.core.claims.words import Token, is_content, stem

REPEATS = 0.7
"""Share of content words in common from which a sentence nearly repeats its wording."""
RESTATES = 0.45
"""Share of content words in common from which one who does something is held against who does it in the wording."""
_AT_WORK = ("er", "or", "ian", "ist", "ic")
_JOINING = frozenset("and or plus ,".split())
_LITTLE = frozenset("the a an for of in on with".split()) | _JOINING
MOST = 3
"""Words that stand in the place of others; more are another way to put it."""


def matter_differences(compared: Comparison) -> Iterator[Difference]:
    """What is told of in the place of something else, or beside it."""
    if compared.sentence.content <= compared.approved_content:
        return
    if overlap(compared.sentence, compared.wording) >= REPEATS:
        for one in replacements(compared.wording, compared.sentence):
            yield from _another_thing(one, compared)
            yield from _added_thing(one, compared)
    yield from _somebody_else(compared)


def _another_thing(replaced: Replacement, compared: Comparison) -> Iterator[Difference]:
    """`refunds the order` for `refunds the shipping fee`."""
    if replaced.at == 0 or not (_is_a_noun_phrase(replaced.old) and _is_a_noun_phrase(replaced.new)):
        return
    gone = [token for token in replaced.old if _is_a_thing(token, compared.wording, compared.sentence.content)]
    new = _new_things(replaced.new, compared)
    if gone and new:
        approved = compared.wording.written(gone[0].start, gone[-1].end)
        yield Difference(AlterationKind.ENTITY_SWAP, new[0].start, new[-1].end, approved)


def _added_thing(replaced: Replacement, compared: Comparison) -> Iterator[Difference]:
    """`payroll and recruiting` for `payroll`."""
    words = [token for token in replaced.new if token.text not in _LITTLE]
    joining = any(token.text in _JOINING for token in replaced.new)
    joined = joining and len(replaced.new) <= MOST + 1 and not replaced.old and replaced.at > 0
    things = _new_things(words, compared) if joined else []
    deeds = any(token.text.endswith("ing") for token in words)
    if things and things == words and not deeds:
        yield Difference(AlterationKind.SCOPE_WIDENED, things[0].start, things[-1].end, "")


def _somebody_else(compared: Comparison) -> Iterator[Difference]:
    """`a mechanic answers`, where a dispatcher does."""
    if overlap(compared.sentence, compared.wording) < RESTATES:
        return
    gone = [token for token in compared.wording.tokens if _is_somebody(token, compared.sentence.content)]
    new = [token for token in compared.sentence.tokens if _is_somebody(token, compared.approved_content)]
    if gone and new and not _come_close(new, compared):
        approved = compared.wording.written(gone[0].start, gone[0].end)
        yield Difference(AlterationKind.ENTITY_SWAP, new[0].start, new[0].end, approved)


def _new_things(words: Sequence[Token], compared: Comparison) -> list[Token]:
    """The nouns among some words that no approved text says, if none of them comes close to what one says."""
    new = [token for token in words if _is_a_thing(token, compared.sentence, compared.approved_content)]
    return [] if _come_close(new, compared) else new


def _is_a_noun_phrase(words: Sequence[Token]) -> bool:
    """A few words of content: where little words changed with them, it is put in another way."""
    return len(words) <= MOST and all(is_content(token.text) for token in words)


def _is_somebody(token: Token, known: frozenset[str]) -> bool:
    """One of those who do something for a living: a dispatcher, a mechanic, a physician."""
    working = token.text.endswith(_AT_WORK) and is_people(token.text) and is_noun(token.text)
    return working and is_content(token.text) and stem(token.text) not in known


def _is_a_thing(token: Token, text: Meaning, known: frozenset[str]) -> bool:
    """A noun that the other text does not know, and that is no unit of a figure."""
    measured = any(figure.start <= token.start < figure.end + 1 for figure in text.quantities)
    thing = is_content(token.text) and is_noun(token.text) and token.text not in text.name_words
    return thing and stem(token.text) not in known and not measured


def _come_close(new: Sequence[Token], compared: Comparison) -> bool:
    approved = {token.text for text in compared.approved for token in text.tokens if is_content(token.text)}
    return any(comes_close(token.text, word) for token in new for word in approved)
