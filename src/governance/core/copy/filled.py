"""Copy with a recipient's data in it, as people look at it."""

from collections.abc import Iterator, Mapping

from governance.core.copy.text import Span
from governance.core.copy.tree import Branch, Choice, Conditional, MergeField, Node

HOLE = "▢"
"""Stands for a value that is missing."""


def filled(branch: Branch, source: str, values: Mapping[str, str]) -> str:
    """The first rendering with these values; a missing one is its fallback, else a HOLE."""
    return "".join(_filled(node, source, values) for node in branch.nodes)


def _filled(node: Node, source: str, values: Mapping[str, str]) -> str:
    if isinstance(node, MergeField):
        value = values.get(node.name, "")
        return value if value.strip() else filled(node.fallback, source, values) if node.fallback else HOLE
    if isinstance(node, Choice):
        return filled(node.options[0], source, values)
    if isinstance(node, Conditional):
        return filled(_taken(node, source, values), source, values)
    return source[node.span.start : node.span.end]


def _taken(node: Conditional, source: str, values: Mapping[str, str]) -> Branch:
    """The first case that names a field with a value: conditions ask for that far more often than for anything else."""
    for case in node.cases:
        if any(values[name].strip() and _names(source, case.condition, name) for name in values):
            return case.branch
    return node.otherwise


def needed(branch: Branch, source: str) -> Iterator[str]:
    """The merge fields that leave a hole without a value: no fallback stands for them, and no condition asks first."""
    for node in branch.nodes:
        if isinstance(node, MergeField) and node.fallback is None:
            yield node.name
        elif isinstance(node, Conditional):
            for case in node.cases:
                inside = needed(case.branch, source)
                yield from (name for name in inside if not _names(source, case.condition, name))
            yield from needed(node.otherwise, source)
        else:
            for inner in node.branches:
                yield from needed(inner, source)


def _names(source: str, condition: Span, field: str) -> bool:
    return field in source[condition.start : condition.end].replace(".", " ").split()
