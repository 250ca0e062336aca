"""Job titles read as functions and a seniority, so that one title written in many ways is one title.

What the tables of title_words do not know is compared as written.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from governance.core.policy.qualification import Persona
from governance.core.title_words import (
    ABBREVIATIONS,
    AND,
    CHIEF_OF,
    CHIEFS,
    DEPUTIES,
    FUNCTION_OF,
    LEVEL_OF,
    PHRASES,
    SENIORITY,
    SUFFIXES,
    UNIMPORTANT,
)

MAX_LENGTH = 300
_WEAK = ("executive", "officer")


@dataclass(frozen=True, slots=True)
class Title:
    """The functions a title names, and its seniority as in SENIORITY, or None where it names no level.

    “Operations and Logistics” are two functions of a word each; “Sales Operations” is one of two words.
    """

    functions: frozenset[frozenset[str]]
    level: int | None


def fits(title: str, persona: Persona) -> bool:
    """Whether a title belongs to a persona: a listed one, or a listed function at the least seniority or above."""
    if len(title) > MAX_LENGTH:
        return False
    if _plain(title) == _plain(persona.id):
        return True
    held = read_title(title)
    listed = [read_title(one) for one in persona.titles]
    at_least = SENIORITY[persona.seniority_at_least]
    if held.level is None or held in listed:
        return held in listed
    return held.level >= at_least and any(_covers(held, one) for one in listed)


def alternatives(titles: str) -> tuple[str, ...]:
    """The single titles of a text that lists several whole ones: “COO / Head of Operations”."""
    if len(titles) > MAX_LENGTH:
        return (titles,)
    parts = [part.strip() for part in re.split(r"[/;,|]|\bor\b", titles) if part.strip()]
    return tuple(parts) if all(_is_whole(read_title(part)) for part in parts) else (titles.strip(),)


def _is_whole(title: Title) -> bool:
    return title.level is not None and (bool(title.functions) or title.level == SENIORITY["c_level"])


def _covers(held: Title, listed: Title) -> bool:
    if not listed.functions:
        return not held.functions and held.level == listed.level
    return listed.functions <= held.functions


@lru_cache(maxsize=4_096)
def read_title(title: str) -> Title:
    """Read one title. The words of a function that no table knows stay as they are written."""
    words = [part for word in _words(title) for part in _split(word)]
    functions: list[list[str]] = [[]]
    for word in words:
        if word in AND:
            functions.append([])
        elif function := _function(word, words):
            functions[-1].append(function)
    return Title(frozenset(frozenset(one) for one in functions if one), _level(words))


def _function(word: str, words: list[str]) -> str:
    """The function a word names, or nothing for a word of level."""
    if word in CHIEFS:
        return CHIEFS[word]
    if word in LEVEL_OF or word in DEPUTIES:
        return ""
    name = FUNCTION_OF.get(word) or FUNCTION_OF.get(singular(word), singular(word))
    return CHIEF_OF.get(name, name) if "chief" in words else name


def _level_of(word: str) -> str | None:
    return "c_level" if word in CHIEFS else LEVEL_OF.get(word)


def _level(words: list[str]) -> int | None:
    """The lowest level named. “Executive” and “officer” name one only where no other word does."""
    names = [name for word in words if (name := _level_of(word))]
    strong = [_level_of(word) for word in words if word not in _WEAK]
    levels = [SENIORITY[name] for name in strong if name] or [SENIORITY[name] for name in names]
    if not levels:
        return None
    return max(min(levels) - len(DEPUTIES.intersection(words)), 0)


def singular(word: str) -> str:
    """A word in lower case as its singular: `facilities` as `facility`."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _words(title: str) -> list[str]:
    text = f" {_plain(title)} "
    for phrase, word in PHRASES.items():
        text = text.replace(f" {phrase} ", f" {word} ")
    return [ABBREVIATIONS.get(word, word) for word in text.split() if word not in UNIMPORTANT]


def _split(word: str) -> tuple[str, ...]:
    """A compound such as “Logistikleiter” as function and level; a plural level as its singular."""
    if word in LEVEL_OF or word in CHIEFS or word in FUNCTION_OF:
        return (word,)
    if word.endswith("s") and (word[:-1] in LEVEL_OF or word[:-1] in CHIEFS):
        return (word[:-1],)
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            return (word.removesuffix(suffix), suffix)
    return (word,)


def _plain(text: str) -> str:
    """Lower case, without accents, words apart by single spaces."""
    spelled = re.sub(r"[&,/+]", " and ", text.casefold())
    unaccented = unicodedata.normalize("NFKD", spelled)
    letters = "".join(char for char in unaccented if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", re.sub(r"(?<=\b\w)\.(?=\w\b)", "", letters.replace("_", " "))))
