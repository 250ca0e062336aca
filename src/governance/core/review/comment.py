"""Where in a text a comment points, and what it may say."""

from dataclasses import dataclass

from governance.core.copy.variant import PartName, Revision
from governance.core.errors import Unusable

LONGEST = 5_000
LONGEST_SUGGESTION = 2_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a part, by characters of its source, with the words that stand there."""

    part: PartName
    start: int
    end: int
    quote: str


def require_there(anchor: Anchor, revision: Revision) -> None:
    """Raises Unusable unless exactly the quoted words stand at the place in the source of the part."""
    source = revision.parts.get(anchor.part, "")
    there = 0 <= anchor.start < anchor.end <= len(source)
    if not there or source[anchor.start : anchor.end] != anchor.quote:
        message = f"The {anchor.part} has other words there; read the text again, and point at them anew"
        raise Unusable(message, field="anchor")


def require_sayable(body: str, suggestion: str | None) -> None:
    """Raises Unusable for a comment that says nothing, or too much."""
    if not body.strip() or len(body) > LONGEST:
        raise Unusable(f"A comment has 1 to {LONGEST:,} characters", field="body")
    if suggestion is not None and (not suggestion.strip() or len(suggestion) > LONGEST_SUGGESTION):
        raise Unusable(f"A suggestion has 1 to {LONGEST_SUGGESTION:,} characters", field="suggestion")
