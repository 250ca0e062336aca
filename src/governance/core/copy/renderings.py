"""Every text that a stretch of the tree can become.

The first, listing version: exact for what it lists, and refusing what it cannot list.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import product

from governance.core.copy.text import MappedText, Span, joined
from governance.core.copy.tree import Branch, Choice, Conditional, MergeField, Node, Text

MAX_RENDERINGS = 64


class TooManyRenderingsError(Exception):
    """A branch can become more texts than can be checked."""


def count(branch: Branch) -> int:
    """How many renderings a branch has, exactly, without listing them."""
    total = 1
    for node in branch.nodes:
        total *= _node_count(node)
    return total


def _node_count(node: Node) -> int:
    forks = alternatives(node)
    return sum(map(count, forks)) if forks else 1


def alternatives(node: Node) -> tuple[Branch, ...]:
    """What a node can become, each a branch; nothing for a node that is always the same."""
    if isinstance(node, MergeField) and node.fallback:
        return Branch(node.span, (MergeField(node.span, node.name, None),)), node.fallback
    return node.branches


def within(branch: Branch, span: Span) -> Branch:
    """The part of a branch inside `span`, which never cuts through a field or a choice."""
    first = bisect_right(branch.nodes, span.start, key=lambda node: node.span.end)
    last = bisect_left(branch.nodes, span.end, key=lambda node: node.span.start)
    return Branch(span, tuple(_cut(node, span) for node in branch.nodes[first:last]))


def _cut(node: Node, span: Span) -> Node:
    if isinstance(node, Text):
        return Text(Span(max(node.span.start, span.start), min(node.span.end, span.end)))
    return node


def renderings(branch: Branch, source: MappedText) -> tuple[MappedText, ...]:
    """All renderings of a branch of the tree over `source.text`.

    A merge field renders as itself, `{{name}}`, since its value is not known, and as its fallback.
    Raises TooManyRenderingsError above MAX_RENDERINGS.
    """
    if count(branch) > MAX_RENDERINGS:
        raise TooManyRenderingsError
    return tuple(_renderings(branch, source))


def _renderings(branch: Branch, source: MappedText) -> list[MappedText]:
    if branch.nodes and not any(map(alternatives, branch.nodes)):
        return [source.cut(branch.nodes[0].span.start, branch.nodes[-1].span.end)]
    if len(branch.nodes) == 1:
        return _node_renderings(branch.nodes[0], source)
    choices = [_node_renderings(node, source) for node in branch.nodes]
    return [joined(pieces) for pieces in product(*choices)]


def _node_renderings(node: Node, source: MappedText) -> list[MappedText]:
    if isinstance(node, Choice | Conditional):
        return [text for option in node.branches for text in _renderings(option, source)]
    itself = source.cut(node.span.start, node.span.end)
    if isinstance(node, MergeField) and node.fallback:
        return [_bare_field(node, source), *_renderings(node.fallback, source)]
    return [itself]


def _bare_field(node: MergeField, source: MappedText) -> MappedText:
    """`{{name|fallback}}` as `{{name}}`, every character standing for the whole field."""
    text = "{{" + node.name + "}}"
    whole = source.span(node.span.start, node.span.end)
    return MappedText(text, [whole.start] * len(text), [whole.end] * len(text))


def ways(branch: Branch) -> Iterator[dict[int, int]]:
    """What each rendering of a branch takes at its forks, by where they start, in the order of `renderings`.

    Raises TooManyRenderingsError above MAX_RENDERINGS.
    """
    if count(branch) > MAX_RENDERINGS:
        raise TooManyRenderingsError
    return _ways(branch)


def _ways(branch: Branch) -> Iterator[dict[int, int]]:
    for taken in product(*map(_node_ways, branch.nodes)):
        yield {fork: number for one in taken for fork, number in one.items()}


def _node_ways(node: Node) -> list[dict[int, int]]:
    forks = alternatives(node)
    return [{node.span.start: number, **inner} for number, fork in enumerate(forks) for inner in _ways(fork)] or [{}]
