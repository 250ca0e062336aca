"""Words that are not written with the characters that a reader takes them for (Unicode UTS #39).

Latin words with look-alikes of another script or of a letter form, and words with invisible characters inside. A
word wholly in another script is an ordinary word; joiners between emoji or in scripts that need them are too.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from governance.core.copy.folding import fold_character
from governance.core.copy.invisible import INVISIBLE, is_invisible
from governance.core.copy.lookalikes import LOOKALIKES
from governance.core.copy.text import MappedText, Span

_WORD = re.compile(f"[^\\W_](?:[^\\W_]|[\u0300-\u036f{INVISIBLE}])*+")
_SCRIPTS_WITHOUT_JOINERS = ("LATIN", "GREEK", "CYRILLIC", "DIGIT", "ARMENIAN")
_ORDINARY = "ı"  # a letter of Turkish
_SHORTEST = 3  # letters; in shorter words Greek is a sign of mathematics


@dataclass(frozen=True, slots=True)
class Disguised:
    """A word, the characters in it that are not what they seem, and the word in plain letters."""

    span: Span
    written: str
    strangers: tuple[str, ...]
    plain: str


def disguised_words(text: MappedText) -> Iterator[Disguised]:
    """Every disguised word of a text, in order."""
    if not any(map(_may_disguise, set(text.text))):
        return
    for word in _WORD.finditer(text.text):
        written = word[0].rstrip("".join(filter(is_invisible, set(word[0]))))
        if not written.isascii() and (strangers := _strangers(written)):
            span = text.span(word.start(), word.start() + len(written))
            plain = "".join(_plain(char) if char in strangers else char for char in written)
            yield Disguised(span, written, strangers, plain)


@lru_cache(maxsize=4096)
def _may_disguise(char: str) -> bool:
    return not char.isascii() and (is_invisible(char) or char in LOOKALIKES or _is_styled(char))


def _is_styled(char: str) -> bool:
    """Whether it is a letter in a type of its own, such as mathematicians use."""
    return unicodedata.decomposition(char).startswith("<font>")


@lru_cache(maxsize=4096)
def _strangers(word: str) -> tuple[str, ...]:
    """The characters of a word that disguise it, each once."""
    shown = "".join(char for char in word if not is_invisible(char))
    found = [*_invisible_inside(word, shown), *_look_alikes(shown)]
    return tuple(dict.fromkeys(found))


def _invisible_inside(word: str, shown: str) -> list[str]:
    if not all(_script(char) in _SCRIPTS_WITHOUT_JOINERS for char in shown if char.isalnum()):
        return []
    return [char for char in word if is_invisible(char)]


def _look_alikes(word: str) -> list[str]:
    letters = [char for char in word if char.isalpha()]
    latin = [char for char in letters if _script(char) == "LATIN" and char not in LOOKALIKES]
    styled = [char for char in letters if _is_styled(char)]
    others = [char for char in letters if char in LOOKALIKES and char not in _ORDINARY]
    if len(letters) < _SHORTEST and all(_script(char) == "GREEK" for char in others):
        others = []
    return (others if latin else []) + (styled if latin or len(styled) > 1 else [])


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    """The script of a letter, as its name in the Unicode standard begins."""
    return unicodedata.name(char, "").partition(" ")[0]


def _plain(char: str) -> str:
    if _is_styled(char):
        return unicodedata.normalize("NFKC", char)
    folded = fold_character(char)
    return folded.upper() if char.isupper() else folded


def named(char: str) -> str:
    """A character by its number and its name in the Unicode standard."""
    return f"U+{ord(char):04X} ({unicodedata.name(char, 'no name').lower()})"
