"""What of a part's text is hidden from its recipient."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from governance.core.copy.text import MappedText, Span, joined
from governance.core.copy.visible import Veil

NOT_SEEN = "\ufffc"
"""Stands for a character that the recipient does not see."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch of a part's text that its recipient does not see, and by what it is hidden."""

    span: Span
    how: str


def hidden_in(text: MappedText, veils: Sequence[Veil]) -> Iterator[Hidden]:
    """The stretches of the text that lie behind a veil, in order."""
    at = 0
    for veil in veils:
        start = bisect_left(text.starts, veil.span.start, at)
        at = bisect_left(text.starts, veil.span.end, start)
        if start < at:
            yield Hidden(Span(start, at), veil.how)


def blanked(text: str, hidden: Sequence[Hidden]) -> str:
    """The text, as long as it is, with NOT_SEEN for every character that is hidden."""
    pieces, at = [], 0
    for each in hidden:
        pieces += [text[at : each.span.start], NOT_SEEN * (each.span.end - each.span.start)]
        at = each.span.end
    return "".join([*pieces, text[at:]])


def without(text: MappedText, hidden: Sequence[Hidden]) -> MappedText:
    """The text without what is hidden, as a recipient puts it together."""
    bounds = [0, *(at for each in hidden for at in each.span), len(text.text)]
    return joined(text.cut(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=True))
