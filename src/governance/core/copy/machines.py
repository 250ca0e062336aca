"""Machines that read all renderings at once (`reach`): words, characters and links counted, a phrase looked for."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from governance.core.copy.folding import fold_character
from governance.core.copy.links import is_address_field

LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_LONGEST = len("https://")
_MARKS = ("Mn", "Mc")

NO_LETTER = "\ufffc"
"""Stands for a merge field."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words separated by white space; a merge field is one. The state is whether a word is open."""

    start: bool = False

    def read(self, state: bool, text: str) -> tuple[bool, int]:
        if not text:
            return state, 0
        goes_on = state and not text[0].isspace()
        return not text[-1].isspace(), len(text.split()) - goes_on

    def fill(self, state: bool, name: str) -> tuple[bool, int]:
        del name
        return True, 0 if state else 1


@dataclass(frozen=True, slots=True)
class Characters:
    """Unicode code points; a merge field counts as `{{name}}`. There is one state."""

    start: None = None

    def read(self, state: None, text: str) -> tuple[None, int]:
        return state, len(text)

    def fill(self, state: None, name: str) -> tuple[None, int]:
        return state, len(name) + len("{{}}")


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses in the text, once a word, and merge fields that stand for one; the way out is none.

    The state is the end of the open word, in which an address may begin that goes on, and whether one began.
    """

    start: tuple[str, bool] = ("", False)

    def read(self, state: tuple[str, bool], text: str) -> tuple[tuple[str, bool], int]:
        tail, counted = state
        words = re.split(r"(\s+)", tail + text)
        total = 0
        for number, word in enumerate(words[::2]):
            counted = counted and number == 0
            if not counted and LINK.search(word):
                counted, total = True, total + 1
        return (words[-1][1 - _LONGEST :], counted), total

    def fill(self, state: tuple[str, bool], name: str) -> tuple[tuple[str, bool], int]:
        _, counted = state
        if is_address_field(name) and not counted:
            return ("", True), 1
        return ("", counted), 0


class Progress(NamedTuple):
    """How far a phrase was read by each beginning that may still become it, and whether a word is open.

    Once the phrase was found nothing else matters.
    """

    beginnings: frozenset[int] = frozenset()
    inside: bool = False
    found: bool = False


FOUND = Progress(found=True)


class Phrase:
    """A whole phrase in any case and white space, look-alikes folded, never beginning or ending inside a word.

    A merge field is no part of a phrase.
    """

    start = Progress()

    def __init__(self, phrase: str) -> None:
        """Raises ValueError for a phrase without a character that is seen."""
        self._wanted = " ".join(folded(phrase).split())
        if not self._wanted:
            raise ValueError("a phrase holds at least one character")
        self._known: dict[tuple[Progress, str], Progress] = {}

    def read(self, state: Progress, text: str) -> tuple[Progress, int]:
        for char in folded(text):
            if state.found:
                break
            key = (state, char)
            if key not in self._known:
                self._known[key] = self._after(state, char)
            state = self._known[key]
        return state, 0

    def fill(self, state: Progress, name: str) -> tuple[Progress, int]:
        del name
        return self.read(state, NO_LETTER)

    def said(self, state: Progress) -> bool:
        """Whether a rendering that ends in this state says the phrase."""
        return state.found or len(self._wanted) in state.beginnings

    def _after(self, state: Progress, char: str) -> Progress:
        goes_on = in_word(char) and self._wanted[-1].isalnum()
        if len(self._wanted) in state.beginnings and not goes_on:
            return FOUND
        begins = not state.inside or not self._wanted[0].isalnum()
        tried = state.beginnings | {0} if begins else state.beginnings
        further = frozenset(after for at in tried for after in self._further(at, char))
        return Progress(further, char.isalnum() or (state.inside and in_word(char)))

    def _further(self, at: int, char: str) -> tuple[int, ...]:
        """How far a beginning goes with one more character; white space that goes on is one space."""
        if at == len(self._wanted):
            return ()
        if char.isspace():
            if self._wanted[at] == " ":
                return (at + 1,)
            return (at,) if at and self._wanted[at - 1] == " " else ()
        return (at + 1,) if self._wanted[at] == char else ()


def folded(text: str) -> str:
    return "".join(map(fold_character, unicodedata.normalize("NFC", text)))


def in_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char) in _MARKS
