"""Walks a text of the copy and cuts it into pieces: where marks begin and end, and where it is hidden."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from governance.core.copy.hidden import Hidden
from governance.core.copy.reach import Options
from governance.core.copy.text import MappedText, Span
from governance.core.copy.tree import Branch, Choice, Conditional, MergeField, Node
from governance.web.pages.items import RANK, Item
from governance.web.pages.pieces import Cover, Piece, Segment, opened

SHORT = 24
"""Characters of all options together up to which a choice stays in its line."""

CONTROLS = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
_SPLIT = re.compile(f"({CONTROLS.pattern})")
_LINES = re.compile(f"(\n+|{CONTROLS.pattern})")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A finding inside a statement, by places of the visible text."""

    start: int
    end: int
    severity: str
    code: str


class Marking:
    """Walks the visible text of a part and cuts it where marks, and what is hidden, begin and end."""

    def __init__(self, text: MappedText, mine: Sequence[Item], taken: Options, hidden: Sequence[Hidden] = ()) -> None:
        self.text = text
        self.taken = taken
        self.hidden = [trimmed for one in hidden if (trimmed := _trimmed(one, text.text))]
        self.spans = [(self._visible(item.start), self._visible(item.end), item) for item in mine]
        self.inner = [self._mark(one) for item in mine for one in item.inner]
        bounds = [(start, end) for start, end, _ in self.spans] + [(one.start, one.end) for one in self.inner]
        bounds += [one.span for one in self.hidden]
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
        bounds = [start, *self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)], end]
        return [
            Segment(self.item(begin), tuple(self.plain(begin, until)))
            for begin, until in pairwise(bounds)
            if begin < until
        ]

    def plain(self, start: int, end: int) -> Iterator[Piece]:
        """Text of one mark; where it is hidden, each of its lines apart."""
        severity, opens = self.mark(start)
        split = _LINES if self.covering(start) else _SPLIT
        for text in split.split(self.text.text[start:end]):
            if text:
                control = CONTROLS.fullmatch(text) is not None
                shown = f"U+{ord(text):04X}" if control else text
                cover = self.cover(start, start + len(text)) if text.strip("\n") else None
                yield Piece("control" if control else "text", shown, severity, opens, cover)
                start, opens = start + len(text), False

    def field(self, field: MergeField) -> Piece:
        severity, opens = self.mark(field.span.start)
        fallback = self.text.text[slice(*field.fallback.span)] if field.fallback else None
        codes = {one.code for one in self.inner if one.start <= field.span.start < one.end}
        item = self.item(field.span.start)
        alone = {str(one["code"]) for one in item.findings} if item and not item.statement else set()
        unknown = "unknown_merge_field" in codes | alone
        name = field.name if unknown else field.name.replace("_", " ")
        taken = self.taken.get(field.span.start, 0)
        return Piece("field", name, severity, opens, self.cover(*field.span), unknown, fallback, taken=taken)

    def choice(self, choice: Choice | Conditional) -> Piece:
        severity, opens = self.mark(choice.span.start)
        whole = self.around(*choice.span)
        options = []
        for option, condition in zip(choice.branches, self.conditions(choice), strict=True):
            segments = [*condition, *self.branch(option)]
            inside = [replace(one, item=None) for one in segments] if whole else segments
            options.append(opened(inside))
        length = sum(option.span.end - option.span.start for option in choice.branches)
        return Piece(
            "choice",
            inner=severity,
            opens=opens,
            cover=self.cover(*choice.span),
            options=tuple(options),
            calm=self.calm(choice, whole),
            short=length <= SHORT,
            taken=self.taken.get(choice.span.start, 0),
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

    def covering(self, at: int) -> Hidden | None:
        """What is hidden around a place."""
        number = bisect_right(self.hidden, at, key=lambda one: one.span.start) - 1
        return self.hidden[number] if number >= 0 and at < self.hidden[number].span.end else None

    def cover(self, start: int, end: int) -> Cover | None:
        """By what a piece is hidden, if it begins where text is."""
        hidden = self.covering(start)
        return Cover(_named(hidden.how), start == hidden.span.start, end == hidden.span.end) if hidden else None


def _trimmed(hidden: Hidden, text: str) -> Hidden | None:
    """What is hidden without the white space around it."""
    words = text[slice(*hidden.span)]
    start = hidden.span.start + len(words) - len(words.lstrip())
    return Hidden(Span(start, start + len(words.strip())), hidden.how) if words.strip() else None


def _named(text: str) -> str:
    """A text with each character that cannot be seen by its name."""
    return CONTROLS.sub(lambda found: f"U+{ord(found[0]):04X}", text)
