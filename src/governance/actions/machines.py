"""Machines: tokens with an owner, a purpose and an end. They submit and ask; they never decide."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from governance.actions.people import PAGE, page
from governance.actions.perform import token_hash
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import Unusable, WrongState
from governance.store.people_accounts import machine, member
from governance.store.people_lists import machine_page
from governance.store.tables.people import MachineRow
from governance.store.transaction import Tx

SCOPES = ("submit", "read", "launch")
LONGEST_LIFE = timedelta(days=366)
LONGEST_NAME = 100


def create_machine(
    tx: Tx, actor: Actor, name: str, owner_id: UUID, scopes: Collection[str], ends_at: datetime
) -> dict[str, Any]:
    """A token for a machine of an active member. The answer carries it once."""
    actor.require_administrator()
    _require_usable(tx, name, scopes, ends_at)
    membership, owner = member(tx, owner_id)
    if membership.ended_at or owner.deactivated_at:
        raise WrongState("The owner is deactivated; machines belong to active people")
    token = f"gov_{secrets.token_urlsafe(32)}"
    row = MachineRow(
        workspace_id=tx.workspace_id,
        id=uuid4(),
        name=name.strip(),
        owner_id=owner_id,
        token_hash=token_hash(token),
        scopes=[scope for scope in SCOPES if scope in scopes],
        created_at=tx.now,
        ends_at=ends_at,
    )
    tx.session.add(row)
    data = {"owner": str(owner_id), "scopes": row.scopes, "ends_at": ends_at.isoformat()}
    tx.append(Act.MACHINE_CREATED, actor, ("machine", row.id), data)
    return {**_seen(row), "token": token}


def _require_usable(tx: Tx, name: str, scopes: Collection[str], ends_at: datetime) -> None:
    if not name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise Unusable(f"A name has 1 to {LONGEST_NAME} characters, all of them visible", field="name")
    if not scopes or not set(scopes) <= set(SCOPES):
        raise Unusable(f"A token is for one or more of {', '.join(SCOPES)}", field="scopes")
    if ends_at.tzinfo is None or not tx.now < ends_at <= tx.now + LONGEST_LIFE:
        message = f"A token ends at an instant with a time zone, within the next {LONGEST_LIFE.days} days"
        raise Unusable(message, field="ends_at")


def revoke_machine(tx: Tx, actor: Actor, machine_id: UUID) -> dict[str, Any]:
    """End a token at once."""
    actor.require_administrator()
    row = machine(tx, machine_id)
    if row.revoked_at:
        raise WrongState("This token is revoked already")
    row.revoked_at = tx.now
    tx.session.add(row)
    tx.append(Act.MACHINE_REVOKED, actor, ("machine", row.id), {"owner": str(row.owner_id)})
    return _seen(row)


def list_machines(tx: Tx, actor: Actor, after: UUID | None = None, most: int = PAGE) -> dict[str, Any]:
    """Every machine of the workspace, for administrators."""
    actor.require_administrator()
    return page([_seen(row) for row in machine_page(tx, after, most + 1)], most)


def _seen(row: MachineRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "name": row.name,
        "owner": str(row.owner_id),
        "scopes": row.scopes,
        "created_at": row.created_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
        "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None,
    }
