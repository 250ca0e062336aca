"""Workspaces and partners, by what they are asked for."""

import json
import re
from uuid import UUID

from sqlmodel import select

from governance.core.errors import NotFound
from governance.core.policy.document import KEY
from governance.core.policy.workspace import BusinessHours, Workspace
from governance.store.tables.workspaces import PartnerRow, WorkspaceRow
from governance.store.transaction import Store, Tx


def workspace_id_of(store: Store, key: str) -> UUID:
    """The id of a workspace, which never changes. Raises NotFound."""
    if not re.fullmatch(KEY, key):
        raise NotFound("There is no such workspace, or it is not yours")

    def load() -> UUID:
        found = store.read(
            None, lambda tx: tx.session.exec(select(WorkspaceRow.id).where(WorkspaceRow.key == key)).first()
        )
        if found is None:
            raise NotFound("There is no such workspace, or it is not yours")
        return found

    return store.kept.get(("workspace", key), load)


def workspace(tx: Tx) -> Workspace:
    """The workspace of a transaction, as policies know it."""

    def load() -> Workspace:
        row = tx.session.get_one(WorkspaceRow, tx.workspace_id)
        hours = BusinessHours.model_validate_json(json.dumps(row.business_hours))
        return Workspace(key=row.key, name=row.name, time_zone=row.time_zone, business_hours=hours)

    return tx.kept.get(("workspace", tx.workspace_id), load)


def partners(tx: Tx) -> dict[UUID, PartnerRow]:
    """Every partner organisation of the workspace."""
    chosen = select(PartnerRow).where(PartnerRow.workspace_id == tx.workspace_id)
    return tx.once("partners", lambda: {row.id: row for row in tx.session.exec(chosen)})


def workspace_ids(store: Store) -> list[UUID]:
    """Every workspace of the deployment."""
    return list(store.read(None, lambda tx: tx.session.exec(select(WorkspaceRow.id)).all()))
