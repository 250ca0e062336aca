"""The tree of a part: text, merge fields, choices and conditions, each with its span.

A node holds branches, a branch holds nodes. Every character of the source belongs to exactly one leaf: a text, or
the marks of another node (`{{`, the name, `|`, `{% if x %}`) around and between its branches.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from governance.core.copy.text import Span


@dataclass(frozen=True, slots=True)
class Text:
    """Characters that stand for themselves."""

    span: Span

    @property
    def branches(self) -> "tuple[Branch, ...]":
        return ()


@dataclass(frozen=True, slots=True)
class MergeField:
    """`{{name}}`, or one with a fallback, filled with the recipient's data when sent."""

    span: Span
    name: str
    fallback: "Branch | None"

    @property
    def branches(self) -> "tuple[Branch, ...]":
        return (self.fallback,) if self.fallback else ()


@dataclass(frozen=True, slots=True)
class Choice:
    """`{a|b}` or `{{RANDOM|a|b}}`: the platform picks one option for each message."""

    span: Span
    options: "tuple[Branch, ...]"

    @property
    def branches(self) -> "tuple[Branch, ...]":
        return self.options


@dataclass(frozen=True, slots=True)
class Case:
    """One branch of a conditional, and the words of its condition."""

    condition: Span
    branch: "Branch"


@dataclass(frozen=True, slots=True)
class Conditional:
    """`{% if x %}a{% else %}b{% endif %}`: the recipient's data picks one branch. Without `else` the last is empty."""

    span: Span
    cases: tuple[Case, ...]
    otherwise: "Branch"

    @property
    def branches(self) -> "tuple[Branch, ...]":
        return (*(case.branch for case in self.cases), self.otherwise)


Node: TypeAlias = Text | MergeField | Choice | Conditional


@dataclass(frozen=True, slots=True)
class Branch:
    """A run of nodes: the whole part, one option, a fallback, or what a condition brings."""

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


def leaves(branch: Branch) -> Iterator[Span]:
    """What the branch is made of, in order: its texts, and the marks around and between inner branches."""
    for node in branch.nodes:
        at = node.span.start
        for inner in node.branches:
            yield Span(at, inner.span.start)
            yield from leaves(inner)
            at = inner.span.end
        yield Span(at, node.span.end)


def printed(tree: Tree, source: str) -> str:
    """The source again, put together from the leaves of its tree."""
    return "".join(source[leaf.start : leaf.end] for leaf in leaves(tree.root))


def nodes_in(branch: Branch) -> Iterator[Node]:
    """Every node of a branch, nested ones too, in reading order."""
    for node in branch.nodes:
        yield node
        for inner in node.branches:
            yield from nodes_in(inner)
