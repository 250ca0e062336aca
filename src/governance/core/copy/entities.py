"""Character references of HTML (`&amp;`, `&#38;`, `&eacute`), decoded as browsers do, mapped to the source."""

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from governance.core.copy.text import MappedText, Span, joined

_REFERENCE = re.compile(r"&(?:#([xX][0-9a-fA-F]++|[0-9]++);?|([A-Za-z][A-Za-z0-9]{1,31};?))")
_MOST_DIGITS = 8  # more name no character


def decoded(html: MappedText) -> MappedText:
    """The text with its references decoded; every decoded character stands for the whole reference."""
    return joined(_pieces(html)) if "&" in html.text else html


def _pieces(html: MappedText) -> Iterator[MappedText]:
    at = 0
    for match in _REFERENCE.finditer(html.text):
        span, characters = _numbered(match) if match[1] else _named(match)
        whole = html.span(*span)
        yield html.cut(at, span.start)
        yield MappedText(characters, [whole.start] * len(characters), [whole.end] * len(characters))
        at = span.end
    yield html.cut(at, len(html.text))


def _numbered(match: re.Match[str]) -> tuple[Span, str]:
    base = "x" if match[1][0] in "xX" else ""
    digits = match[1].lstrip("xX0")[:_MOST_DIGITS] or "0"
    return Span(*match.span()), unescape(f"&#{base}{digits};")


def _named(match: re.Match[str]) -> tuple[Span, str]:
    """The longest name that is known; where none is, the ampersand itself."""
    for end in range(match.end(), match.start() + 1, -1):
        if characters := html5.get(match.string[match.start() + 1 : end]):
            return Span(match.start(), end), characters
    return Span(match.start(), match.start() + 1), "&"
