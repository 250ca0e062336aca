"""Roles of people: granted by one administrator, confirmed by another, ended at once."""

import re
from typing import Any
from uuid import UUID, uuid4

from governance.actions.looking_after import require_another, require_looking_after
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import NotAllowed, NotFound, Unusable, WrongState
from governance.core.policy.document import KEY
from governance.core.review.people import PARTNER
from governance.store.people import counts_after, grant_of
from governance.store.people_accounts import look_again, member, open_grant
from governance.store.policies import approval_policy
from governance.store.tables.people import GrantRow
from governance.store.transaction import Tx


def grant_role(tx: Tx, actor: Actor, person_id: UUID, role: str) -> dict[str, Any]:
    """Give a role. It counts once somebody else has confirmed it, or after the delay that the policy allows."""
    require_looking_after(actor)
    require_another(actor, person_id)
    membership, person = member(tx, person_id)
    if membership.ended_at or person.deactivated_at:
        raise WrongState("This person is deactivated; only active people are given roles")
    require_usable_role(tx, role, of_partner=membership.partner_id is not None)
    if open_grant(tx, person_id, role):
        raise WrongState(f"This person has role {role} already", code="role_held")
    return give_role(tx, actor, person_id, role, of_partner=membership.partner_id is not None)


def give_role(
    tx: Tx, actor: Actor, person_id: UUID, role: str, *, of_partner: bool, founding: bool = False
) -> dict[str, Any]:
    """Record a role of a new or known member. A founding grant counts at once."""
    require_usable_role(tx, role, of_partner)
    row = GrantRow(
        workspace_id=tx.workspace_id,
        id=uuid4(),
        person_id=person_id,
        role=role,
        granted_by=UUID(actor.person) if actor.person else None,
        granted_at=tx.now,
        founding=founding,
    )
    tx.session.add(row)
    data = {"grant": str(row.id), "role": role, "founding": founding}
    tx.append(Act.ROLE_GRANTED, actor, ("person", person_id), data)
    return {"person": str(person_id), **role_json(tx, row)}


def confirm_role(tx: Tx, actor: Actor, person_id: UUID, role: str) -> dict[str, Any]:
    """Confirm a role that another administrator, or the operator, gave to a third person."""
    administrator = actor.require_administrator()
    require_another(actor, person_id)
    row = _held(tx, person_id, role)
    if row.granted_by == UUID(administrator):
        raise NotAllowed("Who granted a role does not confirm it; another administrator does", code="second_person")
    if row.confirmed_at or row.founding:
        raise WrongState(f"Role {role} of this person is confirmed already")
    row.confirmed_by, row.confirmed_at = UUID(administrator), tx.now
    tx.session.add(row)
    tx.append(Act.ROLE_CONFIRMED, actor, ("person", person_id), {"grant": str(row.id), "role": role})
    return {"person": str(person_id), **role_json(tx, row)}


def end_role(tx: Tx, actor: Actor, person_id: UUID, role: str) -> dict[str, Any]:
    """Take a role away, at once: decisions made in it no longer count."""
    require_looking_after(actor)
    row = _held(tx, person_id, role)
    row.ended_at = tx.now
    tx.session.add(row)
    look_again(tx, person_id)
    tx.append(Act.ROLE_ENDED, actor, ("person", person_id), {"grant": str(row.id), "role": role})
    return {"person": str(person_id), "role": role, "ended_at": tx.now.isoformat()}


def _held(tx: Tx, person_id: UUID, role: str) -> GrantRow:
    member(tx, person_id)
    row = open_grant(tx, person_id, role) if re.fullmatch(KEY, role) else None
    if row is None:
        raise NotFound("This person does not hold this role")
    return row


def require_usable_role(tx: Tx, role: str, of_partner: bool) -> None:
    """A role is one that the policy in force declares, and `partner` is of partners' people and theirs alone."""
    policy = approval_policy(tx)
    if policy is not None and role not in policy.roles:
        message = f"Role {role} is not declared; {policy.key} declares {', '.join(policy.roles)}"
        raise Unusable(message, code="role_unknown", field="role")
    require_fitting_role(role, of_partner)


def require_fitting_role(role: str, of_partner: bool) -> None:
    if not re.fullmatch(KEY, role):
        message = "A role is 1 to 64 letters, digits, and any of _ . - after the first"
        raise Unusable(message, code="role_unknown", field="role")
    if of_partner and role != PARTNER:
        raise Unusable(f"People of a partner hold role {PARTNER} alone", code="role_of_company", field="role")
    if not of_partner and role == PARTNER:
        message = f"Role {PARTNER} is held by people of a partner alone"
        raise Unusable(message, code="role_of_partner", field="role")


def roles_to_give(tx: Tx) -> list[str]:
    """The roles that the approval policy in force declares; none while there is no policy that could."""
    policy = approval_policy(tx)
    return list(policy.roles) if policy else []


def role_json(tx: Tx, row: GrantRow) -> dict[str, Any]:
    """A role as administrators see it, and whether decisions in it count."""
    since = grant_of(row).counts_since(counts_after(tx))
    return {
        "role": row.role,
        "counts": since is not None and since <= tx.now,
        "counts_since": since.isoformat() if since else None,
        "founding": row.founding,
        "granted_at": row.granted_at.isoformat(),
        "granted_by": str(row.granted_by) if row.granted_by else None,
        "confirmed_at": row.confirmed_at.isoformat() if row.confirmed_at else None,
        "confirmed_by": str(row.confirmed_by) if row.confirmed_by else None,
    }
