"""People of a workspace: who they are, and that they stop or start at once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from governance.actions.looking_after import require_another, require_operator
from governance.actions.roles import role_json
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import NotFound, WrongState
from governance.store.people_accounts import (
    end_sessions,
    has_other_administrator,
    in_each_workspace,
    look_again,
    member,
    membership_of,
    workspaces_of,
)
from governance.store.people_lists import members, open_grants, partner_page, people_by_id, people_of_partners
from governance.store.tables.people import GrantRow, MembershipRow, PersonRow
from governance.store.transaction import Store, Tx
from governance.store.workspaces import partners, workspace

PAGE = 100


def deactivate(tx: Tx, actor: Actor, person_id: UUID) -> dict[str, Any]:
    """End a person's membership. Their sessions end too, unless another workspace still has them."""
    actor.require_administrator()
    require_another(actor, person_id)
    membership, _ = member(tx, person_id)
    if membership.ended_at:
        raise _deactivated_already()
    _keep_an_administrator(tx, membership)
    membership.ended_at = tx.now
    tx.session.add(membership)
    ended = 0 if workspaces_of(tx, person_id) else end_sessions(tx, person_id)
    look_again(tx, person_id)
    tx.append(Act.PERSON_DEACTIVATED, actor, ("person", person_id), {"everywhere": False, "sessions_ended": ended})
    return _active(person_id, False)


def deactivate_everywhere(store: Store, actor: Actor, workspace_id: UUID, person_id: UUID) -> dict[str, Any]:
    """The operator's deactivation of a person, recorded in every workspace of theirs."""
    require_operator(actor)

    def work(tx: Tx) -> dict[str, Any]:
        membership, person = member(tx, person_id)
        if membership.ended_at or person.deactivated_at:
            raise _deactivated_already()
        each = in_each_workspace(store, tx, person_id)
        for one in each:
            _keep_an_administrator(one, member(one, person_id)[0])
        person.deactivated_at = tx.now
        tx.session.add(person)
        data = {"everywhere": True, "sessions_ended": end_sessions(tx, person_id)}
        for one in each:
            look_again(one, person_id)
            one.append(Act.PERSON_DEACTIVATED, actor, ("person", person_id), data)
        return _active(person_id, False)

    return store.transaction(workspace_id, work)


def reactivate(tx: Tx, actor: Actor, person_id: UUID) -> dict[str, Any]:
    """Take a person back, with the roles that they had."""
    actor.require_administrator()
    membership, person = member(tx, person_id)
    if person.deactivated_at:
        raise WrongState("This person was deactivated by the operator, who can reactivate them")
    if membership.ended_at is None:
        raise _active_already()
    membership.ended_at = None
    tx.session.add(membership)
    look_again(tx, person_id)
    tx.append(Act.PERSON_REACTIVATED, actor, ("person", person_id), {"everywhere": False})
    return _active(person_id, True)


def reactivate_everywhere(store: Store, actor: Actor, workspace_id: UUID, person_id: UUID) -> dict[str, Any]:
    """The operator's reactivation: the person, and their membership of this workspace."""
    require_operator(actor)

    def work(tx: Tx) -> dict[str, Any]:
        membership, person = member(tx, person_id)
        if membership.ended_at is None and person.deactivated_at is None:
            raise _active_already()
        membership.ended_at = person.deactivated_at = None
        tx.session.add_all([membership, person])
        for one in in_each_workspace(store, tx, person_id):
            look_again(one, person_id)
            one.append(Act.PERSON_REACTIVATED, actor, ("person", person_id), {"everywhere": True})
        return _active(person_id, True)

    return store.transaction(workspace_id, work)


def _keep_an_administrator(tx: Tx, membership: MembershipRow) -> None:
    if membership.administrator and not has_other_administrator(tx, membership.person_id):
        message = f"This is the last active administrator of {workspace(tx).key}; a workspace keeps one"
        raise WrongState(message, code="last_administrator")


def _deactivated_already() -> WrongState:
    return WrongState("This person is deactivated already")


def _active_already() -> WrongState:
    return WrongState("This person is active already")


def _active(person_id: UUID, active: bool) -> dict[str, Any]:
    return {"id": str(person_id), "active": active}


def list_people(tx: Tx, actor: Actor, after: UUID | None = None, most: int = PAGE) -> dict[str, Any]:
    """The people whom the actor may see: a partner's person, those of their partner.

    Administrators see all that is known; others see names and the roles that count.
    """
    actor.require_scope("read")
    rows = members(tx, UUID(actor.partner) if actor.partner else None, after, most + 1)
    grants = open_grants(tx, (person.id for _, person in rows))
    keys = {id: row.key for id, row in partners(tx).items()}
    seen = [
        _seen(tx, actor, membership, person, grants.get(person.id, []))
        | {"partner": keys[membership.partner_id] if membership.partner_id else None}
        for membership, person in rows
    ]
    return page(seen, most)


def look_at_person(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """One person whom the actor may see, in the fields of the list, and what the actor may do."""
    actor.require_scope("read")
    membership, person = membership_of(tx, id), tx.session.get_one(PersonRow, id)
    if actor.partner and str(membership.partner_id) != actor.partner:
        raise NotFound("There is no such person, or they are not yours")
    grants = open_grants(tx, [id]).get(id, [])
    partner = partners(tx).get(membership.partner_id) if membership.partner_id else None
    return _seen(tx, actor, membership, person, grants) | {
        "partner": partner.key if partner else None,
        "partner_name": partner.name if partner else None,
        "granters": {str(row.id): row.name for row in people_by_id(tx, _granters(grants)).values()},
        "self": str(id) == actor.person,
    }


def _granters(grants: Sequence[GrantRow]) -> set[UUID]:
    return {id for row in grants for id in (row.granted_by, row.confirmed_by) if id is not None}


def partners_with_people(tx: Tx, actor: Actor) -> list[dict[str, Any]]:
    """The partners whom the actor may see, each with how many active people it has here."""
    counts = people_of_partners(tx)
    return [{**one, "people": counts.get(UUID(one["id"]), 0)} for one in list_partners(tx, actor)["items"]]


def _seen(tx: Tx, actor: Actor, membership: MembershipRow, person: PersonRow, grants: list[GrantRow]) -> dict[str, Any]:
    roles = [role_json(tx, row) for row in grants]
    common = {
        "id": str(person.id),
        "name": person.name,
        "active": membership.ended_at is None and person.deactivated_at is None,
    }
    if not actor.administrator:
        return common | {"roles": [role["role"] for role in roles if role["counts"]]}
    return common | {
        "email": person.email,
        "administrator": membership.administrator,
        "accepted": person.password_hash is not None,
        "roles": roles,
    }


def list_partners(tx: Tx, actor: Actor, after: UUID | None = None, most: int = PAGE) -> dict[str, Any]:
    """The partners of the workspace; for a partner's person, their own alone."""
    actor.require_scope("read")
    rows = partner_page(tx, UUID(actor.partner) if actor.partner else None, after, most + 1)
    return page([{"id": str(row.id), "key": row.key, "name": row.name, "group": row.group} for row in rows], most)


def page(items: Sequence[dict[str, Any]], most: int) -> dict[str, Any]:
    """One page of a list that was read one item too far, and the id to go on after."""
    return {"items": list(items[:most]), "next": items[most - 1]["id"] if len(items) > most else None}
