"""How far a long run has come, on a terminal."""

import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

SHORT_RUN = 200
_SECONDS_BETWEEN = 0.2


def with_progress(checked: Iterable[Item], noun: str = "variants") -> Iterator[Item]:
    """Count on stderr from SHORT_RUN on, if it is a terminal and the report goes elsewhere."""
    started = time.monotonic()
    items = iter(checked)
    yield from islice(items, SHORT_RUN)
    if sys.stderr.isatty() and not sys.stdout.isatty():
        yield from _counted(items, noun, started)
    else:
        yield from items


def _counted(items: Iterator[Item], noun: str, started: float) -> Iterator[Item]:
    said_at = started
    for number, one in enumerate(items, start=SHORT_RUN + 1):
        now = time.monotonic()
        if now - said_at > _SECONDS_BETWEEN:
            _say(f"{number:,} {noun} checked, {number / (now - started):,.0f} a second")
            said_at = now
        yield one
    _say("")


def _say(line: str) -> None:
    """In place of the line before."""
    sys.stderr.write(f"\r{line}\x1b[K")
    sys.stderr.flush()
