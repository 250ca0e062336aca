"""What a recipient sees of an HTML part, mapped to its source, and what is hidden there.

Tags, comments, scripts and styles are left out, block elements and `<br>` break lines. Text hidden by style is
still returned (a rule finds more, never less), with the places where it is hidden and how. What a recipient can meet
outside the running text (alternative texts, titles, labels) is returned beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from governance.core.copy.elements import BLOCKS, OpenElements
from governance.core.copy.markup import Content, OutlookComment, Tag, Token, Words, tokens
from governance.core.copy.sheet import Doubt, Sheet
from governance.core.copy.text import MappedText, Span, joined

OUTLOOK = "a comment that only Outlook shows"
_READ_ALOUD = {"alt": "alternative text", "title": "title", "aria-label": "label"}


@dataclass(frozen=True, slots=True)
class Veil:
    """A stretch of the source whose text the recipient does not see, and by what it is hidden."""

    span: Span
    how: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A text beside the running text, and what it is."""

    kind: str
    text: MappedText


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML part as it is met: its text, what of it is hidden, texts beside it, and rules that may hide.

    Veils stand in order and apart.
    """

    text: MappedText
    veils: tuple[Veil, ...] = ()
    asides: tuple[Aside, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def visible(html: str) -> MappedText:
    """The text of an HTML part, hidden text too."""
    return page(html).text


def page(html: str) -> Page:
    """Reads an HTML part. Never raises for copy, whatever it holds; time grows with its length."""
    read = list(tokens(html))
    sheet = Sheet()
    for token in read:
        if isinstance(token, Content) and token.name == "style":
            sheet.read(token.text)
    layout = _Layout(sheet)
    text = joined(layout.pieces(read))
    layout.veil(len(html), None)
    return Page(text, tuple(layout.veils), tuple(layout.asides), tuple(layout.elements.doubts))


class _Layout:
    """Goes through the tokens of a page, and keeps what hides text at each place."""

    def __init__(self, sheet: Sheet) -> None:
        self.elements = OpenElements(sheet)
        self.veils: list[Veil] = []
        self.asides: list[Aside] = []
        self.hidden: tuple[int, str] | None = None  # since where, and how
        self.outlook = 0  # where the last comment for Outlook ends

    def pieces(self, read: list[Token]) -> Iterator[MappedText]:
        for token in read:
            if isinstance(token, Words):
                if token.text.text:
                    self.look(token.text.starts[0])
                yield token.text
            elif isinstance(token, Tag):
                yield from self.tag(token)
            elif isinstance(token, OutlookComment):
                self.outlook = token.span.end
            elif token.name == "title":
                self.asides.append(Aside("title of the page", token.text))

    def tag(self, tag: Tag) -> Iterator[MappedText]:
        start = tag.span.start
        if tag.name in BLOCKS:
            yield MappedText("\n", [start], [start + 1])
        self.elements.read(tag)
        self.look(start)
        named = [(name, kind) for name, kind in _READ_ALOUD.items() if tag.value(name).strip()]
        self.asides += [Aside(kind, tag.attributes[name]) for name, kind in named]

    def look(self, at: int) -> None:
        self.veil(at, OUTLOOK if at < self.outlook else self.elements.look.hidden)

    def veil(self, at: int, how: str | None) -> None:
        """Notes what hides the text from here on."""
        if self.hidden and self.hidden[1] != how:
            if self.hidden[0] < at:
                self.veils.append(Veil(Span(self.hidden[0], at), self.hidden[1]))
            self.hidden = None
        if how and self.hidden is None:
            self.hidden = (at, how)
