"""Workspaces: a company with its partners, its first people and its record begins."""

from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid4

from governance.actions.looking_after import OPERATOR
from governance.actions.newcomers import Newcomer, address, admit
from governance.core.audit.acts import Act
from governance.core.audit.chain import GENESIS
from governance.core.errors import Unusable, WrongState
from governance.core.policy.workspace import Workspace
from governance.store.people_lists import workspace_by_key, workspaces
from governance.store.tables.audit import HeadRow
from governance.store.tables.workspaces import PartnerRow, WorkspaceRow
from governance.store.transaction import Store, Tx


def create_workspace(store: Store, company: Workspace, administrators: Collection[str]) -> dict[str, Any]:
    """A workspace with its partners and founding people; the answer carries their invitations once.

    Its record must exist before anything is recorded, so it takes two transactions. Only the second has effects
    that anybody sees: a creation that was interrupted between them is completed by asking again.
    """
    people = _founding_people(company, administrators)
    id = store.transaction(None, lambda tx: _begun(tx, company))
    return store.transaction(id, lambda tx: _filled(tx, company, people))


def _founding_people(company: Workspace, administrators: Collection[str]) -> list[Newcomer]:
    """Everybody of the company, after all that can be wrong with them was looked at."""
    chosen = {address(email) for email in administrators}
    people = [
        Newcomer(person.name, person.email, person.partner, person.roles, address(person.email) in chosen)
        for person in company.people
    ]
    known = [address(person.email) for person in people]
    for email in sorted(chosen):
        if email not in known:
            message = f"{email} is none of the workspace's people; administrators are some of them"
            raise Unusable(message, field="administrator")
    if not chosen:
        raise Unusable("A workspace has at least one administrator", field="administrator")
    if len(known) != len(set(known)):
        raise Unusable("Two people of the workspace have one e-mail address; each has their own", field="people")
    partners = [partner.key for partner in company.partners]
    for person in people:
        person.require_usable()
        if person.partner is not None and person.partner not in partners:
            message = f"Partner {person.partner} is unknown; partners are {', '.join(partners) or 'none'}"
            raise Unusable(message, field="people")
    return people


def _begun(tx: Tx, company: Workspace) -> UUID:
    row = workspace_by_key(tx, company.key)
    if row is not None:
        return row.id
    row = WorkspaceRow(id=uuid4(), key=company.key, created_at=tx.now, **_described(company))
    tx.session.add(row)
    tx.session.flush()
    tx.session.add(HeadRow(workspace_id=row.id, hash=GENESIS, at=tx.now))
    return row.id


def _described(company: Workspace) -> dict[str, Any]:
    hours = company.business_hours.model_dump(mode="json", by_alias=True)
    return {"name": company.name, "time_zone": company.time_zone, "business_hours": hours}


def _filled(tx: Tx, company: Workspace, people: list[Newcomer]) -> dict[str, Any]:
    if tx.session.get_one(HeadRow, tx.workspace_id).entries:
        raise WrongState(f"Workspace {company.key} exists already; nothing was changed", code="workspace_exists")
    row = tx.session.get_one(WorkspaceRow, tx.workspace_id)
    for name, value in _described(company).items():
        setattr(row, name, value)
    tx.append(Act.WORKSPACE_CREATED, OPERATOR, ("workspace", row.id), {"key": row.key})
    partners = [_partner(tx, partner.key, partner.name, partner.group) for partner in company.partners]
    tx.session.flush()
    return {
        "id": str(row.id),
        "key": row.key,
        "partners": partners,
        "people": [admit(tx, OPERATOR, person, founding=True) for person in people],
    }


def _partner(tx: Tx, key: str, name: str, group: str | None) -> dict[str, Any]:
    row = PartnerRow(workspace_id=tx.workspace_id, id=uuid4(), key=key, name=name, group=group)
    tx.session.add(row)
    tx.append(Act.PARTNER_CREATED, OPERATOR, ("partner", row.id), {"key": key, "group": group})
    return {"id": str(row.id), "key": key}


def list_workspaces(store: Store) -> list[dict[str, Any]]:
    """Every workspace of the deployment, for the operator."""
    rows = store.read(None, workspaces)
    return [
        {"id": str(row.id), "key": row.key, "name": row.name, "created_at": row.created_at.isoformat()} for row in rows
    ]
