"""The workspace: one company, its clock, its partners and, in samples, its people."""

from datetime import date, datetime, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from governance.core.policy.document import Key, Strict, Words, fault

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone; write one like Europe/Berlin") from None
    return name


class BusinessHours(Strict):
    """Days and hours in which time limits run."""

    days: tuple[Weekday, ...]
    from_: Clock = Field(alias="from")
    to: Clock

    @model_validator(mode="after")
    def _in_order(self) -> "BusinessHours":
        if self.to <= self.from_:
            raise fault(f"business hours end at {self.to}, and begin at {self.from_}; they lie within one day", "to")
        return self


class Partner(Strict):
    """An agency organisation; organisations may form a group."""

    key: Key
    name: Words
    group: Key | None = None


class Person(Strict):
    """A person of the sample, with roles and partner organisation, or none."""

    name: Words
    email: Words
    roles: tuple[Key, ...]
    partner: Key | None = None


class Workspace(Strict):
    """One company with its policy set, people, partners and campaigns."""

    key: Key
    name: Words
    time_zone: Annotated[str, AfterValidator(_known_zone)]
    business_hours: BusinessHours
    partners: tuple[Partner, ...] = ()
    people: tuple[Person, ...] = ()

    def day(self, instant: datetime) -> date:
        """The civil date of an aware instant in the workspace's time zone."""
        return instant.astimezone(ZoneInfo(self.time_zone)).date()

    def begins(self, day: date) -> datetime:
        """The instant at which a civil date begins in the workspace's time zone."""
        return datetime.combine(day, time(), ZoneInfo(self.time_zone))
