"""Everything that a person needs to review one text, read at once: the text, the evidence, what is open, and what
they may do."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from governance.actions import shown
from governance.actions.claim_facts import claims_of
from governance.actions.comments import comments_on
from governance.actions.queue import due_at, seconds_left
from governance.actions.settle import Settled
from governance.core.actor import Actor
from governance.core.policy.approval import ApprovalPolicy
from governance.core.policy.policy_set import PolicySet
from governance.core.report import ENGINE
from governance.core.review.case import Case
from governance.core.review.deciding import confirmation_due
from governance.core.review.openings import openings
from governance.core.review.people import PARTNER
from governance.core.review.state import Review, review
from governance.store.cases import dossier_of
from governance.store.neighbours import neighbours, place_of
from governance.store.people import standings
from governance.store.people_lists import holders, people_by_id
from governance.store.permits import last_permit
from governance.store.policies import policies_in_force
from governance.store.reading import note_seen, seen_marks, statements_of
from governance.store.tables.review import DecisionRow, WaitingRow
from governance.store.tables.variants import RevisionRow, VariantRow
from governance.store.transaction import Tx
from governance.store.variants import report_row, revision_row, variant_for
from governance.store.waiting import waiting_of
from governance.store.workspaces import partners

Json = dict[str, Any]
MOST_HOLDERS = 60
"""People told of as those who can decide, all roles together."""


def look_to_review(tx: Tx, actor: Actor, id: UUID) -> Json:
    """One variant for the review page."""
    row = variant_for(tx, actor, id)
    dossier = dossier_of(tx, row)
    case, campaign, submission = dossier.case, dossier.campaign, dossier.submission
    found, policies = review(case, tx.now), policies_in_force(tx)
    head, permit = revision_row(tx, row, row.revision), last_permit(tx, row)
    report = _report(tx, row, policies)
    return {
        "variant": {**shown.variant(row, campaign), "campaign": shown.campaign(campaign), "partner": _partner(tx, row)},
        "head": shown.revision(head),
        "report": report,
        "reads": _reads(tx, actor, row),
        "claims": claims_of(policies, report) if policies and report else {},
        "review": shown.review(Settled(case, found)),
        "submission": shown.submission(submission) if submission else None,
        "decisions": [shown.decision(one) for one in dossier.decisions],
        "permit": shown.permit(permit) if permit else None,
        "comments": comments_on(tx, row)["items"],
        "people": _names(tx, case, head, dossier.decisions),
        "deciders": _deciders(tx, actor, row, case),
        "company": actor.partner is None,
        "before": shown.revision(revision_row(tx, row, row.revision - 1)) if row.revision > 1 else None,
        "track": _track(tx, policies) if policies else None,
        "required": _required(head, policies),
        "limits": {one.requirement: _limit(tx, one) for one in waiting_of(tx, [row])[row.id]},
        **_yours(tx, actor, case, found),
    }


def _report(tx: Tx, row: VariantRow, policies: PolicySet | None) -> Json | None:
    """The report on the head revision under the policies in force, if the checks have run."""
    found = report_row(tx, row, row.revision, policies.digest, ENGINE) if policies else None
    return {**json.loads(found.content), "checked_at": found.checked_at.isoformat()} if found else None


def _required(head: RevisionRow, policies: PolicySet | None) -> Sequence[str]:
    """What every rendering must have on the channel of the text, as the message standard writes it."""
    channel = policies.standard.channels.get(head.manifest.get("channel") or "") if policies else None
    return channel.require if channel else ()


def _track(tx: Tx, policies: PolicySet) -> Json:
    return tx.kept.get(("track", policies.digest), lambda: policies.talk_track.model_dump(mode="json"))


def _partner(tx: Tx, row: VariantRow) -> Json | None:
    found = partners(tx).get(row.partner_id) if row.partner_id else None
    return {"key": found.key, "name": found.name} if found else None


def _reads(tx: Tx, actor: Actor, row: VariantRow) -> dict[int, Json]:
    """Of each statement by its place in the report: its mark, and whether it is known and was seen by this person."""
    seen = seen_marks(tx, UUID(actor.require_person()), row)
    read = statements_of(tx, actor, [row])[row.id]
    return {one.number: {"mark": one.mark, "known": one.known, "seen": one.mark in seen} for one in read}


def _limit(tx: Tx, waiting: WaitingRow) -> Json:
    """When the time limit of an open requirement ends, and the working time until then, in seconds."""
    return {"due_at": due_at(waiting), "left": seconds_left(tx, waiting)}


def look_around(tx: Tx, actor: Actor, id: UUID) -> Json:
    """Where a variant stands in the queue of whoever looks, and what comes before and after."""
    if not actor.roles:
        return {"at": None, "of": 0, "before": None, "next": None}
    place = place_of(tx, actor, id)
    found = neighbours(tx, actor, id, place)
    names = {"before": found.before, "next": found.next}
    told = {name: {"id": str(one.id), "name": one.name} if one else None for name, one in names.items()}
    return {"at": found.passed + 1 if place else None, "of": found.every, **told}


def _names(tx: Tx, case: Case, head: RevisionRow, decisions: Sequence[DecisionRow]) -> dict[str, str]:
    """Everybody who wrote or decided, by id."""
    ids = {UUID(one.person) for one in case.contributors} | {one.person_id for one in decisions} | {head.person_id}
    return {str(id): person.name for id, person in people_by_id(tx, ids).items()}


def _deciders(tx: Tx, actor: Actor, row: VariantRow, case: Case) -> dict[str, list[Json]]:
    """Who could decide in each role that the policy asks for, without those who wrote the text.

    A partner's people are told of their own colleagues alone.
    """
    policy = case.terms.approval if case.terms else None
    roles = {one.role for one in policy.requirements} if policy else set()
    wrote = {one.person for one in case.contributors}
    found = holders(tx, roles if actor.partner is None else roles & {PARTNER}, row.partner_id, MOST_HOLDERS)
    return {
        role: [{"id": str(one.id), "name": one.name} for one in people if str(one.id) not in wrote]
        for role, people in found.items()
    }


def _yours(tx: Tx, actor: Actor, case: Case, found: Review) -> Json:
    """What whoever looks may decide, and whether they had a hand in the text."""
    person = actor.require_person()
    voter = standings(tx, [UUID(person)])[person]
    policy = case.terms.approval if case.terms else None
    open_ = openings(case, found, actor, voter, tx.now)
    return {
        "openings": {verdict.value: asdict(opening) for verdict, opening in open_.items()},
        "confirm": policy is not None and confirmation_due(policy, actor, tx.now),
        "contributed": case.contributed(voter),
        "proposes": _may_propose(actor, policy),
    }


def _may_propose(actor: Actor, policy: ApprovalPolicy | None) -> bool:
    """Whether they own the talk track, and may propose a statement as a claim."""
    return (
        actor.partner is None and policy is not None and any(role in actor.roles for role in policy.owners.talk_track)
    )


def note_evidence_seen(tx: Tx, actor: Actor, id: UUID, mark: str) -> Json:
    """Remember that a person was shown the evidence for a statement of the head revision."""
    note_seen(tx, actor, variant_for(tx, actor, id), mark)
    return {}
