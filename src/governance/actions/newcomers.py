"""The way into a workspace: somebody is made a member, with their roles."""

import unicodedata
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from governance.actions.invitations import invitation_json, new_token
from governance.actions.looking_after import require_looking_after, require_operator
from governance.actions.roles import give_role, require_fitting_role
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import NotFound, Unusable, WrongState
from governance.store.people_accounts import person_by_email
from governance.store.tables.people import MembershipRow, PersonRow
from governance.store.transaction import Tx
from governance.store.workspaces import partners

LONGEST_EMAIL = 254
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is invited: for a partner by key, or for the company itself; which roles they are given."""

    name: str
    email: str
    partner: str | None = None
    roles: tuple[str, ...] = ()
    administrator: bool = False

    def require_usable(self) -> None:
        """Whether all that can be said without the database is right."""
        address(self.email)
        _require_name(self.name)
        if self.administrator and self.partner is not None:
            message = "Administrators belong to the company itself, and to no partner"
            raise Unusable(message, code="company_only", field="administrator")
        for role in self.roles:
            require_fitting_role(role, of_partner=self.partner is not None)


def address(email: str) -> str:
    """An e-mail address as it is kept and looked up."""
    found = unicodedata.normalize("NFC", email.strip()).casefold()
    parts = found.split("@")
    spaced = not found.isprintable() or any(char.isspace() for char in found)
    if len(parts) != 2 or not all(parts) or spaced or len(found) > LONGEST_EMAIL:
        message = f"An e-mail address has one @, no spaces and at most {LONGEST_EMAIL} characters"
        raise Unusable(message, code="email", field="email")
    return found


def _require_name(name: str) -> None:
    if not name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        message = f"A name has 1 to {LONGEST_NAME} characters, all of them visible"
        raise Unusable(message, code="name", field="name")


def invite(tx: Tx, actor: Actor, newcomer: Newcomer) -> dict[str, Any]:
    """Make somebody a member. The answer carries their token once; none for somebody who has an account."""
    require_looking_after(actor)
    if newcomer.administrator:
        require_operator(actor)
    return admit(tx, actor, newcomer)


def admit(tx: Tx, actor: Actor, newcomer: Newcomer, *, founding: bool = False) -> dict[str, Any]:
    """Record a new member with their roles."""
    newcomer.require_usable()
    partner_id = _partner_id(tx, newcomer.partner)
    person, token = _known_or_new(tx, newcomer)
    tx.session.add(
        MembershipRow(
            workspace_id=tx.workspace_id,
            person_id=person.id,
            partner_id=partner_id,
            administrator=newcomer.administrator,
            created_at=tx.now,
        )
    )
    tx.session.flush()
    data = {
        "partner": str(partner_id) if partner_id else None,
        "administrator": newcomer.administrator,
        "new": token is not None,
    }
    tx.append(Act.PERSON_INVITED, actor, ("person", person.id), data)
    roles = [
        give_role(tx, actor, person.id, role, of_partner=partner_id is not None, founding=founding)
        for role in dict.fromkeys(newcomer.roles)
    ]
    return {
        "id": str(person.id),
        "email": person.email,
        "roles": [role["role"] for role in roles],
        "invitation": invitation_json(person, token) if token else None,
    }


def _partner_id(tx: Tx, key: str | None) -> UUID | None:
    if key is None:
        return None
    by_key = {row.key: row.id for row in partners(tx).values()}
    if key not in by_key:
        message = f"Partner {key} is unknown; partners are {', '.join(sorted(by_key)) or 'none'}"
        raise Unusable(message, code="partner_unknown", field="partner")
    return by_key[key]


def _known_or_new(tx: Tx, newcomer: Newcomer) -> tuple[PersonRow, str | None]:
    """The person of an e-mail address. Somebody known keeps their name and password, and gets no token:
    a company must not take over an account that another relies on."""
    email = address(newcomer.email)
    known = person_by_email(tx, email)
    if known is None:
        person = PersonRow(id=uuid4(), email=email, name=newcomer.name.strip(), created_at=tx.now)
        token = new_token(tx, person)
        tx.session.flush()
        return person, token
    if tx.session.get(MembershipRow, (tx.workspace_id, known.id)):
        message = "This person is a member already; reset gives a new invitation, reactivate lets them in again"
        raise WrongState(message, code="member_already")
    if known.deactivated_at:
        raise WrongState("This person was deactivated by the operator, who can reactivate them")
    return known, None


def person_id_of(tx: Tx, email: str) -> UUID:
    """The person of an e-mail address in this workspace, for the operator. Raises NotFound."""
    person = person_by_email(tx, address(email))
    if person is None or tx.session.get(MembershipRow, (tx.workspace_id, person.id)) is None:
        raise NotFound(f"Nobody in this workspace has the e-mail address {address(email)}")
    return person.id
