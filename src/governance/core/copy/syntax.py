"""One parser of template syntax: merge fields with fallbacks and spintax, as a tree with spans.

The tree keeps its shape when dialects are added: a Branch is a run of nodes, a node is Text, a MergeField
or a Choice. Every character of the source belongs to exactly one place in the tree; there are no escapes.
Copy that cannot be read yields problems with a position; a tree with problems is never to be trusted as a
whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from governance.core.copy.text import Span

MAX_DEPTH = 32
MAX_PROBLEMS = 20

_BRACE = re.compile(r"[{}]")
_MARK = re.compile(r"[{}|]")
_STRAY = re.compile(r"\}+")
_NAME = re.compile(r"[ \t\u00a0]*[\w.]*")
_FIELD = re.compile(r"\{\{[ \t\u00a0]*([^\W\d][\w.]*)[ \t\u00a0]*(?:\}\}|(\|))")

_READ = "write {{name}}, {{name|fallback}} or {a|b}"
_FOREIGN_FIELDS = (
    (re.compile(r"\{\{\{"), "Triple braces"),
    (re.compile(r"\{\{\s*+(?:[#/^&>!]|else\b)"), "Conditions and blocks in braces"),
    (re.compile(r"\{\{\s*+random\s*+\|", re.IGNORECASE), "Choices in {{RANDOM}}"),
    (re.compile(r"\{\{\s*+[\w.]++\s*+\|\s*+default\s*+:"), "Filters such as default:"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """Characters that stand for themselves."""

    span: Span


@dataclass(frozen=True, slots=True)
class MergeField:
    """`{{name}}` or `{{name|fallback}}`, filled with the recipient's data when sent."""

    span: Span
    name: str
    fallback: "Branch | None"


@dataclass(frozen=True, slots=True)
class Choice:
    """`{a|b}`: the platform picks one option for each message."""

    span: Span
    options: "tuple[Branch, ...]"


Node: TypeAlias = Text | MergeField | Choice


@dataclass(frozen=True, slots=True)
class Branch:
    """A run of nodes: the whole part, one option, or a fallback."""

    span: Span
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """What cannot be read, and what would be."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed part. Reliable only if there are no problems."""

    root: Branch
    problems: tuple[SyntaxProblem, ...]


def parse(source: str) -> Tree:
    """Parse one part. Never raises for copy, whatever it holds; time grows with its length.

    After MAX_PROBLEMS problems the rest is text.
    """
    closed_by, readable = _pairs(source)
    reader = _Reader(source, closed_by)
    nodes = reader.branch(0, readable).nodes
    if readable < len(source):
        reader.problem(readable, readable + 1, f"Braces are nested deeper than {MAX_DEPTH} levels")
        nodes = (*nodes, Text(Span(readable, len(source))))
    return Tree(Branch(Span(0, len(source)), nodes), tuple(reader.problems))


def _pairs(source: str) -> tuple[dict[int, int], int]:
    """Which brace closes which, and where nesting that is too deep begins, else the end of the source."""
    closed_by: dict[int, int] = {}
    opened: list[int] = []
    for brace in _BRACE.finditer(source):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            closed_by[opened.pop()] = brace.start()
        if len(opened) > MAX_DEPTH:
            return closed_by, opened[0]
    return closed_by, len(source)


class _Reader:
    """Reads nodes of one source. Between two braces of a pair all braces are paired."""

    def __init__(self, source: str, closed_by: dict[int, int]) -> None:
        self.source = source
        self.closed_by = closed_by
        self.problems: list[SyntaxProblem] = []

    def problem(self, start: int, end: int, message: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(SyntaxProblem(Span(start, end), message))

    def unread(self, start: int, end: int, message: str) -> Text:
        self.problem(start, end, message)
        return Text(Span(start, end))

    def branch(self, start: int, end: int) -> Branch:
        nodes: list[Node] = []
        at = start
        while len(self.problems) < MAX_PROBLEMS and (brace := _BRACE.search(self.source, at, end)):
            if brace.start() > at:
                nodes.append(Text(Span(at, brace.start())))
            node = self.braced(brace.start())
            nodes.append(node)
            at = node.span.end
        if end > at:
            nodes.append(Text(Span(at, end)))
        return Branch(Span(start, end), tuple(nodes))

    def braced(self, start: int) -> Node:
        if self.source[start] == "}":
            return self.never_opened(start)
        if start not in self.closed_by:
            return self.never_closed(start)
        end = self.closed_by[start] + 1
        return self.merge_field(start, end) if self.is_doubled(start) else self.choice(start, end)

    def is_doubled(self, start: int) -> bool:
        """Whether the pair of braces holds just another pair: `{{…}}`, not `{{a|b}|c}`."""
        inner, outer = self.closed_by.get(start + 1), self.closed_by.get(start)
        return inner is not None and outer is not None and inner + 1 == outer

    def merge_field(self, start: int, end: int) -> Node:
        for foreign, what in _FOREIGN_FIELDS:
            if foreign.match(self.source, start, end):
                return self.unread(start, end, f"{what} cannot be read; {_READ}")
        field = _FIELD.match(self.source, start, end)
        if field is None:
            return self.unread(start, end, f"A merge field holds one name without spaces, such as first_name; {_READ}")
        if not field[2]:
            return MergeField(Span(start, end), field[1], None)
        if any(self.bars(field.end(), end - 2)):
            return self.unread(start, end, "Merge field has more than one fallback; write {{name|fallback}}")
        return MergeField(Span(start, end), field[1], self.branch(field.end(), end - 2))

    def choice(self, start: int, end: int) -> Node:
        if self.source.startswith("{%", start):
            return self.unread(start, end, f"Tags in {{% %}} cannot be read; {_READ}")
        bars = [start, *self.bars(start + 1, end - 1), end - 1]
        if len(bars) == 2:
            return self.unread(start, end, "Braces hold no choice; write {a|b}, or {{name}} for a merge field")
        return Choice(Span(start, end), tuple(self.branch(bar + 1, until) for bar, until in pairwise(bars)))

    def bars(self, start: int, end: int) -> Iterator[int]:
        """Where `|` stands in no inner braces."""
        at = start
        while mark := _MARK.search(self.source, at, end):
            if mark[0] == "|":
                yield mark.start()
            at = self.closed_by.get(mark.start(), mark.start()) + 1

    def never_closed(self, start: int) -> Text:
        inner = start + 1
        while self.source.startswith("{", inner) and inner not in self.closed_by:
            inner += 1
        if inner in self.closed_by and not self.is_doubled(inner):
            return self.unread(start, self.closed_by[inner] + 1, "Merge field is never closed; end it with }}")
        if inner == start + 1:
            return self.unread(start, inner, "Brace is never closed; end the choice with }")
        named = _NAME.match(self.source, inner)
        end = named.end() if named else inner
        return self.unread(start, end, "Merge field is never closed; end it with }}")

    def never_opened(self, start: int) -> Text:
        """A run of closing braces; one that follows a problem belongs to it."""
        run = _STRAY.match(self.source, start)
        end = run.end() if run else start + 1
        if self.problems and self.problems[-1].span.end == start:
            return Text(Span(start, end))
        return self.unread(start, end, "Brace is never opened")
