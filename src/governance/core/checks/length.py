"""How long a text is in its longest rendering, without the footer lines that a channel requires."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import islice

from governance.core.copy.parsed import ParsedPart
from governance.core.copy.renderings import TooManyRenderingsError, renderings, within
from governance.core.copy.text import MappedText, Span
from governance.core.copy.tree import Branch, Choice, Conditional, MergeField, Node, Text

FOOTER_LINE_WORDS = 30  # a longer line is a paragraph, and counts

_WORD = re.compile(r"(?:\{\{[^{}]*\}\}|\S)+")


@dataclass(frozen=True)
class Length:
    """The counted stretch of `part.text`, and the footer lines that stand inside it."""

    part: ParsedPart
    body: Span
    footers: tuple[Branch, ...]

    @property
    def characters(self) -> int:
        whole = _characters(within(self.part.tree.root, self.body))
        return whole - sum(_characters(line) + 1 for line in self.footers)

    @property
    def words(self) -> int:
        """Words separated by white space; a merge field is one."""
        if self.body.start == self.body.end:
            return 0
        body = self.part.text.span(*self.body)
        whole = sum([_most_words(one.renderings) for one in self.part.sentences if one.span.overlaps(body)])
        return whole - sum(_footer_words(line, self.part.text) for line in self.footers)

    def after_characters(self, limit: int) -> Span:
        return self._from(self.body.start + limit)

    def after_words(self, limit: int) -> Span:
        words = _WORD.finditer(self.part.text.text, *self.body)
        first = next(islice(words, limit, None), None)
        return self._from(first.start() if first else self.body.start)

    def _from(self, start: int) -> Span:
        """From `start`, where it is exact (one rendering, no footer inside), to the end; else all of it."""
        exact = not self.footers and all(map(_is_fixed, self.part.tree.root.nodes))
        return self.part.text.span(start if exact else self.body.start, self.body.end)


def length(part: ParsedPart, footer_fields: frozenset[str] = frozenset()) -> Length:
    """Measure a part. A footer line holds one of the given merge fields."""
    text = part.text.text
    footers = _footers(part, footer_fields)
    end = len(text.rstrip())
    while footers and footers[-1].span.end >= end:
        end = len(text[: footers.pop().span.start].rstrip())
    start = min(len(text) - len(text.lstrip()), end)
    return Length(part, Span(start, end), tuple(footers))


def _footers(part: ParsedPart, fields: frozenset[str]) -> list[Branch]:
    nodes, text = part.tree.root.nodes, part.text.text
    starts = [node.span.start for node in nodes]
    lines = {_line(text, n.span.start) for n in nodes if isinstance(n, MergeField) and n.name in fields}
    found = []
    for line in sorted(lines):
        around = nodes[max(0, bisect_right(starts, line.start) - 1) : bisect_left(starts, line.end)]
        if _is_footer(text, line, around):
            found.append(within(Branch(line, around), line))
    return found


def _line(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)


def _is_footer(text: str, line: Span, nodes: tuple[Node, ...]) -> bool:
    whole = all(isinstance(node, Text) or line.contains(node.span) for node in nodes)
    return whole and _words(text[line.start : line.end]) <= FOOTER_LINE_WORDS


def _words(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text)) if "{{" in text else len(text.split())


def _most_words(texts: tuple[MappedText, ...]) -> int:
    return max([_words(text.text) for text in texts])


def _footer_words(line: Branch, source: MappedText) -> int:
    try:
        return _most_words(renderings(line, source))
    except TooManyRenderingsError:
        return 0


def _characters(branch: Branch) -> int:
    return sum(map(_node_characters, branch.nodes))


def _node_characters(node: Node) -> int:
    if isinstance(node, Choice | Conditional):
        return max(map(_characters, node.branches))
    if isinstance(node, MergeField):
        itself = len("{{" + node.name + "}}")
        return max(itself, _characters(node.fallback)) if node.fallback else itself
    return node.span.end - node.span.start


def _is_fixed(node: Node) -> bool:
    return isinstance(node, Text) or (isinstance(node, MergeField) and node.fallback is None)
