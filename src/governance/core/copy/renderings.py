"""Every text that a stretch of the tree can become.

The first, listing version: exact for what it lists, and refusing what it cannot list.
"""

from itertools import product

from governance.core.copy.syntax import Branch, Choice, MergeField, Node, Text
from governance.core.copy.text import MappedText, Span, joined

MAX_RENDERINGS = 64


class TooManyRenderingsError(Exception):
    """One sentence can become more texts than can be checked; carries how many."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count:,} renderings")
        self.count = count


def count(branch: Branch) -> int:
    """How many renderings a branch has, exactly, without listing them."""
    total = 1
    for node in branch.nodes:
        total *= _node_count(node)
    return total


def _node_count(node: Node) -> int:
    if isinstance(node, Choice):
        return sum(count(option) for option in node.options)
    if isinstance(node, MergeField) and node.fallback:
        return 1 + count(node.fallback)
    return 1


def within(branch: Branch, span: Span) -> Branch:
    """The part of a branch inside `span`, which never cuts through a field or a choice."""
    nodes: list[Node] = []
    for node in branch.nodes:
        if not node.span.overlaps(span):
            continue
        if isinstance(node, Text):
            nodes.append(Text(Span(max(node.span.start, span.start), min(node.span.end, span.end))))
        else:
            nodes.append(node)
    return Branch(span, tuple(nodes))


def renderings(branch: Branch, source: MappedText) -> tuple[MappedText, ...]:
    """All renderings of a branch of the tree over `source.text`.

    A merge field renders as itself, `{{name}}`, since its value is not known, and as its fallback.
    Raises TooManyRenderingsError above MAX_RENDERINGS.
    """
    number = count(branch)
    if number > MAX_RENDERINGS:
        raise TooManyRenderingsError(number)
    return tuple(_renderings(branch, source))


def _renderings(branch: Branch, source: MappedText) -> list[MappedText]:
    choices = [_node_renderings(node, source) for node in branch.nodes]
    return [joined(pieces) for pieces in product(*choices)]


def _node_renderings(node: Node, source: MappedText) -> list[MappedText]:
    if isinstance(node, Choice):
        return [text for option in node.options for text in _renderings(option, source)]
    itself = source.cut(node.span.start, node.span.end)
    if isinstance(node, MergeField) and node.fallback:
        return [_bare_field(node, source), *_renderings(node.fallback, source)]
    return [itself]


def _bare_field(node: MergeField, source: MappedText) -> MappedText:
    """`{{name|fallback}}` as `{{name}}`, every character standing for the whole field."""
    text = "{{" + node.name + "}}"
    whole = source.span(node.span.start, node.span.end)
    return MappedText(text, [whole.start] * len(text), [whole.end] * len(text))
