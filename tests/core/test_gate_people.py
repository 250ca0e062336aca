"""Who counts, for what, and that nobody counts twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.core.gate_cases import EARLIER, LONG_AGO, NOW, case, needs, policy, says, somebody

from governance.core.review.case import CallVerdict, Campaign
from governance.core.review.people import Contributor, Grant
from governance.core.review.state import review

NORTHWIND = Campaign("january", "northwind")
PARTNER_TOO = policy(needs("marketing"), needs("partner"))


def test_one_person_in_two_roles_counts_once() -> None:
    both = somebody("tom", "marketing", "sales")
    found = review(case(says("tom", role="marketing"), says("tom", role="sales"), people=[both]), NOW)
    assert not found.approved
    assert [one.decisions for one in found.requirements] == [(), ("d2",)]
    other = case(says("tom", role="marketing"), says("sales"), people=[both])
    assert review(other, NOW).approved


def test_two_requirements_of_one_role_need_two_people() -> None:
    rules = policy(needs("marketing", id="first"), needs("marketing", id="second"))
    assert not review(case(says("marketing"), approval=rules), NOW).approved
    assert review(case(says("marketing"), says("marketing2"), approval=rules), NOW).approved


def test_people_are_placed_where_they_leave_room_for_others() -> None:
    """Whoever answered the call question could meet either; the one who did not answer can meet only the first."""
    rules = policy(needs("sales", id="any"), needs("sales", id="call", asks="would_say_on_a_call"))
    answered, silent = says("sales1", call=CallVerdict.YES), says("sales2")
    for decisions in ((answered, silent), (silent, answered)):
        found = review(case(*decisions, approval=rules), NOW)
        assert found.approved
        named = {one.person: one.id for one in case(*decisions).decisions}
        assert [one.decisions for one in found.requirements] == [(named["sales2"],), (named["sales1"],)]
    assert not review(case(silent, says("sales3"), approval=rules), NOW).approved


def test_organisations_are_placed_too() -> None:
    """Northwind wrote it: its second pair of eyes fits only where contributors alone stand back."""
    rules = policy(
        needs("partner", id="anybody", excludes="contributors"), needs("partner", id="others", excludes="organisation")
    )
    wrote = (Contributor("leo", "northwind"),)
    decisions = (says("partner1@northwind"), says("partner2@northwind"))
    found = review(case(*decisions, approval=rules, campaign=NORTHWIND, contributors=wrote), NOW)
    assert not found.approved
    assert [len(one.decisions) for one in found.requirements] == [1, 0]


@pytest.mark.parametrize("excludes", ["organisation", "contributors"])
def test_a_contributor_never_counts(excludes: str) -> None:
    rules = policy(needs("marketing", excludes=excludes))
    decided = case(says("marketing"), approval=rules)
    assert review(decided, NOW).approved
    for everybody in (("marketing",), ("author", "marketing"), ("marketing", "author", "third")):
        theirs = tuple(Contributor(person) for person in everybody)
        assert not review(replace(decided, contributors=theirs), NOW).approved


def test_the_organisation_that_contributed_stands_back() -> None:
    wrote = (Contributor("leo", "northwind"), Contributor("ines"))
    decisions = (says("marketing"), says("partner@northwind"))
    parts = {"campaign": NORTHWIND, "contributors": wrote}
    assert not review(case(*decisions, approval=PARTNER_TOO, **parts), NOW).approved  # type: ignore[arg-type]
    eyes = policy(needs("marketing"), needs("partner", excludes="contributors"))
    assert review(case(*decisions, approval=eyes, **parts), NOW).approved  # type: ignore[arg-type]


def test_a_group_stands_back_as_one() -> None:
    sister = somebody("partner@northwind", group="holding")
    for organisation, approved in (("holding", False), ("northwind", False), ("halyard", True)):
        of = case(
            says("marketing"),
            says("partner@northwind"),
            people=[sister],
            approval=PARTNER_TOO,
            campaign=NORTHWIND,
            contributors=(Contributor("leo", organisation),),
        )
        assert review(of, NOW).approved is approved


def test_people_of_the_company_do_not_stand_back_for_each_other() -> None:
    assert review(case(says("marketing"), says("sales"), contributors=(Contributor("ines", None),)), NOW).approved


@pytest.mark.parametrize("partner", [None, "halyard"])
def test_another_partners_campaign_is_not_theirs(partner: str | None) -> None:
    decisions = (says("marketing"), says("partner@northwind"))
    found = review(case(*decisions, approval=PARTNER_TOO, campaign=Campaign("january", partner)), NOW)
    assert not found.approved


def test_a_partners_decision_meets_no_other_role() -> None:
    guest = somebody("partner@northwind", "marketing", "partner")
    found = review(case(says("partner@northwind", role="marketing"), says("sales"), people=[guest]), NOW)
    assert not found.approved


def test_nobody_of_the_company_decides_as_a_partner() -> None:
    insider = somebody("tom", "marketing", "partner")
    decisions = (says("marketing"), says("tom", role="partner"))
    assert not review(case(*decisions, people=[insider], approval=PARTNER_TOO, campaign=NORTHWIND), NOW).approved


@pytest.mark.parametrize(
    "now_is",
    [
        somebody("sales", active=False),
        somebody("sales", "revops"),
        somebody("sales", since=EARLIER + timedelta(microseconds=1)),
        somebody("sales", since=NOW),
        somebody("other"),
    ],
    ids=["deactivated", "role ended", "granted after the decision", "granted again", "unknown"],
)
def test_a_decision_counts_while_its_author_holds_the_role(now_is: object) -> None:
    decided = case(says("marketing"), says("sales"))
    assert review(decided, NOW).approved
    known = {"marketing": somebody("marketing"), now_is.person: now_is}  # type: ignore[attr-defined]
    found = review(replace(decided, people=known), NOW)
    assert not found.approved
    assert "no longer holds role sales" in found.uncounted[0].message


@pytest.mark.parametrize("call", [None, CallVerdict.NO, CallVerdict.WITH_CHANGES])
def test_the_call_question_must_be_answered_with_something_that_carries(call: CallVerdict | None) -> None:
    rules = policy(needs("sales", asks="would_say_on_a_call"))
    assert not review(case(says("sales", call=call), approval=rules), NOW).approved


def test_yes_and_changes_with_a_note_carry_an_approval() -> None:
    rules = policy(needs("sales", asks="would_say_on_a_call"))
    for answer in ({"call": CallVerdict.YES}, {"call": CallVerdict.WITH_CHANGES, "has_note": True}):
        assert review(case(says("sales", **answer), approval=rules), NOW).approved


def test_a_no_on_the_call_never_approves_even_where_nobody_asked() -> None:
    assert not review(case(says("marketing", call=CallVerdict.NO), says("sales")), NOW).approved


GRANTED = NOW - timedelta(days=2)
DAY = timedelta(hours=24)


@pytest.mark.parametrize(
    ("grant", "second_person", "hours"),
    [
        (Grant("sales", GRANTED, "ada"), None, GRANTED + DAY),
        (Grant("sales", GRANTED, None), None, None),
        (Grant("sales", GRANTED, "ada", NOW, "mara"), NOW, GRANTED + DAY),
        (Grant("sales", GRANTED, "ada", GRANTED, "mara"), GRANTED, GRANTED),
        (Grant("sales", GRANTED, "ada", NOW, "ada"), None, GRANTED + DAY),
        (Grant("sales", GRANTED, "ada", NOW, None), None, GRANTED + DAY),
        (Grant("sales", GRANTED, None, NOW, None), None, None),
        (Grant("sales", GRANTED, None, NOW, "mara"), NOW, NOW),
        (Grant("sales", LONG_AGO, None, founding=True), LONG_AGO, LONG_AGO),
    ],
    ids=[
        "alone",
        "by the operator",
        "confirmed later",
        "confirmed at once",
        "confirmed by the granter",
        "confirmed by nobody",
        "the operator's, confirmed by nobody",
        "the operator's, confirmed",
        "founding",
    ],
)
def test_since_when_a_role_counts(grant: Grant, second_person: object, hours: object) -> None:
    assert grant.counts_since("second_person") == second_person
    assert grant.counts_since("hours") == hours
