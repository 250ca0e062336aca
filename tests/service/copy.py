"""Copy to test with, and a desk at which a company's people bring it, decide on it and send it.

Everything goes through the actions. After each change of a variant the desk holds its projection against a fresh
evaluation of the record (invariant I17).
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, event
from sqlmodel import SQLModel, col, select
from tests.service.company import AGENCIES, PEOPLE, Company

from governance.actions.campaigns import campaign_named
from governance.actions.decisions import decide
from governance.actions.launch import authorize, use_authorisation
from governance.actions.policies import propose, publish
from governance.actions.rechecks import recheck_chunk
from governance.actions.submissions import bring
from governance.actions.uploads import check_chunk
from governance.actions.variant_reads import list_queue, look_at_variant
from governance.actions.variants import revise
from governance.core.actor import Actor
from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.launch.message import Message
from governance.core.policy.document import Document
from governance.core.report import ENGINE
from governance.core.review.case import CallVerdict, Case, DecisionVerdict, Text
from governance.core.review.deciding import Say
from governance.core.review.matching import excluded
from governance.core.review.state import Review, review
from governance.outside.signing import Keys
from governance.store.cases import case_of, cases_of
from governance.store.people import person_actor, standings
from governance.store.tables.reading import StatementRow
from governance.store.tables.review import WaitingRow
from governance.store.tables.variants import ReportRow, VariantRow
from governance.store.transaction import Store, Tx

Result = TypeVar("Result")
Json = dict[str, Any]

FOOTER = "{{postal_address}}\n{{unsubscribe_link}}"
QUESTION = "A quick question: how do you handle returns today?"
CHECKS_RETURNS = "Loopfern checks each return against your policy and books the label."
WORKS_WITH = "Loopfern works with Shopify, Shopware and SAP."
IN_THE_EU = "With Loopfern, shoppers' data stays in the EU."
SEAMLESS = "This is seamless. Shall we talk?"
NO_BRAINER = "A no-brainer. Shall we talk?"
"""In the order above: without a claim, two of what it does, one of security, with a warning, with a blocker."""

VALUES = {
    "first_name": "Anna",
    "postal_address": "Loopfern GmbH, Ritterstr. 1, Berlin",
    "unsubscribe_link": "https://loopfern.example/u/1",
}
EVERYBODY = [name for names in (*PEOPLE.values(), *AGENCIES.values()) for name in names]
EMAIL = Manifest(channel="email", kind="cold")


def body(says: str) -> str:
    return f"Hi {{{{first_name}}}},\n\n{says}\n\n{FOOTER}"


def variant(says: str = QUESTION, manifest: Manifest = EMAIL, name: str = "question") -> Variant:
    return Variant(name, Revision(body(says), "A question"), manifest)


def rendered(says: str = QUESTION, values: Mapping[str, str] = VALUES) -> str:
    text = body(says)
    for name, value in values.items():
        text = text.replace("{{" + name + "}}", value)
    return text


def message(says: str = QUESTION, values: Mapping[str, str] = VALUES, **more: Any) -> Message:
    """What a tool is about to send: the copy with somebody's data."""
    of = {"country": "DE", "rendered": Revision(rendered(says, values), "A question"), **more}
    return Message(values=values, **of)


@dataclass
class Desk:
    """A company with policies in force and a signing key. `work` is what was asked of the background."""

    company: Company
    work: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    @property
    def store(self) -> Store:
        return self.company.store

    def enqueue(self, _connection: Connection, name: str, _id: str, arguments: tuple[Any, ...]) -> None:
        self.work.append((name, arguments))

    def bring(
        self,
        author: str = "ines",
        says: str = QUESTION,
        *,
        campaign: str = "january",
        manifest: Manifest = EMAIL,
        submit: bool = True,
        name: str = "question",
    ) -> UUID:
        """A new variant, put forward unless it is kept as a draft."""

        def work(tx: Tx, actor: Actor) -> Json:
            found = campaign_named(tx, actor, None, campaign)
            return bring(tx, actor, found, variant(says, manifest, name), submit)

        id = UUID(self.company.as_(author, work)["id"])
        self.agrees(id)
        return id

    def does(self, name: str, work: Callable[..., Result], *arguments: Any) -> Result:
        """An action by somebody."""
        return self.company.as_(name, lambda tx, actor: work(tx, actor, *arguments))

    def sees(self, name: str, work: Callable[..., Result], *arguments: Any) -> Result:
        """Something read by somebody."""
        return self.company.seen_by(name, lambda tx, actor: work(tx, actor, *arguments))

    def change(self, name: str, work: Callable[..., Result], id: UUID, *arguments: Any) -> Result:
        """An action by somebody on a variant, whose projection agrees with the record afterwards."""
        done = self.does(name, work, id, *arguments)
        self.agrees(id)
        return done

    def edit(self, name: str, id: UUID, says: str, manifest: Manifest = EMAIL) -> Json:
        return self.change(name, revise, id, self.look(id)["revision"], variant(says, manifest))

    def look(self, id: UUID, name: str = "mara") -> Json:
        return self.sees(name, look_at_variant, id)

    def review(self, id: UUID) -> Json:
        found: Json = self.look(id)["review"]
        return found

    def say(self, name: str, id: UUID, verdict: str = "approve", seen: Json | None = None, **more: Any) -> Json:
        """Decide on what is there now, or on what somebody saw before. Sales would say it on a call."""
        seen = seen or self.review(id)
        answer = more.pop("call", "yes" if name in PEOPLE["sales"] and verdict == "approve" else None)
        call = CallVerdict(answer) if answer else None
        say = Say(DecisionVerdict(verdict), Text(**seen["text"]), seen["policy_set"], call=call, **more)
        return self.change(name, decide, id, say)

    def approve(self, id: UUID, *names: str, note: str | None = None) -> UUID:
        """Approved by these, of whom the last completes it."""
        for name in names or ("tom", "priya"):
            self.say(name, id, note=note)
        assert self.review(id)["approved"], self.review(id)
        return id

    def approved(self, says: str = QUESTION, manifest: Manifest = EMAIL, **more: Any) -> UUID:
        """A variant by ines that tom and priya said yes to."""
        return self.approve(self.bring(says=says, manifest=manifest, **more))

    def authorize(
        self, id: UUID, sent: Message | None = None, *, by: str = "ines", to: str | None = None, step: int = 1
    ) -> Json:
        return self.does(by, authorize, id, sent or message(), to, step)

    def use(self, authorised: Json, by: str = "ines") -> Json:
        return self.does(by, use_authorisation, UUID(authorised["authorisation"]["id"]))

    def publish(self, *documents: Document) -> None:
        """New versions: proposed by one owner, published by another."""
        for document in documents:
            proposer, publisher = ("henk", "mara") if document.kind == "approval" else ("ines", "tom")
            (heading,) = self.does(proposer, propose, [document])["proposed"]
            self.does(publisher, publish, document.key, heading["number"])

    def work_off(self) -> None:
        """Do in the background what was asked of it."""
        while self.work:
            name, (_, *rest) = self.work.pop(0)
            if name == "check_upload":
                while check_chunk(self.store, self.company.id, UUID(*rest)):
                    pass
            else:
                assert name == "recheck"
                after: int | None = 0
                while after is not None:
                    after = recheck_chunk(self.store, self.company.id, after)

    def queue(self, name: str) -> list[tuple[UUID, str]]:
        """What waits for somebody: variants and requirements, oldest first."""
        return self.sees(name, _queue)

    def agrees(self, id: UUID) -> None:
        """Where a variant is said to stand is where it stands."""
        self.company.read(lambda tx: _agrees(tx, tx.session.get_one(VariantRow, (tx.workspace_id, id))))

    def all_agree(self) -> None:
        """Every variant stands where it is said to, and everybody's queue holds exactly what they can decide."""
        self.company.read(self._all_agree)

    def _all_agree(self, tx: Tx) -> None:
        all_agree_in(tx)
        for name in self.active(tx):
            actor = person_actor(tx, self.company[name])
            assert sorted(_queue(tx, actor)) == sorted(_could_decide(tx, actor)), name

    def active(self, tx: Tx) -> list[str]:
        """Everybody who is still a member."""
        found = standings(tx, map(self.company.__getitem__, EVERYBODY))
        return [name for name in EVERYBODY if found[str(self.company[name])].active]

    def row(self, table: type[SQLModel]) -> Any:
        """The last row of a table that the company has, by number or time."""
        return self.rows(table)[-1]

    def rows(self, table: type[SQLModel]) -> list[Any]:
        columns: Any = table
        order = columns.sequence if hasattr(table, "sequence") else columns.issued_at
        chosen = select(columns).where(columns.workspace_id == self.company.id).order_by(order)
        return self.company.read(lambda tx: list(tx.session.exec(chosen)))


def desk_of(company: Company, folder: Path, documents: Iterable[Document] | None = None) -> Desk:
    """A desk, with the sample policies in force unless others are given."""
    company.put_in_force(documents)
    desk = Desk(company)
    company.store.enqueue, company.store.signer = desk.enqueue, Keys(folder / "keys")
    return desk


def codes(answer: Json) -> set[str]:
    """The reasons of a refusal."""
    assert not answer.get("allow"), answer
    assert not answer.get("permit"), answer
    return {reason["code"] for reason in answer["reasons"]}


def statuses(review: Json) -> dict[str, str]:
    return {one["id"]: one["status"] for one in review["requirements"]}


def changed(document: Document, **fields: Any) -> Document:
    """A new version of a document, as its author would write it anew."""
    content = {**document.model_dump(mode="json", by_alias=True), **fields}
    return type(document).model_validate_json(json.dumps(content, default=str))


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """The statements on our tables that the database is asked meanwhile."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "gov_" in statement:
            asked.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


def _agrees(tx: Tx, row: VariantRow) -> None:
    case = case_of(tx, row)
    _same(tx, row, case, review(case, tx.now))


def _same(tx: Tx, row: VariantRow, case: Case, found: Review) -> None:
    assert row.state == found.state
    assert row.changes_at == found.changes_at
    assert row.checked_under == (f"{case.terms.digest} {ENGINE}" if case.terms and case.basis else None)
    assert row.requirements == [
        [one.id, one.role, one.status, one.needed, len(one.decisions)] for one in found.requirements
    ]
    assert row.findings == {
        severity: len(case.basis.of(severity)) if case.basis else None for severity in ("blocker", "warning", "note")
    }
    waiting = tx.session.exec(select(WaitingRow).where(WaitingRow.variant_id == row.id)).all()
    assert {(one.requirement, one.role) for one in waiting} == {(one.id, one.role) for one in found.open_requirements}
    _states(tx, row)


def _states(tx: Tx, row: VariantRow) -> None:
    """What there is to read of a variant is what the newest report on its head revision states."""
    chosen = select(ReportRow).where(ReportRow.variant_id == row.id, ReportRow.revision == row.revision)
    of_head = max(tx.session.exec(chosen), key=lambda one: one.checked_at, default=None)
    said = json.loads(of_head.content)["statements"] if of_head else []
    stated = tx.session.exec(select(StatementRow.number).where(StatementRow.variant_id == row.id)).all()
    assert sorted(stated) == [number for number, one in enumerate(said) if one["verdict"] != "none"]
    assert row.summary["statements"] == (len(stated) if of_head else None)


def all_agree_in(tx: Tx) -> int:
    """Every variant of a workspace stands where it is said to; how many there are."""
    rows = tx.session.exec(select(VariantRow).where(VariantRow.workspace_id == tx.workspace_id)).all()
    for row, case in zip(rows, cases_of(tx, rows), strict=True):
        _same(tx, row, case, review(case, tx.now))
    return len(rows)


def _queue(tx: Tx, actor: Actor) -> list[tuple[UUID, str]]:
    items = list_queue(tx, actor, 0, 200)["items"]
    return [(UUID(item["variant"]["id"]), item["requirement"]) for item in items]


def _could_decide(tx: Tx, actor: Actor) -> Collection[tuple[UUID, str]]:
    """What a person could approve now and has not, told from the record alone."""
    assert actor.person is not None
    voter = standings(tx, [UUID(actor.person)])[actor.person]
    rows = tx.session.exec(select(VariantRow).where(col(VariantRow.workspace_id) == tx.workspace_id)).all()
    found = []
    for row, case in zip(rows, cases_of(tx, rows), strict=True):
        stands = review(case, tx.now)
        counting = {id for one in stands.requirements for id in one.decisions}
        policy = case.terms.approval if case.terms else None
        if policy is None or any(one.id in counting for one in case.decisions if one.person == actor.person):
            continue
        open_ = {one.id for one in stands.open_requirements}
        mine = [one for one in policy.requirements if one.id in open_ and one.role in actor.roles]
        found += [(row.id, one.id) for one in mine if excluded(one, voter, case) is None]
    return found
