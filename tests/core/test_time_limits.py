"""Time limits run in business hours: not at night, not on weekends, and right on the days when clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.core.policy.workspace import BusinessHours, Weekday
from governance.core.review.time_limits import NEVER, due, working_time_left

BERLIN = "Europe/Berlin"
WORKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
HOUR = timedelta(hours=1)


def hours(days: tuple[Weekday, ...] = WORKDAYS, opens: str = "09:00", closes: str = "17:00") -> BusinessHours:
    return BusinessHours.model_validate({"days": days, "from": opens, "to": closes})


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(BERLIN))


@pytest.mark.parametrize(
    ("since", "limit", "ends"),
    [
        ("2026-09-14 10:30", 4, "2026-09-14 14:30"),  # a Monday
        ("2026-09-14 09:00", 8, "2026-09-14 17:00"),
        ("2026-09-14 15:00", 4, "2026-09-15 11:00"),
        ("2026-09-14 22:00", 1, "2026-09-15 10:00"),
        ("2026-09-15 06:00", 1, "2026-09-15 10:00"),
        ("2026-09-18 16:00", 2, "2026-09-21 10:00"),  # over a weekend
        ("2026-09-19 12:00", 8, "2026-09-21 17:00"),
        ("2026-09-14 09:00", 80, "2026-09-25 17:00"),
    ],
)
def test_only_business_hours_count(since: str, limit: int, ends: str) -> None:
    assert due(berlin(since), limit, hours(), BERLIN) == berlin(ends)


@pytest.mark.parametrize(
    ("opens", "since", "limit", "ends"),
    [
        ("00:00", "2026-03-29 00:00", 4, "2026-03-29 05:00"),  # clocks go forward at two
        ("00:00", "2026-10-25 00:00", 4, "2026-10-25 03:00"),  # and back at three
        ("09:00", "2026-10-23 16:00", 2, "2026-10-24 10:00"),
    ],
)
def test_an_hour_is_an_hour_when_clocks_are_changed(opens: str, since: str, limit: int, ends: str) -> None:
    always = hours(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), opens)
    assert due(berlin(since), limit, always, BERLIN) == berlin(ends)


def test_the_clock_is_the_workspaces_whatever_zone_an_instant_is_told_in() -> None:
    since = datetime(2026, 9, 14, 23, tzinfo=UTC)
    assert due(since, 1, hours(), "America/Los_Angeles") == since + HOUR
    assert due(since, 1, hours(), BERLIN) == berlin("2026-09-15 10:00")


def test_what_never_opens_never_ends() -> None:
    assert due(berlin("2026-09-14 10:00"), 1, hours(()), BERLIN) == NEVER
    assert due(berlin("2026-09-14 10:00"), 1_000, hours(("mon",), "09:00", "09:01"), BERLIN) == NEVER


def test_what_is_left_is_business_time_and_nothing_once_it_is_past() -> None:
    def left(now: str, ends: str) -> timedelta:
        return working_time_left(berlin(now), berlin(ends), hours(), BERLIN)

    assert left("2026-09-14 16:00", "2026-09-15 10:00") == 2 * HOUR
    assert left("2026-09-18 20:00", "2026-09-21 10:30") == 1.5 * HOUR
    assert left("2026-09-15 10:00", "2026-09-15 10:00") == timedelta()
    assert left("2026-09-15 11:00", "2026-09-15 10:00") == timedelta()


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    st.integers(1, 100),
    st.sampled_from([BERLIN, "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]),
)
def test_what_is_left_at_the_start_is_the_whole_limit(since: datetime, limit: int, zone: str) -> None:
    ends = due(since, limit, hours(), zone)
    assert ends > since
    assert working_time_left(since, ends, hours(), zone) == limit * HOUR
