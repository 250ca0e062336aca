"""The copy as people read it: words with marks, merge fields in words, every option of every choice, what is hidden.

Nothing of the source is lost and nothing in it acts: control characters become chips that name them.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from governance.core.copy.dialects import Dialect
from governance.core.copy.hidden import Hidden
from governance.core.copy.parsed import ParsedPart, parse_part
from governance.core.copy.reach import Options
from governance.core.copy.text import Span, identity
from governance.core.copy.variant import PartName
from governance.web.pages.items import Item
from governance.web.pages.marking import Marking
from governance.web.pages.pieces import MarkedPart, opened


def marked(
    content: Mapping[str, Any],
    found: Sequence[Item],
    dialect: Dialect,
    taken: Mapping[PartName, Options] | None = None,
) -> list[MarkedPart]:
    """Every part of a text with its marks, and the options that are taken in the reading that is shown."""
    given = [(name, content[name.value]) for name in PartName if content.get(name.value) is not None]
    options = taken or {}
    return [_marked_part(parse_part(name, source, dialect), found, options.get(name, {})) for name, source in given]


def _marked_part(parsed: ParsedPart, found: Sequence[Item], taken: Options) -> MarkedPart:
    mine = [item for item in found if item.part == parsed.name and not item.absent]
    if parsed.unreadable:
        return MarkedPart(parsed.name, opened(Marking(identity(parsed.source), mine, {}).words(0, len(parsed.source))))
    asides = sorted((one for one in parsed.asides if one.text.text.strip()), key=lambda one: one.text.starts[0])
    theirs, rest = _shared_out(mine, [one.text.span(0, len(one.text.text)) for one in asides])
    before = {item.number for item in rest}
    return MarkedPart(
        parsed.name,
        opened(Marking(parsed.text, rest, taken, parsed.hidden).branch(parsed.tree.root)),
        tuple(_marked_aside(parsed, one, theirs.get(number, []), before) for number, one in enumerate(asides)),
    )


def _marked_aside(parsed: ParsedPart, aside: ParsedPart, mine: Sequence[Item], before: set[int]) -> MarkedPart:
    whole = Span(0, len(aside.text.text))
    veil = parsed.veil_at(aside.text.starts[0])
    hidden = [Hidden(whole, veil.how)] if veil else []
    marking = Marking(aside.text, mine, {}, hidden)
    segments = marking.words(*whole) if aside.unreadable else marking.branch(aside.tree.root)
    return MarkedPart(aside.kind or "", opened(segments, before))


def _shared_out(mine: Sequence[Item], places: Sequence[Span]) -> tuple[Mapping[int, list[Item]], list[Item]]:
    """The items that stand in each place, and the rest; of these, each finding that stands in a place is there too."""
    there: defaultdict[int, list[Item]] = defaultdict(list)
    rest = []
    for item in mine:
        if (number := _holding(places, item.start, item.end)) is not None:
            there[number].append(item)
            continue
        rest.append(item)
        for finding in item.inner:
            if (number := _holding(places, finding["start"], finding["end"])) is not None:
                there[number].append(replace(item, start=finding["start"], end=finding["end"], findings=(finding,)))
    return there, rest


def _holding(places: Sequence[Span], start: int, end: int) -> int | None:
    """Which place holds an item whole."""
    number = bisect_right(places, start, key=lambda place: place.start) - 1
    return number if number >= 0 and end <= places[number].end else None
