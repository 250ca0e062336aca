"""The state of a review: a pure function of what was recorded and the time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from governance.core.policy.approval import ApprovalPolicy
from governance.core.review.basis import Basis
from governance.core.review.case import Case, Decision, DecisionVerdict, State, Submission
from governance.core.review.counting import Uncounted, current, expiry, uncounted
from governance.core.review.reason import AUTHOR, OPERATOR, Reason, Refusal
from governance.core.review.refusals import ended_claims, open_findings, open_requirements, stopped
from governance.core.review.requirements import RequirementResult, Status, results


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
        """Nothing is in the way, and at least one person said yes."""
        return self.state == "approved" and not self.refusals and any(one.decisions for one in self.requirements)

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
    if not case.contributors:
        message = "Nobody is known to have written the text, so nobody can be told apart from its authors"
        return _shut("checking", Reason.AUTHORS_MISSING, message, OPERATOR)
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
        *stopped(case, decisions),
        *open_findings(basis, case, policy, now),
        *ended_claims(basis, now),
        *open_requirements(met),
    )
    found = Review(
        state=_state(refusals),
        requirements=tuple(met),
        refusals=refusals,
        uncounted=tuple(Uncounted(id, why) for id, why in why_not.items() if why),
    )
    return replace(
        found,
        valid_until=_valid_until(case, policy, basis, counting, now) if found.approved else None,
        changes_at=_changes_at(case, policy, basis, approvals, now),
    )


def _state(refusals: tuple[Refusal, ...]) -> State:
    codes = {refusal.code for refusal in refusals}
    if Reason.VETO_STANDS in codes:
        return "vetoed"
    if Reason.CHANGES_REQUESTED in codes:
        return "changes_requested"
    return "in_review" if refusals else "approved"


def _valid_until(
    case: Case, policy: ApprovalPolicy, basis: Basis, counting: Sequence[Decision], now: datetime
) -> datetime | None:
    """The earliest end of the approvals, claims and waivers."""
    ends = [expiry(decision, policy) for decision in counting]
    ends += [claim.ends for claim in basis.claims if claim.ends]
    ends += [waiver.ends_at for waiver in case.waivers if waiver.covers(case.head)]
    return min((instant for instant in ends if instant > now), default=None)


def _changes_at(
    case: Case, policy: ApprovalPolicy, basis: Basis, approvals: Sequence[Decision], now: datetime
) -> datetime | None:
    """The next instant at which an approval, a claim or a waiver begins or ends."""
    turns = [instant for one in approvals for instant in (one.decided_at, expiry(one, policy))]
    turns += [instant for claim in basis.claims for instant in (claim.begins, claim.ends) if instant]
    turns += [instant for waiver in case.waivers for instant in (waiver.granted_at, waiver.ends_at)]
    return min((instant for instant in turns if instant > now), default=None)
