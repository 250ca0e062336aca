"""Campaigns: outreach with one aim, audience and owner."""

import re
import secrets
from typing import Any
from uuid import UUID, uuid4

from governance.actions import shown
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import NotAllowed, Unusable, WrongState
from governance.core.policy.document import KEY
from governance.store.campaigns import campaign_by_key, campaign_for, campaigns_page, states_of
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Tx
from governance.store.workspaces import partners


def create_campaign(tx: Tx, actor: Actor, key: str, name: str, partner: str | None = None) -> dict[str, Any]:
    """A new campaign of the actor's organisation; people of the company may name a partner by key."""
    actor.require_scope("submit")
    owner = _owner(tx, actor, partner)
    _require_key(key)
    if campaign_by_key(tx, key, owner) is not None:
        raise Unusable(f"Campaign {key} is there already", code="key_taken", field="key")
    return shown.campaign(new_campaign(tx, actor, key, name, owner))


def _require_key(key: str) -> None:
    if not re.fullmatch(KEY, key):
        message = f"Campaign {key[:40]!a} is no key; a key is 1 to 64 letters, digits, and any of _ . - after the first"
        raise Unusable(message, code="key_unusable", field="campaign")


def new_campaign(tx: Tx, actor: Actor, key: str, name: str, partner_id: UUID | None) -> CampaignRow:
    """A campaign under a key that is one and is free."""
    row = CampaignRow(
        workspace_id=tx.workspace_id,
        id=uuid4(),
        sequence=tx.number(),
        key=key,
        name=name,
        partner_id=partner_id,
        recipient_key=secrets.token_bytes(32),
        created_by=UUID(actor.person),
        created_at=tx.now,
    )
    tx.session.add(row)
    tx.session.flush()
    tx.append(Act.CAMPAIGN_CREATED, actor, ("campaign", row.id), {"partner": str(partner_id) if partner_id else None})
    return row


def _owner(tx: Tx, actor: Actor, partner: str | None) -> UUID | None:
    if actor.partner is not None:
        return UUID(actor.partner)
    if partner is None:
        return None
    known = {row.key: row.id for row in partners(tx).values()}
    if partner not in known:
        raise Unusable(
            f"Partner {partner[:64]!r} is unknown; partners are {', '.join(sorted(known)) or 'none'}", field="partner"
        )
    return known[partner]


def list_campaigns(tx: Tx, actor: Actor, after: int, limit: int) -> dict[str, Any]:
    actor.require_scope("submit", "read")
    rows = campaigns_page(tx, actor, after, limit)
    return {"items": [shown.campaign(row) for row in rows], "next": shown.following(rows, limit)}


def campaigns_with_states(tx: Tx, actor: Actor, after: int, limit: int) -> dict[str, Any]:
    """Campaigns with how many of their variants are in which state."""
    actor.require_scope("read")
    rows = campaigns_page(tx, actor, after, limit)
    states = states_of(tx, rows)
    return {
        "items": [shown.campaign(row) | {"states": states[row.id]} for row in rows],
        "next": shown.following(rows, limit),
        "partners": {str(id): row.name for id, row in partners(tx).items()} if actor.partner is None else {},
    }


def look_at_campaign(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """One campaign, with how many of its variants are in which state, and what whoever looks may do with it."""
    actor.require_scope("read")
    row = campaign_for(tx, actor, id)
    partner = partners(tx).get(row.partner_id) if row.partner_id else None
    steers = actor.kind == "person" and bool(actor.roles)
    return {
        **shown.campaign(row),
        "states": states_of(tx, [row])[row.id],
        "partner_name": partner.name if partner else None,
        "pauses": steers,
        "resumes": steers and actor.partner is None,
    }


def pause_campaign(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """Nothing of a paused campaign goes out. Whoever holds a role may pause; a partner its own campaigns."""
    row = _to_steer(tx, actor, id)
    if row.paused_at is not None:
        raise WrongState("The campaign is paused already")
    row.paused_at = tx.now
    tx.append(Act.CAMPAIGN_PAUSED, actor, ("campaign", row.id))
    return shown.campaign(row)


def resume_campaign(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """Permits that still run count again; each is evaluated anew when it is used."""
    row = _to_steer(tx, actor, id)
    actor.require_company()
    if row.paused_at is None:
        raise WrongState("The campaign is not paused")
    row.paused_at = None
    tx.append(Act.CAMPAIGN_RESUMED, actor, ("campaign", row.id))
    return shown.campaign(row)


def _to_steer(tx: Tx, actor: Actor, id: UUID) -> CampaignRow:
    row = campaign_for(tx, actor, id)
    actor.require_person()
    if not actor.roles:
        raise NotAllowed("This takes a role", code="role_needed")
    return row


def campaign_named(tx: Tx, actor: Actor, id: UUID | None, key: str | None) -> CampaignRow:
    """The campaign that new copy is for: by id, or by key among the actor's own, created if it is not there.

    Raises NotFound for an id, and Unusable if neither is given.
    """
    if id is not None:
        return campaign_for(tx, actor, id)
    if key is None:
        raise Unusable("Name the campaign that the copy is for", field="campaign")
    _require_key(key)
    owner = UUID(actor.partner) if actor.partner else None
    return campaign_by_key(tx, key, owner) or new_campaign(tx, actor, key, key, owner)


def require_bringing(tx: Tx, actor: Actor, campaign_id: UUID | None) -> None:
    """Whether somebody may bring copy for a campaign, asked before much copy is read. Raises NotAllowed or NotFound."""
    actor.require_scope("submit")
    if campaign_id is not None:
        campaign_for(tx, actor, campaign_id)
