"""Which words mean the same, and which the contrary, as WordNet knows them.

For words that the lists of sellers' language do not relate. Words are lower case, in any of their forms.
"""

from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from governance.core.claims import language
from governance.core.claims.words import plain_stem

NOUN, VERB, ADJECTIVE, PEOPLE = "n", "v", "a", "p"
HEAD = 2
"""Lines that say where the list comes from."""
_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "mis")
_ENDINGS = ("s", "es", "d", "ed", "ing")
_REMEMBERED = 50_000


class Entry(NamedTuple):
    """What a word can mean, as sets of senses.

    `usual` holds its usual senses, `near` these and what is alike or derived, `broader` what they are kinds of.
    Two words are contrary where the `contraries` of one are among the `poles` of the other. `parts` holds the
    letters of its parts of speech, the usual one first, and a `p` where it means people.
    """

    parts: str
    usual: frozenset[str]
    near: frozenset[str]
    broader: frozenset[str]
    poles: frozenset[str]
    contraries: frozenset[str]


@lru_cache(maxsize=1)
def _lines() -> tuple[dict[str, str], dict[str, list[str]]]:
    """The line of each word, and the words of each stem. Read once, as a part of the program, not as input."""
    text = files(language).joinpath("thesaurus.txt").read_text("utf-8")
    lines: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    for line in text.splitlines()[HEAD:]:
        word, stem, lines[word] = line.split("\t", 2)
        words.setdefault(stem, []).append(word)
    return lines, words


@lru_cache(maxsize=_REMEMBERED)
def entry(word: str) -> Entry:
    """What is known of a word; nothing of most names.

    Forms have senses of their own (`limited`), and mean what their base form means too (`limit`).
    """
    lines, words = _lines()
    kin = words.get(plain_stem(word), ())
    family = [_entry(*lines[one].split("\t")) for one in kin]
    own = [_entry(*lines[one].split("\t")) for one in _base(word, kin)]
    parts = "".join(one.parts for one in own)
    return Entry(parts, *_together(family, "usual", "near", "broader", "poles"), *_together(own, "contraries"))


def _base(word: str, kin: Collection[str]) -> Collection[str]:
    """The word of which another is a form, among all that share its stem; all of them where none is."""
    stripped = [word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)]
    forms = (
        word,
        *stripped,
        *(f"{one}e" for one in stripped),
        *(f"{one[:-1]}y" for one in stripped if one[-1:] == "i"),
    )
    return next(((one,) for one in forms if one in kin), kin)


def _entry(parts: str, *fields: str) -> Entry:
    return Entry(parts, *(frozenset(field.split()) for field in fields))


def _together(entries: list[Entry], *fields: str) -> list[frozenset[str]]:
    return [frozenset().union(*(getattr(one, field) for one in entries)) for field in fields]


def is_known(word: str) -> bool:
    """Whether a word is one of the language; most names are not."""
    return bool(entry(word).parts)


def is_noun(word: str) -> bool:
    """Whether a word is a noun before anything else."""
    return entry(word).parts.startswith(NOUN)


def is_adjective(word: str) -> bool:
    """Whether a word is an adjective before anything else."""
    return entry(word).parts.startswith(ADJECTIVE)


def is_verb(word: str) -> bool:
    """Whether a word is a verb before anything else."""
    return entry(word).parts.startswith(VERB)


def can_be_a_noun(word: str) -> bool:
    """Whether a word is a noun among other things."""
    return NOUN in entry(word).parts


def can_be_a_verb(word: str) -> bool:
    """Whether a word, or its base form, is a verb among other things."""
    lines, words = _lines()
    return any(VERB in lines[one].split("\t")[0] for one in words.get(plain_stem(word), ()))


def is_people(word: str) -> bool:
    """Whether a noun usually means people, or a group of them."""
    return PEOPLE in entry(word).parts


def means_the_same(one: str, other: str) -> bool:
    """`costly` and `expensive`, `improve` and `improvement`."""
    return one == other or not entry(one).near.isdisjoint(entry(other).near)


def comes_close(one: str, other: str) -> bool:
    """Means the same, or is a kind of it, either way: `call` and `contact`."""
    if means_the_same(one, other):
        return True
    first, second = entry(one), entry(other)
    return not (first.broader.isdisjoint(second.usual) and second.broader.isdisjoint(first.usual))


@lru_cache(maxsize=_REMEMBERED)
def contrary(one: str, other: str) -> bool:
    """`expensive` and `affordable`, `able` and `unable`; never two words that can mean the same."""
    stems = plain_stem(one), plain_stem(other)
    if any(stems in ((a, prefix + a), (prefix + a, a)) for prefix in _PREFIXES for a in stems):
        return True
    first, second = entry(one), entry(other)
    opposed = not (first.contraries.isdisjoint(second.poles) and second.contraries.isdisjoint(first.poles))
    return opposed and not means_the_same(one, other)
