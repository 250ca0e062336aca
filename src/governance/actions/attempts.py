"""Attempts at a password: counted where they are wrong, and refused while there were too many.

The slow comparison happens before the transaction, the counting inside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import Refused
from governance.store.people_accounts import in_each_workspace, locked_person, workspaces_of
from governance.store.tables.people import PersonRow
from governance.store.transaction import Store, Tx

ATTEMPTS = 10
LOCKED = timedelta(minutes=15)
SYSTEM = Actor("system")


@dataclass(frozen=True, slots=True)
class Account:
    """What an attempt is compared with, as it was read before the slow work."""

    person: UUID
    password_hash: str | None
    workspaces: list[UUID]


def account_of(tx: Tx, person: PersonRow) -> Account:
    """What is compared with what somebody gives."""
    return Account(person.id, person.password_hash, workspaces_of(tx, person.id))


Then = Callable[[Store, Tx, PersonRow], dict[str, Any]]


def attempt(store: Store, account: Account, right: bool, then: Then, refusal: Refused) -> dict[str, Any]:
    """Go on with a right password; count a wrong one. What was counted stays, though the attempt is refused."""
    if not account.workspaces:
        raise refusal

    def work(tx: Tx) -> dict[str, Any] | Refused:
        person = locked_person(tx, account.person)
        reason = _why_not(tx, person, right and person.password_hash == account.password_hash)
        if reason is None:
            person.failed_attempts, person.locked_until = 0, None
            tx.session.add(person)
            return then(store, tx, person)
        for one in in_each_workspace(store, tx, person.id):
            one.append(Act.SESSION_REFUSED, SYSTEM, ("person", person.id), {"reason": reason})
        return _locked(person, refusal) if reason == "locked" else refusal

    answer = store.transaction(account.workspaces[0], work)
    if isinstance(answer, Refused):
        raise answer
    return answer


def _why_not(tx: Tx, person: PersonRow, right: bool) -> str | None:
    if person.deactivated_at:
        return "deactivated"
    if person.locked_until and tx.now < person.locked_until:
        return "locked"
    if right:
        return None
    person.failed_attempts += 1
    if person.failed_attempts >= ATTEMPTS:
        person.failed_attempts, person.locked_until = 0, tx.now + LOCKED
    tx.session.add(person)
    return "password"


def _locked(person: PersonRow, refusal: Refused) -> Refused:
    assert person.locked_until is not None
    until = person.locked_until.isoformat(timespec="seconds").replace("+00:00", "Z")
    return type(refusal)(f"After {ATTEMPTS} wrong passwords this account is locked until {until}", code="locked")
