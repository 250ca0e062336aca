"""Where a published version of a document stands, now and on the days to come."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from governance.core.policy.history import Published, in_force


class VersionState(StrEnum):
    """Of one version. A future one will be in force on a later day as things stand; a superseded one never again."""

    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    FUTURE = "future"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"


def state(version: Published, versions: Sequence[Published], day: date, instant: datetime) -> VersionState:
    """Where a published version stands on a day, beside every other that is published."""
    if _chosen(version, versions, day, instant):
        return VersionState.IN_FORCE
    if any(_chosen(version, versions, later, instant) for later in turns(versions, day)):
        return VersionState.FUTURE
    return VersionState.SUPERSEDED


def turns(versions: Sequence[Published], day: date) -> list[date]:
    """The days after this one on which what is in force can change: a version begins, or another has ended."""
    return sorted({turn for version in versions for turn in _ends(version) if turn > day})


def _ends(version: Published) -> Iterator[date]:
    yield version.document.in_force_from
    until = version.document.in_force_until
    if until is not None and until < date.max:
        yield until + timedelta(days=1)


def _chosen(version: Published, versions: Sequence[Published], day: date, instant: datetime) -> bool:
    there = in_force(versions, type(version.document), day, instant)
    return there is not None and (there.document.key, there.number) == (version.document.key, version.number)
