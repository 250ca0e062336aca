"""What marked copy is made of: pieces, in segments, in parts."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from governance.web.pages.items import Item

_TAIL = re.compile(r"[.,;:!?…]+")


@dataclass(frozen=True, slots=True)
class Cover:
    """By what a piece is hidden from the recipient, and whether what is hidden begins or ends with it."""

    how: str
    opens: bool
    closes: bool


@dataclass(frozen=True)
class Piece:
    """Words, a merge field in words, a control character by its name, or a choice.

    `tail` is the mark that ends the sentence after a choice whose options have lines of their own; it stands after
    each of them, and once more as a piece of kind `tail`, which is not seen. `inner` is the severity of a finding
    that marks just these words; `opens` is true where its mark begins. `cover` is there if it is hidden. `taken` is
    the option in the reading that is shown; of a field with a fallback, 1 is the fallback. `calm` are the options
    without what is wrong in another.
    """

    kind: str
    text: str = ""
    inner: str | None = None
    opens: bool = False
    cover: Cover | None = None
    unknown: bool = False
    fallback: str | None = None
    options: tuple[tuple["Segment", ...], ...] = ()
    calm: tuple[bool, ...] = ()
    short: bool = False
    tail: str = ""
    taken: int = 0


@dataclass(frozen=True)
class Segment:
    """Pieces in a row that belong to one item, or to none. Only the first segment of an item carries its glyph."""

    item: Item | None
    pieces: tuple[Piece, ...]
    first: bool = False


@dataclass(frozen=True)
class MarkedPart:
    """One part, in reading order. `asides` are the texts beside it, each named by what it is."""

    name: str
    segments: tuple[Segment, ...]
    asides: tuple["MarkedPart", ...] = ()


def opened(segments: Sequence[Segment], before: Collection[int] = ()) -> tuple[Segment, ...]:
    """Segments of one item in a row made one, and the first of each item marked as such.

    `before` are the numbers of items that began elsewhere.
    """
    joined: list[Segment] = []
    seen = set(before)
    for one in segments:
        if joined and joined[-1].item is one.item:
            joined[-1] = replace(joined[-1], pieces=(*joined[-1].pieces, *one.pieces))
            continue
        number = one.item.number if one.item else 0
        joined.append(replace(one, first=bool(number) and number not in seen))
        seen.add(number)
    return tuple(replace(one, pieces=tuple(_with_tails(one.pieces))) for one in joined)


def _with_tails(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """What ends the sentence after an open choice told at the end of its options, not on a line alone."""
    open_ = False
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        tail = _TAIL.match(piece.text) if open_ and piece.kind == "text" else None
        open_ = piece.kind == "choice" and not piece.short
        if tail:
            yield Piece("tail", tail[0])
            yield from [replace(piece, text=piece.text[tail.end() :])] if piece.text[tail.end() :] else []
        elif open_ and following and following.kind == "text" and (ends := _TAIL.match(following.text)):
            yield replace(piece, tail=ends[0])
        else:
            yield piece
