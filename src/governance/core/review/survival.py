"""Which decisions survive a change of policies or of the engine (DESIGN, section 6)."""

from governance.core.policy.approval import ApprovalPolicy, Findings, Waivable
from governance.core.review.basis import Basis, FindingKey
from governance.core.review.case import Case, Decision, PolicyTerms

_RANK = {"note": 0, "warning": 1, "blocker": 2}
_CONFIRMED = ("session", "password", "passkey")


def stale_reason(decision: Decision, case: Case) -> str | None:
    """Why a decision no longer holds, in a sentence; None if it does.

    It survives if the claims it rests on are unchanged, the new report has no new blocker or warning, and the
    requirements are no stricter. What it saw must be known; a decision whose report is gone does not survive.
    """
    if decision.checked_under == case.in_force:
        return None
    before, after = case.bases.get(decision.checked_under), case.basis
    earlier = case.earlier_terms.get(decision.checked_under.policy_set)
    if before is None or after is None or earlier is None or case.terms is None:
        return "the report that it rests on is not there"
    return (
        _claims_changed(before, after)
        or _finding_added(before, after)
        or _standard_changed(earlier, case.terms)
        or _stricter(earlier.approval, case.terms.approval)
    )


def _claims_changed(before: Basis, after: Basis) -> str | None:
    """Terms of a claim are part of its digest; its category and dates follow from the same fields."""
    old, new = ({claim.ref.partition("@")[0]: claim for claim in basis.claims} for basis in (before, after))
    for id in sorted(old.keys() | new.keys()):
        was, now = old.get(id), new.get(id)
        if was is None or now is None:
            return f"it {'now' if now else 'no longer'} rests on claim {id}"
        if was.digest != now.digest:
            return f"claim {was.ref} became {now.ref}"
    return None


def _finding_added(before: Basis, after: Basis) -> str | None:
    for finding in sorted(after.findings, key=lambda one: (-_RANK[one.severity], one.code, one.quote)):
        if finding.severity != "note" and not _was_there(finding, before):
            return f"a new {finding.severity} was found: {finding.code}"
    return None


def _was_there(finding: FindingKey, before: Basis) -> bool:
    """Whether the same was found before, at least as severe."""
    return any(
        (old.code, old.part, old.quote) == (finding.code, finding.part, finding.quote)
        and _RANK[old.severity] >= _RANK[finding.severity]
        for old in before.findings
    )


def _standard_changed(before: PolicyTerms, after: PolicyTerms) -> str | None:
    again = after.approval is not None and after.approval.on_standard_change == "review_again"
    if again and before.standard_digest != after.standard_digest:
        return "the message standard changed, and the approval policy asks for a new review"
    return None


def _stricter(before: ApprovalPolicy | None, after: ApprovalPolicy | None) -> str | None:
    """What the new approval policy asks that the old one did not."""
    if before is None or after is None:
        return "there was no approval policy to compare with"
    if before == after:
        return None
    return _stricter_requirement(before, after) or _stricter_terms(before, after)


def _stricter_requirement(before: ApprovalPolicy, after: ApprovalPolicy) -> str | None:
    known = {requirement.id: requirement for requirement in before.requirements}
    for new in after.requirements:
        old = known.get(new.id)
        if old is None:
            return f"requirement {new.id} is new"
        if new.approvals > old.approvals:
            return f"requirement {new.id} asks for {new.approvals} approvals, before it was {old.approvals}"
        if (new.role, new.when, new.asks) != (old.role, old.when, old.asks):
            return f"requirement {new.id} asks another role, question or case"
        if new.excludes == "organisation" != old.excludes:
            return f"requirement {new.id} excludes the contributors' whole organisation"
        if not set(new.after) <= set(old.after):
            return f"requirement {new.id} comes later than before"
    return None


def _stricter_terms(before: ApprovalPolicy, after: ApprovalPolicy) -> str | None:
    if after.approval_valid_days < before.approval_valid_days:
        return f"approvals last {after.approval_valid_days} days, before it was {before.approval_valid_days}"
    if _CONFIRMED.index(after.confirm_decisions_with) > _CONFIRMED.index(before.confirm_decisions_with):
        return f"decisions are confirmed with a {after.confirm_decisions_with}"
    if before.new_role_votes_after == "hours" and after.new_role_votes_after == "second_person":
        return "new roles need a second person"
    return _stricter_findings(before.findings, after.findings)


def _stricter_findings(before: Findings, after: Findings) -> str | None:
    for severity, old, new in (
        ("blocker", before.blocker, after.blocker),
        ("warning", before.warning, after.warning),
    ):
        if _fewer_may_waive(old, new) or _strictness(new) > _strictness(old):
            return f"findings of severity {severity} are handled more strictly"
    return None


def _fewer_may_waive(old: object, new: object) -> bool:
    if not isinstance(old, Waivable) or not isinstance(new, Waivable):
        return False
    return not set(old.waivable_by) <= set(new.waivable_by)


def _strictness(handling: object) -> int:
    if isinstance(handling, Waivable):
        return 1
    return 2 if handling == "must_be_fixed" else 0
