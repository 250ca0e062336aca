"""May this person say this of this text now? Raised before anything is recorded; the gate asks it all again."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from governance.core.actor import Actor
from governance.core.errors import NotAllowed, Stale, Unusable, WrongState
from governance.core.policy.approval import ApprovalPolicy, Requirement
from governance.core.policy.evaluation import Outcome
from governance.core.review.basis import CheckedUnder
from governance.core.review.case import CallVerdict, Case, DecisionVerdict, State, Text
from governance.core.review.matching import excluded
from governance.core.review.people import Standing
from governance.core.review.reason import Reason
from governance.core.review.requirements import RequirementResult, Status, facts
from governance.core.review.state import Review

CONFIRMED_FOR = timedelta(minutes=10)
_OPEN: dict[DecisionVerdict, tuple[State, ...]] = {
    DecisionVerdict.APPROVE: ("in_review", "changes_requested", "approved"),
    DecisionVerdict.REQUEST_CHANGES: ("in_review", "changes_requested", "approved"),
    DecisionVerdict.VETO: ("in_review", "changes_requested", "approved", "vetoed"),
}

_STANDS: dict[State, str] = {
    "draft": "not put forward for review",
    "checking": "not checked under the policies in force",
    "in_review": "in review",
    "changes_requested": "sent back for changes",
    "vetoed": "vetoed",
    "approved": "approved",
    "withdrawn": "withdrawn",
    "recalled": "recalled",
}


@dataclass(frozen=True, slots=True)
class Say:
    """What somebody is about to decide, and on exactly what."""

    verdict: DecisionVerdict
    text: Text
    policy_set: str
    role: str | None = None
    call: CallVerdict | None = None
    note: str | None = None

    @property
    def has_note(self) -> bool:
        return bool(self.note and self.note.strip())


def deciding_role(say: Say, case: Case, review: Review, actor: Actor, voter: Standing, now: datetime) -> str:
    """The role in which the decision counts. Raises Stale, WrongState, NotAllowed or Unusable."""
    actor.require_person()
    _require_same(say, case)
    _require_open(say, review)
    policy = case.terms.approval if case.terms else None
    if policy is None:
        raise WrongState("No approval policy is in force, so nobody can decide")
    _require_confirmed(policy, actor, now)
    requirement = _requirement(_possible(say, case, policy, actor, voter, now), case, review, voter)
    if say.verdict is DecisionVerdict.APPROVE:
        _require_approvable(say, case, review, requirement)
    elif not say.has_note:
        raise Unusable("Say what has to change, or why the text must not go out", code="note_needed", field="note")
    return requirement.role


def _require_same(say: Say, case: Case) -> None:
    """A decision names exactly what its person read; anything else was decided about another text."""
    if say.text != case.head:
        message = (
            f"Revision {case.head.revision} is there now; you read revision {say.text.revision} or another manifest"
        )
        raise Stale(message, code="text_changed")
    if case.in_force is None or say.policy_set != case.in_force.policy_set:
        raise Stale("The policies changed since you read the text", code="policies_changed")


def _require_open(say: Say, review: Review) -> None:
    if review.state not in _OPEN[say.verdict]:
        raise WrongState(f"The text is {_STANDS[review.state]}")


def confirmation_due(policy: ApprovalPolicy, actor: Actor, now: datetime) -> bool:
    """Whether the policy asks for the password, and it was not given just now."""
    asked = policy.confirm_decisions_with == "password"
    return asked and (actor.confirmed_at is None or actor.confirmed_at < now - CONFIRMED_FOR)


def _require_confirmed(policy: ApprovalPolicy, actor: Actor, now: datetime) -> None:
    if policy.confirm_decisions_with == "passkey":
        raise NotAllowed("The policy asks for passkeys, which are not available yet", code="confirmation_needed")
    if confirmation_due(policy, actor, now):
        raise NotAllowed("Give your password again; the policy asks for it", code="confirmation_needed")


def _possible(
    say: Say, case: Case, policy: ApprovalPolicy, actor: Actor, voter: Standing, now: datetime
) -> list[Requirement]:
    """The requirements that apply and whose role the person holds. Raises NotAllowed if there is none."""
    known = facts(case)
    mine = [
        one
        for one in policy.requirements
        if one.applies(known, now) is Outcome.PASS
        and one.role == (say.role or one.role)
        and one.role in actor.roles
        and voter.holds(one.role, now, now)
    ]
    if not mine:
        asked = f"role {say.role}" if say.role else "a role that this text asks for"
        raise NotAllowed(f"You do not hold {asked}", code="role_needed")
    return mine


def _requirement(possible: Sequence[Requirement], case: Case, review: Review, voter: Standing) -> Requirement:
    """The one to decide on: that which the person decided on already, else the first that is open to them."""
    why_not = {one.id: excluded(one, voter, case) for one in possible}
    open_ = [one for one in possible if why_not[one.id] is None]
    if not open_:
        raise NotAllowed(f"You cannot decide here: {why_not[possible[0].id]}", code="contributed")
    results = {one.id: one for one in review.requirements}
    theirs = {decision.id for decision in case.decisions if decision.person == voter.person}
    return min(open_, key=lambda one: _order(results[one.id], theirs))


def _order(found: RequirementResult, theirs: Set[str]) -> int:
    if theirs & set(found.decisions):
        return 0
    if found.status is Status.SATISFIED:
        return 3
    return 2 if found.waiting_for else 1


def _require_approvable(say: Say, case: Case, review: Review, requirement: Requirement) -> None:
    blockers = [refusal for refusal in review.refusals if refusal.code is Reason.BLOCKER_OPEN]
    if blockers:
        raise WrongState(f"Approve is closed: {len(blockers)} open findings must be fixed", code="blockers_open")
    waiting = next(one.waiting_for for one in review.requirements if one.id == requirement.id)
    if waiting:
        raise WrongState(f"{' and '.join(waiting)} comes first", code="order")
    if requirement.asks and say.call is None:
        raise Unusable(f"Answer the question {requirement.asks}: yes, no or with_changes", field="call")
    if say.call is CallVerdict.NO:
        raise Unusable("Whoever would not say it on a call cannot approve it", code="call_says_no", field="call")
    if say.call is CallVerdict.WITH_CHANGES and not say.has_note:
        raise Unusable("Say which changes", code="note_needed", field="note")
    if warning_open(case) and not say.has_note:
        raise Unusable("A warning is open; say why it may stay", code="note_needed", field="note")


def warning_open(case: Case) -> bool:
    """Whether an approval must say why an open warning may stay."""
    policy = case.terms.approval if case.terms else None
    asked = policy is not None and policy.findings.warning == "reason_needed_from_approver"
    return asked and case.basis is not None and bool(case.basis.of("warning"))


def checked_under(case: Case) -> CheckedUnder:
    """What a decision made now rests on."""
    if case.in_force is None:
        raise WrongState("No complete policy set is in force")
    return case.in_force
