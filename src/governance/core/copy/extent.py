"""How much a text can become: renderings, words, characters, links and different sentences, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import prod

from governance.core.copy.different_sentences import how_many_differ
from governance.core.copy.machines import Characters, Links, Words
from governance.core.copy.pairs import covering_pairs
from governance.core.copy.parsed import ParsedCopy, ParsedPart
from governance.core.copy.reach import Options, Range, extremes
from governance.core.copy.readings import covering, reading
from governance.core.copy.renderings import count
from governance.core.copy.variant import PartName

READABLE = 10**12


@dataclass(frozen=True, slots=True)
class Extent:
    """Of one part, as its recipient sees it. `readings` are the fewest that show every option of every choice.

    `sentences` counts the different texts that its sentences can become.
    """

    part: PartName
    renderings: int
    words: Range
    characters: Range
    links: Range
    sentences: int
    readings: Sequence[Options]


def extent(part: ParsedPart) -> Extent:
    """What one part can become. Means nothing for a part that cannot be read."""
    root, text = part.tree.root, part.text.text
    return Extent(
        part=part.name,
        renderings=count(root),
        words=extremes(root, text, Words()),
        characters=extremes(root, text, Characters()),
        links=extremes(root, text, Links()),
        sentences=how_many_differ(part),
        readings=covering(root),
    )


def extents(copy: ParsedCopy) -> list[Extent]:
    """What each part can become; nothing is said of copy of which a part cannot be read."""
    return [] if any(part.unreadable for part in copy.parts) else [extent(part) for part in copy.parts]


def all_renderings(each: Sequence[Extent]) -> int:
    """How many messages the parts make together: the platform chooses in each by itself."""
    return prod(one.renderings for one in each)


def message_words(each: Sequence[Extent]) -> Range | None:
    """The fewest and the most words of the message, without its subject; None for copy that cannot be read."""
    return next((one.words for one in each if one.part is not PartName.SUBJECT), None)


def exactly(number: int) -> str:
    """A count in decimal digits, however many: Python itself writes no more than 4,300."""
    return f"{Decimal(number):f}"


def roughly(number: int) -> str:
    """A count as people read it: exact below a million million, then by the power of ten that it exceeds."""
    return f"{number:,}" if number < READABLE else f"over 10^{Decimal(number).adjusted()}"


def read_out(copy: ParsedCopy, each: Sequence[Extent]) -> list[dict[PartName, str]]:
    """The fewest whole messages that show every option of every choice."""
    return _read_out(copy, [one.readings for one in each])


def read_out_pairs(copy: ParsedCopy) -> list[dict[PartName, str]] | None:
    """A few whole messages that show every two options of a part that can meet; None if there are too many."""
    each = [covering_pairs(part.tree.root) for part in copy.parts]
    return None if None in each else _read_out(copy, [one for one in each if one is not None])


def _read_out(copy: ParsedCopy, each: Sequence[Sequence[Options]]) -> list[dict[PartName, str]]:
    most = max(map(len, each), default=0)
    return [
        {
            part.name: reading(part.tree.root, part.text.text, readings[number % len(readings)])
            for part, readings in zip(copy.parts, each, strict=True)
        }
        for number in range(most)
    ]
