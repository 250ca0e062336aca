"""Accounts of people, over all their workspaces: passwords, invitations, sessions, memberships."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, delete, select, update

from governance.core.errors import NotFound
from governance.store.tables.people import GrantRow, MachineRow, MembershipRow, PersonRow, SessionRow
from governance.store.tables.review import DecisionRow, WaiverRow
from governance.store.tables.variants import VariantRow
from governance.store.tables.workspaces import PartnerRow, WorkspaceRow
from governance.store.transaction import Store, Tx


def person_by_email(tx: Tx, email: str) -> PersonRow | None:
    return tx.session.exec(select(PersonRow).where(PersonRow.email == email)).first()


def person_by_invitation(tx: Tx, invitation_hash: str) -> PersonRow | None:
    """The person whose invitation this is, while it lasts."""
    row = tx.session.exec(select(PersonRow).where(PersonRow.invitation_hash == invitation_hash)).first()
    usable = row is not None and row.invitation_ends_at is not None and tx.now < row.invitation_ends_at
    return row if usable else None


def locked_person(tx: Tx, person_id: UUID) -> PersonRow:
    """A person's account, which nobody else changes before this transaction ends."""
    return tx.session.get_one(PersonRow, person_id, with_for_update=True)


def member(tx: Tx, person_id: UUID) -> tuple[MembershipRow, PersonRow]:
    """A person with their membership of the workspace, ended or not, to be changed. Raises NotFound."""
    return membership_of(tx, person_id), locked_person(tx, person_id)


def membership_of(tx: Tx, person_id: UUID) -> MembershipRow:
    """A person's membership of the workspace, ended or not. Raises NotFound."""
    membership = tx.session.get(MembershipRow, (tx.workspace_id, person_id))
    if membership is None:
        raise NotFound("There is no such person, or they are not yours")
    return membership


def workspaces_of(tx: Tx, person_id: UUID) -> list[UUID]:
    """The workspaces that a person is a member of now, in one order for everybody."""
    chosen = select(MembershipRow.workspace_id).where(
        MembershipRow.person_id == person_id, col(MembershipRow.ended_at).is_(None)
    )
    return sorted(tx.session.exec(chosen))


def belongs_elsewhere(tx: Tx, person_id: UUID) -> bool:
    """Whether the person is, or once was, a member of another workspace."""
    chosen = select(MembershipRow.person_id).where(
        MembershipRow.person_id == person_id, col(MembershipRow.workspace_id) != tx.workspace_id
    )
    return tx.session.exec(chosen.limit(1)).first() is not None


def in_each_workspace(store: Store, tx: Tx, person_id: UUID) -> list[Tx]:
    """This transaction once for each workspace of a person, so that one act is in each record or in none."""
    each = []
    for id in workspaces_of(tx, person_id):
        one = tx if id == tx.workspace_id else Tx(tx.session, id, tx.now, store)
        one.request = tx.request
        each.append(one)
    return each


def has_other_administrator(tx: Tx, person_id: UUID) -> bool:
    """Whether the workspace has an active administrator besides this person."""
    chosen = (
        select(MembershipRow.person_id)
        .join(PersonRow, col(PersonRow.id) == col(MembershipRow.person_id))
        .where(
            MembershipRow.workspace_id == tx.workspace_id,
            col(MembershipRow.administrator),
            col(MembershipRow.partner_id).is_(None),
            col(MembershipRow.ended_at).is_(None),
            col(MembershipRow.person_id) != person_id,
            col(PersonRow.deactivated_at).is_(None),
        )
    )
    return tx.session.exec(chosen.limit(1)).first() is not None


def end_sessions(tx: Tx, person_id: UUID) -> int:
    """End every session of a person; how many there were."""
    return tx.session.exec(delete(SessionRow).where(col(SessionRow.person_id) == person_id)).rowcount


def end_old_sessions(tx: Tx, person_id: UUID) -> None:
    """Forget the sessions of a person whose time is over."""
    theirs = col(SessionRow.person_id) == person_id
    tx.session.exec(delete(SessionRow).where(theirs, col(SessionRow.ends_at) <= tx.now))


def memberships(tx: Tx, person_id: UUID) -> Sequence[tuple[MembershipRow, WorkspaceRow, PartnerRow | None]]:
    """A person's workspaces, by key, with what they are there and for which partner."""
    chosen = (
        select(MembershipRow, WorkspaceRow, PartnerRow)
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(MembershipRow.workspace_id))
        .outerjoin(
            PartnerRow,
            (col(PartnerRow.workspace_id) == col(MembershipRow.workspace_id))
            & (col(PartnerRow.id) == col(MembershipRow.partner_id)),
        )
        .where(MembershipRow.person_id == person_id, col(MembershipRow.ended_at).is_(None))
    )
    return tx.session.exec(chosen.order_by(col(WorkspaceRow.key))).all()


def open_grant(tx: Tx, person_id: UUID, role: str) -> GrantRow | None:
    """The grant of a role that a person holds, counting or not."""
    return tx.session.exec(
        select(GrantRow).where(
            GrantRow.workspace_id == tx.workspace_id,
            GrantRow.person_id == person_id,
            GrantRow.role == role,
            col(GrantRow.ended_at).is_(None),
        )
    ).first()


def look_again(tx: Tx, person_id: UUID) -> None:
    """Mark the variants on which a person decided as due, for their lists to say what the gate says already."""
    for rows in (DecisionRow, WaiverRow):
        theirs = select(rows.variant_id).where(rows.workspace_id == tx.workspace_id, rows.person_id == person_id)
        here = col(VariantRow.workspace_id) == tx.workspace_id
        due = update(VariantRow).where(here, col(VariantRow.id).in_(theirs)).values(changes_at=tx.now)
        tx.session.exec(due, execution_options={"synchronize_session": False})


def machine(tx: Tx, machine_id: UUID) -> MachineRow:
    """A machine of the workspace. Raises NotFound."""
    row = tx.session.get(MachineRow, (tx.workspace_id, machine_id))
    if row is None:
        raise NotFound("There is no such machine, or it is not yours")
    return row
