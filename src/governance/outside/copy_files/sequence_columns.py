"""The columns of a CSV that say where a row stands in a sequence: step, label, delay, weight, enabled.

A delay is in days, before the step or after it as `delay_semantics` says; platforms differ, so one must be given.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from governance.outside.copy_files.row import RowError

SEQUENCE = ("step", "label", "delay_days", "delay_semantics", "weight", "enabled")
DAY = 24 * 60
_SAYS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")


@dataclass
class Sequences:
    """Reads the rows of a file in order: a delay after a step is the wait before the next."""

    _after: dict[tuple[str, int], float] = field(default_factory=dict)

    def fields(self, given: Mapping[str, str]) -> dict[str, Any]:
        """The fields that a row's place in its sequence gives; none for a row without a step. Raises RowError."""
        if "step" not in given:
            return {}
        number = int(_number(given, "step") or 0)
        campaign = given.get("campaign", "")
        label = given.get("label")
        step = {
            "number": number,
            "label": label,
            "wait_minutes": self._wait(given, campaign, number),
            "weight": _number(given, "weight"),
            "enabled": _enabled(given),
        }
        name = f"{campaign}, step {number}" if campaign else f"Step {number}"
        return {
            "id": f"{name}, variant {label}" if label else name,
            "kind": "cold" if number == 1 else "followup",
            "step": step,
        }

    def _wait(self, given: Mapping[str, str], campaign: str, number: int) -> int | None:
        days = _number(given, "delay_days")
        if days is None:
            return None
        semantics = given.get("delay_semantics", "").strip().lower()
        if semantics not in ("before", "after"):
            raise RowError("delay_semantics is missing; allowed is before or after the step")
        if semantics == "after":
            self._after[campaign, number] = days
            days = self._after.get((campaign, number - 1))
        return None if days is None else round(days * DAY)


def _number(given: Mapping[str, str], name: str) -> float | None:
    cell = given.get(name, "").strip().removesuffix("%").strip()
    if not cell:
        return None
    if not _NUMBER.fullmatch(cell):
        raise RowError(f"{name} is {cell[:40]!a}; allowed is a number")
    return float(cell)


def _enabled(given: Mapping[str, str]) -> bool:
    cell = given.get("enabled", "true").strip().lower()
    if cell not in _SAYS:
        raise RowError(f"enabled is {cell[:40]!a}; allowed is true or false")
    return _SAYS[cell]
