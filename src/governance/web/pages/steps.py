"""Where a text stands in a sequence, in words."""

from collections.abc import Mapping
from typing import Any

from governance.web.pages.words import count

_DAY, _HOUR = 24 * 60, 60


def placed(step: Mapping[str, Any] | None) -> str | None:
    """`Step 2, variant B, 3 days after step 1`; None for a text of no sequence."""
    if step is None:
        return None
    number, wait = step["number"], step["wait_minutes"]
    after = f"{waited(wait)} step {number - 1}" if number > 1 and wait is not None else None
    label = f"variant {step['label']}" if step["label"] else None
    off = None if step["enabled"] else "switched off"
    return ", ".join(filter(None, (f"Step {number}", label, after, off)))


def waited(minutes: int) -> str:
    """How long after the step before: `3 days after`, `at once after`."""
    for unit, name in ((_DAY, "day"), (_HOUR, "hour"), (1, "minute")):
        if minutes and minutes % unit == 0:
            return f"{count(minutes // unit, name)} after"
    return "at once after"
