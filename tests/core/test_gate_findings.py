"""Open findings, who may waive them, and claims that end."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.core.gate_cases import EARLIER, LONG_AGO, NOW, basis, case, claim, finding, policy, says, somebody, waiver

from governance.core.review.case import Campaign, Case
from governance.core.review.people import Contributor
from governance.core.review.reason import Reason
from governance.core.review.state import Review, review

BOTH = (says("marketing"), says("sales"))
BLOCKER, WARNING, NOTE = finding("blocker"), finding("warning"), finding("note")
WAIVABLE = policy(findings={"blocker": {"waivable_by": ["compliance", "revops"]}, "warning": "must_be_fixed"})


def found(**more: Any) -> Review:
    return review(case(*more.pop("decisions", BOTH), **more), NOW)


def waived(*waivers: Any, people: tuple[Any, ...] = (), **more: Any) -> bool:
    known = [somebody("compliance"), *people]
    return found(approval=WAIVABLE, found=basis([BLOCKER]), waivers=waivers, people=known, **more).approved


def test_an_open_blocker_keeps_it_shut() -> None:
    shut = found(found=basis([BLOCKER]))
    assert [(one.code, one.who_can_clear) for one in shut.refusals] == [(Reason.BLOCKER_OPEN, ("author",))]
    assert shut.refusals[0].message == "forbidden_word is open in the body: risk-free"


def test_a_finding_of_something_absent_says_so() -> None:
    assert found(found=basis([finding(quote="")])).refusals[0].message.endswith("something is missing")


def test_a_note_keeps_nothing_shut() -> None:
    assert found(found=basis([NOTE])).approved


def test_an_open_warning_needs_a_reason_from_each_who_approves() -> None:
    assert not found(found=basis([WARNING])).approved
    one = (says("marketing", has_note=True), says("sales"))
    shut = found(decisions=one, found=basis([WARNING]))
    assert [(x.decision, x.message) for x in shut.uncounted] == [
        ("d2", "a warning is open, and an approval of it needs a reason")
    ]
    both = [replace(one, has_note=True) for one in BOTH]
    assert found(decisions=both, found=basis([WARNING])).approved


def test_a_warning_that_must_be_fixed_takes_no_reason() -> None:
    strict = policy(findings={"warning": "must_be_fixed"})
    noted = [replace(one, has_note=True) for one in BOTH]
    assert not found(decisions=noted, approval=strict, found=basis([WARNING])).approved


def test_an_entitled_person_waives_a_blocker() -> None:
    assert not waived()
    assert waived(waiver(BLOCKER))
    assert waived(waiver(BLOCKER, "revops"), people=(somebody("revops"),))


def test_a_waiver_is_said_to_those_who_could_give_it() -> None:
    refusal = found(approval=WAIVABLE, found=basis([BLOCKER])).refusals[0]
    assert refusal.who_can_clear == ("author", "compliance", "revops")


@pytest.mark.parametrize(
    "nothing",
    [
        waiver(BLOCKER, ends_at=NOW),
        waiver(BLOCKER, granted_at=NOW + timedelta(minutes=1)),
        waiver(finding(quote="another")),
        waiver(finding(code="length")),
        waiver(WARNING),
        waiver(BLOCKER, content_digest="sha256:other"),
        waiver(BLOCKER, manifest_digest="sha256:other"),
        waiver(BLOCKER, "marketing"),
        waiver(BLOCKER, role="revops"),
        waiver(BLOCKER, person="unknown"),
    ],
    ids=[
        "ended",
        "not yet",
        "of another quote",
        "of another finding",
        "of a warning",
        "of other words",
        "of another manifest",
        "not entitled",
        "in a role not held",
        "by nobody known",
    ],
)
def test_what_waives_nothing(nothing: Any) -> None:
    assert not waived(nothing)


@pytest.mark.parametrize(
    "now_is",
    [
        somebody("compliance", active=False),
        somebody("compliance", "marketing"),
        somebody("compliance", since=EARLIER + timedelta(seconds=1)),
    ],
    ids=["deactivated", "role ended", "granted after"],
)
def test_a_waiver_ends_with_the_role_of_who_gave_it(now_is: Any) -> None:
    assert not waived(waiver(BLOCKER), people=(now_is,))


def test_who_contributed_waives_nothing() -> None:
    assert not waived(waiver(BLOCKER), contributors=(Contributor("author"), Contributor("compliance")))


@pytest.mark.parametrize(("organisation", "holds"), [("northwind", False), ("halyard", True), (None, True)])
def test_the_organisation_that_contributed_waives_nothing(organisation: str | None, holds: bool) -> None:
    rules = policy(findings={"blocker": {"waivable_by": ["partner"]}})
    given = waiver(BLOCKER, "partner@northwind", role="partner")
    shut = found(
        approval=rules,
        found=basis([BLOCKER]),
        waivers=(given,),
        people=[somebody("partner@northwind")],
        campaign=Campaign("january", "northwind"),
        contributors=(Contributor("author", organisation),),
    )
    assert shut.approved is holds


def test_each_finding_is_waived_on_its_own() -> None:
    other = finding(quote="no-brainer")
    known = [somebody("compliance")]
    shut = found(approval=WAIVABLE, found=basis([BLOCKER, other]), waivers=(waiver(BLOCKER),), people=known)
    assert [refusal.message for refusal in shut.refusals] == ["forbidden_word is open in the body: no-brainer"]


def test_what_must_be_fixed_is_waived_by_nobody() -> None:
    assert not found(found=basis([BLOCKER]), waivers=(waiver(BLOCKER),), people=[somebody("compliance")]).approved


def test_an_approval_lasts_no_longer_than_its_waiver() -> None:
    ends = NOW + timedelta(days=1)
    known = [somebody("compliance")]
    given = waiver(BLOCKER, ends_at=ends)
    of = case(*BOTH, approval=WAIVABLE, found=basis([BLOCKER]), waivers=(given,), people=known)
    assert review(of, NOW).valid_until == ends
    assert not review(of, ends).approved
    elsewhere = replace(given, content_digest="sha256:other")
    assert review(case(*BOTH, waivers=(elsewhere,)), NOW).valid_until == EARLIER + timedelta(days=60)


def claiming(**terms: Any) -> Case:
    return case(*BOTH, found=basis(claims=[claim(**terms)]))


def test_a_claim_that_ends_ends_the_approval() -> None:
    ends = NOW + timedelta(days=1)
    of = claiming(ends=ends)
    assert review(of, NOW).valid_until == review(of, NOW).changes_at == ends
    assert review(of, ends - timedelta(microseconds=1)).approved
    shut = review(of, ends)
    assert [(one.code, one.message) for one in shut.refusals] == [
        (Reason.CLAIM_NOT_VALID, "Claim metric@1 may not be said now")
    ]


def test_a_claim_may_not_be_said_before_it_begins_nor_when_it_is_not_approved() -> None:
    begins = NOW + timedelta(days=1)
    assert not review(claiming(begins=begins), NOW).approved
    assert review(claiming(begins=begins), NOW).changes_at == begins
    assert review(claiming(begins=begins), begins).approved
    assert not review(claiming(approved=False), NOW).approved


def test_a_basis_turns_when_a_claim_of_it_does() -> None:
    found = basis(claims=[claim(begins=NOW, ends=NOW + timedelta(days=2))])
    assert found.turned(EARLIER, NOW)
    assert not found.turned(NOW, NOW + timedelta(days=1))
    assert found.turned(NOW, NOW + timedelta(days=2))
    assert not found.turned(LONG_AGO, EARLIER)
