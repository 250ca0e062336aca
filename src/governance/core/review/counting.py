"""Which decisions stand on a submission, and which of the approvals among them count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from governance.core.policy.approval import ApprovalPolicy
from governance.core.review.case import CallVerdict, Case, Decision, DecisionVerdict
from governance.core.review.survival import stale_reason


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A decision that does not count, and why."""

    decision: str
    message: str


def current(decisions: Iterable[Decision], submission: str) -> list[Decision]:
    """What each person says of a submission now: the last decision that they did not take back, in order.

    An approval that its author decided anew upon is over: taking back the later word does not bring it back.
    """
    last: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda one: one.sequence):
        if decision.submission != submission:
            continue
        if not decision.withdrawn:
            last[decision.person] = decision
        elif decision.person in last and last[decision.person].verdict is DecisionVerdict.APPROVE:
            del last[decision.person]
    return sorted(last.values(), key=lambda one: one.sequence)


def uncounted(decision: Decision, case: Case, policy: ApprovalPolicy, now: datetime) -> str | None:
    """Why an approval counts for no requirement at all; None if it may count."""
    if decision.text != case.head:
        return "it was given to another text"
    voter = case.people.get(decision.person)
    if voter is None or not voter.holds(decision.role, decision.decided_at, now):
        return f"the person no longer holds role {decision.role}, or did not when deciding"
    if now >= expiry(decision, policy):
        return f"approvals last {policy.approval_valid_days} days"
    if decision.call is CallVerdict.NO or (decision.call is CallVerdict.WITH_CHANGES and not decision.has_note):
        return "the answer to the call question does not carry an approval"
    if _reason_missing(decision, case, policy):
        return "a warning is open, and an approval of it needs a reason"
    return stale_reason(decision, case)


def expiry(decision: Decision, policy: ApprovalPolicy) -> datetime:
    """The instant at which an approval ends."""
    return decision.decided_at + timedelta(days=policy.approval_valid_days)


def _reason_missing(decision: Decision, case: Case, policy: ApprovalPolicy) -> bool:
    asked = policy.findings.warning == "reason_needed_from_approver"
    return asked and not decision.has_note and case.basis is not None and bool(case.basis.of("warning"))
