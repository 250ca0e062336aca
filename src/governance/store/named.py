"""What ids stand for: the names of people, machines, variants, campaigns, uploads, policies and partners."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import String, cast, literal, select, union_all
from sqlmodel import col

from governance.store.tables.people import MachineRow, MembershipRow, PersonRow
from governance.store.tables.policies import DocumentRow
from governance.store.tables.variants import UploadRow, VariantRow
from governance.store.tables.workspaces import CampaignRow, PartnerRow
from governance.store.transaction import Tx

NAMED: tuple[tuple[str, Any, Any], ...] = (
    ("variant", VariantRow, VariantRow.name),
    ("campaign", CampaignRow, CampaignRow.name),
    ("upload", UploadRow, UploadRow.name),
    ("machine", MachineRow, MachineRow.name),
    ("partner", PartnerRow, PartnerRow.name),
    ("policy", DocumentRow, DocumentRow.key),
)


def names_of(tx: Tx, ids: Collection[UUID]) -> dict[str, str]:
    """The name of each id of the workspace that has one, in one query."""
    if not ids:
        return {}
    parts = [
        select(col(row.id), cast(col(name), String), literal(kind)).where(
            col(row.workspace_id) == tx.workspace_id, col(row.id).in_(ids)
        )
        for kind, row, name in NAMED
    ]
    people = (
        select(col(PersonRow.id), cast(col(PersonRow.name), String), literal("person"))
        .join(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
        .where(col(MembershipRow.workspace_id) == tx.workspace_id, col(PersonRow.id).in_(ids))
    )
    return {str(id): name for id, name, _ in tx.session.execute(union_all(*parts, people))}
