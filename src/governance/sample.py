"""The sample companies, loaded through the real actions as if months had passed: policies proposed and published,
campaigns uploaded and checked, some decisions made, and work waiting.

Only here, and in tests, is the clock set.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from governance.actions.campaigns import campaign_named
from governance.actions.decisions import decide
from governance.actions.invitations import accept_invitation
from governance.actions.policies import propose, publish
from governance.actions.submissions import submit
from governance.actions.upload_reading import read_upload
from governance.actions.uploads import check_chunk, receive_upload
from governance.actions.variant_reads import list_queue, list_variants, look_at_variant
from governance.actions.workspaces import create_workspace
from governance.core.actor import Actor
from governance.core.errors import Refused
from governance.core.policy.document import Document
from governance.core.policy.workspace import Person
from governance.core.review.case import CallVerdict, DecisionVerdict, Text
from governance.core.review.deciding import Say
from governance.outside.policy_files import PolicyFolder, load_documents
from governance.store.people import person_actor
from governance.store.people_lists import workspace_by_key
from governance.store.transaction import Store, Tx, without_background_work

Result = TypeVar("Result")
COMPANIES = ("loopfern", "nordkeel")
PASSWORD = "sample account 2026"
DEMO_HASHER = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=64, parallelism=1),))
"""The sample password is public, so it is hashed quickly."""

WEEKS = 8
"""Over which the sample copy came."""

NOTE = "The figure needs its source in the same sentence; otherwise I would say this on a call."


@dataclass
class Stage:
    """One company on a store whose clock is set by hand."""

    store: Store
    id: UUID
    people: dict[str, UUID]

    def at(self, instant: datetime) -> None:
        self.store.clock = lambda: instant

    def as_(self, email: str, work: Callable[[Tx, Actor], Result]) -> Result:
        """Act as somebody who has just given their password, which a policy may ask for."""

        def confirmed(tx: Tx) -> Result:
            return work(tx, replace(person_actor(tx, self.people[email]), confirmed_at=tx.now))

        return self.store.transaction(self.id, confirmed)

    def of(self, role: str, folder: PolicyFolder, partner: str | None = None) -> list[Person]:
        return [one for one in folder.workspace.people if role in one.roles and one.partner == partner]


def load_samples(store: Store, folder: Path, now: datetime) -> list[str]:
    """Load what is not there yet; the keys of the sample workspaces."""
    quiet = Store(store.engine, without_background_work, store.signer)
    for name in COMPANIES:
        _load_absent(quiet, load_documents(folder / name), now)
    return list(COMPANIES)


def _load_absent(store: Store, company: PolicyFolder, now: datetime) -> None:
    if store.read(None, lambda tx: workspace_by_key(tx, company.workspace.key)) is None:
        _load(store, company, now)


def _load(store: Store, company: PolicyFolder, now: datetime) -> None:
    first = min(document.in_force_from for document in company.documents)
    founded = datetime.combine(first, time(8), UTC) - timedelta(days=2)
    store.clock = lambda: founded
    administrator = next(one.email for one in company.workspace.people if "revops" in one.roles)
    created = create_workspace(store, company.workspace, [administrator])
    for person in created["people"]:
        if person["invitation"]:
            accept_invitation(store, person["invitation"]["token"], PASSWORD, DEMO_HASHER)
    stage = Stage(store, UUID(created["id"]), {one["email"]: UUID(one["id"]) for one in created["people"]})
    _publish_all(stage, company, founded)
    _upload_all(stage, company, now - timedelta(hours=6))
    _decide_some(stage, company, now - timedelta(hours=5))


def _publish_all(stage: Stage, company: PolicyFolder, founded: datetime) -> None:
    """Each version the day before it is in force, proposed by one owner and published by another."""
    approval = [one for one in company.documents if one.kind == "approval"]
    others = sorted((one for one in company.documents if one.kind != "approval"), key=lambda one: one.in_force_from)
    for document in (*approval, *others):
        day_before = datetime.combine(document.in_force_from, time(9), UTC) - timedelta(days=1)
        stage.at(max(founded if document in approval else day_before, founded))
        _publish(stage, company, document, "revops" if document in approval else "marketing")


def _publish(stage: Stage, company: PolicyFolder, document: Document, role: str) -> None:
    author, publisher = stage.of(role, company)[:2]
    proposed = stage.as_(author.email, lambda tx, actor: propose(tx, actor, [document]))["proposed"]
    number = proposed[0]["number"]
    stage.as_(publisher.email, lambda tx, actor: publish(tx, actor, document.key, number))


def _upload_all(stage: Stage, company: PolicyFolder, instant: datetime) -> None:
    """The copy came over some weeks, in the order of its files, and all of it is put forward at the instant."""
    files = sorted((company.directory / "campaigns").glob("*.jsonl"))
    brought = []
    for number in range(WEEKS):
        stage.at(instant - timedelta(weeks=WEEKS - 1 - number))
        for file in files:
            author, lines = _author(stage, company, file), file.read_bytes().splitlines(keepends=True)
            part = lines[len(lines) * number // WEEKS : len(lines) * (number + 1) // WEEKS]
            brought.append((author, _upload(stage, author, file.name, b"".join(part))))
    for author, upload in brought:
        _submit_all(stage, author, upload)


def _author(stage: Stage, company: PolicyFolder, file: Path) -> Person:
    """Somebody of the organisation that the name of a campaign file ends with, else of marketing."""
    partner = file.stem.partition(".")[2] or None
    return stage.of("partner" if partner else "marketing", company, partner)[0]


def _upload(stage: Stage, author: Person, name: str, source: bytes) -> UUID:
    reading = read_upload(source, "jsonl", name)

    def receive(tx: Tx, actor: Actor) -> dict[str, Any]:
        return receive_upload(tx, actor, campaign_named(tx, actor, None, reading.campaign), reading, name, False)

    upload = UUID(stage.as_(author.email, receive)["id"])
    while check_chunk(stage.store, stage.id, upload):
        pass
    return upload


def _submit_all(stage: Stage, author: Person, upload: UUID) -> None:
    def submit_each(tx: Tx, actor: Actor) -> None:
        for one in list_variants(tx, actor, None, None, upload, 0, 200)["items"]:
            submit(tx, actor, UUID(one["id"]), one["revision"])

    stage.as_(author.email, submit_each)


def _decide_some(stage: Stage, company: PolicyFolder, instant: datetime) -> None:
    """Some texts are through, some half-way, one sent back and one vetoed; the rest waits."""
    yes = (DecisionVerdict.APPROVE, None, None)
    rounds: Sequence[tuple[str, int, tuple[DecisionVerdict, CallVerdict | None, str | None]]] = (
        ("marketing", 11, yes),
        ("sales", 3, (DecisionVerdict.APPROVE, CallVerdict.YES, None)),
        ("sales", 1, (DecisionVerdict.REQUEST_CHANGES, CallVerdict.WITH_CHANGES, NOTE)),
        ("sales", 1, (DecisionVerdict.VETO, CallVerdict.NO, "We do not offer this, and nobody may promise it.")),
        ("compliance", 1, yes),
    )
    for minutes, (role, most, said) in enumerate(rounds):
        stage.at(instant + timedelta(minutes=10 * minutes))
        person = [one for one in stage.of(role, company) if one.roles == (role,)][-1]
        _decide(stage, person, most, said)
    for partner in company.workspace.partners:
        stage.at(instant + timedelta(minutes=90))
        _decide(stage, stage.of("partner", company, partner.key)[-1], 4, yes)


def _decide(
    stage: Stage, person: Person, most: int, said: tuple[DecisionVerdict, CallVerdict | None, str | None]
) -> None:
    """Decide on the first that the person may; what is closed to them is left for people to see."""
    waiting = stage.as_(person.email, lambda tx, actor: list_queue(tx, actor, 0, 50))["items"]
    done = 0
    for item in waiting:
        if done < most and _decided(stage, person, UUID(item["variant"]["id"]), item["role"], said):
            done += 1


def _decided(
    stage: Stage,
    person: Person,
    id: UUID,
    role: str,
    said: tuple[DecisionVerdict, CallVerdict | None, str | None],
) -> bool:
    def work(tx: Tx, actor: Actor) -> bool:
        review = look_at_variant(tx, actor, id)["review"]
        verdict, call, note = said
        decide(tx, actor, id, Say(verdict, Text(**review["text"]), review["policy_set"], role, call, note))
        return True

    try:
        return stage.as_(person.email, work)
    except Refused:
        return False
