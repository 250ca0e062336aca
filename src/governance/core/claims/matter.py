"""What a sentence that nearly repeats its wording tells of: another thing, or another person, in the place of one."""

from collections.abc import Iterator, Sequence

from governance.core.claims.difference import Comparison, Difference
from governance.core.claims.evidence import overlap
from governance.core.claims.meaning import Meaning
from governance.core.claims.statement import AlterationKind
from governance.core.claims.substitution import Replacement, replacements
from governance.core.claims.thesaurus import can_be_a_noun, comes_close, is_noun, is_people
from governance.core.claims.words import Token, is_content, stem, text_at

REPEATS = 0.7
"""Share of content words in common from which a sentence nearly repeats its wording."""
RESTATES = 0.45
"""Share of content words in common from which one who does something is held against who does it in the wording."""
_AT_WORK = ("er", "or", "ian", "ist", "ic")
_JOINING = frozenset("and or plus ,".split())
_LITTLE = frozenset("the a an for of in on with".split()) | _JOINING
WORD_BY_WORD = 0.6
"""Share of the words of a sentence that stand in its wording in the same order, where it has one change only."""
_OBJECTS = frozenset("them it the a an your their his her our this that these those".split())
_LINKING = frozenset("and or - no non a an the is are was were has have".split())
_ARTICLES = frozenset("a an the our your their its".split())
MOST = 3
"""Words that stand in the place of others; more are another way to put it."""


def matter_differences(compared: Comparison) -> Iterator[Difference]:
    """What is told of in the place of something else, or beside it."""
    if compared.sentence.content <= compared.approved_content:
        return
    shared = overlap(compared.sentence, compared.wording)
    if shared < RESTATES:
        return
    changed = list(replacements(compared.wording, compared.sentence))
    if shared >= REPEATS or _is_one_change(changed, compared.sentence):
        gone = any(_is_gone(token, compared) for one in changed for token in one.old)
        for one in changed:
            yield from _another_thing(one, compared) if gone else _added_thing(one, compared)
    yield from _somebody_else(compared)


def _is_one_change(changed: Sequence[Replacement], sentence: Meaning) -> bool:
    """Whether a sentence repeats its wording word by word but for one change."""
    new = sum(len(one.new) for one in changed)
    return len(changed) == 1 and new <= (1 - WORD_BY_WORD) * len(sentence.tokens)


def _another_thing(replaced: Replacement, compared: Comparison) -> Iterator[Difference]:
    """`refunds the order` for `refunds the shipping fee`."""
    opens = replaced.at == 0 and not len(replaced.old) == len(replaced.new) == 1
    phrases = _is_a_noun_phrase(replaced.old) and _is_a_noun_phrase(replaced.new)
    if opens or not phrases or _is_a_way_to_link(replaced, compared.sentence):
        return
    gone = [token for token in replaced.old if _is_gone(token, compared)]
    new = _new_things(replaced.new, compared)
    if gone and new and not _is_a_deed(new[-1], replaced, compared):
        approved = compared.wording.written(gone[0].start, gone[-1].end)
        yield Difference(AlterationKind.ENTITY_SWAP, new[0].start, new[-1].end, approved)


def _is_a_way_to_link(replaced: Replacement, sentence: Meaning) -> bool:
    """`in accordance with` for `in line with`."""
    behind = text_at(sentence.tokens, replaced.at + len(replaced.new))
    return text_at(sentence.tokens, replaced.at - 1) in ("in", "on", "by") and behind in ("with", "of", "to")


def _is_a_deed(token: Token, replaced: Replacement, compared: Comparison) -> bool:
    """`opening them`, `Pricing starts`: a gerund with an object, or that opens the sentence."""
    behind = text_at(compared.sentence.tokens, replaced.at + len(replaced.new))
    return token.text.endswith("ing") and (replaced.at == 0 or behind in _OBJECTS)


def _added_thing(replaced: Replacement, compared: Comparison) -> Iterator[Difference]:
    """`payroll and recruiting` for `payroll`."""
    words = [token for token in replaced.new if token.text not in _LITTLE]
    before = compared.sentence.tokens[replaced.at - 1 : replaced.at]
    joining = any(token.text in _JOINING for token in (*before, *replaced.new))
    joined = joining and len(replaced.new) <= MOST + 1 and replaced.at > 0
    things = _new_things(words, compared) if joined else []
    deeds = any(token.text.endswith("ing") for token in words)
    if (
        things
        and all(one in things or (is_content(one.text) and can_be_a_noun(one.text)) for one in words)
        and not deeds
    ):
        yield Difference(AlterationKind.SCOPE_WIDENED, things[0].start, things[-1].end, "")


def _somebody_else(compared: Comparison) -> Iterator[Difference]:
    """`a mechanic answers`, where a dispatcher does."""
    gone = [token for token in compared.wording.tokens if _is_somebody(token, compared.sentence.content)]
    new = [token for token in compared.sentence.tokens if _is_somebody(token, compared.approved_content)]
    if gone and new and not _come_close(new, compared):
        approved = compared.wording.written(gone[0].start, gone[0].end)
        yield Difference(AlterationKind.ENTITY_SWAP, new[0].start, new[0].end, approved)


def _new_things(words: Sequence[Token], compared: Comparison) -> list[Token]:
    """The nouns among some words that no approved text says, if none of them comes close to what one says."""
    named = compared.sentence.name_words if not compared.wording.name_words else frozenset[str]()
    new = [
        token
        for token in words
        if token.text in named or _is_a_thing(token, compared.sentence, compared.approved_content)
    ]
    return [] if _come_close(new, compared) else new


def _is_a_noun_phrase(words: Sequence[Token]) -> bool:
    """A few words of content: where other little words changed with them, it is put in another way."""
    content = [token for token in words if is_content(token.text)]
    return 0 < len(content) <= MOST and all(is_content(one.text) or one.text in _LINKING for one in words)


def _is_gone(token: Token, compared: Comparison) -> bool:
    """A word of the wording, a noun among other things, that the sentence does not say."""
    missing = is_content(token.text) and stem(token.text) not in compared.sentence.content
    return missing and can_be_a_noun(token.text)


def _is_somebody(token: Token, known: frozenset[str]) -> bool:
    """One of those who do something for a living: a dispatcher, a mechanic, a physician."""
    working = token.text.endswith(_AT_WORK) and is_people(token.text) and is_noun(token.text)
    return working and is_content(token.text) and stem(token.text) not in known


def _is_a_thing(token: Token, text: Meaning, known: frozenset[str]) -> bool:
    """A noun that the other text does not know, and that is no unit of a figure."""
    measured = any(figure.start <= token.start < figure.end + 1 for figure in text.quantities)
    thing = is_content(token.text) and _stands_as_a_noun(token, text) and token.text not in text.name_words
    return thing and stem(token.text) not in known and not measured


def _stands_as_a_noun(token: Token, text: Meaning) -> bool:
    """A noun by its usual sense, or behind an article: `by the call`."""
    behind_one = text.folded.text[: token.start].rstrip().rpartition(" ")[2] in _ARTICLES
    return is_noun(token.text) or (behind_one and can_be_a_noun(token.text))


def _come_close(new: Sequence[Token], compared: Comparison) -> bool:
    approved = {token.text for text in compared.approved for token in text.tokens if is_content(token.text)}
    return any(comes_close(token.text, word) for token in new for word in approved)
