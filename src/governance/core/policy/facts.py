"""Facts as criteria see them: a nested mapping of JSON values, compared without coercion."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

Facts = Mapping[str, Any]
MISSING = object()


def fact(facts: Facts, path: str) -> Any:
    """The fact at a dotted path, or MISSING."""
    value: Any = facts
    for name in path.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return MISSING
        value = value[name]
    return value


def shown(value: Any) -> str:
    """A fact in a sentence, cut to 60 characters."""
    text = f"“{value}”" if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def among(value: Any, allowed: Sequence[Any]) -> bool | None:
    found = [equal(value, one) for one in allowed]
    return True if True in found else None if None in found else False


def equal(value: Any, wanted: Any) -> bool | None:
    """Equal text, whatever its case; equal numbers; equal truth values. Other kinds cannot be compared."""
    if isinstance(value, str) and isinstance(wanted, str):
        return value.strip().casefold() == wanted.strip().casefold()
    if isinstance(value, bool) and isinstance(wanted, bool):
        return value is wanted
    if is_number(value) and is_number(wanted):
        return bool(value == wanted)
    return None


def within(value: Any, days: int | None, at: datetime) -> bool | None:
    """Whether a date or aware instant is not after `at`, by at most so many civil days of its zone.

    None for anything else, an instant without a zone included.
    """
    try:
        moment = _moment(value)
        instant = moment.astimezone(at.tzinfo) if isinstance(moment, datetime) and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
    if instant is not None:
        moment = instant.date()
    elif moment is None or isinstance(moment, datetime):
        return None
    past = instant <= at if instant else moment <= at.date()
    return past and (days is None or (at.date() - moment).days <= days)


def _moment(value: Any) -> date | datetime | None:
    if isinstance(value, str):
        return date.fromisoformat(value) if len(value) == len("2026-09-01") else datetime.fromisoformat(value)
    return value if isinstance(value, date) else None
