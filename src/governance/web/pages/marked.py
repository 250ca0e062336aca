"""A part of the copy as people read it: words with marks, merge fields in words, every option of every choice.

Nothing of the source is lost and nothing in it acts: control characters become chips that name them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from governance.core.copy.dialects import Dialect
from governance.core.copy.parsed import ParsedPart, parse_part
from governance.core.copy.reach import Options
from governance.core.copy.text import MappedText, Span, identity
from governance.core.copy.tree import Branch, Choice, Conditional, MergeField, Node
from governance.core.copy.variant import PartName
from governance.web.pages.items import RANK, Item

SHORT = 24
"""Characters of all options together up to which a choice stays in its line."""

CONTROLS = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_TAIL = re.compile(r"[.,;:!?…]+")
_SPLIT = re.compile(f"({CONTROLS.pattern})")


@dataclass(frozen=True)
class Piece:
    """Words, a merge field in words, a control character by its name, or a choice.

    `tail` is the mark that ends the sentence after a choice whose options have lines of their own; it stands after
    each of them, and once more as a piece of kind `tail`, which is not seen. `inner` is the severity of a finding
    that marks just these words; `opens` is true where its mark begins. `taken` is the option in the reading that is
    shown; of a field with a fallback, 1 is the fallback. `calm` are the options without what is wrong in another.
    """

    kind: str
    text: str = ""
    inner: str | None = None
    opens: bool = False
    unknown: bool = False
    fallback: str | None = None
    options: tuple[tuple["Segment", ...], ...] = ()
    calm: tuple[bool, ...] = ()
    short: bool = False
    tail: str = ""
    taken: int = 0


@dataclass(frozen=True)
class Segment:
    """Pieces in a row that belong to one item, or to none. Only the first segment of an item carries its glyph."""

    item: Item | None
    pieces: tuple[Piece, ...]
    first: bool = False


@dataclass(frozen=True)
class MarkedPart:
    """One part, in reading order."""

    name: str
    segments: tuple[Segment, ...]


def marked(
    content: Mapping[str, Any],
    found: Sequence[Item],
    dialect: Dialect,
    taken: Mapping[PartName, Options] | None = None,
) -> list[MarkedPart]:
    """Every part of a text with its marks, and the options that are taken in the reading that is shown."""
    given = [(name, content[name.value]) for name in PartName if content.get(name.value) is not None]
    options = taken or {}
    return [
        MarkedPart(name, _marked_part(parse_part(name, source, dialect), found, options.get(name, {})))
        for name, source in given
    ]


def _marked_part(parsed: ParsedPart, found: Sequence[Item], taken: Options) -> tuple[Segment, ...]:
    mine = [item for item in found if item.part == parsed.name and not item.absent]
    if parsed.unreadable:
        return _opened(_Marking(identity(parsed.source), mine, taken).words(0, len(parsed.source)))
    return _opened(_of_tree(parsed, mine, taken))


def _of_tree(parsed: ParsedPart, mine: Sequence[Item], taken: Options) -> list[Segment]:
    return _Marking(parsed.text, mine, taken).branch(parsed.tree.root)


def _opened(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Segments of one item in a row made one, and the first of each item marked as such."""
    joined: list[Segment] = []
    seen: set[int] = set()
    for one in segments:
        if joined and joined[-1].item is one.item:
            joined[-1] = replace(joined[-1], pieces=(*joined[-1].pieces, *one.pieces))
            continue
        number = one.item.number if one.item else 0
        joined.append(replace(one, first=bool(number) and number not in seen))
        seen.add(number)
    return tuple(replace(one, pieces=tuple(_with_tails(one.pieces))) for one in joined)


def _with_tails(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """What ends the sentence after an open choice told at the end of its options, not on a line alone."""
    open_ = False
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        tail = _TAIL.match(piece.text) if open_ and piece.kind == "text" else None
        open_ = piece.kind == "choice" and not piece.short
        if tail:
            yield Piece("tail", tail[0])
            yield from [replace(piece, text=piece.text[tail.end() :])] if piece.text[tail.end() :] else []
        elif open_ and following and following.kind == "text" and (ends := _TAIL.match(following.text)):
            yield replace(piece, tail=ends[0])
        else:
            yield piece


@dataclass(frozen=True, slots=True)
class _Mark:
    """A finding inside a statement, by places of the visible text."""

    start: int
    end: int
    severity: str
    code: str


class _Marking:
    """Walks the visible text of a part and cuts it where marks begin and end."""

    def __init__(self, text: MappedText, mine: Sequence[Item], taken: Options) -> None:
        self.text = text
        self.taken = taken
        self.spans = [(self._visible(item.start), self._visible(item.end), item) for item in mine]
        self.inner = [self._mark(one) for item in mine for one in item.inner]
        bounds = [(start, end) for start, end, _ in self.spans] + [(one.start, one.end) for one in self.inner]
        self.cuts = sorted({at for pair in bounds for at in pair})

    def _visible(self, at: int) -> int:
        """Where a place of the source stands in the visible text."""
        return bisect_left(self.text.starts, at)

    def _mark(self, finding: Mapping[str, Any]) -> "_Mark":
        start, end = self._visible(finding["start"]), self._visible(finding["end"])
        return _Mark(start, end, finding["severity"], finding["code"])

    def branch(self, branch: Branch) -> list[Segment]:
        return [segment for node in branch.nodes for segment in self.node(node)]

    def node(self, node: Node) -> list[Segment]:
        start, end = node.span
        if isinstance(node, MergeField):
            return [Segment(self.item(start), (self.field(node),))]
        if isinstance(node, Choice | Conditional):
            return [Segment(self.around(start, end), (self.choice(node),))]
        return self.words(start, end)

    def words(self, start: int, end: int) -> list[Segment]:
        """Text between two places, in pieces of one mark each."""
        cuts = [at for at in self.cuts if start < at < end]
        bounds = [start, *cuts, end]
        return [
            Segment(self.item(begin), tuple(self.plain(begin, until)))
            for begin, until in pairwise(bounds)
            if begin < until
        ]

    def plain(self, start: int, end: int) -> Iterator[Piece]:
        severity, opens = self.mark(start)
        for text in _SPLIT.split(self.text.text[start:end]):
            if text:
                control = CONTROLS.fullmatch(text) is not None
                shown = f"U+{ord(text):04X}" if control else text
                yield Piece("control" if control else "text", shown, severity, opens)
                opens = False

    def field(self, field: MergeField) -> Piece:
        severity, opens = self.mark(field.span.start)
        fallback = self.text.text[slice(*field.fallback.span)] if field.fallback else None
        codes = {one.code for one in self.inner if one.start <= field.span.start < one.end}
        item = self.item(field.span.start)
        alone = {str(one["code"]) for one in item.findings} if item and not item.statement else set()
        unknown = "unknown_merge_field" in codes | alone
        name = field.name if unknown else field.name.replace("_", " ")
        return Piece("field", name, severity, opens, unknown, fallback, taken=self.taken.get(field.span.start, 0))

    def choice(self, choice: Choice | Conditional) -> Piece:
        severity, opens = self.mark(choice.span.start)
        whole = self.around(*choice.span)
        options = []
        for option, condition in zip(choice.branches, self.conditions(choice), strict=True):
            segments = [*condition, *self.branch(option)]
            inside = [replace(one, item=None) for one in segments] if whole else segments
            options.append(_opened(inside))
        length = sum(option.span.end - option.span.start for option in choice.branches)
        chosen = self.taken.get(choice.span.start, 0)
        calm = self.calm(choice, whole)
        return Piece(
            "choice", "", severity, opens, options=tuple(options), calm=calm, short=length <= SHORT, taken=chosen
        )

    def calm(self, choice: Choice | Conditional, item: Item | None) -> tuple[bool, ...]:
        """Which options hold none of the changes to approved wording, where others do."""
        changes = item.statement["alterations"] if item and item.statement else ()
        changed = [Span(*map(self._visible, one["span"])) for one in changes]
        holding = [any(option.span.contains(one) for one in changed) for option in choice.branches]
        return tuple(any(holding) and not one for one in holding)

    def conditions(self, node: Choice | Conditional) -> list[list[Segment]]:
        """What stands before each option: when it is sent, if the recipient's data decide."""
        if isinstance(node, Choice):
            return [[] for _ in node.options]
        words = [f"if {self.text.text[slice(*case.condition)]}" for case in node.cases]
        return [[Segment(None, (Piece("condition", one),))] for one in (*words, "otherwise")]

    def item(self, at: int) -> Item | None:
        """The item that a place belongs to: a statement before a finding that stands alone, then the worse."""
        there = [item for start, end, item in self.spans if start <= at < end]
        return max(there, key=lambda item: (item.statement is not None, RANK[item.severity]), default=None)

    def around(self, start: int, end: int) -> Item | None:
        """The item that holds a whole choice."""
        there = [item for begin, until, item in self.spans if begin <= start and end <= until]
        return max(there, key=lambda item: (item.statement is not None, RANK[item.severity]), default=None)

    def mark(self, at: int) -> tuple[str | None, bool]:
        """The worst finding that marks just these words, and whether its mark begins here."""
        there = [one for one in self.inner if one.start <= at < one.end]
        if not there:
            return None, False
        worst = max(there, key=lambda one: (RANK[one.severity], one.start))
        return worst.severity, worst.start == at
