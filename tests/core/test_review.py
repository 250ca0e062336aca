"""What it takes to be approved, and that whatever is missing keeps a text shut."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.core.review_cases import (
    BOTH_SAID_YES,
    CHANGES,
    DAY,
    NOW,
    TEXT,
    TWO,
    YESTERDAY,
    a_case,
    basis,
    claim,
    found,
    policy,
    reasons,
    requirement,
    said,
    terms,
)

from governance.core.policy.criteria import FieldCriterion
from governance.core.review.case import Campaign, PolicyTerms, Submission
from governance.core.review.reason import Reason
from governance.core.review.requirements import Status
from governance.core.review.state import Review, review

FOR_PARTNERS = FieldCriterion.model_validate({"field": "campaign.partner", "is_set": True})
OF_THE_BUDGET = FieldCriterion.model_validate({"field": "campaign.budget", "at_least": 5})


def open_ids(seen: Review) -> list[str]:
    return [one.id for one in seen.open_requirements]


def test_marketing_and_sales_approve() -> None:
    seen = review(a_case(*BOTH_SAID_YES), NOW)
    assert (seen.state, seen.approved, seen.refusals, seen.uncounted) == ("approved", True, (), ())
    assert [(one.id, one.status, one.decisions) for one in seen.requirements] == [
        ("marketing", Status.SATISFIED, ("d1",)),
        ("sales", Status.SATISFIED, ("d2",)),
    ]
    assert seen.valid_until == seen.changes_at == YESTERDAY + 60 * DAY


def test_one_of_two_is_not_enough_and_what_is_open_is_named() -> None:
    seen = review(a_case(said("mara", "marketing")), NOW)
    assert (seen.state, seen.approved, open_ids(seen), seen.valid_until) == ("in_review", False, ["sales"], None)
    (refusal,) = seen.refusals
    assert (refusal.code, refusal.message) == (Reason.REQUIREMENT_OPEN, "sales is open: 0 of 1 by sales")
    assert refusal.who_can_clear == ("sales",)


@pytest.mark.parametrize(
    ("changed", "state", "reason"),
    [
        ({"submission": None}, "draft", Reason.NOT_SUBMITTED),
        ({"submission": Submission("submission", TEXT, NOW, withdrawn=True)}, "withdrawn", Reason.WITHDRAWN),
        ({"submission": Submission("submission", TEXT, NOW, recalled=True)}, "recalled", Reason.RECALLED),
        ({"submission": Submission("submission", replace(TEXT, content_digest="x"), NOW)}, "draft", Reason.EDITED),
        ({"submission": Submission("submission", replace(TEXT, manifest_digest="x"), NOW)}, "draft", Reason.EDITED),
        ({"submission": Submission("submission", replace(TEXT, revision=2), NOW)}, "draft", Reason.EDITED),
        ({"terms": None}, "checking", Reason.POLICY_MISSING),
        ({"terms": PolicyTerms("policies", "standard", None)}, "checking", Reason.POLICY_MISSING),
        ({"bases": {}}, "checking", Reason.CHECK_MISSING),
        ({"engine": "governance/2"}, "checking", Reason.CHECK_MISSING),
        ({"contributors": ()}, "checking", Reason.AUTHORS_MISSING),
        ({"people": {}}, "in_review", Reason.REQUIREMENT_OPEN),
        ({"decisions": ()}, "in_review", Reason.REQUIREMENT_OPEN),
        ({"submission": Submission("another", TEXT, NOW)}, "in_review", Reason.REQUIREMENT_OPEN),
    ],
)
def test_whatever_is_missing_keeps_it_shut(changed: dict[str, Any], state: str, reason: Reason) -> None:
    seen = review(a_case(*BOTH_SAID_YES, **changed), NOW)
    assert (seen.state, seen.approved, reasons(seen)) == (state, False, {reason})
    assert all(refusal.message and refusal.who_can_clear for refusal in seen.refusals)


def test_no_requirement_that_applies_is_no_approval() -> None:
    seen = review(a_case(*BOTH_SAID_YES, terms=terms(requirement("partner", when=FOR_PARTNERS))), NOW)
    assert (seen.approved, reasons(seen)) == (False, {Reason.NO_REQUIREMENT})


def test_a_requirement_that_cannot_be_told_stays_shut() -> None:
    unknown = terms(*TWO, requirement("compliance", when=OF_THE_BUDGET))
    seen = review(a_case(*BOTH_SAID_YES, terms=unknown), NOW)
    assert (seen.state, reasons(seen), open_ids(seen)) == ("in_review", {Reason.REQUIREMENT_UNKNOWN}, [])
    assert seen.requirements[2].status is Status.ERROR
    after = terms(
        *TWO, requirement("compliance", when=OF_THE_BUDGET), requirement("last", "sales", after=("compliance",))
    )
    assert review(a_case(terms=after), NOW).requirements[3].waiting_for == ("compliance",)


def test_a_requirement_that_asks_for_nobody_is_met_by_nobody() -> None:
    """No file can say so; whoever builds a policy past its checks gets no approval out of it."""
    nobody = requirement("marketing").model_copy(update={"approvals": 0})
    for decisions in ((), BOTH_SAID_YES):
        asked = PolicyTerms("policies", "standard", policy().model_copy(update={"requirements": (nobody,)}))
        assert reasons(review(a_case(*decisions, terms=asked), NOW)) == {Reason.REQUIREMENT_OPEN}
        none = PolicyTerms("policies", "standard", policy().model_copy(update={"requirements": ()}))
        assert reasons(review(a_case(*decisions, terms=none), NOW)) == {Reason.NO_REQUIREMENT}


def test_a_state_alone_is_no_approval() -> None:
    assert not Review("approved").approved


@pytest.mark.parametrize(
    ("partner", "categories", "asked"),
    [
        (None, (), ["marketing"]),
        ("pinecone", ("metric",), ["marketing", "partner"]),
        (None, ("metric", "security_compliance"), ["marketing", "compliance"]),
    ],
)
def test_requirements_follow_the_campaign_and_the_claims(
    partner: str | None, categories: tuple[str, ...], asked: list[str]
) -> None:
    of_security = policy(
        requirement("marketing"),
        requirement("partner", when=FOR_PARTNERS),
        requirement("compliance", when={"claim_category": "security_compliance"}),
    )
    claims = [claim(f"{category}@1", category=category) for category in categories]
    case = a_case(
        terms=PolicyTerms("policies", "standard", of_security),
        bases={a_case().in_force: basis(*claims)},
        campaign=Campaign("spring", partner),
    )
    assert open_ids(review(case, NOW)) == asked


def test_what_comes_after_waits_for_what_applies() -> None:
    ordered = terms(requirement("marketing"), requirement("sales", after=("marketing",)))
    seen = review(a_case(terms=ordered), NOW)
    assert (open_ids(seen), seen.requirements[1].waiting_for) == (["marketing"], ("marketing",))
    assert seen.requirements[1].message == "0 of 1 by sales, after marketing"
    assert open_ids(review(a_case(said("mara", "marketing"), terms=ordered), NOW)) == ["sales"]
    absent = terms(requirement("partner", when=FOR_PARTNERS), requirement("marketing", after=("partner",)))
    assert open_ids(review(a_case(terms=absent), NOW)) == ["marketing"]


def test_nothing_is_open_while_changes_are_asked_for() -> None:
    assert open_ids(review(a_case(said("mara", "marketing", CHANGES)), NOW)) == []


def test_a_finding_says_where_it_is_and_how_it_reads() -> None:
    for quote, shown in (("act now", "act now"), ("x" * 200, "x" * 80), ("", "something is missing")):
        case = a_case(*BOTH_SAID_YES, bases={a_case().in_force: basis(found("blocker", quote=quote))})
        (refusal,) = review(case, NOW).refusals
        assert refusal.message == f"forbidden_word is open in the body: {shown}"


def test_a_note_keeps_nothing_shut() -> None:
    assert review(a_case(*BOTH_SAID_YES, bases={a_case().in_force: basis(found("note"))}), NOW).approved


def test_a_basis_turns_when_a_claim_of_it_begins_or_ends() -> None:
    turning = basis(claim(begins=NOW, ends=NOW + 2 * DAY), claim("other@1"))
    hour = timedelta(hours=1)
    assert turning.turned(NOW - hour, NOW)
    assert not turning.turned(NOW, NOW + DAY)
    assert turning.turned(NOW + DAY, NOW + 2 * DAY)
    assert not turning.turned(NOW - 2 * hour, NOW - hour)
