"""How far a long run has come, on a terminal."""

import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice

from governance.outside.checking import Checked

SHORT_RUN = 200
_SECONDS_BETWEEN = 0.2


def with_progress(checked: Iterable[Checked]) -> Iterator[Checked]:
    """Count variants on stderr from SHORT_RUN on, if it is a terminal and the report goes elsewhere."""
    started = time.monotonic()
    variants = iter(checked)
    yield from islice(variants, SHORT_RUN)
    if sys.stderr.isatty() and not sys.stdout.isatty():
        yield from _counted(variants, started)
    else:
        yield from variants


def _counted(variants: Iterator[Checked], started: float) -> Iterator[Checked]:
    said_at = started
    for number, one in enumerate(variants, start=SHORT_RUN + 1):
        now = time.monotonic()
        if now - said_at > _SECONDS_BETWEEN:
            _say(f"{number:,} variants checked, {number / (now - started):,.0f} a second")
            said_at = now
        yield one
    _say("")


def _say(line: str) -> None:
    """In place of the line before."""
    sys.stderr.write(f"\r{line}\x1b[K")
    sys.stderr.flush()
