"""An invitation: a single-use token that sets a password, and lets its person in."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from pwdlib import PasswordHash

from governance.actions.looking_after import require_another, require_operator
from governance.actions.perform import token_hash
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import NotAllowed, NotFound, WrongState
from governance.outside.passwords import ARGON2, hash_password
from governance.store.people import person_actor
from governance.store.people_accounts import (
    belongs_elsewhere,
    end_sessions,
    in_each_workspace,
    locked_person,
    member,
    person_by_invitation,
    workspaces_of,
)
from governance.store.tables.people import PersonRow
from governance.store.transaction import Store, Tx

LASTS = timedelta(days=7)


def new_token(tx: Tx, person: PersonRow) -> str:
    """A token for a person, in the place of any that they had."""
    token = secrets.token_urlsafe(32)
    person.invitation_hash, person.invitation_ends_at = token_hash(token), tx.now + LASTS
    tx.session.add(person)
    return token


def invitation_json(person: PersonRow, token: str) -> dict[str, Any]:
    """A token as it is given, once."""
    ends_at = person.invitation_ends_at
    return {"token": token, "ends_at": ends_at.isoformat() if ends_at else None}


def reset(tx: Tx, actor: Actor, person_id: UUID) -> dict[str, Any]:
    """End a person's password and sessions; the answer carries a new token once.

    For people of this workspace alone, and not for administrators: whoever holds the token becomes that person,
    and could confirm their own grants. Those the operator resets.
    """
    actor.require_administrator()
    require_another(actor, person_id)
    membership, person = member(tx, person_id)
    if membership.administrator or belongs_elsewhere(tx, person_id):
        message = "Administrators, and people of several workspaces, are reset by the operator at the command line"
        raise NotAllowed(message, code="operator_needed")
    return _reset(tx, actor, person, [tx])


def reset_everywhere(store: Store, actor: Actor, workspace_id: UUID, person_id: UUID) -> dict[str, Any]:
    """The operator's reset, recorded in every workspace of the person."""
    require_operator(actor)

    def work(tx: Tx) -> dict[str, Any]:
        _, person = member(tx, person_id)
        return _reset(tx, actor, person, in_each_workspace(store, tx, person_id))

    return store.transaction(workspace_id, work)


def _reset(tx: Tx, actor: Actor, person: PersonRow, each: Iterable[Tx]) -> dict[str, Any]:
    if person.deactivated_at or not workspaces_of(tx, person.id):
        raise WrongState("This person is deactivated; reactivate them first")
    token = new_token(tx, person)
    person.password_hash = None
    person.failed_attempts, person.locked_until = 0, None
    ended = end_sessions(tx, person.id)
    for one in each:
        one.append(Act.PASSWORD_RESET, actor, ("person", person.id), {"sessions_ended": ended})
    return {"id": str(person.id), "email": person.email, "invitation": invitation_json(person, token)}


def accept_invitation(store: Store, token: str, password: str, hasher: PasswordHash = ARGON2) -> dict[str, Any]:
    """Set the password of the person whom a token was given to. The token is used up."""
    person_id, email, name = store.read(None, lambda tx: _invited(tx, token))
    hashed = hash_password(password, email, name, hasher)
    workspaces = store.read(None, lambda tx: workspaces_of(tx, person_id))
    if not workspaces:
        raise _no_invitation()
    return store.transaction(workspaces[0], lambda tx: _accept(store, tx, token, hashed))


def _accept(store: Store, tx: Tx, token: str, hashed: str) -> dict[str, Any]:
    person_id, _, _ = _invited(tx, token)
    person = locked_person(tx, person_id)
    person.password_hash = hashed
    person.invitation_hash = person.invitation_ends_at = None
    person.failed_attempts, person.locked_until = 0, None
    tx.session.add(person)
    for one in in_each_workspace(store, tx, person_id):
        one.append(Act.PERSON_ACCEPTED, person_actor(one, person_id), ("person", person_id))
    return {"id": str(person_id), "email": person.email}


def _invited(tx: Tx, token: str) -> tuple[UUID, str, str]:
    """The id, e-mail address and name of whoever a token was given to. Raises NotFound."""
    person = person_by_invitation(tx, token_hash(token)) if token.isascii() else None
    if person is None or person.deactivated_at:
        raise _no_invitation()
    return person.id, person.email, person.name


def _no_invitation() -> NotFound:
    return NotFound("The invitation is unknown, was used or has ended; ask an administrator for a new one")
