"""What a recipient sees of an HTML part, mapped to its source.

Markup is told from text as browsers do (WHATWG HTML, section 13.2.5), in one pass. Tags, comments, scripts
and styles are left out, character references are decoded, block elements and `<br>` break lines; a line end
of the source is a space. Text hidden by style is still returned (a rule finds more, never less).
"""

import re
from collections.abc import Iterator

from governance.core.copy.entities import decoded
from governance.core.copy.text import MappedText, identity, joined

_CODE = frozenset({"script", "style", "title"})  # never closed, they reach to the end
_UNSEEN = _CODE | {"template"}
_LITERAL = frozenset({"textarea", "xmp"})  # markup inside them is text
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p "
    "pre section table td th tr ul".split()
)
_LINE_ENDS = {ord(end): " " for end in "\n\r\f"}

_SPACE = r"[\t\n\f\r ]"
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|(?=>)|[^\t\n\f\r >]++)"""
_ATTRIBUTE = rf"[^\t\n\f\r />][^\t\n\f\r />=]*+(?:{_SPACE}*+={_SPACE}*+{_VALUE})?+"
_TAG = re.compile(rf"<(/?)([a-zA-Z][^\t\n\f\r />]*+)(?:{_SPACE}++|/|{_ATTRIBUTE})*+>")
_OPENING = re.compile(r"<(?=[!?a-zA-Z]|/[\s\S])")
_NEVER_ENDING = re.compile(r"</?[a-zA-Z]")
_COMMENT_END = re.compile(r"--!?>")
_CONTENT_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _UNSEEN | _LITERAL}


def visible(html: str) -> MappedText:
    """The visible text of an HTML part. Never raises for copy, whatever it holds; time grows with its length."""
    return joined(_Reader(html).pieces())


class _Reader:
    """Reads HTML from left to right."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.source = identity(html)
        self.never_closed: set[str] = set()

    def pieces(self) -> Iterator[MappedText]:
        at = 0
        while opening := _OPENING.search(self.html, at):
            start = opening.start()
            yield self.text(at, start)
            if tag := _TAG.match(self.html, start):
                name, at = tag[2].lower(), tag.end()
                if name in _BLOCKS:
                    yield MappedText("\n", [start], [start + 1])
                if not tag[1] and name in _CONTENT_END:
                    content, at = at, self.content_end(name, at)
                    yield self.text(content, at if name in _LITERAL else content)
            else:
                at = self.comment_end(start)
        yield self.text(at, len(self.html))

    def text(self, start: int, end: int) -> MappedText:
        return decoded(self.source.cut(start, end)).translated(_LINE_ENDS)

    def content_end(self, name: str, start: int) -> int:
        """Where an element whose content is no markup of the page ends; a container that never ends hides nothing."""
        end = None if name in self.never_closed else _CONTENT_END[name].search(self.html, start)
        if end:
            return end.start()
        self.never_closed.add(name)
        return len(self.html) if name in _CODE | _LITERAL else start

    def comment_end(self, start: int) -> int:
        """Where a comment, or what browsers take for one, ends; an unfinished tag hides the rest."""
        if _NEVER_ENDING.match(self.html, start):
            return len(self.html)
        if self.html.startswith("<!--", start):
            comment = _COMMENT_END.search(self.html, start + 2)
            return comment.end() if comment else len(self.html)
        return self.html.find(">", start) + 1 or len(self.html)
