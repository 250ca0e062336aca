"""One moment by which everything has ended."""

import time


class Deadline:
    """So many seconds from now, or earlier."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left, never 0. Raises TimeoutError when there are none."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("The time limit of the measurement is over")
        return seconds

    def end_now(self) -> None:
        """Let nothing new begin."""
        self._end = time.monotonic()
