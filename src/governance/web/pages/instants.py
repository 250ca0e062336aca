"""Instants and days as people read them: `Fri 20 Nov`, `16:48`, in the time zone of the workspace."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import pass_context
from jinja2.runtime import Context

UTC = "UTC"


def _local(context: Context, value: str | datetime) -> datetime:
    """The instant in the zone that the page tells times in."""
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    return instant.astimezone(ZoneInfo(_around(context).get("time_zone", UTC)))


def _around(context: Context) -> Any:
    return context.get("around") or {}


@pass_context
def day(context: Context, value: str | datetime) -> str:
    """`Fri 20 Nov`, with the year if it is another than this one."""
    local = _local(context, value)
    now = _around(context).get("now")
    same_year = now is None or _local(context, now).year == local.year
    return f"{local:%a} {local.day} {local:%b}" + ("" if same_year else f" {local.year}")


@pass_context
def clock(context: Context, value: str | datetime) -> str:
    """`16:48`."""
    return f"{_local(context, value):%H:%M}"


@pass_context
def moment(context: Context, value: str | datetime) -> str:
    """`Fri 20 Nov, 16:48`; of today, only the hour."""
    now = _around(context).get("now")
    if now is not None and _local(context, now).date() == _local(context, value).date():
        return clock(context, value)
    return f"{day(context, value)}, {clock(context, value)}"


@pass_context
def since(context: Context, value: str | datetime) -> str:
    """Like a moment, shorter: `08:05` today, `Fri 16:50` within a week, else the day."""
    local, now = _local(context, value), _around(context).get("now")
    age = (_local(context, now).date() - local.date()).days if now is not None else 7
    if age == 0:
        return f"{local:%H:%M}"
    return f"{local:%a %H:%M}" if 0 < age < 7 else day(context, value)


@pass_context
def since_or_day(context: Context, value: str | datetime) -> str:
    """A time limit: `Tue 15:00` within a week, else the day and the hour."""
    local, now = _local(context, value), _around(context).get("now")
    days = (local.date() - _local(context, now).date()).days if now is not None else 7
    return f"{local:%a %H:%M}" if 0 <= days < 7 else f"{day(context, value)}, {local:%H:%M}"


def civil(value: str | date | None) -> str:
    """A policy's date, which has no zone: `1 Sep 2026`."""
    if value is None:
        return ""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{found.day} {found:%b} {found.year}"
