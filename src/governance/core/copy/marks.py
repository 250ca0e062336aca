"""Places of a part marked in its tree, so that a machine meets them as it reads: what a pattern finds, HTML targets."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from governance.core.copy.links import targets
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.renderings import alternatives
from governance.core.copy.text import Span
from governance.core.copy.tree import Branch, Choice, MergeField, Node, Text, nodes_in

MARK = "\ufffc"
"""The name of the merge field, of no length, that stands for a place."""


def written(part: ParsedPart, pattern: re.Pattern[str]) -> Iterator[int]:
    """Where the pattern matches within one text of the tree, in `part.text`."""
    for node in nodes_in(part.tree.root):
        if isinstance(node, Text):
            yield from (found.start() for found in pattern.finditer(part.seen, *node.span))


def leading_to(part: ParsedPart, address: Callable[[str], bool]) -> Iterator[int]:
    """Where anchors stand that lead to such an address, by the text that follows, in `part.text`."""
    for target in targets(part):
        if address(target.address) and not part.is_hidden(target.span):
            yield bisect_left(part.text.starts, target.span.start)


def marked(branch: Branch, places: Sequence[int]) -> Branch:
    """The branch with a mark at each of the places, which are in order. A fork becomes a choice."""
    if not places:
        return branch
    nodes = [new for node in branch.nodes for new in _marked(node, _inside(places, node.span, last=False))]
    return Branch(
        branch.span, (*nodes, *map(_mark, _inside(places, Span(branch.span.end, branch.span.end), last=True)))
    )


def _inside(places: Sequence[int], span: Span, *, last: bool) -> Sequence[int]:
    """The places in a span, with the one at its end if `last`."""
    end = bisect_right if last else bisect_left
    return places[bisect_left(places, span.start) : end(places, span.end)]


def _marked(node: Node, places: Sequence[int]) -> Iterator[Node]:
    if not places:
        yield node
    elif isinstance(node, Text):
        yield from _cut(node, places)
    else:
        yield from (_mark(place) for place in places if place == node.span.start)
        forks = alternatives(node)
        yield Choice(node.span, tuple(_option(fork, node, places) for fork in forks)) if forks else node


def _option(fork: Branch, node: Node, places: Sequence[int]) -> Branch:
    """An option with the marks in it; the bare merge field beside its fallback has none."""
    bare = isinstance(node, MergeField) and fork.span == node.span
    return fork if bare else marked(fork, _inside(places, fork.span, last=True))


def _cut(text: Text, places: Sequence[int]) -> Iterator[Node]:
    at = text.span.start
    for place in places:
        yield Text(Span(at, place))
        yield _mark(place)
        at = place
    yield Text(Span(at, text.span.end))


def _mark(place: int) -> MergeField:
    return MergeField(Span(place, place), MARK, None)
