"""A company to test with: founded through the real actions, its people known by their first names.

marketing   ines · tom · klara          northwind   leo · nia · bram
sales       priya · jonas               halyard     cosima · piet · tariq
revops      mara · henk                 administrator, without a role   ada
compliance  amelie · ruben
"""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, TypeVar
from uuid import UUID, uuid4

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlmodel import col, select
from tests.service.founding import founded

from governance.actions.invitations import accept_invitation
from governance.actions.perform import Credential, Request
from governance.actions.sessions import sign_in
from governance.actions.workspaces import create_workspace
from governance.core.actor import Actor
from governance.core.audit.chain import Entry
from governance.core.audit.verify import Verified, verify
from governance.core.policy.document import Document
from governance.core.policy.workspace import BusinessHours, Partner, Person, Workspace
from governance.outside.policy_files import load_documents
from governance.paths import packaged
from governance.store.documents import next_number
from governance.store.people import person_actor
from governance.store.policies import policies_in_force, remember_policy_set
from governance.store.tables.audit import AuditEntryRow
from governance.store.tables.policies import DocumentRow
from governance.store.transaction import Store, Tx

Result = TypeVar("Result")

CHEAP = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
"""The real thing, without the time it takes on purpose."""

PASSWORD = "correct horse battery staple"
PEOPLE = {
    "marketing": ("ines", "tom", "klara"),
    "sales": ("priya", "jonas"),
    "revops": ("mara", "henk"),
    "compliance": ("amelie", "ruben"),
}
AGENCIES = {"northwind": ("leo", "nia", "bram"), "halyard": ("cosima", "piet", "tariq")}


@dataclass(frozen=True)
class Company:
    """A workspace on a database. `company["ines"]` is the id of Ines."""

    store: Store
    key: str
    id: UUID
    ids: dict[str, UUID]
    partners: dict[str, UUID]
    invitations: dict[str, str]

    def __getitem__(self, name: str) -> UUID:
        return self.ids[name]

    def email(self, name: str) -> str:
        return email_of(name, self.key)

    def actor(self, name: str) -> Actor:
        """Somebody as an actor, as the workspace knows them now."""
        return self.read(lambda tx: person_actor(tx, self.ids[name]))

    def as_(self, name: str, work: Callable[[Tx, Actor], Result]) -> Result:
        """Change something as somebody, in one transaction."""
        return self.write(lambda tx: work(tx, person_actor(tx, self.ids[name])))

    def seen_by(self, name: str, work: Callable[[Tx, Actor], Result]) -> Result:
        """Read something as somebody."""
        return self.read(lambda tx: work(tx, person_actor(tx, self.ids[name])))

    def write(self, work: Callable[[Tx], Result]) -> Result:
        return self.store.transaction(self.id, work)

    def read(self, work: Callable[[Tx], Result]) -> Result:
        return self.store.read(self.id, work)

    def accept(self, name: str, password: str = PASSWORD) -> None:
        """Somebody sets their first password with the invitation that they were given."""
        accept_invitation(self.store, self.invitations.pop(name), password, CHEAP)

    def sign_in(self, name: str, password: str = PASSWORD) -> dict[str, Any]:
        """A new session of somebody, whose invitation is accepted if it was not."""
        if name in self.invitations:
            self.accept(name, password)
        return sign_in(self.store, self.email(name), password, CHEAP)

    def later(self, time: timedelta) -> None:
        """The clock of the database stands at an instant, this long from now."""
        instant = self.read(lambda tx: tx.now) + time
        self.store.clock = lambda: instant

    def request(self, name: str, act: str = "", repeat_key: str | None = None, digest: str = "") -> Request:
        """A request of somebody who signs in for it, as a door passes it to `perform` and `look`."""
        credential = Credential(session=self.sign_in(name)["session"])
        return Request(self.key, credential, str(uuid4()), act, repeat_key, digest)

    def record(self) -> list[dict[str, Any]]:
        """Every entry of the record, oldest first."""
        return [json.loads(entry.canonical) for entry in self.entries()]

    def acts(self, since: int = 0) -> list[str]:
        """What was recorded after the first `since` entries."""
        return [str(entry["act"]) for entry in self.record()[since:]]

    def entries(self) -> list[Entry]:
        chosen = select(AuditEntryRow).where(AuditEntryRow.workspace_id == self.id)
        rows = self.read(lambda tx: tx.session.exec(chosen.order_by(col(AuditEntryRow.sequence))).all())
        return [Entry(row.sequence, row.previous, row.hash, row.canonical) for row in rows]

    def verified(self) -> Verified:
        return verify(self.entries(), str(self.id))

    def put_in_force(self, documents: Iterable[Document] | None = None) -> None:
        """Publish policy documents, long in force: those of the sample company unless others are given."""
        self.write(lambda tx: _put_in_force(tx, self.ids, sample_documents() if documents is None else documents))


def company(store: Store, key: str = "loopfern", administrators: Collection[str] = ("ada",)) -> Company:
    """Found a company. Nobody has accepted their invitation yet; `sign_in` does when it is needed."""
    chosen = [email_of(name, key) for name in administrators]
    return company_of(store, founded(store, key, chosen, lambda: create_workspace(store, definition(key), chosen)))


def company_of(store: Store, created: dict[str, Any]) -> Company:
    """The company that was created with this answer."""
    by_name = {person["email"].partition("@")[0]: person for person in created["people"]}
    return Company(
        store=store,
        key=created["key"],
        id=UUID(created["id"]),
        ids={name: UUID(person["id"]) for name, person in by_name.items()},
        partners={partner["key"]: UUID(partner["id"]) for partner in created["partners"]},
        invitations={name: person["invitation"]["token"] for name, person in by_name.items()},
    )


def definition(key: str = "loopfern") -> Workspace:
    """The company as its workspace.yaml would say it."""
    people = [_person(name, key, role) for role, names in PEOPLE.items() for name in names]
    agents = [_person(name, key, "partner", agency) for agency, names in AGENCIES.items() for name in names]
    return Workspace(
        key=key,
        name=key.title(),
        time_zone="Europe/Berlin",
        business_hours=BusinessHours.model_validate_json(
            '{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"}'
        ),
        partners=tuple(Partner(key=agency, name=agency.title()) for agency in AGENCIES),
        people=(*people, *agents, _person("ada", key)),
    )


def email_of(name: str, key: str) -> str:
    return f"{name}@{key}.example"


def _person(name: str, key: str, role: str | None = None, partner: str | None = None) -> Person:
    return Person(name=name.title(), email=email_of(name, key), roles=(role,) if role else (), partner=partner)


@cache
def sample_documents() -> tuple[Document, ...]:
    """The sample company's documents that are in force today, open to both sides of time."""
    current = [one for one in load_documents(packaged("policies") / "loopfern").documents if one.in_force_until is None]
    return tuple(one.model_copy(update={"in_force_from": date(2020, 1, 1)}) for one in current)


def _put_in_force(tx: Tx, ids: dict[str, UUID], documents: Iterable[Document]) -> None:
    """As if henk had proposed and mara published them, without the background work that a publication asks for."""
    for document in documents:
        tx.session.add(
            DocumentRow(
                workspace_id=tx.workspace_id,
                id=uuid4(),
                sequence=tx.number(),
                kind=document.kind,
                key=document.key,
                number=next_number(tx, document.key),
                digest=document.digest,
                content=document.model_dump(mode="json", by_alias=True),
                in_force_from=document.in_force_from,
                in_force_until=document.in_force_until,
                proposed_by=ids["henk"],
                proposed_at=tx.now,
                published_by=ids["mara"],
                published_at=tx.now,
            )
        )
    tx.session.flush()
    if policies := policies_in_force(tx):
        remember_policy_set(tx, policies)
