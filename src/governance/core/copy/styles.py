"""Declarations of a style, `display:none; color:#fff`: of them, those that can hide text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

_KEPT = frozenset(
    "display visibility opacity font font-size height max-height width max-width overflow overflow-x overflow-y "
    "mso-hide color background background-color position left right top bottom text-indent margin margin-left "
    "margin-top transform clip clip-path".split()
)
STYLE_COMMENT = re.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\([^0-9a-fA-F\n])")
_DECLARATION = re.compile(r"""(?<![-\w])([-\w]++)\s*+:((?:"[^"]*+"?+|'[^']*+'?+|\([^()]*+\)?+|[^;"'(])*+)""")
_IMPORTANT = re.compile(r"\s*+!\s*+important\s*+\Z")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration: its value in lower case, how it is written, and whether it is `!important`."""

    value: str
    written: str
    important: bool = False

    def under(self, selector: str) -> "Declared":
        """The same as a rule writes it."""
        return replace(self, written=f"{selector} {{{self.written}}}")


Style: TypeAlias = Mapping[str, Declared]


def lay_over(below: dict[str, Declared], above: Style) -> None:
    """What a later or more special declaration makes of earlier ones."""
    for name, declared in above.items():
        if declared.important or name not in below or not below[name].important:
            below[name] = declared


def declarations(written: str) -> dict[str, Declared]:
    """The declarations of a `style` attribute or a rule that can hide text; the last of a name holds."""
    found: dict[str, Declared] = {}
    for match in _DECLARATION.finditer(_plain(written)):
        name, value = match[1].lower(), " ".join(match[2].lower().split())
        if name in _KEPT:
            bare = _IMPORTANT.sub("", value)
            shown = f"{name}:{bare[:_SHOWN]}"
            lay_over(found, {name: Declared(bare, shown, bare != value)})
    return found


def _plain(written: str) -> str:
    """Without comments and escapes, by which a word can be hidden from a reader of styles."""
    if "/*" in written:
        written = STYLE_COMMENT.sub("", written)
    return _ESCAPE.sub(_escaped, written) if "\\" in written else written


def _escaped(escape: re.Match[str]) -> str:
    if escape[2]:
        return escape[2]
    number = int(escape[1], 16)
    return chr(number) if 0 < number < 0xD800 else "\ufffd"
