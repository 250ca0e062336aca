"""Whether a text about to be sent is one of the renderings of the approved copy, with given merge values.

The approved tree is walked once, with every position of the text that can have been reached so far: nothing
is listed and nothing tried again, so time grows with choices times positions, not with renderings. CRLF, CR
and LF are one line end, in copy, values and rendered text; nothing else is forgiven.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from governance.core.copy.dialects import PLAIN, Dialect
from governance.core.copy.merge_values import quoted
from governance.core.copy.parsed import parse_part
from governance.core.copy.syntax import parse
from governance.core.copy.tree import Branch, Choice, Conditional, MergeField, Node, Text, Tree, nodes_in
from governance.core.copy.variant import PartName, Revision

MAX_RENDERED_LENGTH = 200_000

_LINE_END = re.compile(r"\r\n?")
_PAIR = re.compile(r"\r\n")
_MARKUP = "; in HTML every brace is read as template syntax, those of styles and scripts too"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A part that is no rendering of what was approved, and why."""

    part: PartName
    message: str


@dataclass(frozen=True, slots=True)
class _Approved:
    """An approved part as platforms fill it, its line ends made one, and why it cannot be matched."""

    source: str
    tree: Tree
    problem: str | None


def mismatches(
    approved: Revision, rendered: Revision, values: Mapping[str, str], dialect: Dialect = PLAIN
) -> tuple[Mismatch, ...]:
    """Nothing if and only if every approved part, and no other, is there and renders with exactly these values."""
    before, after = approved.parts, rendered.parts
    reasons = ((name, _reason(name, before.get(name), after.get(name), values, dialect)) for name in PartName)
    return tuple(Mismatch(name, f"The {name} {reason}") for name, reason in reasons if reason)


def _reason(
    name: PartName, source: str | None, text: str | None, values: Mapping[str, str], dialect: Dialect
) -> str | None:
    if source is None:
        return None if text is None else "was not approved; send the approved parts only"
    if text is None:
        return "is missing; approved parts are sent together"
    if len(text) > MAX_RENDERED_LENGTH:
        return f"has {len(text):,} characters; at most {MAX_RENDERED_LENGTH:,} can be matched"
    approved = _approved(name, source, dialect)
    return approved.problem or _Walk(name, approved.source, _one_line_end(text), values).reason(approved.tree, text)


@lru_cache(maxsize=64)
def _approved(name: PartName, source: str, dialect: Dialect) -> _Approved:
    """Parses the raw source, of HTML too: platforms fill what they are given, not what is seen of it."""
    same = _one_line_end(source)
    tree = parse(same, dialect)
    problem = None
    seen = parse_part(name, source, dialect)
    if problems := [problem for text in (seen, *seen.asides) for problem in text.unreadable]:
        problem = f"cannot be matched: {problems[0].message}"
    elif tree.problems:
        problem = f"cannot be matched: {tree.problems[0].message}{_MARKUP}"
    elif _choices(tree.root) != sum(_choices(text.tree.root) for text in (seen, *seen.asides)):
        problem = "cannot be matched: it holds choices that markup hides from the checks"
    return _Approved(same, tree, problem)


def _choices(branch: Branch) -> int:
    """How many choices and conditions a branch holds, nested ones too."""
    return sum(isinstance(node, Choice | Conditional) for node in nodes_in(branch))


def _one_line_end(text: str) -> str:
    return _LINE_END.sub("\n", text)


def _forms(name: PartName, value: str) -> set[str]:
    """How a value may stand in a part: as it is; in HTML escaped, a lone apostrophe or not.

    A double quote must be escaped, or the value could leave the attribute that it stands in.
    """
    if name is not PartName.HTML:
        return {value}
    escaped = escape(value)
    decimal = escaped.replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
    return {escaped, decimal, escaped.replace("&#x27;", "'")}


class _Walk:
    """One walk over a text, at all positions at once, and the furthest of them."""

    def __init__(self, name: PartName, source: str, text: str, values: Mapping[str, str]) -> None:
        self.name = name
        self.source = source
        self.text = text
        self.values = values
        self.stop = (0, "")  # and the merge field that has no value there

    def reason(self, tree: Tree, sent: str) -> str | None:
        """Why the text, as it was sent, is no rendering of the tree."""
        if len(self.text) in self.branch(tree.root, {0}):
            return None
        at = _place(sent, self.stop[0])
        found = quoted(sent[at:]) if at < len(sent) else "where it ends"
        unfilled = f": no value for merge field {self.stop[1]}" if self.stop[1] else ""
        return f"stops being a rendering of the approved copy at character {at + 1}, {found}{unfilled}"

    def branch(self, branch: Branch, starts: set[int]) -> set[int]:
        """Where the branch can end, begun at any of the given positions."""
        for node in branch.nodes:
            if not starts:
                break
            starts = self.node(node, starts)
        return starts

    def node(self, node: Node, starts: set[int]) -> set[int]:
        if isinstance(node, Text):
            return self.words(self.source[node.span.start : node.span.end], starts)
        if isinstance(node, Choice | Conditional):
            return set[int]().union(*(self.branch(option, starts) for option in node.branches))
        return self.field(node, starts)

    def field(self, field: MergeField, starts: set[int]) -> set[int]:
        value = _one_line_end(self.values.get(field.name, ""))
        if value.strip():
            return set[int]().union(*(self.words(form, starts) for form in _forms(self.name, value)))
        if field.fallback is not None:
            return self.branch(field.fallback, starts)
        self.stop = max(self.stop, (max(starts), field.name))
        return set()

    def words(self, words: str, starts: set[int]) -> set[int]:
        """Where the words can end. What goes further than anything before is kept in mind, ended or not."""
        further = (at for at in starts if at + len(words) > self.stop[0])
        self.stop = max([self.stop, *((at + self.agreement(words, at), "") for at in further)])
        return {at + len(words) for at in starts if self.text.startswith(words, at)}

    def agreement(self, words: str, at: int) -> int:
        """How many of the first characters of the words stand in the text at a position."""
        if self.text.startswith(words, at):
            return len(words)
        return bisect_left(range(len(words)), True, key=lambda last: not self.text.startswith(words[: last + 1], at))


def _place(sent: str, at: int) -> int:
    """Where in the text as sent a character of it stands, counted as if every line end were one."""
    for pair in _PAIR.finditer(sent):
        if pair.start() >= at:
            break
        at += 1
    return at
