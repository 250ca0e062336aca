"""How much working time is left until a time limit, in words, and how much that matters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

SOON = timedelta(hours=2)
TODAY = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Due:
    """A time limit: the instant, the working time left in words, and the severity that draws it."""

    at: str
    words: str
    severity: str


def due(limits: Iterable[Mapping[str, Any]]) -> Due | None:
    """The first of several time limits; nothing where there is none."""
    dated = [one for one in limits if one["due_at"] is not None and one["left"] is not None]
    first = min(dated, key=lambda one: str(one["due_at"]), default=None)
    return told(first["due_at"], timedelta(seconds=first["left"])) if first else None


def told(at: str, left: timedelta) -> Due:
    """Minutes within the next hours; the limit has passed where none are left."""
    if left <= timedelta(0):
        return Due(at, "limit passed", "blocker")
    hours, minutes = divmod(int(left.total_seconds()) // 60, 60)
    words = f"{hours} h {minutes:02} min" if hours else f"{minutes} min"
    return Due(at, words, "blocker" if left < SOON else "warning" if left < TODAY else "note")
