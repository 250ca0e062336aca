"""Who acts: resolved anew in every transaction, so that a change of rights acts at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from governance.core.errors import NotAllowed

ActorKind = Literal["person", "machine", "operator", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in one workspace, with what they may do now.

    A machine carries its owner's person and partner and never a role. The operator runs the command line on the
    service's own machine; the system is the service itself, at background work. Neither decides.
    """

    kind: ActorKind
    person: str | None = None
    machine: str | None = None
    partner: str | None = None
    organisation: str | None = None
    roles: Mapping[str, datetime] = field(default_factory=dict)
    administrator: bool = False
    scopes: frozenset[str] = frozenset()
    session: str | None = None
    confirmed_at: datetime | None = None

    @property
    def id(self) -> str | None:
        """What answers to repeated requests are kept under, and what the record names first."""
        return self.machine or self.person

    @property
    def record(self) -> dict[str, object]:
        """The actor as the record keeps it: ids and roles, never a name."""
        return {
            "kind": self.kind,
            "person": self.person,
            "machine": self.machine,
            "partner": self.partner,
            "roles": sorted(self.roles),
            "session": self.session,
        }

    def require_person(self) -> str:
        """The person who acts. Machines, the operator and the system never decide, publish or grant."""
        if self.kind != "person" or self.person is None:
            raise NotAllowed(f"Only a person may do this; a {self.kind} never does", code="person_needed")
        return self.person

    def require_role(self, *roles: str) -> str:
        """The first of these roles that the actor holds and that counts."""
        self.require_person()
        held = next((role for role in roles if role in self.roles), None)
        if held is None:
            raise NotAllowed(f"This takes role {' or '.join(roles)}", code="role_needed")
        return held

    def require_administrator(self) -> str:
        """Administrators look after people, partners and machines. It is no role, and decides nothing."""
        person = self.require_person()
        if not self.administrator:
            raise NotAllowed("This takes an administrator", code="administrator_needed")
        return person

    def require_scope(self, *scopes: str) -> None:
        """Whether a machine's token is for one of these. People need no scope."""
        if self.kind == "machine" and self.scopes.isdisjoint(scopes):
            message = f"The token is not for {' or '.join(scopes)}; it is for {', '.join(sorted(self.scopes))}"
            raise NotAllowed(message, code="scope_needed")

    def require_company(self) -> None:
        """Whether the actor belongs to the company itself, and not to a partner."""
        if self.partner is not None:
            raise NotAllowed("This is for people of the company itself", code="company_only")
