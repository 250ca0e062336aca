"""Decisions: approve, request changes, or veto, by one person in one role, on exactly one text."""

import secrets
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from governance.actions import shown
from governance.actions.settle import settle
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.audit.chain import commitment
from governance.core.errors import NotAllowed, WrongState
from governance.core.review.case import Case
from governance.core.review.deciding import Say, checked_under, deciding_role
from governance.core.review.state import review
from governance.store.case_values import decision_of
from governance.store.cases import case_of
from governance.store.people import standings
from governance.store.reading import seen_of_new
from governance.store.submissions import decision_for
from governance.store.tables.review import DecisionRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx
from governance.store.variants import variant_for


def decide(tx: Tx, actor: Actor, id: UUID, say: Say) -> dict[str, Any]:
    """Record one decision, and answer where the variant stands now."""
    row = variant_for(tx, actor, id, lock=True)
    person = actor.require_person()
    case = case_of(tx, row)
    voter = standings(tx, [UUID(person)])[person]
    role = deciding_role(say, case, review(case, tx.now), actor, voter, tx.now)
    decision = _row(tx, actor, row, case, say, role)
    tx.session.add(decision)
    record = _record(decision, seen_of_new(tx, actor, row))
    tx.append(Act.DECISION_MADE, actor, ("variant", row.id), record, decision.policy_set)
    decided = replace(
        case, decisions=(*case.decisions, decision_of(decision)), people={**case.people, voter.person: voter}
    )
    return {"decision": shown.decision(decision), "review": shown.review(settle(tx, row, decided))}


def withdraw_decision(tx: Tx, actor: Actor, variant_id: UUID, id: UUID) -> dict[str, Any]:
    """Take back one's own decision. A veto ends in this way, or with a new revision, and in no other."""
    decision, row = decision_for(tx, actor, variant_id, id)
    if str(decision.person_id) != actor.require_person():
        raise NotAllowed("Only whoever decided may take it back", code="not_your_decision")
    if decision.withdrawn_at is not None:
        raise WrongState("The decision was taken back already")
    decision.withdrawn_at = tx.now
    data = {"decision": str(decision.id), "verdict": decision.verdict}
    tx.append(Act.DECISION_WITHDRAWN, actor, ("variant", row.id), data, decision.policy_set)
    return {"decision": shown.decision(decision), "review": shown.review(settle(tx, row))}


def _row(tx: Tx, actor: Actor, row: VariantRow, case: Case, say: Say, role: str) -> DecisionRow:
    under = checked_under(case)
    if case.submission is None:
        raise WrongState("The text was not put forward for review")
    return DecisionRow(
        workspace_id=tx.workspace_id,
        id=uuid4(),
        sequence=tx.number(),
        variant_id=row.id,
        submission_id=UUID(case.submission.id),
        person_id=UUID(actor.person),
        role=role,
        verdict=say.verdict,
        call=say.call,
        revision=say.text.revision,
        content_digest=say.text.content_digest,
        manifest_digest=say.text.manifest_digest,
        policy_set=under.policy_set,
        engine=under.engine,
        note=say.note,
        note_salt=secrets.token_bytes(32) if say.note else None,
        decided_at=tx.now,
    )


def _record(decision: DecisionRow, seen: tuple[int, int]) -> dict[str, Any]:
    """What the record keeps of a decision: everything but the note, which it only commits to.

    `seen` is how many of the new statements the person had looked at, and how many there were.
    """
    noted = commitment(decision.note_salt, decision.note) if decision.note and decision.note_salt else None
    return {
        "decision": str(decision.id),
        "submission": str(decision.submission_id),
        "role": decision.role,
        "verdict": decision.verdict,
        "call": decision.call,
        "revision": decision.revision,
        "content_digest": decision.content_digest,
        "manifest_digest": decision.manifest_digest,
        "engine": decision.engine,
        "note": noted,
        "seen": list(seen),
    }
