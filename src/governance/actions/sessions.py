"""Sessions: signing in and out, and giving the password once more."""

import hmac
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from pwdlib import PasswordHash

from governance.actions.attempts import Account, account_of, attempt
from governance.actions.newcomers import address
from governance.actions.perform import token_hash
from governance.core.audit.acts import Act
from governance.core.errors import NotAllowed, NotSignedIn, Unusable
from governance.outside.passwords import ARGON2, matches
from governance.store.people import person_actor, signed_in
from governance.store.people_accounts import (
    end_old_sessions,
    in_each_workspace,
    memberships,
    person_by_email,
    workspaces_of,
)
from governance.store.tables.people import PersonRow, SessionRow
from governance.store.transaction import Store, Tx

LASTS = timedelta(hours=12)


def sign_in(store: Store, email: str, password: str, hasher: PasswordHash = ARGON2) -> dict[str, Any]:
    """A new session: its token and the token for forms, both given once. Raises NotSignedIn.

    An unknown address takes as long as a wrong password, and is answered in the same words.
    """
    account = store.read(None, lambda tx: _account_at(tx, email))
    right = matches(password, account.password_hash if account else None, hasher)
    if account is None:
        raise _not_known()
    return attempt(store, account, right, _start, _not_known())


def confirm_password(store: Store, session: str, password: str, hasher: PasswordHash = ARGON2) -> dict[str, Any]:
    """Note that whoever sits at a session has just given the password. Wrong ones count as at signing in."""
    hashed = token_hash(session)

    def theirs(tx: Tx) -> Account:
        return account_of(tx, tx.session.get_one(PersonRow, signed_in(tx, hashed).person_id))

    account = store.read(None, theirs)
    right = matches(password, account.password_hash, hasher)
    refusal = NotAllowed("The password is wrong", code="password_wrong")
    return attempt(store, account, right, lambda store, tx, _: _confirm(store, tx, hashed), refusal)


def sign_out(store: Store, session: str) -> dict[str, Any]:
    """End a session. Ending one that is over already changes nothing."""
    hashed = token_hash(session)

    def find(tx: Tx) -> list[UUID]:
        row = tx.session.get(SessionRow, hashed)
        return workspaces_of(tx, row.person_id) if row else []

    def end(tx: Tx) -> None:
        row = tx.session.get(SessionRow, hashed)
        if row is None:
            return
        for one in in_each_workspace(store, tx, row.person_id):
            actor = person_actor(one, row.person_id, row)
            one.append(Act.SESSION_ENDED, actor, ("person", row.person_id))
        tx.session.delete(row)

    workspaces = store.read(None, find)
    store.transaction(workspaces[0] if workspaces else None, end)
    return {}


def session_of(store: Store, session: str) -> dict[str, Any]:
    """Who is signed in, until when, and in which workspaces."""
    return store.read(None, lambda tx: _session_json(tx, signed_in(tx, token_hash(session))))


def require_csrf(store: Store, session: str, csrf: str) -> None:
    """Whether a form was made for this session. Raises NotSignedIn or NotAllowed."""
    row = store.read(None, lambda tx: signed_in(tx, token_hash(session)))
    if not csrf.isascii() or not hmac.compare_digest(row.csrf_hash, token_hash(csrf)):
        raise NotAllowed("The form was not made for this session; load the page again", code="csrf")


def _account_at(tx: Tx, email: str) -> Account | None:
    """The account of an address, if it is a member of any workspace."""
    try:
        person = person_by_email(tx, address(email))
    except Unusable:
        return None
    account = account_of(tx, person) if person else None
    return account if account and account.workspaces else None


def _not_known() -> NotSignedIn:
    return NotSignedIn("The e-mail address or the password is wrong", code="password_wrong")


def _start(store: Store, tx: Tx, person: PersonRow) -> dict[str, Any]:
    token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    session = SessionRow(
        token_hash=token_hash(token),
        person_id=person.id,
        csrf_hash=token_hash(csrf),
        created_at=tx.now,
        confirmed_at=tx.now,
        ends_at=tx.now + LASTS,
    )
    end_old_sessions(tx, person.id)
    tx.session.add(session)
    for one in in_each_workspace(store, tx, person.id):
        one.append(Act.SESSION_STARTED, person_actor(one, person.id, session), ("person", person.id))
    return {"session": token, "csrf": csrf, "person": str(person.id), "ends_at": session.ends_at.isoformat()}


def _confirm(store: Store, tx: Tx, hashed: str) -> dict[str, Any]:
    session = signed_in(tx, hashed)
    session.confirmed_at = tx.now
    tx.session.add(session)
    for one in in_each_workspace(store, tx, session.person_id):
        actor = person_actor(one, session.person_id, session)
        one.append(Act.SESSION_CONFIRMED, actor, ("person", session.person_id))
    return {"confirmed_at": tx.now.isoformat(), "ends_at": session.ends_at.isoformat()}


def _session_json(tx: Tx, session: SessionRow) -> dict[str, Any]:
    person = tx.session.get_one(PersonRow, session.person_id)
    return {
        "person": str(person.id),
        "name": person.name,
        "email": person.email,
        "ends_at": session.ends_at.isoformat(),
        "confirmed_at": session.confirmed_at.isoformat(),
        "workspaces": [
            {
                "key": workspace.key,
                "name": workspace.name,
                "partner": partner.key if partner else None,
                "administrator": membership.administrator,
            }
            for membership, workspace, partner in memberships(tx, person.id)
        ],
    }
