"""Whether work on hostile input stays bounded, told by the processor time it takes: a busy machine changes nothing."""

from collections.abc import Callable
from time import process_time
from typing import Any

LONGER = 4
AT_MOST = 2 * LONGER
TOO_SHORT_TO_TELL_S = 0.1
SOON_S = 10
"""What takes well under a second, or else hours."""


def require_growth_with_length(work: Callable[[int], Any], length: int, tries: int = 3) -> None:
    """Work on four times the length may take eight times as long, where looking twice takes sixteen times as long.

    The best of a few tries counts.
    """
    for _ in range(tries):
        shorter, longer = _taken(work, length // LONGER), _taken(work, length)
        if longer <= AT_MOST * shorter + TOO_SHORT_TO_TELL_S:
            return
    raise AssertionError(f"{length // LONGER} took {shorter:.3f} s, {length} took {longer:.3f} s")


def require_soon(work: Callable[[], Any]) -> None:
    """Work on input that only a defect makes slow at all."""
    taken = _taken(lambda _length: work(), 0)
    assert taken < SOON_S, f"it took {taken:.1f} s"


def _taken(work: Callable[[int], Any], length: int) -> float:
    began = process_time()
    work(length)
    return process_time() - began
