"""People in a workspace: who they are, which roles of theirs count, and who asks with which credential."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam
from sqlmodel import col, select

from governance.core.actor import Actor
from governance.core.errors import NotFound, NotSignedIn
from governance.core.review.people import CountsAfter, Grant, Standing
from governance.store.policies import policies_in_force
from governance.store.tables.people import GrantRow, MachineRow, MembershipRow, PersonRow, SessionRow
from governance.store.tables.workspaces import PartnerRow
from governance.store.transaction import Tx

Member = tuple[MembershipRow, PersonRow, PartnerRow | None]

# Every request asks these; building them takes longer than running them.
_MEMBERS = (
    select(MembershipRow, PersonRow, PartnerRow)
    .join(PersonRow, col(PersonRow.id) == col(MembershipRow.person_id))
    .outerjoin(
        PartnerRow,
        (col(PartnerRow.workspace_id) == col(MembershipRow.workspace_id))
        & (col(PartnerRow.id) == col(MembershipRow.partner_id)),
    )
    .where(
        col(MembershipRow.workspace_id) == bindparam("workspace"),
        col(MembershipRow.person_id).in_(bindparam("people", expanding=True)),
    )
)
_GRANTS = select(GrantRow).where(
    col(GrantRow.workspace_id) == bindparam("workspace"),
    col(GrantRow.person_id).in_(bindparam("people", expanding=True)),
    col(GrantRow.ended_at).is_(None),
)
_SIGNED_IN = (
    select(SessionRow, PersonRow)
    .join(PersonRow, col(PersonRow.id) == col(SessionRow.person_id))
    .where(col(SessionRow.token_hash) == bindparam("token_hash"))
)
_MACHINES = select(MachineRow).where(col(MachineRow.token_hash) == bindparam("token_hash"))


def standings(tx: Tx, people: Iterable[UUID]) -> dict[str, Standing]:
    """How the workspace knows these people now, by id. Whoever was never a member is left out."""
    wanted = sorted(set(people))
    return tx.once(("standings", *wanted), lambda: _standings(tx, wanted))


def _standings(tx: Tx, wanted: list[UUID]) -> dict[str, Standing]:
    roles = _counting_roles(tx, wanted, counts_after(tx))
    return {
        str(member.person_id): _standing(member, person, partner, roles)
        for member, person, partner in _members(tx, wanted)
    }


def _members(tx: Tx, wanted: list[UUID]) -> Sequence[Member]:
    """The rows of these people. They are kept as long as the transaction, so that each is read once."""
    asked = {"workspace": tx.workspace_id, "people": wanted}
    return tx.once(("members", *wanted), lambda: tx.session.exec(_MEMBERS, params=asked).all())


def _standing(
    member: MembershipRow,
    person: PersonRow,
    partner: PartnerRow | None,
    roles: Mapping[UUID, Mapping[str, datetime]],
) -> Standing:
    return Standing(
        person=str(person.id),
        active=person.deactivated_at is None and member.ended_at is None,
        partner=partner.key if partner else None,
        group=partner.group if partner else None,
        roles=roles.get(person.id, {}),
    )


def _counting_roles(tx: Tx, people: list[UUID], rule: CountsAfter) -> dict[UUID, dict[str, datetime]]:
    """Since when each role of each person counts; roles that do not count yet are left out."""
    rows = tx.session.exec(_GRANTS, params={"workspace": tx.workspace_id, "people": people})
    roles: dict[UUID, dict[str, datetime]] = {}
    for row in rows:
        since = grant_of(row).counts_since(rule)
        if since is not None and since <= tx.now:
            roles.setdefault(row.person_id, {})[row.role] = since
    return roles


def grant_of(row: GrantRow) -> Grant:
    return Grant(
        role=row.role,
        granted_at=row.granted_at,
        granted_by=str(row.granted_by) if row.granted_by else None,
        confirmed_at=row.confirmed_at,
        confirmed_by=str(row.confirmed_by) if row.confirmed_by else None,
        founding=row.founding,
    )


def counts_after(tx: Tx) -> CountsAfter:
    """What makes a granted role count, as the policy in force says; a second person while there is none."""
    policies = policies_in_force(tx)
    return policies.approval.new_role_votes_after if policies and policies.approval else "second_person"


def person_actor(tx: Tx, person_id: UUID, session: SessionRow | None = None) -> Actor:
    """A person as an actor. Raises NotFound if they are no active member: the workspace is not theirs."""
    standing = standings(tx, [person_id]).get(str(person_id))
    member = tx.session.get(MembershipRow, (tx.workspace_id, person_id))
    if standing is None or member is None or not standing.active:
        raise NotFound("There is no such workspace, or it is not yours")
    return Actor(
        kind="person",
        person=standing.person,
        partner=str(member.partner_id) if member.partner_id else None,
        organisation=standing.organisation,
        roles=standing.roles,
        administrator=member.administrator and member.partner_id is None,
        session=session.token_hash[:16] if session else None,
        confirmed_at=session.confirmed_at if session else None,
    )


def signed_in(tx: Tx, token_hash: str) -> SessionRow:
    """The session of a browser. Raises NotSignedIn if it is unknown or over, or its person deactivated."""
    found = tx.session.exec(_SIGNED_IN, params={"token_hash": token_hash}).first()
    if found is None or found[1].deactivated_at or found[0].ends_at <= tx.now:
        raise NotSignedIn("You are not signed in, or the session has ended; sign in again")
    return found[0]


def machine_actor(tx: Tx, token_hash: str) -> Actor:
    """A machine as an actor: with its owner's person and partner, without a role.

    Raises NotSignedIn if the token is unknown, over or revoked, or its owner no longer a member.
    """
    row = tx.session.exec(_MACHINES, params={"token_hash": token_hash}).first()
    usable = row is not None and row.workspace_id == tx.workspace_id and row.revoked_at is None
    if row is None or not usable or row.ends_at <= tx.now:
        raise unknown_token()
    try:
        owner = person_actor(tx, row.owner_id)
    except NotFound:
        raise NotSignedIn("The owner of the token is no longer a member") from None
    return Actor(
        kind="machine",
        person=owner.person,
        machine=str(row.id),
        partner=owner.partner,
        organisation=owner.organisation,
        scopes=frozenset(row.scopes),
    )


def unknown_token() -> NotSignedIn:
    return NotSignedIn("The token is unknown, has expired or was revoked; ask an administrator for a new one")
