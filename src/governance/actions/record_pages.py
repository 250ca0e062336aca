"""The record for the pages: entries with the names of whoever and whatever they are about, and one in full."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from governance.actions.audit import entry_json, require_reader
from governance.actions.variant_reads import trace
from governance.core.actor import Actor
from governance.core.audit.checkpoint import Checkpoint
from governance.core.errors import NotFound
from governance.store.audit import entries_page, stored_head
from governance.store.named import names_of
from governance.store.people_lists import members
from governance.store.policies import policies_in_force, policies_of
from governance.store.transaction import Tx
from governance.store.workspaces import workspace

Json = dict[str, Any]
PAGE = 50
MOST_PEOPLE = 200


def explore(tx: Tx, actor: Actor, asked: Json, kept: Sequence[Checkpoint]) -> Json:
    """A page of the record, newest first, and the entry that is chosen, in full."""
    require_reader(tx, actor)
    place, last_day = workspace(tx), asked["until"]
    found = entries_page(
        tx,
        act=asked["act"],
        actor_id=asked["person"],
        object_id=asked["about"],
        before=asked["before"],
        since=place.begins(asked["since"]) if asked["since"] else None,
        until=place.begins(last_day + timedelta(days=1)) if last_day and last_day < date.max else None,
        limit=PAGE,
    )
    entries = [entry_json(entry) for entry in found]
    chosen = _chosen(tx, asked["entry"]) if asked["entry"] else None
    head = stored_head(tx)
    last = found[-1].sequence if len(found) == PAGE else 1
    return {
        "entries": entries,
        "next": last if last > 1 else None,
        "head": {"entries": head.sequence, "hash": head.hash},
        "checkpoint": _checkpoint(kept),
        "names": names_of(tx, _ids([*entries, *([chosen] if chosen else [])])),
        "chosen": _in_full(tx, chosen, kept) if chosen else None,
        "people": _people(tx),
    }


def look_at_entry(tx: Tx, actor: Actor, sequence: int, kept: Sequence[Checkpoint]) -> Json:
    """One entry in full. Raises NotFound."""
    require_reader(tx, actor)
    chosen = _chosen(tx, sequence)
    return {"names": names_of(tx, _ids([chosen])), "chosen": _in_full(tx, chosen, kept)}


def _people(tx: Tx) -> list[Json]:
    """The people whose entries can be asked for, by name."""
    people = [person for _, person in members(tx, None, None, MOST_PEOPLE)]
    return [{"id": str(one.id), "name": one.name} for one in sorted(people, key=lambda one: one.name.casefold())]


def _chosen(tx: Tx, sequence: int) -> Json:
    found = entries_page(tx, before=sequence + 1, limit=1)
    if not found or found[0].sequence != sequence:
        raise NotFound(f"The record has no entry {sequence}")
    return entry_json(found[0])


def _checkpoint(kept: Sequence[Checkpoint]) -> Json | None:
    return {"sequence": kept[-1].sequence, "at": kept[-1].at} if kept else None


def _ids(entries: Iterable[Json]) -> set[UUID]:
    """Everybody and everything that the entries name."""
    named = [one for entry in entries for one in _named(entry)]
    return {UUID(id) for id in named if id}


def _named(entry: Json) -> list[str | None]:
    actor, about, data = entry["actor"] or {}, entry["object"] or {}, entry["data"] or {}
    return [actor.get("person"), actor.get("machine"), about.get("id"), data.get("campaign"), data.get("owner")]


def _in_full(tx: Tx, entry: Json, kept: Sequence[Checkpoint]) -> Json:
    """What was in force then beside today, and the first signed checkpoint that holds the entry."""
    holding = next((one for one in kept if one.sequence >= entry["sequence"]), None)
    return {
        **entry,
        "policies": _then_and_now(tx, entry["policy_set"]) if entry["policy_set"] else [],
        "checkpoint": {"sequence": holding.sequence, "at": holding.at} if holding else None,
    }


def _then_and_now(tx: Tx, digest: str) -> list[Json]:
    """The documents of a policy set that was in force, each with its version today."""
    then, now = policies_of(tx, digest), policies_in_force(tx)
    if then is None:
        return []
    today = now.versions if now else {}
    return [
        {"kind": one.kind, "key": one.key, "then": then.versions[one.key], "now": today.get(one.key)}
        for one in then.documents
    ]


def history_of(tx: Tx, actor: Actor, id: UUID, after: int) -> Json:
    """Everything recorded about one variant, oldest first, for whoever may see it."""
    found = trace(tx, actor, id, after, PAGE)
    return {"entries": found["items"], "next": found["next"], "names": names_of(tx, _ids(found["items"]))}
