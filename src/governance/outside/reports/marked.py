"""A sentence with the words in question marked: underlined on a terminal, in «» elsewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.text import Text

from governance.core.copy.text import Span
from governance.outside.reports.shown import shortened, shown

_AROUND = 160
_WITHIN = 320


@dataclass(frozen=True, slots=True)
class Marking:
    """How marked words look."""

    style: str
    underlined: bool

    def apply(self, words: str) -> Text:
        return Text(words, f"{self.style} underline") if self.underlined else Text(f"«{words}»", self.style)


def marked(quote: str, whole: Span, spans: Iterable[Span], marking: Marking) -> Text:
    """`quote` stands at `whole` in its part; `spans` are of the same part. Narrow spans win over `whole`."""
    text = Text()
    at = whole.start
    for span in _apart(spans, whole):
        text.append(shown(shortened(quote[at - whole.start : span.start - whole.start], _AROUND)))
        words = quote[span.start - whole.start : span.end - whole.start]
        text.append_text(marking.apply(shown(shortened(words, _WITHIN))))
        at = span.end
    text.append(shown(shortened(quote[at - whole.start :], _AROUND)))
    return text


def _apart(spans: Iterable[Span], whole: Span) -> Iterator[Span]:
    """The spans inside `whole`, in order, none overlapping; `whole` itself only if none is narrower."""
    inside = sorted({span for span in spans if whole.contains(span) and span.start < span.end})
    end = whole.start
    for span in [span for span in inside if span != whole] or inside:
        if span.start >= end:
            yield span
            end = span.end
