"""Words of a text: tokens with positions, and the stems that carry its content."""

import re
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from governance.core.claims.language.lines import shipped

_TOKEN = re.compile(
    r"\{\{[^{}]*\}\}|https?://\S+|\d+(?:[.,']\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[%$€£°+~/&#*]|[^\w\s]", re.UNICODE
)

STOP_WORDS = frozenset(
    """a an and are as at be been being but by can could did do does doing for from get gets got had has have
    having he her here hers him his how i if in into is it its itself just let me more most my no nor not of
    off on once only or other our ours out over own per s same she should so some such t than that the their
    theirs them then there these they this those through to too under until up us very was we were what when
    where which while who whom why will with within would you your yours about after again against all also am
    any because before below between both during each every few further above dont im ive youre were theyre
    weve youd wed ill well id thats theres heres lets isnt arent wasnt wont cant doesnt didnt one's one
    hi hey hello thanks thank please really actually simply even still yet now today take takes took make makes
    made go goes going come comes way thing things lot much many ever back around across along whether either
    new like need needs""".split()
)


class Token(NamedTuple):
    """A token of folded text, and where it stands there."""

    text: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """Tokens in order: words, numbers, merge fields, addresses and single symbols."""
    return tuple([Token(found[0], *found.span()) for found in _TOKEN.finditer(text)])


def text_at(found: tuple[Token, ...], at: int) -> str:
    """The text of a token, empty outside the text."""
    return found[at].text if 0 <= at < len(found) else ""


def texts_at(found: tuple[Token, ...], at: int, number: int) -> tuple[str, ...]:
    """The texts of up to `number` tokens."""
    return tuple([token.text for token in found[at : at + number]])


_STEMMER = snowballstemmer.stemmer("english")
_IRREGULAR = {form: word for (word,), *forms in shipped("irregular.txt") for (form,) in forms}


def plain_stem(word: str) -> str:
    """Stem of a lower-case word, the same for all its forms."""
    bare = word.removesuffix("'s").replace("'", "")
    plain: str = _STEMMER.stemWord(_IRREGULAR.get(bare, bare))
    return plain[:-2] if plain.endswith("ag") and len(plain) > 6 else plain


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Stem of a lower-case word, the same for words that sellers use for one another."""
    plain = plain_stem(word)
    return _GROUP.get(plain, plain)


def _groups() -> dict[str, str]:
    groups: dict[str, str] = {}
    for words in shipped("same_meaning.txt"):
        stems = [plain_stem(word) for (word,) in words]
        for member in stems:
            groups.setdefault(member, stems[0])
    return groups


_GROUP: dict[str, str] = _groups()


_NUMBER_WORDS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million
    billion dozen half third quarter percent pct cent""".split()
)


@lru_cache(maxsize=100_000)
def is_content(word: str) -> bool:
    """Whether a lower-case word carries content of its own; figures are compared elsewhere."""
    plain = word.replace("'", "")
    if word.startswith("http"):
        return False
    return len(plain) > 1 and word[0].isalpha() and plain not in STOP_WORDS and plain not in _NUMBER_WORDS


def bare(word: str) -> str:
    """`NDAs` names what `NDA` names."""
    return word.removesuffix("s") if len(word) > 3 else word


def content_stems(text_tokens: tuple[Token, ...]) -> frozenset[str]:
    return frozenset(filter(None, [_content_stem(token.text) for token in text_tokens]))


@lru_cache(maxsize=100_000)
def _content_stem(word: str) -> str:
    return stem(word) if is_content(word) else ""


FILLERS = frozenset(
    stem(word)
    for word in """found find finds measured measure figure figures based according applies apply result results
    source data shown show shows said says come comes taken see seen rest rests minimum maximum internal compared
    against""".split()
)
"""Stems that only introduce where a figure comes from."""
