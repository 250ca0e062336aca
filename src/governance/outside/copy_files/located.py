"""What a reader yields: a variant, or one that cannot be read, with its place."""

from dataclasses import dataclass

from governance.core.copy.variant import Variant
from governance.core.errors import Place


@dataclass(frozen=True, slots=True)
class UnreadableVariant:
    """One variant that cannot be read: what was found, and what is allowed."""

    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Located:
    """A variant and where it begins.

    `body_offset` counts the code points of the file before the body; None where the file holds the body
    in another form (a JSON string, a table cell, an encoded mail part).
    """

    place: Place
    variant: Variant | UnreadableVariant
    body_offset: int | None = None


@dataclass(frozen=True, slots=True)
class Touch:
    """The channel, the kind and the recipients' regions of copy that does not name its own."""

    channel: str = "email"
    kind: str = "cold"
    regions: tuple[str, ...] = ()


def unreadable(place: Place, message: str, id: str | None = None) -> Located:
    """A variant that cannot be read; without an id of its own it is known by its place."""
    return Located(place, UnreadableVariant(id or str(place), message))
