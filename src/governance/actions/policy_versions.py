"""Policies as people read them: what is in force on a day, and how it came to be."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from governance.core.actor import Actor
from governance.core.errors import Unusable
from governance.core.policy.compare import differences
from governance.core.policy.history import KINDS, in_force, policy_set_at
from governance.core.policy.life import VersionState, state
from governance.store.documents import document_row, open_rows, rows_of_key, unknown_policy
from governance.store.policies import published
from governance.store.tables.policies import DocumentRow
from governance.store.transaction import Tx
from governance.store.workspaces import workspace

MOST_CHANGES = 200
MOST_LISTED = 100
YEARS = range(1970, 9_000)


def list_in_force(tx: Tx, actor: Actor, on: date | None = None) -> dict[str, Any]:
    """The versions in force now, or at the end of a civil day; what was published later never changes the answer."""
    actor.require_scope("read")
    place, versions = workspace(tx), published(tx)
    today = place.day(tx.now)
    day = on or today
    if day != today:
        _require_company(actor)
    instant = tx.now if day == today else _end_of(day, place.time_zone)
    chosen = [in_force(versions, kind, day, instant) for kind in KINDS.values()]
    policies = policy_set_at(place, versions, instant)
    rows = [document_row(tx, one.document.key, one.number) for one in chosen if one]
    return {
        "on": day.isoformat(),
        "policy_set": policies.digest if policies else None,
        "documents": [_for(actor, one) for one in headings(tx, rows)],
    }


def history(tx: Tx, actor: Actor, key: str, before: int | None = None, limit: int = 20) -> dict[str, Any]:
    """Every version of a document, newest first, from below number `before`."""
    actor.require_scope("read")
    _require_company(actor)
    rows = rows_of_key(tx, key, before, _usable(limit) + 1)
    if not rows and before is None:
        raise unknown_policy()
    listed = rows[:limit]
    following = listed[-1].number if len(rows) > limit else None
    return {"key": key, "versions": headings(tx, listed), "next_before": following}


def open_proposals(tx: Tx, actor: Actor, before: int | None = None, limit: int = 20) -> dict[str, Any]:
    """Proposals that wait for a second person, newest first, from below sequence `before`."""
    actor.require_scope("read")
    _require_company(actor)
    rows = open_rows(tx, before=before, limit=_usable(limit) + 1)
    listed = rows[:limit]
    following = listed[-1].sequence if len(rows) > limit else None
    return {"proposals": headings(tx, listed), "next_before": following}


def version(tx: Tx, actor: Actor, key: str, number: int) -> dict[str, Any]:
    """One version with its content, and what it changes. Partners read what is in force, and nothing before it."""
    actor.require_scope("read")
    row = document_row(tx, key, number)
    shown = {**_for(actor, heading(tx, row)), "content": row.content}
    if actor.partner is None:
        return {**shown, "differences": _differences(tx, row)}
    if shown["state"] != VersionState.IN_FORCE:
        raise unknown_policy()
    return shown


def heading(tx: Tx, row: DocumentRow) -> dict[str, Any]:
    """A version without its content."""
    return headings(tx, [row])[0]


def headings(tx: Tx, rows: Sequence[DocumentRow]) -> list[dict[str, Any]]:
    """Versions without their contents, each with where it stands now."""
    versions, today = published(tx), workspace(tx).day(tx.now)
    there = {(one.document.key, one.number): one for one in versions}
    states = {ref: state(one, versions, today, tx.now) for ref, one in there.items()}
    unpublished = {True: VersionState.WITHDRAWN, False: VersionState.PROPOSED}
    return [_heading(row, states.get((row.key, row.number), unpublished[row.withdrawn_at is not None])) for row in rows]


def _heading(row: DocumentRow, state: VersionState) -> dict[str, Any]:
    return {
        "key": row.key,
        "number": row.number,
        "kind": row.kind,
        "digest": row.digest,
        "state": state.value,
        "title": row.content["title"],
        "reason": row.content["reason"],
        "in_force_from": row.in_force_from.isoformat(),
        "in_force_until": row.in_force_until.isoformat() if row.in_force_until else None,
        "proposed_by": str(row.proposed_by),
        "proposed_at": row.proposed_at.isoformat(),
        "published_by": str(row.published_by) if row.published_by else None,
        "published_at": row.published_at.isoformat() if row.published_at else None,
        "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
    }


def record_of(row: DocumentRow) -> dict[str, Any]:
    """A version as the record names it: nothing that somebody wrote."""
    return {"key": row.key, "number": row.number, "kind": row.kind, "digest": row.digest}


def _for(actor: Actor, heading: dict[str, Any]) -> dict[str, Any]:
    """Who proposed and published is the company's own affair."""
    if actor.partner is None:
        return heading
    return {name: value for name, value in heading.items() if not name.endswith("_by")}


def _differences(tx: Tx, row: DocumentRow) -> dict[str, Any] | None:
    """What a version changes in the one published before it; None of a withdrawn one, and of the first."""
    numbers = [one.number for one in published(tx) if one.document.key == row.key and one.number < row.number]
    if row.withdrawn_at is not None or not numbers:
        return None
    old = document_row(tx, row.key, max(numbers))
    found = list(islice(differences(old.content, row.content), MOST_CHANGES + 1))
    told = [asdict(change) for change in found[:MOST_CHANGES]]
    return {"against": old.number, "changes": told, "cut": len(found) > MOST_CHANGES}


def _end_of(day: date, zone: str) -> datetime:
    if day.year not in YEARS:
        raise Unusable(f"Day {day} is out of reach; {YEARS[0]} to {YEARS[-1]} are allowed", field="on")
    following = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
    return following.astimezone(UTC) - timedelta(microseconds=1)


def _usable(limit: int) -> int:
    if not 1 <= limit <= MOST_LISTED:
        raise Unusable(f"limit {limit} is not among 1 to {MOST_LISTED}", field="limit")
    return limit


def _require_company(actor: Actor) -> None:
    if actor.partner is not None:
        raise unknown_policy()
