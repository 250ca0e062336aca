"""What it takes to be approved, and that nothing less is enough."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.core.gate_cases import CHANGES, HEAD, NOW, basis, case, claim, needs, policy, says, somebody, terms

from governance.core.policy.approval import ApprovalPolicy
from governance.core.review.case import Campaign, Submission, Text
from governance.core.review.reason import Reason
from governance.core.review.requirements import Status
from governance.core.review.state import Review, review

BOTH = (says("marketing"), says("sales"))


def reasons(found: Review) -> list[Reason]:
    return [refusal.code for refusal in found.refusals]


def test_marketing_and_sales_approve() -> None:
    found = review(case(*BOTH), NOW)
    assert (found.state, found.approved, found.refusals) == ("approved", True, ())
    assert [(one.id, one.status, one.decisions) for one in found.requirements] == [
        ("marketing", Status.SATISFIED, ("d1",)),
        ("sales", Status.SATISFIED, ("d2",)),
    ]


def test_one_of_two_is_not_enough_and_what_is_open_is_named() -> None:
    found = review(case(says("marketing")), NOW)
    assert (found.state, found.approved, reasons(found)) == ("in_review", False, [Reason.REQUIREMENT_OPEN])
    assert found.refusals[0].message == "sales is open: 0 of 1 by sales"
    assert found.refusals[0].who_can_clear == ("sales",)
    assert [one.id for one in found.open_requirements] == ["sales"]


@pytest.mark.parametrize(
    ("changed", "state", "reason"),
    [
        ({"submission": None}, "draft", Reason.NOT_SUBMITTED),
        ({"submission": Submission("s1", HEAD, NOW, withdrawn=True)}, "withdrawn", Reason.WITHDRAWN),
        ({"submission": Submission("s1", HEAD, NOW, recalled=True)}, "recalled", Reason.RECALLED),
        ({"submission": Submission("s1", replace(HEAD, content_digest="x"), NOW)}, "draft", Reason.EDITED),
        ({"submission": Submission("s1", replace(HEAD, manifest_digest="x"), NOW)}, "draft", Reason.EDITED),
        ({"submission": Submission("s1", replace(HEAD, revision=2), NOW)}, "draft", Reason.EDITED),
        ({"terms": None}, "checking", Reason.POLICY_MISSING),
        ({"terms": terms(None)}, "checking", Reason.POLICY_MISSING),
        ({"bases": {}}, "checking", Reason.CHECK_MISSING),
        ({"engine": "engine/2"}, "checking", Reason.CHECK_MISSING),
        ({"contributors": ()}, "checking", Reason.AUTHORS_MISSING),
        ({"people": {}}, "in_review", Reason.REQUIREMENT_OPEN),
        ({"decisions": ()}, "in_review", Reason.REQUIREMENT_OPEN),
    ],
)
def test_whatever_is_missing_keeps_it_shut(changed: dict[str, object], state: str, reason: Reason) -> None:
    found = review(replace(case(*BOTH), **changed), NOW)  # type: ignore[arg-type]
    assert (found.state, found.approved) == (state, False)
    assert reason in reasons(found)
    assert all(refusal.message and refusal.who_can_clear for refusal in found.refusals)


def test_no_requirement_that_applies_is_no_approval() -> None:
    partners_only = policy(needs("partner", when={"field": "campaign.partner", "is_set": True}))
    found = review(case(*BOTH, approval=partners_only), NOW)
    assert (found.approved, reasons(found)) == (False, [Reason.NO_REQUIREMENT])


def test_a_requirement_that_cannot_be_told_stays_shut() -> None:
    unknown = policy(needs("marketing"), needs("sales", when={"field": "campaign.budget", "at_least": 5}))
    found = review(case(*BOTH, approval=unknown), NOW)
    assert (found.state, reasons(found)) == ("in_review", [Reason.REQUIREMENT_UNKNOWN])
    assert found.requirements[1].status is Status.ERROR
    assert [one.id for one in found.open_requirements] == []


def test_a_requirement_that_asks_for_nobody_is_met_by_nobody() -> None:
    """No file can say so; whoever builds a policy without its checks gets no approval out of it."""
    honest = policy(needs("marketing"))
    nobody = honest.model_copy(update={"requirements": (honest.requirements[0].model_copy(update={"approvals": 0}),)})
    for decisions in ((), BOTH):
        assert not review(case(*decisions, approval=nobody), NOW).approved
    none: ApprovalPolicy = honest.model_copy(update={"requirements": ()})
    assert reasons(review(case(*BOTH, approval=none), NOW)) == [Reason.NO_REQUIREMENT]


def test_a_state_alone_is_no_approval() -> None:
    assert not Review("approved").approved


def test_requirements_follow_the_campaign_and_the_claims() -> None:
    rules = policy(
        needs("marketing"),
        needs("partner", when={"field": "campaign.partner", "is_set": True}, excludes="contributors"),
        needs("revops", when={"claim_category": "price_offer"}),
    )

    def open_for(partner: str | None, *categories: str) -> list[str]:
        found = basis(claims=[claim(f"c{n}@1", category) for n, category in enumerate(categories)])
        campaign = Campaign("january", partner)
        return [one.id for one in review(case(approval=rules, found=found, campaign=campaign), NOW).open_requirements]

    assert open_for(None) == ["marketing"]
    assert open_for("northwind", "metric") == ["marketing", "partner"]
    assert open_for(None, "metric", "price_offer") == ["marketing", "revops"]


def test_what_comes_after_waits() -> None:
    rules = policy(needs("marketing"), needs("sales", after=["marketing"]))
    found = review(case(approval=rules), NOW)
    assert [one.id for one in found.open_requirements] == ["marketing"]
    assert found.requirements[1].waiting_for == ("marketing",)
    found = review(case(says("marketing"), approval=rules), NOW)
    assert [one.id for one in found.open_requirements] == ["sales"]


def test_nothing_waits_for_what_does_not_apply() -> None:
    rules = policy(
        needs("partner", when={"field": "campaign.partner", "is_set": True}),
        needs("marketing", after=["partner"]),
    )
    assert [one.id for one in review(case(approval=rules), NOW).open_requirements] == ["marketing"]
    assert review(case(says("marketing"), approval=rules), NOW).approved


def test_a_request_for_changes_stops_until_its_author_approves() -> None:
    asked = (*BOTH, says("marketing2", CHANGES))
    found = review(case(*asked), NOW)
    assert (found.state, reasons(found)) == ("changes_requested", [Reason.CHANGES_REQUESTED])
    assert found.open_requirements == ()
    assert review(case(*asked, says("marketing2")), NOW).approved
    assert review(case(*BOTH, replace(asked[-1], withdrawn=True)), NOW).approved
    assert review(case(says("marketing"), says("sales"), says("sales", CHANGES)), NOW).state == "changes_requested"


def test_an_approval_is_over_once_its_author_decides_anew() -> None:
    """Taking back the later word, whatever it was, does not bring the earlier approval back."""
    for later in (says("sales", CHANGES, withdrawn=True), says("sales", withdrawn=True)):
        found = review(case(*BOTH, later), NOW)
        assert [one.id for one in found.open_requirements] == ["sales"]


def test_a_request_for_changes_comes_back_with_the_approval_after_it() -> None:
    found = review(case(says("marketing"), says("sales", CHANGES), says("sales", withdrawn=True)), NOW)
    assert found.state == "changes_requested"


def test_deciding_twice_counts_once() -> None:
    found = review(case(says("marketing"), says("marketing"), approval=policy(needs("marketing", 2))), NOW)
    assert found.requirements[0].decisions == ("d2",)
    assert not found.approved


@pytest.mark.parametrize(
    "other",
    [
        replace(HEAD, content_digest="sha256:other"),
        replace(HEAD, manifest_digest="sha256:other"),
        replace(HEAD, revision=2),
    ],
)
def test_an_approval_of_another_text_does_not_count(other: Text) -> None:
    found = review(case(says("marketing"), says("sales", text=other)), NOW)
    assert not found.approved
    assert [(one.decision, one.message) for one in found.uncounted] == [("d2", "it was given to another text")]


def test_an_approval_on_an_earlier_submission_does_not_count() -> None:
    assert not review(case(says("marketing"), says("sales", submission="s0")), NOW).approved


def test_approvals_end() -> None:
    rules = policy(approval_valid_days=7)
    approved = case(says("marketing"), says("sales", decided_at=NOW - timedelta(days=3)), approval=rules)
    found = review(approved, NOW)
    assert found.valid_until == found.changes_at == NOW + timedelta(days=4)
    just_before, then = NOW + timedelta(days=4, microseconds=-1), NOW + timedelta(days=4)
    assert review(approved, just_before).approved
    assert not review(approved, then).approved
    assert review(approved, then).uncounted[0].message == "approvals last 7 days"


def test_a_decision_of_the_future_does_not_count_yet() -> None:
    """A clock that was set back loses nothing and lets nothing through."""
    early = case(says("marketing"), says("sales", decided_at=NOW + timedelta(hours=1)))
    assert not review(early, NOW).approved
    assert review(early, NOW).changes_at == NOW + timedelta(hours=1)
    assert review(early, NOW + timedelta(hours=1)).approved


def test_nothing_that_is_not_approved_is_valid_until_anything() -> None:
    assert review(case(says("marketing")), NOW).valid_until is None


def test_a_refusal_names_every_reason_there_is() -> None:
    found = review(case(says("sales", CHANGES), found=basis(claims=[claim(ends=NOW)])), NOW)
    assert reasons(found) == [
        Reason.CHANGES_REQUESTED,
        Reason.CLAIM_NOT_VALID,
        Reason.REQUIREMENT_OPEN,
        Reason.REQUIREMENT_OPEN,
    ]


def test_whoever_is_no_member_counts_for_nothing() -> None:
    known = {one.person: one for one in (somebody("marketing"),)}
    assert not review(replace(case(*BOTH), people=known), NOW).approved
