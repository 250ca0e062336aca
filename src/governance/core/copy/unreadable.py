"""Characters that no message may hold: controls, direction overrides, tag characters, what is no character."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from governance.core.copy.text import MappedText, Span

# Control characters, direction overrides, tag characters and code points that are no characters.
_FORBIDDEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e007f\U0010fffe\U0010ffff]"
)
_NAMED = {"\0": "A NUL character", "\x1b": "An escape character"}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place of a part that cannot be read, so that nothing said of the part can be trusted."""

    span: Span
    message: str


def forbidden_characters(text: MappedText) -> Iterator[Unreadable]:
    """Each of them by name, where it stands first."""
    first: dict[str, int] = {}
    for found in _FORBIDDEN.finditer(text.text):
        first.setdefault(found[0], found.start())
    for char, at in first.items():
        where = text.span(at, at + 1)
        yield Unreadable(where, f"{_name(char)} stands at character {where.start + 1}; remove it")


def _name(char: str) -> str:
    """What a character is called, with its name in the Unicode standard where it has one."""
    if "\ud800" <= char <= "\udfff":
        return "Half of a surrogate pair"
    code, name = f"U+{ord(char):04X}", unicodedata.name(char, "").lower()
    return _NAMED.get(char, f"{code} ({name})" if name else code)
