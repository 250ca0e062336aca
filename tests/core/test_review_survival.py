"""Which approvals survive new policies or a new engine, and the reason why the others do not."""

from typing import Any

import pytest
from tests.core.review_cases import (
    BOTH_SAID_YES,
    EARLIER,
    ENGINE,
    NOW,
    UNDER,
    a_case,
    basis,
    claim,
    found,
    requirement,
    said,
    terms,
)

from governance.core.policy.approval import Findings, Waivable
from governance.core.policy.criteria import FieldCriterion
from governance.core.review.basis import Basis, CheckedUnder
from governance.core.review.case import PolicyTerms
from governance.core.review.people import Contributor
from governance.core.review.reason import Reason
from governance.core.review.state import review
from governance.core.review.survival import stale_reason

PLAIN = basis(claim(), found("warning"))
FOR_PARTNERS = FieldCriterion(field="campaign.partner", is_set=True)
LEGAL = Waivable(waivable_by=("compliance",))
MORE = Waivable(waivable_by=("compliance", "sales"))


def why(
    before: PolicyTerms | None = None,
    after: PolicyTerms | None = None,
    was: Basis | None = PLAIN,
    now: Basis | None = PLAIN,
) -> str | None:
    """What becomes of a decision under the policies before, when those after are in force."""
    bases = {under: one for under, one in ((EARLIER, was), (UNDER, now)) if one}
    earlier = {EARLIER.policy_set: before or terms()}
    case = a_case(terms=after or terms(), bases=bases, earlier_terms=earlier)
    return stale_reason(said("mara", "marketing", checked_under=EARLIER), case)


def test_new_policies_that_ask_nothing_more_leave_a_decision_standing() -> None:
    assert why() is None


def test_a_decision_under_the_policies_in_force_needs_no_comparison() -> None:
    assert stale_reason(said("mara", "marketing"), a_case(bases={}, earlier_terms={})) is None


def test_survival_lets_a_text_stay_approved_and_staleness_is_said() -> None:
    old = [said(one.person, one.role, checked_under=EARLIER) for one in BOTH_SAID_YES]
    bases = {EARLIER: basis(), UNDER: basis()}
    earlier = {EARLIER.policy_set: terms()}
    assert review(a_case(*old, bases=bases, earlier_terms=earlier), NOW).approved
    forgotten = review(a_case(*old, bases=bases), NOW)
    assert not forgotten.approved
    assert {one.message for one in forgotten.uncounted} == {"the report that it rests on is not there"}


def test_a_new_engine_rechecks_by_the_same_rule() -> None:
    newer = CheckedUnder(UNDER.policy_set, f"{ENGINE}.1")
    fields: dict[str, Any] = {"engine": newer.engine, "earlier_terms": {UNDER.policy_set: terms()}}
    same = a_case(*BOTH_SAID_YES, bases={UNDER: basis(), newer: basis()}, **fields)
    assert review(same, NOW).approved
    sees_more = a_case(*BOTH_SAID_YES, bases={UNDER: basis(), newer: basis(found("warning"))}, **fields)
    assert reasons_of(sees_more) == {Reason.REQUIREMENT_OPEN}
    unchecked = a_case(*BOTH_SAID_YES, bases={UNDER: basis()}, **fields)
    assert reasons_of(unchecked) == {Reason.CHECK_MISSING}


def reasons_of(case: Any) -> set[Reason]:
    return {refusal.code for refusal in review(case, NOW).refusals}


@pytest.mark.parametrize(("was", "now"), [(None, PLAIN), (PLAIN, None)])
def test_a_decision_whose_report_is_gone_does_not_survive(was: Basis | None, now: Basis | None) -> None:
    assert why(was=was, now=now) == "the report that it rests on is not there"


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        (basis(claim("swaps@2", digest="digest of swaps@1")), None),
        (basis(claim("swaps@2")), "claim swaps@1 became swaps@2"),
        (basis(claim(), claim("payback@3")), "it now rests on claim payback"),
        (basis(), "it no longer rests on claim swaps"),
    ],
)
def test_a_decision_rests_on_the_claims_that_it_saw(now: Basis, reason: str | None) -> None:
    assert why(was=basis(claim()), now=now) == reason


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        (basis(), basis(found("note")), None),
        (basis(), basis(found("warning")), "a new warning was found: forbidden_word"),
        (basis(), basis(found("blocker")), "a new blocker was found: forbidden_word"),
        (basis(found("warning")), basis(), None),
        (basis(found("blocker")), basis(found("warning")), None),
        (basis(found("warning")), basis(found("blocker")), "a new blocker was found: forbidden_word"),
        (basis(found("note")), basis(found("warning")), "a new warning was found: forbidden_word"),
        (basis(found("warning")), basis(found("warning", part="subject")), "a new warning was found: forbidden_word"),
        (basis(found("warning")), basis(found("warning", quote="free")), "a new warning was found: forbidden_word"),
        (basis(found("warning")), basis(found("warning", "shouting")), "a new warning was found: shouting"),
    ],
)
def test_a_new_finding_ends_a_decision_a_milder_one_does_not(was: Basis, now: Basis, reason: str | None) -> None:
    assert why(was=was, now=now) == reason


def test_a_changed_standard_asks_for_a_new_review_only_where_the_policy_says_so() -> None:
    changed = "the message standard changed, and the approval policy asks for a new review"
    again: dict[str, Any] = {"on_standard_change": "review_again"}
    assert why(terms(**again), terms(standard="new standard")) is None
    assert why(terms(), terms(standard="new standard", **again)) == changed
    assert why(terms(), terms(**again)) is None


def test_without_an_approval_policy_on_either_side_nothing_survives() -> None:
    none = PolicyTerms(UNDER.policy_set, "standard", None)
    assert why(none, terms()) == why(terms(), none) == "there was no approval policy to compare with"


PARTNER = requirement("partner", excludes="contributors")
STRICTER: list[tuple[PolicyTerms, PolicyTerms, str]] = [
    (terms(requirement("sales")), terms(), "requirement marketing is new"),
    (
        terms(requirement("sales")),
        terms(requirement("sales", approvals=2)),
        "requirement sales asks for 2 approvals, before it was 1",
    ),
    (
        terms(requirement("yes", "sales")),
        terms(requirement("yes", "marketing")),
        "requirement yes asks another role, question or case",
    ),
    (
        terms(requirement("sales", when=FOR_PARTNERS)),
        terms(requirement("sales")),
        "requirement sales asks another role, question or case",
    ),
    (
        terms(requirement("sales")),
        terms(requirement("sales", asks="call")),
        "requirement sales asks another role, question or case",
    ),
    (
        terms(PARTNER),
        terms(requirement("partner")),
        "requirement partner excludes the contributors' whole organisation",
    ),
    (
        terms(),
        terms(requirement("marketing"), requirement("sales", after=("marketing",))),
        "requirement sales comes later than before",
    ),
    (terms(), terms(approval_valid_days=59), "approvals last 59 days, before it was 60"),
    (terms(), terms(confirm_decisions_with="password"), "decisions are confirmed with a password"),
    (
        terms(confirm_decisions_with="password"),
        terms(confirm_decisions_with="passkey"),
        "decisions are confirmed with a passkey",
    ),
    (terms(new_role_votes_after="hours"), terms(), "new roles need a second person"),
    (
        terms(findings=Findings(blocker=LEGAL)),
        terms(),
        "findings of severity blocker are handled more strictly",
    ),
    (
        terms(findings=Findings(blocker=MORE)),
        terms(findings=Findings(blocker=LEGAL)),
        "findings of severity blocker are handled more strictly",
    ),
    (
        terms(),
        terms(findings=Findings(warning=LEGAL)),
        "findings of severity warning are handled more strictly",
    ),
    (
        terms(findings=Findings(warning=LEGAL)),
        terms(findings=Findings(warning="must_be_fixed")),
        "findings of severity warning are handled more strictly",
    ),
]


@pytest.mark.parametrize(("before", "after", "reason"), STRICTER)
def test_a_stricter_policy_ends_a_decision_and_says_what_became_stricter(
    before: PolicyTerms, after: PolicyTerms, reason: str
) -> None:
    assert why(before, after) == reason


LOOSER = [(before, after) for after, before, reason in STRICTER if "another role" not in reason]


@pytest.mark.parametrize(("before", "after"), LOOSER)
def test_a_policy_that_asks_less_leaves_a_decision_standing(before: PolicyTerms, after: PolicyTerms) -> None:
    assert why(before, after) is None


def test_who_else_may_be_asked_and_by_when_is_not_a_matter_of_strictness() -> None:
    hurried = requirement("marketing", within_business_hours=4, escalate_to=("sales",))
    assert why(terms(requirement("marketing")), terms(hurried, permit_lasts_days=1)) is None


def test_surviving_decisions_are_still_held_against_everything_else() -> None:
    old = [said(one.person, one.role, checked_under=EARLIER) for one in BOTH_SAID_YES]
    fields: dict[str, Any] = {
        "bases": {EARLIER: basis(), UNDER: basis()},
        "earlier_terms": {EARLIER.policy_set: terms()},
    }
    assert review(a_case(*old, **fields), NOW).approved
    assert not review(a_case(*old, contributors=(Contributor("mara"),), **fields), NOW).approved
