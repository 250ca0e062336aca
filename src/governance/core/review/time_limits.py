"""Time limits in business hours: when they end, and how much of them is left.

They run in the days and hours of the workspace, on its own clock; an hour is an hour on the days when clocks are
changed, too.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from governance.core.policy.workspace import BusinessHours, Weekday

NEVER = datetime(9000, 1, 1, tzinfo=UTC)
"""The end of what has no time limit. It comes after everything else."""

LONGEST = 3_660
_WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def due(since: datetime, business_hours: int, hours: BusinessHours, zone: str) -> datetime:
    """The instant at which so many business hours have passed; NEVER if they do not within ten years."""
    left = timedelta(hours=business_hours)
    for opens, closes in _windows(since, hours, zone):
        if left <= closes - opens:
            return opens + left
        left -= closes - opens
    return NEVER


def working_time_left(now: datetime, due_at: datetime, hours: BusinessHours, zone: str) -> timedelta:
    """The business time between two instants; none if the second is past."""
    left = timedelta()
    for opens, closes in _windows(now, hours, zone):
        if opens >= due_at:
            break
        left += min(closes, due_at) - opens
    return left


def _windows(since: datetime, hours: BusinessHours, zone: str) -> Iterator[tuple[datetime, datetime]]:
    """The business hours of each day from an instant on, in UTC."""
    since = since.astimezone(UTC)
    for day in islice(_days(since.astimezone(ZoneInfo(zone)).date()), LONGEST):
        if _WEEK[day.weekday()] in hours.days:
            opens, closes = (_instant(day, clock, zone) for clock in (hours.from_, hours.to))
            if closes > max(opens, since):
                yield max(opens, since), closes


def _days(first: date) -> Iterator[date]:
    while True:
        yield first
        first += timedelta(days=1)


def _instant(day: date, clock: str, zone: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(zone)).astimezone(UTC)
