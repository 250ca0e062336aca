"""The queue: what waits for somebody, came back to them, was written or decided by them; counted, and searched."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from governance.actions import shown
from governance.core.actor import Actor
from governance.core.errors import NotFound, Unusable
from governance.core.review.time_limits import NEVER, working_time_left
from governance.store.queues import (
    LOOKED_AT,
    VIEWS,
    Owner,
    Place,
    View,
    counts,
    first_waiting,
    new_statements,
    newer,
    variants_in,
    waiting_page,
)
from governance.store.reading import ToRead, to_read
from governance.store.tables.review import WaitingRow
from governance.store.tables.variants import VariantRow
from governance.store.tables.workspaces import CampaignRow, PartnerRow
from governance.store.transaction import Tx
from governance.store.variants import MOST
from governance.store.workspaces import partners, workspace

Json = dict[str, Any]
IN_HOUSE = "in-house"
"""Stands for the company's own copy where a partner's key is asked."""

LARGEST = 2**31 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_PLACE = re.compile(rf"({'|'.join(VIEWS)}) (\d{{1,18}}) (\d{{1,10}})", re.ASCII)

Item = tuple[Place, VariantRow, CampaignRow, WaitingRow | None]


def queue(tx: Tx, actor: Actor, view: View, partner: str | None, after: str | None, limit: int) -> Json:
    """A page of one list. `after` is the `next` of the page before, and means nothing to anybody else.

    `number` is the last that the workspace gave: what came later has a higher one.
    """
    actor.require_person()
    known = partners(tx)
    owner = _owner(actor, known, partner)
    most = min(limit, MOST)
    found = _items(tx, actor, view, owner, _place(view, after), most + 1)
    page = found[:most]
    reading = to_read(tx, actor, [variant for _, variant, _, _ in page])
    items = [_item(row, known, reading[row[1].id]) | {"left": seconds_left(tx, row[3])} for row in page]
    number = tx.latest.numbers
    return {"items": items, "next": _after(view, page[-1][0]) if len(found) > most else None, "number": number}


def view_named(name: str | None) -> View:
    """The list of that name; what waits for any other."""
    return next((view for view in VIEWS if view == name), "waits")


def _items(tx: Tx, actor: Actor, view: View, owner: Owner | None, after: Place | None, most: int) -> list[Item]:
    if view == "waits":
        rows = waiting_page(tx, actor, owner, after, most)
        return [(Place(one.number, one.due_at), variant, campaign, one) for one, variant, campaign in rows]
    return [(*row, None) for row in variants_in(tx, actor, view, owner, after, most)]


def _item(row: Item, known: dict[UUID, PartnerRow], reading: ToRead) -> Json:
    _, variant, campaign, waiting = row
    partner = known[variant.partner_id] if variant.partner_id else None
    return {
        "variant": shown.variant(variant, campaign) | shown.projection(variant),
        "campaign": {"id": str(campaign.id), "key": campaign.key, "name": campaign.name},
        "partner": {"key": partner.key, "name": partner.name} if partner else None,
        "requirement": waiting.requirement if waiting else None,
        "role": waiting.role if waiting else None,
        "number": waiting.number if waiting else None,
        "since": waiting.since.isoformat() if waiting else None,
        "due_at": due_at(waiting) if waiting else None,
        "new": reading.new,
        "known": reading.known,
    }


def seconds_left(tx: Tx, waiting: WaitingRow | None) -> float | None:
    """The working time until a limit ends, in seconds; None where there is none."""
    if waiting is None or waiting.due_at >= NEVER:
        return None
    place = workspace(tx)
    return working_time_left(tx.now, waiting.due_at, place.business_hours, place.time_zone).total_seconds()


def due_at(waiting: WaitingRow) -> str | None:
    """When a time limit ends; None where there is none."""
    return waiting.due_at.isoformat() if waiting.due_at < NEVER else None


def queue_counts(tx: Tx, actor: Actor) -> Json:
    """How many rows each list holds, and whose copy waits. 201 means more than 200.

    `new_statements` are the different statements that the first 200 waiting `variants` add to what is known;
    `partners` are counted among the same, and not at all where more wait.
    """
    key = ("queue", actor.require_person(), actor.partner, tuple(sorted(actor.roles)))
    found: Json = tx.unchanged(key, lambda: _counts(tx, actor))
    return found


def _counts(tx: Tx, actor: Actor) -> Json:
    waiting = first_waiting(tx, actor)
    read, owners = waiting[:LOOKED_AT], Counter(partner for _, partner in waiting)
    more = len(waiting) > LOOKED_AT
    return {
        "views": {"waits": len(waiting), **counts(tx, actor)},
        "partners": [
            {"key": key, "name": name, "waiting": None if more else owners[owner.partner_id]}
            for key, name, owner in _owners(tx, actor)
        ],
        "new_statements": {
            "statements": new_statements(tx, actor, [variant for variant, _ in read]),
            "variants": len(read),
        },
    }


def newer_than(tx: Tx, actor: Actor, number: int) -> int:
    """How much came to wait for a person after a number; 201 means more than 200."""
    actor.require_person()
    return newer(tx, actor, number)


def _owners(tx: Tx, actor: Actor) -> list[tuple[str, str, Owner]]:
    """Whose copy a person may see: the partner's key and name."""
    rows = sorted(partners(tx).values(), key=lambda row: row.name)
    every = [(row.key, row.name, Owner(row.id)) for row in rows if actor.partner in (None, str(row.id))]
    return every if actor.partner else [*every, (IN_HOUSE, "In-house", Owner(None))]


def _owner(actor: Actor, known: dict[UUID, PartnerRow], key: str | None) -> Owner | None:
    """Whose copy is asked for. Raises NotFound for what is not there and for what is not the actor's."""
    if key is None:
        return None
    if key == IN_HOUSE and not actor.partner:
        return Owner(None)
    for row in known.values():
        if row.key == key and actor.partner in (None, str(row.id)):
            return Owner(row.id)
    raise NotFound("There is no such partner, or it is not yours")


def _after(view: View, place: Place) -> str:
    due = (place.due_at - _EPOCH) // _MICROSECOND if place.due_at else 0
    return urlsafe_b64encode(f"{view} {due} {place.number}".encode()).decode().rstrip("=")


def _place(view: View, after: str | None) -> Place | None:
    """Where a page goes on. Raises Unusable for what no page of this list answered."""
    if after is None:
        return None
    found = _PLACE.fullmatch(_decoded(after))
    place = _told(view, int(found[2]), int(found[3])) if found and found[1] == view else None
    if place is None or _after(view, place) != after:
        raise Unusable("A list goes on after the `next` of the page before", field="after")
    return place


def _told(view: View, due: int, number: int) -> Place | None:
    instant = _EPOCH + due * _MICROSECOND if due <= (NEVER - _EPOCH) // _MICROSECOND else None
    if instant is None or number > LARGEST:
        return None
    return Place(number, instant if view == "waits" else None)


def _decoded(after: str) -> str:
    try:
        return urlsafe_b64decode(after.encode("ascii") + b"=" * (-len(after) % 4)).decode("ascii")
    except ValueError:
        return ""
