"""Everything that stands between a text and its approval, one refusal each."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from governance.core.policy.approval import ApprovalPolicy, Waivable
from governance.core.policy.standard import Severity
from governance.core.review.basis import Basis, FindingKey
from governance.core.review.case import Case, Decision, DecisionVerdict, Waiver
from governance.core.review.reason import AUTHOR, OPERATOR, Reason, Refusal
from governance.core.review.requirements import RequirementResult, Status

SHOWN = 80
"""Characters of a quote in a message."""


def stopped(case: Case, current: Iterable[Decision]) -> Iterator[Refusal]:
    """Vetoes and requests for changes.

    A veto is on the words with their manifest: it outlives its author's later decisions, its author's account and
    a new submission of the same words, until it is withdrawn.
    """
    for decision in case.decisions:
        if decision.verdict is DecisionVerdict.VETO and not decision.withdrawn and decision.text.same_words(case.head):
            yield Refusal(Reason.VETO_STANDS, f"A veto by {decision.role} stands", ("whoever vetoed", AUTHOR))
    for decision in current:
        if decision.verdict is DecisionVerdict.REQUEST_CHANGES:
            yield Refusal(Reason.CHANGES_REQUESTED, f"{decision.role} requested changes", (AUTHOR, decision.role))


def open_findings(basis: Basis, case: Case, policy: ApprovalPolicy, now: datetime) -> Iterator[Refusal]:
    """Findings that must be fixed, or waived by somebody entitled, and are neither."""
    severities: tuple[Severity, ...] = ("blocker", "warning")
    for severity in severities:
        handling = getattr(policy.findings, severity)
        if handling == "reason_needed_from_approver":
            continue
        roles = handling.waivable_by if isinstance(handling, Waivable) else ()
        for finding in basis.of(severity):
            if not any(holds(waiver, finding, roles, case, now) for waiver in case.waivers):
                yield Refusal(Reason.BLOCKER_OPEN, _in_words(finding), (AUTHOR, *roles))


def holds(waiver: Waiver, finding: FindingKey, roles: tuple[str, ...], case: Case, now: datetime) -> bool:
    """Whether a waiver accepts the finding now: on this text, by somebody entitled who had no hand in it."""
    waived = waiver.finding == finding and waiver.covers(case.head) and now < waiver.ends_at
    holder = case.people.get(waiver.person)
    if not waived or holder is None or waiver.role not in roles:
        return False
    mine = case.contributed(holder) or case.organisation_contributed(holder)
    return not mine and holder.holds(waiver.role, waiver.granted_at, now)


def _in_words(finding: FindingKey) -> str:
    return f"{finding.code} is open in the {finding.part}: {finding.quote[:SHOWN] or 'something is missing'}"


def ended_claims(basis: Basis, now: datetime) -> Iterator[Refusal]:
    """Claims that the text rests on and that may not be said now."""
    for claim in sorted(basis.claims, key=lambda one: one.ref):
        if not claim.valid(now):
            yield Refusal(Reason.CLAIM_NOT_VALID, f"Claim {claim.ref} may not be said now", (AUTHOR,))


def open_requirements(found: Iterable[RequirementResult]) -> Iterator[Refusal]:
    """Requirements that nobody has met yet, that cannot be told, or that are not there at all."""
    applying = [one for one in found if one.status is not Status.NOT_APPLICABLE]
    for one in applying:
        if one.status is Status.ERROR:
            yield Refusal(Reason.REQUIREMENT_UNKNOWN, one.message, (OPERATOR,))
        if one.status is Status.UNSATISFIED:
            yield Refusal(Reason.REQUIREMENT_OPEN, f"{one.id} is open: {one.message}", (one.role,))
    if not applying:
        yield Refusal(Reason.NO_REQUIREMENT, "No requirement applies, so nobody has approved", (OPERATOR,))
