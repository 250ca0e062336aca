"""Who people are in one workspace: roles, and since when each counts; organisation; activity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

PARTNER = "partner"
"""The role of partner organisations. Their people hold no other, and nobody else holds it."""

GRANT_DELAY = timedelta(hours=24)

CountsAfter = Literal["second_person", "hours"]


@dataclass(frozen=True, slots=True)
class Grant:
    """A role given to a person. A founding grant was made with the workspace, before there was a second person."""

    role: str
    granted_at: datetime
    granted_by: str | None
    confirmed_at: datetime | None = None
    confirmed_by: str | None = None
    founding: bool = False

    def counts_since(self, rule: CountsAfter) -> datetime | None:
        """The instant from which decisions in the role count; None while nothing makes them count.

        What nobody of the workspace granted, the operator's, waits for a person's confirmation whatever the rule.
        """
        if self.founding:
            return self.granted_at
        confirmed = self.confirmed_at if self.confirmed_by not in (None, self.granted_by) else None
        delayed = self.granted_at + GRANT_DELAY if rule == "hours" and self.granted_by is not None else None
        return min((instant for instant in (confirmed, delayed) if instant is not None), default=None)


@dataclass(frozen=True, slots=True)
class Standing:
    """A person as the workspace knows them at an instant. `roles` maps a role to since when it counts."""

    person: str
    active: bool = True
    partner: str | None = None
    group: str | None = None
    roles: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def organisation(self) -> str | None:
        """The partner organisation, or the group it belongs to; None for the company itself."""
        return self.group or self.partner

    def holds(self, role: str, since: datetime, now: datetime) -> bool:
        """Whether the person is active and has held the role, counting, from `since` to `now`."""
        counted = self.roles.get(role)
        fits = (self.partner is not None) == (role == PARTNER)
        return self.active and fits and counted is not None and counted <= since <= now


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person who wrote, edited or uploaded the words, or owns the machine that did."""

    person: str
    organisation: str | None = None
