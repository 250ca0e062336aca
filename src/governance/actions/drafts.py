"""Drafts: what the checks and the reviewers would see of a text that is not kept anywhere."""

from typing import Any

from governance.actions.checks import run_checks
from governance.actions.claim_facts import claims_of
from governance.core.actor import Actor
from governance.core.claims.known import marks
from governance.core.copy.variant import Variant
from governance.core.policy.approval import ApprovalPolicy, Requirement
from governance.core.policy.evaluation import Outcome
from governance.core.policy.policy_set import PolicySet
from governance.core.report import Report
from governance.core.review.basis import basis_of
from governance.core.review.time_limits import NEVER, due
from governance.outside.reports.json_report import report_object
from governance.store.policies import policies_in_force
from governance.store.reading import known_marks
from governance.store.transaction import Tx
from governance.store.workspaces import partners, workspace

Json = dict[str, Any]


def check_draft(tx: Tx, actor: Actor, variant: Variant) -> Json:
    """The report on a text, which statements of it are known, and who would decide. Nothing is kept."""
    actor.require_scope("submit")
    policies = policies_in_force(tx)
    if policies is None:
        return {"report": None, "reads": {}, "claims": {}, "deciding": [], "policy_set": None}
    report = run_checks(variant, policies).report
    told = report_object(report)
    return {
        "report": told,
        "reads": _reads(tx, actor, report, policies),
        "claims": claims_of(policies, told),
        "deciding": _deciding(tx, actor, variant, report, policies),
        "policy_set": policies.digest,
    }


def _reads(tx: Tx, actor: Actor, report: Report, policies: PolicySet) -> dict[int, Json]:
    found = marks(report.statements, policies)
    known = known_marks(tx, actor, found.values())
    return {number: {"mark": mark, "known": mark in known, "seen": True} for number, mark in found.items()}


def _deciding(tx: Tx, actor: Actor, variant: Variant, report: Report, policies: PolicySet) -> list[Json]:
    """The requirements that would apply, each with the instant at which its time limit would end."""
    if policies.approval is None:
        return []
    categories = sorted({claim.category for claim in basis_of(report, policies).claims})
    partner = next((row.key for id, row in partners(tx).items() if str(id) == actor.partner), None)
    facts = {"campaign": {"key": variant.campaign, "partner": partner}, "claim_categories": categories}
    return [_told(tx, one) for one in _applying(policies.approval, facts, tx)]


def _applying(policy: ApprovalPolicy, facts: Json, tx: Tx) -> list[Requirement]:
    return [one for one in policy.requirements if one.applies(facts, tx.now) is not Outcome.FAIL]


def _told(tx: Tx, one: Requirement) -> Json:
    place, limit = workspace(tx), one.within_business_hours
    ends = due(tx.now, limit, place.business_hours, place.time_zone) if limit else NEVER
    until = ends.isoformat() if ends != NEVER else None
    return {"role": one.role, "needed": one.approvals, "after": list(one.after), "due_at": until}
