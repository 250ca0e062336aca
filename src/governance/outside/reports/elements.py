"""What a message is made of, in one line; what departs from the talk track is marked by a shape and a word."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from governance.core.drift.element import Carried, Element
from governance.outside.checking import Checked
from governance.outside.reports.shown import shortened, shown

DEPARTS = "≠"
_LONGEST = 60
_MOST = 3


def element_lines(checked: Checked) -> Iterator[Text]:
    """The line of a variant; none of one that could not be read."""
    drift = checked.report.drift
    if drift.elements:
        line = Text(f"{drift.verdict.replace('_', ' ')} {drift.score:.2f}", "dim")
        for element in drift.elements:
            if element.carried:
                line.append(f"  {element.name.words}: ", "dim").append_text(_things(element))
        yield line


def _things(element: Element) -> Text:
    things = Text(", ").join(map(_thing, _departing_first(element.carried)[:_MOST]))
    more = len(element.carried) - _MOST
    return things.append(f" and {more} more", "dim") if more > 0 else things


def _departing_first(carried: Sequence[Carried]) -> list[Carried]:
    return sorted(carried, key=lambda one: not one.departs)


def _thing(one: Carried) -> Text:
    words = shown(shortened(one.words, _LONGEST))
    return Text(f"{DEPARTS} {words}", "yellow") if one.departs else Text(words)
