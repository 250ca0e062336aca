"""How long the gate takes to answer for one message, with many approved variants in the database."""

import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from benchmarks.service.running import KEY, PEOPLE, Running, clean_copy, percentile
from governance.actions.campaigns import campaign_named
from governance.actions.settle import settle_all
from governance.actions.submissions import add_submission
from governance.actions.variants import create_variant
from governance.core.actor import Actor
from governance.core.report import ENGINE
from governance.outside.signing import Keys
from governance.store.engine import make_engine
from governance.store.people import person_actor
from governance.store.people_accounts import person_by_email
from governance.store.policies import policies_in_force
from governance.store.submissions import last_submission
from governance.store.tables.review import DecisionRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Store, Tx, without_background_work
from governance.store.workspaces import workspace_id_of
from governance.web.api.bodies import VariantBody

W = f"/api/w/{KEY}"
BATCH = 50
VALUES = {
    "first_name": "Anna",
    "sender_first_name": "Ines",
    "postal_address": "Loopfern GmbH, Ritterstr. 1, Berlin",
    "unsubscribe_link": "https://loopfern.example/u/1",
}


def seed_approved(server: Running, count: int) -> list[str]:
    """So many approved variants with signed permits, many a transaction: the rows that four people's work leaves."""
    store = Store(make_engine(server.database), without_background_work, Keys(server.folder / "data" / "keys"))
    workspace = workspace_id_of(store, KEY)
    ids: list[str] = []
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        ids += store.transaction(workspace, lambda tx, numbers=numbers: _approved(tx, numbers))  # type: ignore[misc]
    store.engine.dispose()
    return ids


def _approved(tx: Tx, numbers: Sequence[int]) -> list[str]:
    author = _actor(tx, PEOPLE["marketing"][0])
    campaign = campaign_named(tx, author, None, "gate")
    rows = []
    for number in numbers:
        body = VariantBody.model_validate(clean_copy(number))
        row = create_variant(tx, author, campaign, body.variant(body.name))
        add_submission(tx, author, row)
        rows.append(row)
    tx.session.flush()
    for row in rows:
        _decided(tx, row, PEOPLE["marketing"][1], "marketing", None)
        _decided(tx, row, PEOPLE["sales"][0], "sales", "yes")
    assert all(one.review.approved for one in settle_all(tx, rows))
    return [str(row.id) for row in rows]


def _actor(tx: Tx, name: str) -> Actor:
    person = person_by_email(tx, f"{name}@loopfern.example")
    assert person is not None
    return person_actor(tx, person.id)


def _decided(tx: Tx, row: VariantRow, name: str, role: str, call: str | None) -> None:
    policies, submission = policies_in_force(tx), last_submission(tx, row)
    assert policies
    assert submission
    tx.session.add(
        DecisionRow(
            workspace_id=tx.workspace_id,
            id=uuid4(),
            sequence=tx.number(),
            variant_id=row.id,
            submission_id=submission.id,
            person_id=UUID(_actor(tx, name).person),
            role=role,
            verdict="approve",
            call=call,
            revision=row.revision,
            content_digest=row.content_digest,
            manifest_digest=row.manifest_digest,
            policy_set=policies.digest,
            engine=ENGINE,
            decided_at=tx.now,
        )
    )


def measure_gate(server: Running, ids: Sequence[str], requests: int) -> dict[str, Any]:
    """Ask for one message after the other, each of another variant and to another recipient."""
    client = server.client(PEOPLE["sales"][0])
    seconds, allowed = [], 0
    for number in range(requests):
        id = ids[number * 7919 % len(ids)]
        head = client.get(f"{W}/variants/{id}").json()["head"]["content"]
        message = {"variant": id, "subject": _filled(head["subject"]), "body": _filled(head["body"])}
        message |= {"values": VALUES, "country": "DE", "recipient": f"{number}@example.org"}  # type: ignore[dict-item]
        began = time.perf_counter()
        answer = client.post(f"{W}/launch/authorize", json=message)
        seconds.append(time.perf_counter() - began)
        answer.raise_for_status()
        allowed += answer.json()["allow"]
    assert allowed == requests, answer.text
    return {
        "approved": len(ids),
        "requests": requests,
        "p50_ms": round(1000 * percentile(seconds, 0.5), 1),
        "p99_ms": round(1000 * percentile(seconds, 0.99), 1),
    }


def _filled(text: str) -> str:
    for name, value in VALUES.items():
        text = text.replace("{{" + name + "}}", value)
    return text
