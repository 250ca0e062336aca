"""Lists of people, partners and machines, paged by id."""

from collections.abc import Iterable, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from governance.store.tables.people import GrantRow, MachineRow, MembershipRow, PersonRow
from governance.store.tables.workspaces import PartnerRow, WorkspaceRow
from governance.store.transaction import Tx

Row = TypeVar("Row")


def members(tx: Tx, partner_id: UUID | None, after: UUID | None, most: int) -> list[tuple[MembershipRow, PersonRow]]:
    """The people of the workspace, or of one partner, by id."""
    chosen = (
        select(MembershipRow, PersonRow)
        .join(PersonRow, col(PersonRow.id) == col(MembershipRow.person_id))
        .where(MembershipRow.workspace_id == tx.workspace_id)
    )
    if partner_id is not None:
        chosen = chosen.where(MembershipRow.partner_id == partner_id)
    if after is not None:
        chosen = chosen.where(col(MembershipRow.person_id) > after)
    return list(tx.session.exec(chosen.order_by(col(MembershipRow.person_id)).limit(most)))


def open_grants(tx: Tx, people: Iterable[UUID]) -> dict[UUID, list[GrantRow]]:
    """The roles that these people hold, counting or not."""
    chosen = select(GrantRow).where(
        GrantRow.workspace_id == tx.workspace_id,
        col(GrantRow.person_id).in_(list(people)),
        col(GrantRow.ended_at).is_(None),
    )
    grants: dict[UUID, list[GrantRow]] = {}
    for row in tx.session.exec(chosen.order_by(GrantRow.role)):
        grants.setdefault(row.person_id, []).append(row)
    return grants


def partner_page(tx: Tx, partner_id: UUID | None, after: UUID | None, most: int) -> Sequence[PartnerRow]:
    """The partners of the workspace, or one of them."""
    chosen = select(PartnerRow).where(PartnerRow.workspace_id == tx.workspace_id)
    if partner_id is not None:
        chosen = chosen.where(PartnerRow.id == partner_id)
    return _page(tx, chosen, PartnerRow.id, after, most)


def machine_page(tx: Tx, after: UUID | None, most: int) -> Sequence[MachineRow]:
    chosen = select(MachineRow).where(MachineRow.workspace_id == tx.workspace_id)
    return _page(tx, chosen, MachineRow.id, after, most)


def _page(tx: Tx, chosen: SelectOfScalar[Row], id: UUID, after: UUID | None, most: int) -> Sequence[Row]:
    if after is not None:
        chosen = chosen.where(col(id) > after)
    return tx.session.exec(chosen.order_by(col(id)).limit(most)).all()


def workspaces(tx: Tx) -> Sequence[WorkspaceRow]:
    """Every workspace of the deployment: for the operator."""
    return tx.session.exec(select(WorkspaceRow).order_by(WorkspaceRow.key)).all()


def workspace_by_key(tx: Tx, key: str) -> WorkspaceRow | None:
    return tx.session.exec(select(WorkspaceRow).where(WorkspaceRow.key == key)).first()


def holders(tx: Tx, roles: Iterable[str], partner_id: UUID | None, most: int) -> dict[str, list[PersonRow]]:
    """The active people who were given each of these roles: for a partner's campaign, those of that partner."""
    chosen = (
        select(GrantRow.role, PersonRow)
        .join(PersonRow, col(PersonRow.id) == col(GrantRow.person_id))
        .join(
            MembershipRow,
            (col(MembershipRow.workspace_id) == col(GrantRow.workspace_id))
            & (col(MembershipRow.person_id) == col(GrantRow.person_id)),
        )
        .where(
            GrantRow.workspace_id == tx.workspace_id,
            col(GrantRow.role).in_(list(roles)),
            col(GrantRow.ended_at).is_(None),
            col(MembershipRow.ended_at).is_(None),
            col(PersonRow.deactivated_at).is_(None),
            col(MembershipRow.partner_id).is_(None) | (MembershipRow.partner_id == partner_id),
        )
        .order_by(PersonRow.name, col(PersonRow.id))
        .limit(most)
    )
    found: dict[str, list[PersonRow]] = {}
    for role, person in tx.session.exec(chosen):
        found.setdefault(role, []).append(person)
    return found


def people_by_id(tx: Tx, ids: Iterable[UUID]) -> dict[UUID, PersonRow]:
    """These people, whether they are members still or not."""
    chosen = select(PersonRow).join(MembershipRow, col(MembershipRow.person_id) == col(PersonRow.id))
    chosen = chosen.where(MembershipRow.workspace_id == tx.workspace_id, col(PersonRow.id).in_(list(set(ids))))
    return {row.id: row for row in tx.session.exec(chosen)}


def people_of_partners(tx: Tx) -> dict[UUID, int]:
    """How many active members each partner has."""
    counted = (
        select(MembershipRow.partner_id, func.count())
        .where(
            MembershipRow.workspace_id == tx.workspace_id,
            col(MembershipRow.partner_id).is_not(None),
            col(MembershipRow.ended_at).is_(None),
        )
        .group_by(col(MembershipRow.partner_id))
    )
    return {id: number for id, number in tx.session.exec(counted) if id is not None}
