"""Policies for the pages: one version with its history, who may publish it, and what stands in the way."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from governance.actions.policies import hindrances, owners_of
from governance.actions.policy_versions import history, list_in_force, open_proposals, version
from governance.core.actor import Actor
from governance.core.errors import NotFound, WrongState
from governance.core.policy.talk_track import Claim, TalkTrack
from governance.store.documents import document_row, unknown_policy
from governance.store.people_lists import holders, people_by_id
from governance.store.policies import policies_in_force
from governance.store.queues import live_count
from governance.store.transaction import Tx

Json = dict[str, Any]
LISTED = 50
MOST_HOLDERS = 40


def look_at_policies(tx: Tx, actor: Actor, day: Any) -> Json:
    """What is in force, on a day or now, and for the company what waits for a second person."""
    found = list_in_force(tx, actor, day)
    proposals = open_proposals(tx, actor, None, LISTED)["proposals"] if actor.partner is None else []
    told = [*found["documents"], *proposals]
    return {
        **found,
        "proposals": [one | {"yours": _publishes(tx, actor, one)} for one in proposals],
        "names": _names(tx, told),
    }


def look_at_policy(tx: Tx, actor: Actor, key: str, number: int | None) -> Json:
    """One version of a document: the one asked for, else the newest that is in force or proposed."""
    if actor.partner is not None:
        return {**_for_partner(tx, actor, key, number), "versions": [], "names": {}, "publishing": None}
    versions = history(tx, actor, key, None, LISTED)["versions"]
    chosen = number if number is not None else _first(versions)["number"]
    shown = version(tx, actor, key, chosen)
    return {
        "version": shown,
        "versions": versions,
        "names": _names(tx, [*versions, shown]),
        "publishing": _publishing(tx, actor, shown) if shown["state"] == "proposed" else None,
        "owners": list(owners_of(tx, shown["kind"])),
    }


def _for_partner(tx: Tx, actor: Actor, key: str, number: int | None) -> Json:
    """Partners read what is in force, and nothing else."""
    there = [one for one in list_in_force(tx, actor)["documents"] if one["key"] == key]
    if not there:
        raise unknown_policy()
    return {"version": version(tx, actor, key, number or there[0]["number"]), "owners": []}


def _first(versions: list[Json]) -> Json:
    """A proposal that waits, else what is in force, else the newest."""
    for state in ("proposed", "in_force"):
        for one in versions:
            if one["state"] == state:
                return one
    return versions[0]


def _publishing(tx: Tx, actor: Actor, shown: Json) -> Json:
    """Who can publish a proposal, what stands in the way, and how much is rechecked."""
    roles = owners_of(tx, shown["kind"])
    people = {str(one.id): one.name for found in holders(tx, roles, None, MOST_HOLDERS).values() for one in found}
    people.pop(shown["proposed_by"], None)
    return {
        "people": sorted(people.values()),
        "hindrances": hindrances(tx, document_row(tx, shown["key"], shown["number"])),
        "yours": _publishes(tx, actor, shown),
        "withdraws": shown["proposed_by"] == actor.person or _owns(actor, roles),
        "proposed_by_you": shown["proposed_by"] == actor.person,
        "live": live_count(tx),
    }


def _publishes(tx: Tx, actor: Actor, heading: Json) -> bool:
    return heading["proposed_by"] != actor.person and _owns(actor, owners_of(tx, heading["kind"]))


def _owns(actor: Actor, roles: Iterable[str]) -> bool:
    return any(role in actor.roles for role in roles)


def _names(tx: Tx, told: Iterable[Json]) -> dict[str, str]:
    """Who proposed and published, by id."""
    ids = {one.get(name) for one in told for name in ("proposed_by", "published_by")}
    return {str(row.id): row.name for row in people_by_id(tx, [UUID(id) for id in ids if id]).values()}


def claim_place(tx: Tx, id: str) -> tuple[str, str]:
    """The key of the talk track in force, and what a claim or never-say rule is called there. Raises NotFound."""
    policies = policies_in_force(tx)
    track = policies.talk_track if policies else None
    if track is None or id not in _ids(track):
        raise NotFound("There is no such claim in the talk track in force")
    return track.key, id


def _ids(track: TalkTrack) -> set[str]:
    return {claim.id for claim in track.claims} | {rule.id for rule in track.never_say}


def track_with_claim(tx: Tx, claim: Claim, reason: str, in_force_from: Any) -> TalkTrack:
    """The talk track in force with one more claim: what a proposal of the claim proposes."""
    policies = policies_in_force(tx)
    if policies is None:
        raise WrongState("No talk track is in force that the claim could join")
    track = policies.talk_track
    if claim.id in _ids(track):
        raise WrongState(f"The talk track has a claim or rule called {claim.id}; give this one another id")
    values = {"claims": (*track.claims, claim), "reason": reason, "in_force_from": in_force_from}
    return TalkTrack.model_validate(track.model_copy(update=values).model_dump(by_alias=True))
