"""Conditions: the tags that open, divide and close them, and the runs of nodes between their tags."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from governance.core.copy.dialects import Conditions
from governance.core.copy.text import Span
from governance.core.copy.tree import Branch, Case, Conditional, Node, Text


class Role(Enum):
    OPENING = "opening"
    FURTHER = "further"
    OTHERWISE = "otherwise"
    CLOSING = "closing"


_CONDITION = r"(?P<condition>[^{}\s](?:[^{}]*[^{}\s])?)"
_TAGS = MappingProxyType(
    {
        Conditions.LIQUID: re.compile(rf"\{{%\s*+(?:(?P<with>if|elsif)\s++{_CONDITION}|(?P<alone>else|endif))\s*%\}}"),
        Conditions.HASH: re.compile(rf"\{{\{{\s*+(?:(?P<with>#if)\s++{_CONDITION}|(?P<alone>#else|#endif))\s*\}}\}}"),
    }
)
_ROLES = {"if": Role.OPENING, "elsif": Role.FURTHER, "else": Role.OTHERWISE, "endif": Role.CLOSING}


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a condition. `condition` is empty where a tag has none."""

    span: Span
    role: Role
    condition: Span


def tag_at(conditions: Conditions, source: str, start: int, end: int) -> Tag | None:
    """The tag of a condition that stands exactly here, if one does."""
    found = _TAGS[conditions].fullmatch(source, start, end)
    if found is None:
        return None
    role = _ROLES[(found["with"] or found["alone"]).removeprefix("#")]
    condition = Span(*found.span("condition")) if found["with"] else Span(end, end)
    return Tag(Span(start, end), role, condition)


@dataclass(slots=True)
class _Open:
    """A condition whose end has not been met, with the nodes after each of its tags."""

    tags: list[Tag]
    runs: list[list[Node]]

    def closed(self, end: Span) -> Conditional:
        bounds = [tag.span for tag in self.tags] + [end]
        branches = [
            Branch(Span(before.end, after.start), tuple(run))
            for before, after, run in zip(bounds, bounds[1:], self.runs, strict=False)
        ]
        otherwise = branches.pop() if self.tags[-1].role is Role.OTHERWISE else Branch(Span(end.start, end.start), ())
        cases = tuple(Case(tag.condition, branch) for tag, branch in zip(self.tags, branches, strict=False))
        return Conditional(Span(self.tags[0].span.start, end.end), cases, otherwise)

    def as_text(self) -> list[Node]:
        nodes: list[Node] = []
        for tag, run in zip(self.tags, self.runs, strict=True):
            nodes += [Text(tag.span), *run]
        return nodes


@dataclass(slots=True)
class Run:
    """Nodes of one branch as they are read, those inside its open conditions apart."""

    refuse: Callable[[Span, str], Text]
    nodes: list[Node] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def add(self, *nodes: Node) -> None:
        (self.open[-1].runs[-1] if self.open else self.nodes).extend(nodes)

    def tag(self, tag: Tag, written: str) -> int:
        """Take a tag, and say where it ends. One that fits no condition is a problem, and text."""
        if tag.role is Role.OPENING:
            self.open.append(_Open([tag], [[]]))
        elif not self.open:
            self.add(self.refuse(tag.span, f"{written} belongs to no condition; remove it, or open one before it"))
        elif tag.role is Role.CLOSING:
            self.add(self.open.pop().closed(tag.span))
        elif self.open[-1].tags[-1].role is Role.OTHERWISE:
            self.add(self.refuse(tag.span, f"{written} follows the else of its condition; put it before"))
        else:
            self.open[-1].tags.append(tag)
            self.open[-1].runs.append([])
        return tag.span.end

    def ended(self, closing: str | None) -> tuple[Node, ...]:
        """All nodes. The tags of conditions still open are text, and, where it is said how to close, a problem."""
        for one in self.open if closing else ():
            self.refuse(one.tags[0].span, f"Condition is never closed here; end it with {closing}")
        while self.open:
            nodes = self.open.pop().as_text()
            self.add(*nodes)
        return tuple(self.nodes)
