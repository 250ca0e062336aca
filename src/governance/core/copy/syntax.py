"""One parser of template syntax: merge fields with fallbacks and spintax, as a tree with spans.

The tree keeps its shape when dialects are added: a Branch is a run of nodes, a node is Text, a MergeField
or a Choice. Every character of the source belongs to exactly one place in the tree. Copy that cannot be
read yields problems with a position; a tree with problems is never to be trusted as a whole.
"""

import re
from dataclasses import dataclass
from typing import TypeAlias

from governance.core.copy.text import Span

MAX_DEPTH = 32

_FIELD = re.compile(r"\{\{[ \t\u00a0]*([^\W\d][\w.]*)[ \t\u00a0]*(?:\}\}|(\|))")
_MARK = re.compile(r"\{\{|\{|\}|\|")


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
    """Parse one part. Never raises for copy, whatever it holds; time grows with its length."""
    parser = _Parser(source)
    root, end = parser.branch(0, closers="", depth=0)
    nodes = list(root.nodes)
    while end < len(source):
        parser.problem(end, end + 1, "Brace is never opened")
        nodes.append(Text(Span(end, end + 1)))
        more, end = parser.branch(end + 1, closers="", depth=0)
        nodes.extend(more.nodes)
    return Tree(Branch(Span(0, end), tuple(nodes)), tuple(parser.problems))


class _Parser:
    """Recursive descent over one source; `branch` returns where it stopped."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.problems: list[SyntaxProblem] = []

    def problem(self, start: int, end: int, message: str) -> None:
        self.problems.append(SyntaxProblem(Span(start, end), message))

    def branch(self, start: int, closers: str, depth: int) -> tuple[Branch, int]:
        """Read nodes until one of `closers` (`|` or `}`) or the end of the source."""
        nodes: list[Node] = []
        at = text_from = start
        while mark := _MARK.search(self.source, at):
            if mark[0] == "|" and "|" not in closers:
                at = mark.end()
                continue
            if mark.start() > text_from:
                nodes.append(Text(Span(text_from, mark.start())))
            if mark[0] in ("|", "}"):
                return Branch(Span(start, mark.start()), tuple(nodes)), mark.start()
            node, at = self.braced(mark.start(), depth)
            nodes.append(node)
            text_from = at
        end = len(self.source)
        if end > text_from:
            nodes.append(Text(Span(text_from, end)))
        return Branch(Span(start, end), tuple(nodes)), end

    def braced(self, start: int, depth: int) -> tuple[Node, int]:
        if depth >= MAX_DEPTH:
            self.problem(start, start + 1, f"Braces are nested deeper than {MAX_DEPTH} levels")
            return self.unread(start)
        if self.source.startswith("{{", start) and (field := _FIELD.match(self.source, start)):
            return self.merge_field(field, depth)
        return self.choice(start, depth)

    def merge_field(self, field: re.Match[str], depth: int) -> tuple[Node, int]:
        start, name = field.start(), field[1]
        if not field[2]:
            return MergeField(Span(start, field.end()), name, None), field.end()
        fallback, end = self.branch(field.end(), closers="|}", depth=depth + 1)
        if self.source.startswith("}}", end):
            return MergeField(Span(start, end + 2), name, fallback), end + 2
        if self.source.startswith("|", end):
            self.problem(start, end + 1, "Merge field has more than one fallback; write {{name|fallback}}")
            return self.unread(start)
        self.problem(start, start + 2, "Merge field is never closed; end it with }}")
        return self.unread(start)

    def choice(self, start: int, depth: int) -> tuple[Node, int]:
        options: list[Branch] = []
        end = start
        while not options or self.source.startswith("|", end):
            option, end = self.branch(end + 1, closers="|}", depth=depth + 1)
            options.append(option)
        if not self.source.startswith("}", end):
            self.problem(start, start + 1, "Brace is never closed; end the choice with }")
            return self.unread(start)
        if len(options) == 1:
            self.problem(start, end + 1, "Braces hold no choice; write {a|b}, or {{name}} for a merge field")
        return Choice(Span(start, end + 1), tuple(options)), end + 1

    def unread(self, start: int) -> tuple[Node, int]:
        """Leave everything from here as text: what follows cannot be told apart from what is inside."""
        end = len(self.source)
        return Text(Span(start, end)), end
