"""A served company in which everything exists once, made through the API: what the tests of all routes ask about.

`ids` names what belongs to the partner northwind or to the company, by the name that a route's address gives it;
`absent` names what is nowhere.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import text
from sqlmodel import SQLModel, col, select
from tests.service.company import CHEAP, PASSWORD, Company, company, sample_documents
from tests.web.serving import Served

from governance.actions.invitations import accept_invitation
from governance.core.policy.approval import ApprovalPolicy, Findings, Waivable
from governance.core.policy.document import Document
from governance.store.tables.people import MachineRow

W = "/api/w/loopfern"
BODY = """Hi {{first_name}},

A quick question: how do you handle returns today?

{{postal_address}}
{{unsubscribe_link}}"""
COPY = {"name": "question", "campaign": "january", "subject": "A question", "body": BODY}
VALUES = {
    "first_name": "Anna",
    "postal_address": "Loopfern GmbH, Ritterstr. 1, Berlin",
    "unsubscribe_link": "https://loopfern.example/u/1",
}
LINES = b'{"id": "one", "campaign": "uploaded", "body": "How do you handle returns today?"}\n'
OF_THE_RECORD = ("gov_audit_entry", "gov_head")
ABSENT = "00000000-0000-4000-8000-00000000dead"


@dataclass
class World:
    """The company, a second one, and clients by name: people, machines, and those who are nobody here."""

    served: Served
    company: Company
    other: Company
    clients: dict[str, httpx.Client] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    machines: dict[str, str] = field(default_factory=dict)
    review: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> httpx.Client:
        """The client of a person by first name, of a machine, or of whoever else was set up."""
        if name not in self.clients:
            self.clients[name] = self.served.as_(self.company, name)
        return self.clients[name]


def address(operation: str, ids: Mapping[str, str]) -> tuple[str, str]:
    """The method and the address of an operation like `GET /api/w/{key}/permits/{id}` with these ids."""
    method, _, path = operation.partition(" ")
    noun = path.removeprefix("/api/w/{key}/").split("/")[0]
    named = {"launch": "authorisation", "people": "person"}.get(noun, noun.rstrip("s"))
    number = "1" if "revisions" in path else ids.get("number", "1")
    return method, path.format(
        key="loopfern",
        id=ids.get(named),
        decision=ids.get("decision"),
        document=ids.get("document"),
        number=number,
        role="partner",
    )


def ok(answer: httpx.Response, status: int = 200) -> Any:
    assert answer.status_code == status, f"{answer.request.method} {answer.request.url}: {answer.text}"
    return answer.json()


def rendered(body: str = BODY) -> str:
    for name, value in VALUES.items():
        body = body.replace("{{" + name + "}}", value)
    return body


def decision(review: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An approval of exactly what a review shows."""
    return {"verdict": "approve", "text": review["text"], "policy_set": review["policy_set"], **more}


def message(variant: str, **more: Any) -> dict[str, Any]:
    return {"variant": variant, "subject": "A question", "body": rendered(), "values": VALUES, "country": "DE", **more}


def world(served: Served) -> World:
    """Everything once. ada, ines and mara are administrators, ines of marketing; max is a member without a role."""
    founded = company(served.store, administrators=("ada", "ines", "mara"))
    founded.put_in_force(_documents())
    made = World(served, founded, company(served.store, "nordhof"))
    _member(made, "max")
    made.clients["stranger"] = served.client()
    made.clients["other"] = served.as_(made.other, "ines")
    _machines(made)
    _copy(made)
    _upload(made)
    _policies(made)
    return made


def _documents() -> list[Document]:
    """The sample company's, but marketing may waive a warning."""
    waivable = Findings(warning=Waivable(waivable_by=("marketing",)))
    return [
        one.model_copy(update={"findings": waivable}) if isinstance(one, ApprovalPolicy) else one
        for one in sample_documents()
    ]


def _member(made: World, name: str) -> None:
    body = {"name": name.title(), "email": made.company.email(name)}
    invited = ok(made["ada"].post(f"{W}/people", json=body), 201)
    accept_invitation(made.served.store, invited["invitation"]["token"], PASSWORD, CHEAP)


def _machines(made: World) -> None:
    ends_at = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    wanted = [(f"machine-{scope}", "klara", [scope]) for scope in ("submit", "read", "launch")]
    wanted += [("partner-machine", "leo", ["submit", "read", "launch"])]
    wanted += [("machine", "klara", ["submit", "read", "launch"])]
    wanted += [(name, "klara", ["submit", "read", "launch"]) for name in ("expired", "revoked")]
    for name, owner, scopes in wanted:
        body = {"name": name, "owner": str(made.company[owner]), "scopes": scopes, "ends_at": ends_at}
        machine = ok(made["ada"].post(f"{W}/machines", json=body), 201)
        made.machines[name] = machine["id"]
        made.clients[name] = made.served.client(token=machine["token"])
    ok(made["ada"].post(f"{W}/machines/{made.machines['revoked']}/revoke"))
    _expire(made.company, UUID(made.machines["expired"]))


def _expire(company: Company, id: UUID) -> None:
    def work(tx: Any) -> None:
        row = tx.session.exec(select(MachineRow).where(col(MachineRow.id) == id)).one()
        row.ends_at = tx.now - timedelta(seconds=1)
        tx.session.add(row)

    company.write(work)


def _copy(made: World) -> None:
    """northwind's campaign: one variant approved and authorised, and one that marketing said yes to."""
    campaign = ok(made["leo"].post(f"{W}/campaigns", json={"key": "spring", "name": "Spring"}), 201)
    made.ids |= {"campaign": campaign["id"]}
    decided_variant(made)
    permitted(made)


def northwind_copy(made: World, **more: Any) -> dict[str, Any]:
    return {**COPY, "campaign": None, "campaign_id": made.ids["campaign"], **more}


def variant_in_review(made: World, **more: Any) -> dict[str, Any]:
    """A new variant of northwind, put forward by leo."""
    found: dict[str, Any] = ok(made["leo"].post(f"{W}/variants", json=northwind_copy(made, submit=True, **more)), 201)
    made.ids["variant"] = found["id"]
    return found


def decided_variant(made: World) -> None:
    variant = variant_in_review(made)
    made.review = variant["review"]
    body = decision(made.review)
    made.ids["decision"] = ok(made["tom"].post(f"{W}/variants/{variant['id']}/decisions", json=body), 201)["decision"][
        "id"
    ]


def permitted(made: World) -> None:
    """A variant of northwind with a permit and an authorisation that nobody used."""
    permit = approved(made, "leo", northwind_copy(made), "nia")
    given = ok(made["leo"].post(f"{W}/launch/authorize", json=message(permit["variant"])))
    assert given["allow"], given
    made.ids |= {
        "approved": permit["variant"],
        "permit": permit["id"],
        "authorisation": given["authorisation"]["id"],
    }


def approved(made: World, author: str, copy: dict[str, Any], *more: str) -> dict[str, Any]:
    """A variant through its whole review; its permit."""
    variant = ok(made[author].post(f"{W}/variants", json={**copy, "submit": True}), 201)
    for name in ("tom", "priya", *more):
        call = {"call": "yes"} if name == "priya" else {}
        body = decision(variant["review"], **call)
        done = ok(made[name].post(f"{W}/variants/{variant['id']}/decisions", json=body), 201)
    assert done["review"]["state"] == "approved", done["review"]
    permit: dict[str, Any] = ok(made[author].get(f"{W}/variants/{variant['id']}/permit"))["permit"]
    return permit


def _upload(made: World) -> None:
    sent = made["leo"].post(f"{W}/uploads?format=jsonl&name=march", content=LINES)
    made.ids["upload"] = ok(sent, 202)["id"]
    made.served.work()


def _policies(made: World) -> None:
    propose(made, "The day is shorter.")
    made.ids |= {"person": str(made.company["nia"]), "machine": made.machines["partner-machine"]}


def propose(made: World, reason: str) -> None:
    """A proposal of henk's to the approval policy; mara could publish it."""
    shown = ok(made["henk"].get(f"{W}/policies/outreach-approval/1"))
    body = {"yaml": json.dumps({**shown["content"], "reason": reason})}
    proposed = ok(made["henk"].post(f"{W}/policies", json=body), 201)["proposed"][0]
    made.ids |= {"document": proposed["key"], "number": str(proposed["number"])}


def state(made: World) -> dict[str, Any]:
    """Every row of every table, but for the record."""
    with made.served.store.engine.connect() as connection:
        return {
            name: sorted(repr(row) for row in connection.execute(text(f'SELECT * FROM "{name}"')))
            for name in SQLModel.metadata.tables
            if name not in OF_THE_RECORD
        }
