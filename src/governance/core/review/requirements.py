"""Requirements: which apply to a case, what meets them, and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from governance.core.policy.approval import ApprovalPolicy, Requirement
from governance.core.policy.evaluation import Outcome
from governance.core.review.case import Case, Decision
from governance.core.review.matching import assigned


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
    met = assigned(open_, approvals, case)
    # What asks for nobody is met by nobody.
    full = {one.id for one in open_ if 0 < one.approvals == len(met[one.id])}
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
