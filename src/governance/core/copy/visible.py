"""What a recipient sees of an HTML part, mapped to its source.

First version: tags, comments, head, scripts and styles are left out, entities are decoded, block
elements end lines. Text hidden by style is still returned (a rule finds more, never less).
"""

from html import unescape
from html.parser import HTMLParser

from governance.core.copy.text import MappedText

_UNSEEN = frozenset({"head", "script", "style", "template", "title", "noscript"})
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p "
    "pre section table td th tr ul".split()
)


def visible(html: str) -> MappedText:
    """The visible text of an HTML part. Never raises for copy, whatever it holds."""
    parser = _Visible(html)
    parser.feed(html)
    parser.close()
    return MappedText("".join(parser.text), parser.starts, parser.ends)


class _Visible(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._unseen = 0
        self._line_starts = [0, *(i + 1 for i, char in enumerate(html) if char == "\n")]
        self._length = len(html)

    def _here(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _add(self, text: str, start: int, end: int) -> None:
        """Text of which every character stands for `source[start:end]`."""
        if not self._unseen:
            self.text.append(text)
            self.starts.extend([start] * len(text))
            self.ends.extend([min(end, self._length)] * len(text))

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        here = self._here()
        self.text.append(" ".join(data.split("\n")))
        self.starts.extend(range(here, here + len(data)))
        self.ends.extend(range(here + 1, here + len(data) + 1))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        here = self._here()
        self._add(unescape(written + ";"), here, here + len(written) + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _UNSEEN:
            self._unseen += 1
        self._line_break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        self._line_break(tag)

    def _line_break(self, tag: str) -> None:
        if tag in _BLOCKS:
            here = self._here()
            self._add("\n", here, here + 1)
