"""Requirements: which apply, whose decisions meet them, and that no person counts twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from governance.core.policy.approval import ApprovalPolicy, Requirement
from governance.core.policy.evaluation import Outcome
from governance.core.review.case import CallVerdict, Case, Decision, DecisionVerdict
from governance.core.review.people import PARTNER, Standing
from governance.core.review.survival import stale_reason


class Status(StrEnum):
    """Only satisfied and not applicable let anything through; error stays shut."""

    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """One requirement of the policy for one case: the decisions that meet it, and what is missing."""

    id: str
    role: str
    status: Status
    needed: int
    decisions: tuple[str, ...] = ()
    waiting_for: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A decision that does not count, and why."""

    decision: str
    message: str


def current(decisions: Iterable[Decision], submission: str) -> list[Decision]:
    """The last decision of each person on a submission, in order; withdrawn ones are no decisions."""
    last: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda one: one.sequence):
        if decision.submission == submission and not decision.withdrawn:
            last[decision.person] = decision
    return sorted(last.values(), key=lambda one: one.sequence)


def excluded(requirement: Requirement, voter: Standing, case: Case) -> str | None:
    """Why a person may never meet a requirement of this case: they, or their organisation, contributed."""
    if any(contributor.person == voter.person for contributor in case.contributors):
        return "whoever wrote, edited or uploaded the text never decides on it"
    organisations = {contributor.organisation for contributor in case.contributors} - {None}
    if requirement.excludes == "organisation" and voter.organisation in organisations:
        return "the organisation that contributed the text does not decide on it"
    if requirement.role == PARTNER and voter.partner != case.campaign.partner:
        return "another partner's campaign is not theirs to decide on"
    return None


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


def facts(case: Case) -> Mapping[str, object]:
    """What `when` of a requirement may ask of a submission."""
    categories = sorted({claim.category for claim in case.basis.claims}) if case.basis else None
    campaign = {"key": case.campaign.key, "partner": case.campaign.partner}
    return {"campaign": campaign, "claim_categories": categories}


def results(
    case: Case, policy: ApprovalPolicy, approvals: Sequence[Decision], now: datetime
) -> list[RequirementResult]:
    """Every requirement of the policy with its status. `approvals` are those that may count."""
    known = facts(case)
    applying = {requirement.id: requirement.applies(known, now) for requirement in policy.requirements}
    open_ = [requirement for requirement in policy.requirements if applying[requirement.id] is Outcome.PASS]
    met = _assigned(open_, approvals, case)
    full = {one.id for one in open_ if len(met[one.id]) == one.approvals}
    return [_result(one, applying[one.id], met.get(one.id, ()), full, applying) for one in policy.requirements]


def _result(
    requirement: Requirement,
    applies: Outcome,
    decisions: Sequence[str],
    full: set[str],
    applying: Mapping[str, Outcome],
) -> RequirementResult:
    id, role, needed = requirement.id, requirement.role, requirement.approvals
    if applies is Outcome.FAIL:
        return RequirementResult(id, role, Status.NOT_APPLICABLE, needed)
    if applies is Outcome.UNKNOWN:
        message = f"Whether {id} applies cannot be told, so it stays shut"
        return RequirementResult(id, role, Status.ERROR, needed, message=message)
    waiting = tuple(one for one in requirement.after if one not in full and applying[one] is not Outcome.FAIL)
    if id in full:
        return RequirementResult(id, role, Status.SATISFIED, needed, tuple(decisions), waiting)
    message = f"{len(decisions)} of {needed} by {role}"
    if waiting:
        message += f", after {' and '.join(waiting)}"
    return RequirementResult(id, role, Status.UNSATISFIED, needed, tuple(decisions), waiting, message)


def _assigned(open_: Sequence[Requirement], approvals: Sequence[Decision], case: Case) -> dict[str, list[str]]:
    """As many slots filled as can be, each by a decision of its own: a matching by augmenting paths.

    Each person has one current decision, so distinct decisions are distinct people.
    """
    slots = [one for one in open_ for _ in range(one.approvals)]
    fits = [[_fits(requirement, decision, case) for decision in approvals] for requirement in slots]
    filled: dict[int, int] = {}
    for slot in range(len(slots)):
        _augment(slot, fits, filled, set())
    met: dict[str, list[str]] = {requirement.id: [] for requirement in open_}
    for at, slot in sorted(filled.items()):
        met[slots[slot].id].append(approvals[at].id)
    return met


def _augment(slot: int, fits: Sequence[Sequence[bool]], filled: dict[int, int], seen: set[int]) -> bool:
    """Fill a slot, moving earlier decisions to other slots where that makes room."""
    for at, fit in enumerate(fits[slot]):
        if fit and at not in seen:
            seen.add(at)
            if at not in filled or _augment(filled[at], fits, filled, seen):
                filled[at] = slot
                return True
    return False


def _fits(requirement: Requirement, decision: Decision, case: Case) -> bool:
    if decision.verdict is not DecisionVerdict.APPROVE or decision.role != requirement.role:
        return False
    if requirement.asks and decision.call is None:
        return False
    return excluded(requirement, case.people[decision.person], case) is None
