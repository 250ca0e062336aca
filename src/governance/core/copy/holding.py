"""Whether every message that a part can become holds something, in whatever form, and which option leaves it out."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from governance.core.copy.any_phrase import HELD, At, any_phrase
from governance.core.copy.marks import MARK, leading_to, marked, written
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.reach import reach
from governance.core.copy.renderings import alternatives
from governance.core.copy.text import Span
from governance.core.copy.tree import Branch, Node


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
    machine, root = Holding(sought), _with_places(part, sought)

    def ends(branch: Branch) -> set[bool]:
        return {state.said for state in reach(branch, part.text.text, machine)}

    def ever(node: Node) -> bool:
        return True in ends(Branch(node.span, (node,)))

    found = ends(root)
    without = option_without(root, lambda branch: False not in ends(branch), ever) if len(found) > 1 else None
    return Held(False not in found, True in found, without)


def _with_places(part: ParsedPart, sought: Sought) -> Branch:
    places = [*leading_to(part, sought.address)]
    if sought.pattern:
        places += written(part, sought.pattern)
    return marked(part.tree.root, sorted(places))


def option_without(branch: Branch, always: Callable[[Branch], bool], ever: Callable[[Node], bool]) -> Branch | None:
    """The option that leaves something out, of the first choice in which it stands; the innermost."""
    for node in branch.nodes:
        options = alternatives(node)
        if options and ever(node):
            for option in options:
                if not always(option):
                    return option_without(option, always, ever) or option
    return None


def around(option: Branch) -> Span:
    """The option; an empty one with the bar or brace before it, so that there is something to see."""
    start, end = option.span
    return Span(start, end) if end > start else Span(start - 1, max(end, 1))
