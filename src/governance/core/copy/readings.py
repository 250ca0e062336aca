"""Single renderings, for people to read: any one of them, and a few that together show every option."""

from collections.abc import Iterator, Mapping
from itertools import chain

from governance.core.copy.reach import Options
from governance.core.copy.renderings import alternatives
from governance.core.copy.text import MappedText, joined
from governance.core.copy.tree import Branch, MergeField, Node


def reading(branch: Branch, source: str, options: Options) -> str:
    """The rendering in which each fork takes this alternative. A merge field reads as `{{name}}`."""
    return "".join(_read(node, source, options) for node in branch.nodes)


def _read(node: Node, source: str, options: Options) -> str:
    if forks := alternatives(node):
        return reading(forks[options.get(node.span.start, 0)], source, options)
    if isinstance(node, MergeField):
        return "{{" + node.name + "}}"
    return source[node.span.start : node.span.end]


def rendered(branch: Branch, text: MappedText, options: Options) -> MappedText:
    """The same rendering, mapped to the source; a merge field stands as it is written."""
    return joined(_mapped(branch, text, options))


def _mapped(branch: Branch, text: MappedText, options: Options) -> Iterator[MappedText]:
    for node in branch.nodes:
        if forks := alternatives(node):
            yield from _mapped(forks[options.get(node.span.start, 0)], text, options)
        else:
            yield text.cut(*node.span)


def covering(branch: Branch) -> list[dict[int, int]]:
    """The fewest readings in which every alternative of every fork is read once.

    Forks that follow each other are read side by side, so that their number is that of the widest; a fork needs
    the sum of what its alternatives need.
    """
    each = [cover for node in branch.nodes if (cover := list(_covering(node)))]
    most = max(map(len, each), default=1)
    return [dict(_together(each, number)) for number in range(most)]


def _covering(node: Node) -> Iterator[dict[int, int]]:
    for number, branch in enumerate(alternatives(node)):
        for inner in covering(branch):
            yield {node.span.start: number, **inner}


def _together(each: list[list[dict[int, int]]], number: int) -> Iterator[tuple[int, int]]:
    """One reading of each fork; those with fewer begin again."""
    return chain.from_iterable(_items(cover[number % len(cover)]) for cover in each)


def _items(options: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    return iter(options.items())
