"""Whether every message that a part can become holds something, in whatever form, and which option leaves it out."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from governance.core.copy.any_phrase import HELD, At, any_phrase
from governance.core.copy.hidden import NOT_SEEN
from governance.core.copy.marks import MARK, leading_to, marked, written
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.reach import Options, reach
from governance.core.copy.renderings import alternatives
from governance.core.copy.text import Span
from governance.core.copy.tree import Branch, Choice, MergeField, Node, Text


def _never(name: str) -> bool:
    del name
    return False


@dataclass(frozen=True)
class Sought:
    """What a message is to hold: any of these phrases, merge fields, targets of anchors, or a pattern in its text."""

    phrases: tuple[str, ...] = ()
    field: Callable[[str], bool] = _never
    address: Callable[[str], bool] = _never
    pattern: re.Pattern[str] | None = None


class Holding:
    """Reads until the message holds what is sought."""

    def __init__(self, sought: Sought) -> None:
        self._field = sought.field
        self._phrases = any_phrase(sought.phrases)
        self.start = self._phrases.start

    def read(self, state: At, text: str) -> tuple[At, int]:
        return self._phrases.read(state, text)

    def fill(self, state: At, name: str) -> tuple[At, int]:
        if name == MARK or self._field(name):
            return HELD, 0
        return self._phrases.fill(state, name)


@dataclass(frozen=True, slots=True)
class Held:
    """What was found of a part: whether all of its renderings hold it, whether any does, what leaves it out."""

    always: bool
    ever: bool
    without: Branch | None


def look_for(part: ParsedPart, sought: Sought) -> Held:
    """Means nothing for a part that cannot be read."""
    root, source, machine = _with_places(part, sought), part.seen, Holding(sought)
    found = reach(root, source, machine)
    failing = next((ways.least.options for state, ways in found.items() if not state.said), None)
    ever = any(state.said for state in found)

    def ends(branch: Branch) -> set[bool]:
        return {state.said for state in reach(branch, source, machine)}

    without = _left_out(root, failing, ends) if ever and failing is not None else None
    return Held(failing is None, ever, without)


def _left_out(branch: Branch, taken: Options, ends: Callable[[Branch], set[bool]]) -> Branch | None:
    """The option of a rendering that leaves out what other options of its choice hold; the innermost."""
    for node in branch.nodes:
        options = alternatives(node)
        if options and True in ends(Branch(node.span, (node,))):
            option = options[taken.get(node.span.start, 0)]
            if False in ends(option):
                return _left_out(option, taken, ends) or option
    return None


def _with_places(part: ParsedPart, sought: Sought) -> Branch:
    places = [*leading_to(part, sought.address)]
    if sought.pattern:
        places += written(part, sought.pattern)
    return marked(_seen(part.tree.root, part.seen), sorted(places))


def _seen(branch: Branch, text: str) -> Branch:
    """The branch without the merge fields that a recipient does not see."""
    return Branch(branch.span, tuple(_seen_node(node, text) for node in branch.nodes)) if NOT_SEEN in text else branch


def _seen_node(node: Node, text: str) -> Node:
    if isinstance(node, MergeField):
        return Text(node.span) if NOT_SEEN in text[slice(*node.span)] else node
    forks = alternatives(node)
    return Choice(node.span, tuple(_seen(fork, text) for fork in forks)) if forks else node


def around(option: Branch) -> Span:
    """The option; an empty one with the bar or brace before it, so that there is something to see."""
    start, end = option.span
    return Span(start, end) if end > start else Span(start - 1, max(end, 1))
