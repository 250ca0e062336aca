"""HTML cut into words, tags and what stands between them, as browsers do (WHATWG HTML, section 13.2.5), in one pass.

Comments, scripts and templates are left out; a comment that only Outlook reads (`<!--[if mso]>`) is read too, and
said to be one. Character references are decoded; a line end of the source is a space.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from governance.core.copy.entities import decoded
from governance.core.copy.text import MappedText, Span, identity

_CODE = frozenset({"script", "style", "title"})  # never closed, they reach to the end
_UNSEEN = _CODE | {"template"}
_LITERAL = frozenset({"textarea", "xmp"})  # markup inside them is text
_LINE_ENDS = {ord(end): " " for end in "\n\r\f"}

_SPACE = r"[\t\n\f\r ]"
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|(?=>)|[^\t\n\f\r >]++)"""
_ATTRIBUTE = rf"[^\t\n\f\r />][^\t\n\f\r />=]*+(?:{_SPACE}*+={_SPACE}*+{_VALUE})?+"
_TAG = re.compile(rf"<(/?)([a-zA-Z][^\t\n\f\r />]*+)((?:{_SPACE}++|/|{_ATTRIBUTE})*+)>")
_NAMED = re.compile(rf"([^\t\n\f\r />][^\t\n\f\r />=]*+)(?:{_SPACE}*+={_SPACE}*+({_VALUE}))?+")
_OPENING = re.compile(r"<(?=[!?a-zA-Z]|/[\s\S])")
_NEVER_ENDING = re.compile(r"</?[a-zA-Z]")
_COMMENT_END = re.compile(r"--!?>")
_OUTLOOK = re.compile(r"<!--\[if\b[^\]>]*+\]>", re.IGNORECASE)
_CONTENT_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _UNSEEN | _LITERAL}


@dataclass(frozen=True, slots=True)
class Words:
    """Text between tags."""

    text: MappedText


@dataclass(frozen=True, slots=True)
class Tag:
    """The beginning or end of an element, with its attributes by lower-case name, their values decoded."""

    span: Span
    name: str
    closing: bool
    attributes: Mapping[str, MappedText]

    def value(self, name: str) -> str:
        """The value of an attribute; empty where there is none."""
        return self.attributes[name].text if name in self.attributes else ""


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in an element whose content is no markup: `style` as written, `title` decoded."""

    name: str
    text: MappedText


@dataclass(frozen=True, slots=True)
class OutlookComment:
    """A comment that only Outlook reads; the tokens up to its end follow."""

    span: Span


Token: TypeAlias = Words | Tag | Content | OutlookComment


def tokens(html: str) -> Iterator[Token]:
    """The tokens of an HTML part. Never raises for copy, whatever it holds; time grows with its length."""
    return _Reader(html).tokens(0, len(html))


class _Reader:
    """Reads HTML from left to right."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.source = identity(html)
        self.never_closed: set[tuple[str, int]] = set()

    def tokens(self, at: int, end: int, *, in_comment: bool = False) -> Iterator[Token]:
        while opening := _OPENING.search(self.html, at, end):
            start = opening.start()
            yield self.words(at, start)
            if tag := _TAG.match(self.html, start, end):
                yield self.tag(tag)
                at = tag.end()
                if not tag[1] and tag[2].lower() in _CONTENT_END:
                    content, at = at, self.content_end(tag[2].lower(), at, end)
                    yield from self.content(tag[2].lower(), content, at)
            else:
                at = self.comment_end(start, end)
                if not in_comment:
                    yield from self.outlook(start, at)
        yield self.words(at, end)

    def words(self, start: int, end: int) -> Words:
        return Words(decoded(self.source.cut(start, end)).translated(_LINE_ENDS))

    def tag(self, tag: re.Match[str]) -> Tag:
        attributes: dict[str, MappedText] = {}
        for named in _NAMED.finditer(self.html, *tag.span(3)):
            attributes.setdefault(named[1].lower(), self.value(*named.span(2)))
        return Tag(Span(*tag.span()), tag[2].lower(), bool(tag[1]), attributes)

    def value(self, start: int, end: int) -> MappedText:
        """A value without its quotes."""
        if start < end and (quote := self.html[start]) in "\"'":
            start, end = start + 1, end - (end - start > 1 and self.html[end - 1] == quote)
        return self.words(max(start, 0), max(end, 0)).text

    def content(self, name: str, start: int, end: int) -> Iterator[Token]:
        if name in _LITERAL:
            yield self.words(start, end)
        elif name == "style":
            yield Content(name, self.source.cut(start, end))
        elif name == "title":
            yield Content(name, self.words(start, end).text)

    def content_end(self, name: str, start: int, last: int) -> int:
        """Where an element whose content is no markup of the page ends; a container that never ends hides nothing."""
        known = (name, last) in self.never_closed
        end = None if known else _CONTENT_END[name].search(self.html, start, last)
        if end:
            return end.start()
        self.never_closed.add((name, last))
        return last if name in _CODE | _LITERAL else start

    def comment_end(self, start: int, last: int) -> int:
        """Where a comment, or what browsers take for one, ends; an unfinished tag hides the rest."""
        if _NEVER_ENDING.match(self.html, start):
            return last
        if self.html.startswith("<!--", start):
            comment = _COMMENT_END.search(self.html, start + 2, last)
            return comment.end() if comment else last
        return self.html.find(">", start, last) + 1 or last

    def outlook(self, start: int, end: int) -> Iterator[Token]:
        """What a comment says to Outlook alone."""
        if opening := _OUTLOOK.match(self.html, start, end):
            yield OutlookComment(Span(start, end))
            closed = self.html.endswith("-->", opening.end(), end)
            yield from self.tokens(opening.end(), end - closed * len("-->"), in_comment=True)
