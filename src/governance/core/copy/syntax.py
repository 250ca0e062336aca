"""One parser of template syntax for all dialects: copy becomes a tree with spans.

Which constructs are read, the dialect says; there are no escapes. Copy that cannot be read yields problems with a
position; a tree with problems is never to be trusted as a whole.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from governance.core.copy import foreign
from governance.core.copy.blocks import Role, Run, Tag, tag_at
from governance.core.copy.dialects import PLAIN, Choices, Conditions, Dialect, Fallback, Names
from governance.core.copy.text import Span
from governance.core.copy.tree import Branch, Choice, MergeField, Node, SyntaxProblem, Text, Tree

MAX_DEPTH = 32
MAX_PROBLEMS = 20

_BRACE = re.compile(r"[{}]")
_MARK = re.compile(r"[{}|]")
_STRAY = re.compile(r"\}+")
_NAME = re.compile(r"[ \t\u00a0]*[\w.]*")
_RANDOM = re.compile(r"\{\{\s*+random\s*+(?=\|)", re.IGNORECASE)
_DEFAULT = re.compile(r"\s*+default\s*+:")
_DEFAULT_WORDS = re.compile(r"""\s*+default\s*+:\s*+(?:"([^"{}]*+)"|'([^'{}]*+)')\s*+""")
_SHOWN = 40
_CLOSING = {Conditions.LIQUID: "{% endif %}", Conditions.HASH: "{{#endif}}"}


@cache
def _field(names: Names) -> re.Pattern[str]:
    return re.compile(rf"\{{\{{[ \t\u00a0]*({names.value})[ \t\u00a0]*(?:\}}\}}|(\|))")


def parse(source: str, dialect: Dialect = PLAIN) -> Tree:
    """Parse one part. Never raises for copy, whatever it holds; time grows with its length.

    After MAX_PROBLEMS problems the rest is text.
    """
    closed_by, readable = _pairs(source)
    reader = _Reader(source, dialect, closed_by)
    nodes = reader.branch(0, readable).nodes
    if readable < len(source):
        reader.unread(readable, readable + 1, f"Braces are nested deeper than {MAX_DEPTH} levels")
        nodes = (*nodes, Text(Span(readable, len(source))))
    return Tree(Branch(Span(0, len(source)), nodes), tuple(sorted(reader.problems, key=lambda each: each.span)))


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

    def __init__(self, source: str, dialect: Dialect, closed_by: dict[int, int]) -> None:
        self.source = source
        self.dialect = dialect
        self.closed_by = closed_by
        self.conditions = 0  # that are open, around all that is being read
        self.problems: list[SyntaxProblem] = []

    def refuse(self, span: Span, message: str) -> Text:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(SyntaxProblem(span, message))
        return Text(span)

    def unread(self, start: int, end: int, message: str) -> Text:
        return self.refuse(Span(start, end), message)

    def unknown(self, start: int, end: int, what: str) -> Text:
        """A construct that the dialect does not read, and what it does."""
        by = "" if self.dialect.name == "plain" else f" by {self.dialect.name}"
        return self.unread(start, end, f"{what} cannot be read{by}; write {self.dialect.reads}")

    def branch(self, start: int, end: int) -> Branch:
        run, at, around, stopped = Run(self.refuse), start, self.conditions, False
        while not stopped and len(self.problems) < MAX_PROBLEMS and (brace := _BRACE.search(self.source, at, end)):
            run.add(*self.words(at, brace.start()))
            at = brace.start()
            self.conditions = around + len(run.open)
            if tag := self.tag(at):
                stopped = self.is_too_deep(tag)
                at = at if stopped else run.tag(tag, self.source[tag.span.start : tag.span.end])
            else:
                node = self.braced(at)
                run.add(node)
                at = node.span.end
        self.conditions = around
        run.add(*([Text(Span(at, end))] if stopped and at < end else self.words(at, end)))
        closing = _CLOSING.get(self.dialect.conditions) if self.dialect.conditions and not stopped else None
        return Branch(Span(start, end), run.ended(closing))

    def words(self, start: int, end: int) -> list[Node]:
        """Text without braces; merge fields that other tools write without them are problems."""
        for span in foreign.other_fields(self.source, start, end):
            self.unknown(*span, f"{self.source[span.start : span.end][:_SHOWN]}")
        return [Text(Span(start, end))] if end > start else []

    def tag(self, start: int) -> Tag | None:
        if self.dialect.conditions is None or start not in self.closed_by:
            return None
        return tag_at(self.dialect.conditions, self.source, start, self.closed_by[start] + 1)

    def is_too_deep(self, tag: Tag) -> bool:
        if tag.role is not Role.OPENING or self.conditions < MAX_DEPTH:
            return False
        self.refuse(tag.span, f"Conditions are nested deeper than {MAX_DEPTH} levels")
        return True

    def braced(self, start: int) -> Node:
        if self.source[start] == "}":
            return self.never_opened(start)
        if start not in self.closed_by:
            return self.never_closed(start)
        end = self.closed_by[start] + 1
        if why := foreign.written_later(self.source, start, end):
            return self.unread(start, end, why)
        return self.doubled(start, end) if self.is_doubled(start) else self.single(start, end)

    def is_doubled(self, start: int) -> bool:
        """Whether the pair of braces holds just another pair: `{{…}}`, not `{{a|b}|c}`."""
        inner, outer = self.closed_by.get(start + 1), self.closed_by.get(start)
        return inner is not None and outer is not None and inner + 1 == outer

    def doubled(self, start: int, end: int) -> Node:
        if what := foreign.block(self.source, start, end):
            return self.unknown(start, end, what)
        if random := _RANDOM.match(self.source, start, end):
            if self.dialect.choices is not Choices.RANDOM:
                return self.unknown(start, end, "Choices in {{RANDOM}}")
            return self.choice(start, end, random.end(), end - 2)
        return self.merge_field(start, end)

    def merge_field(self, start: int, end: int) -> Node:
        field = _field(self.dialect.names).match(self.source, start, end)
        if field is None:
            shape = "A merge field holds one name without spaces, such as first_name"
            return self.unread(start, end, f"{shape}; write {self.dialect.reads}")
        if not field[2]:
            return MergeField(Span(start, end), field[1], None)
        if _DEFAULT.match(self.source, field.end(), end):
            return self.with_default(start, end, field)
        if self.dialect.fallback is not Fallback.BAR:
            return self.unknown(start, end, "A fallback or filter after a bar")
        if any(self.bars(field.end(), end - 2)):
            return self.unread(start, end, "Merge field has more than one fallback; write {{name|fallback}}")
        return MergeField(Span(start, end), field[1], self.branch(field.end(), end - 2))

    def with_default(self, start: int, end: int, field: re.Match[str]) -> Node:
        if self.dialect.fallback is not Fallback.DEFAULT:
            return self.unknown(start, end, "Filters such as default:")
        quoted = _DEFAULT_WORDS.fullmatch(self.source, field.end(), end - 2)
        if quoted is None:
            return self.unread(start, end, f"A default is one text in quotation marks; write {self.dialect.fallback}")
        words = Span(*quoted.span(quoted.lastindex or 0))
        return MergeField(Span(start, end), field[1], Branch(words, tuple(self.words(*words))))

    def single(self, start: int, end: int) -> Node:
        if self.source.startswith("{%", start):
            return self.unknown(start, end, foreign.tag(self.source, start, end, self.reads_liquid))
        if self.dialect.choices is Choices.BRACES:
            return self.choice(start, end, start, end - 1)
        holds_bars = any(self.bars(start + 1, end - 1))
        return self.unknown(start, end, "Choices in {a|b}" if holds_bars else "Single braces")

    @property
    def reads_liquid(self) -> bool:
        return self.dialect.conditions is Conditions.LIQUID

    def choice(self, start: int, end: int, before: int, closing: int) -> Node:
        """Options between bars, the first one after the character `before` them or the keyword."""
        braces = self.dialect.choices is Choices.BRACES
        bars = [*([before] if braces else []), *self.bars(before + 1 if braces else before, closing), closing]
        if len(bars) == 2:
            empty = "Braces hold no choice; write {a|b}, or {{name}} for a merge field"
            alone = "A choice has two options or more; write {{RANDOM|a|b}}"
            return self.unread(start, end, empty if braces else alone)
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
            return self.unread(start, inner, self.how_to_close(start))
        named = _NAME.match(self.source, inner)
        end = named.end() if named else inner
        return self.unread(start, end, "Merge field is never closed; end it with }}")

    def how_to_close(self, start: int) -> str:
        if self.reads_liquid and self.source.startswith("{%", start):
            return "Tag is never closed; end it with %}"
        choice = self.dialect.choices is Choices.BRACES
        return "Brace is never closed; end the choice with }" if choice else "Brace is never closed"

    def never_opened(self, start: int) -> Text:
        """A run of closing braces; one that follows a problem belongs to it."""
        run = _STRAY.match(self.source, start)
        end = run.end() if run else start + 1
        if self.problems and self.problems[-1].span.end == start:
            return Text(Span(start, end))
        return self.unread(start, end, "Brace is never opened")
