"""The state of a review: a pure function of what was recorded and the time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from governance.core.policy.approval import ApprovalPolicy, Waivable
from governance.core.review.case import (
    Basis,
    Case,
    ClaimTerms,
    Decision,
    DecisionVerdict,
    FindingKey,
    State,
    Submission,
)
from governance.core.review.reason import AUTHOR, OPERATOR, Reason, Refusal
from governance.core.review.requirements import (
    RequirementResult,
    Status,
    Uncounted,
    current,
    expiry,
    results,
    uncounted,
)


@dataclass(frozen=True, slots=True)
class Review:
    """Where a variant stands at an instant, and everything that is still in the way.

    `valid_until` is the earliest end of what an approval rests on; `changes_at` the instant at which time
    alone will change this review.
    """

    state: State
    requirements: tuple[RequirementResult, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    uncounted: tuple[Uncounted, ...] = ()
    valid_until: datetime | None = None
    changes_at: datetime | None = None

    @property
    def approved(self) -> bool:
        return self.state == "approved" and not self.refusals

    @property
    def open_requirements(self) -> tuple[RequirementResult, ...]:
        """Those that somebody can meet now: in review, unsatisfied, and not waiting for another."""
        if self.state != "in_review":
            return ()
        return tuple(one for one in self.requirements if one.status is Status.UNSATISFIED and not one.waiting_for)


def review(case: Case, now: datetime) -> Review:
    """The only place that says whether something is approved. Whatever is missing keeps it shut."""
    submission = case.submission
    if submission is None:
        return _shut("draft", Reason.NOT_SUBMITTED, "The text was not put forward for review", AUTHOR)
    if submission.recalled:
        return _shut("recalled", Reason.RECALLED, "The text was recalled; put it forward again", AUTHOR)
    if submission.withdrawn:
        return _shut("withdrawn", Reason.WITHDRAWN, "The text was withdrawn; put it forward again", AUTHOR)
    if submission.text != case.head:
        return _shut("draft", Reason.EDITED, "The text was edited after it was put forward", AUTHOR)
    if case.terms is None or case.terms.approval is None:
        return _shut("checking", Reason.POLICY_MISSING, "No complete policy set is in force", OPERATOR)
    if case.basis is None:
        message = "The checks have not run under the policies in force"
        return _shut("checking", Reason.CHECK_MISSING, message, OPERATOR)
    return _judged(case, case.terms.approval, case.basis, submission, now)


def _shut(state: State, code: Reason, message: str, who: str) -> Review:
    return Review(state, refusals=(Refusal(code, message, (who,)),))


def _judged(case: Case, policy: ApprovalPolicy, basis: Basis, submission: Submission, now: datetime) -> Review:
    decisions = current(case.decisions, submission.id)
    approvals = [one for one in decisions if one.verdict is DecisionVerdict.APPROVE]
    why_not = {one.id: uncounted(one, case, policy, now) for one in approvals}
    counting = [one for one in approvals if why_not[one.id] is None]
    met = results(case, policy, counting, now)
    refusals = (
        *_stopped(case, submission),
        *_blockers(basis, case, policy, now),
        *_claims(basis, now),
        *_requirements(met),
    )
    found = Review(
        state=_state(refusals),
        requirements=tuple(met),
        refusals=refusals,
        uncounted=tuple(Uncounted(id, why) for id, why in why_not.items() if why),
    )
    return _timed(found, case, policy, basis, counting, now)


def _state(refusals: tuple[Refusal, ...]) -> State:
    codes = {refusal.code for refusal in refusals}
    if Reason.VETO_STANDS in codes:
        return "vetoed"
    if Reason.CHANGES_REQUESTED in codes:
        return "changes_requested"
    return "in_review" if refusals else "approved"


def _stopped(case: Case, submission: Submission) -> Iterator[Refusal]:
    """Vetoes and requests for changes.

    A veto is on the words with their manifest: it outlives its author's later decisions, its author's account and
    a new submission of the same words, until it is withdrawn.
    """
    for decision in case.decisions:
        if decision.verdict is DecisionVerdict.VETO and not decision.withdrawn and decision.text.same_words(case.head):
            message = f"A veto by {decision.role} stands"
            yield Refusal(Reason.VETO_STANDS, message, ("whoever vetoed", AUTHOR))
    for decision in current(case.decisions, submission.id):
        if decision.verdict is DecisionVerdict.REQUEST_CHANGES:
            yield Refusal(Reason.CHANGES_REQUESTED, f"{decision.role} requested changes", (AUTHOR, decision.role))


def _blockers(basis: Basis, case: Case, policy: ApprovalPolicy, now: datetime) -> Iterator[Refusal]:
    for severity, handling in (("blocker", policy.findings.blocker), ("warning", policy.findings.warning)):
        if handling == "reason_needed_from_approver":
            continue
        roles = handling.waivable_by if isinstance(handling, Waivable) else ()
        for finding in basis.of("blocker" if severity == "blocker" else "warning"):
            if not waived(finding, roles, case, now):
                message = (
                    f"{finding.code} is open in the {finding.part}: {finding.quote[:80] or 'something is missing'}"
                )
                yield Refusal(Reason.BLOCKER_OPEN, message, (AUTHOR, *roles))


def waived(finding: FindingKey, roles: tuple[str, ...], case: Case, now: datetime) -> bool:
    """Whether somebody entitled, who did not contribute, accepted the finding for now."""
    contributors = {contributor.person for contributor in case.contributors}
    return any(
        waiver.finding == finding
        and waiver.role in roles
        and waiver.person not in contributors
        and now < waiver.ends_at
        and (holder := case.people.get(waiver.person)) is not None
        and holder.holds(waiver.role, waiver.granted_at, now)
        for waiver in case.waivers
    )


def _claims(basis: Basis, now: datetime) -> Iterator[Refusal]:
    for claim in sorted(basis.claims, key=lambda one: one.ref):
        if not claim.valid(now):
            yield Refusal(Reason.CLAIM_NOT_VALID, f"Claim {claim.ref} may not be said now", (AUTHOR,))


def _requirements(met: list[RequirementResult]) -> Iterator[Refusal]:
    for one in met:
        if one.status is Status.ERROR:
            yield Refusal(Reason.REQUIREMENT_UNKNOWN, one.message, (OPERATOR,))
        if one.status is Status.UNSATISFIED:
            yield Refusal(Reason.REQUIREMENT_OPEN, f"{one.id} is open: {one.message}", (one.role,))
    if all(one.status is Status.NOT_APPLICABLE for one in met):
        yield Refusal(Reason.NO_REQUIREMENT, "No requirement applies, so nobody has approved", (OPERATOR,))


def _timed(
    found: Review, case: Case, policy: ApprovalPolicy, basis: Basis, counting: list[Decision], now: datetime
) -> Review:
    """With the instants at which approvals, claims and waivers end, or claims begin."""
    ends = [expiry(decision, policy) for decision in counting]
    ends += [claim.ends for claim in basis.claims if claim.ends]
    ends += [waiver.ends_at for waiver in case.waivers]
    begins = [claim.begins for claim in basis.claims if not _begun(claim, now)]
    coming = [instant for instant in (*ends, *begins) if instant > now]
    until = min((instant for instant in ends if instant > now), default=None)
    return replace(found, valid_until=until if found.approved else None, changes_at=min(coming, default=None))


def _begun(claim: ClaimTerms, now: datetime) -> bool:
    return claim.begins <= now
