"""What stops a text although enough people said yes: vetoes, requests, time, findings, claims, weak answers."""

from dataclasses import replace
from datetime import datetime

import pytest
from tests.core.review_cases import (
    APPROVE,
    BOTH_SAID_YES,
    CHANGES,
    COMPANY,
    DAY,
    NOW,
    TEXT,
    TICK,
    UNDER,
    VETO,
    YESTERDAY,
    a_case,
    basis,
    claim,
    everybody,
    found,
    numbered,
    person,
    reasons,
    said,
    terms,
    waiver,
)

from governance.core.policy.approval import Findings, Waivable
from governance.core.review.case import CallVerdict, Submission, Text, Waiver
from governance.core.review.people import Contributor
from governance.core.review.reason import Reason
from governance.core.review.state import review

VETOED = said("cleo", "compliance", VETO, has_note=True)
SECOND = Text(2, "words", "manifest")
THIRD = Text(3, "words", "manifest")
WAIVABLE = Findings(blocker=Waivable(waivable_by=("compliance",)))
BLOCKER, WARNING = found("blocker"), found("warning", "missing_qualifier", quote="27% less")


def test_a_veto_stands_whatever_others_say() -> None:
    seen = review(a_case(VETOED, *BOTH_SAID_YES), NOW)
    assert (seen.state, seen.approved, reasons(seen)) == ("vetoed", False, {Reason.VETO_STANDS})


def test_a_veto_stands_after_its_author_approves() -> None:
    mara = said("mara", "marketing", VETO)
    assert review(a_case(mara, *BOTH_SAID_YES), NOW).state == "vetoed"


@pytest.mark.parametrize("gone", [person("cleo", "compliance", active=False), person("cleo"), None])
def test_a_veto_outlives_its_authors_role_and_account(gone: object) -> None:
    people = everybody(*COMPANY) | ({"cleo": gone} if gone else {})
    if gone is None:
        del people["cleo"]
    assert review(a_case(VETOED, *BOTH_SAID_YES, people=people), NOW).state == "vetoed"


@pytest.mark.parametrize("head", [SECOND, THIRD])
def test_a_veto_stands_when_the_same_words_come_back(head: Text) -> None:
    """Withdrawn and put forward again; or edited away and back, A-B-A."""
    again = Submission("again", head, NOW)
    yes = [said(one.person, one.role, submission="again", text=head) for one in BOTH_SAID_YES]
    assert review(a_case(VETOED, *yes, head=head, submission=again), NOW).state == "vetoed"


@pytest.mark.parametrize("head", [Text(2, "other words", "manifest"), Text(2, "words", "another manifest")])
def test_other_words_or_another_manifest_are_not_under_the_veto(head: Text) -> None:
    again = Submission("again", head, NOW)
    yes = [said(one.person, one.role, submission="again", text=head) for one in BOTH_SAID_YES]
    assert review(a_case(VETOED, *yes, head=head, submission=again), NOW).approved


def test_a_veto_ends_when_it_is_withdrawn() -> None:
    assert review(a_case(replace(VETOED, withdrawn=True), *BOTH_SAID_YES), NOW).approved


def test_of_two_equal_vetoes_each_is_withdrawn_by_itself() -> None:
    once = a_case(replace(VETOED, withdrawn=True), VETOED, *BOTH_SAID_YES)
    assert review(once, NOW).state == "vetoed"
    both = a_case(replace(VETOED, withdrawn=True), replace(VETOED, withdrawn=True), *BOTH_SAID_YES)
    assert review(both, NOW).approved


def test_a_veto_of_an_author_stops_like_any_other() -> None:
    assert review(a_case(VETOED, *BOTH_SAID_YES, contributors=(Contributor("cleo"),)), NOW).state == "vetoed"


ASKED = said("mara", "marketing", CHANGES, has_note=True)


def test_changes_asked_for_stop_an_approved_text() -> None:
    seen = review(a_case(*BOTH_SAID_YES, said("cleo", "compliance", CHANGES)), NOW)
    assert (seen.state, seen.approved, reasons(seen)) == ("changes_requested", False, {Reason.CHANGES_REQUESTED})


def test_a_later_approval_of_the_same_person_takes_the_place_of_their_request() -> None:
    assert review(a_case(ASKED, *BOTH_SAID_YES), NOW).approved
    assert review(a_case(*BOTH_SAID_YES, ASKED), NOW).state == "changes_requested"
    others = review(a_case(ASKED, said("mike", "marketing"), said("sam", "sales")), NOW)
    assert others.state == "changes_requested"


def test_a_taken_back_request_does_not_bring_an_older_approval_back() -> None:
    seen = review(a_case(*BOTH_SAID_YES, replace(ASKED, withdrawn=True)), NOW)
    assert (seen.state, reasons(seen)) == ("in_review", {Reason.REQUIREMENT_OPEN})


def test_a_taken_back_approval_brings_the_older_request_back() -> None:
    yes = replace(said("mara", "marketing", APPROVE), withdrawn=True)
    assert review(a_case(ASKED, yes, said("sam", "sales")), NOW).state == "changes_requested"


def test_a_taken_back_approval_counts_for_nothing() -> None:
    assert not review(a_case(replace(BOTH_SAID_YES[0], withdrawn=True), BOTH_SAID_YES[1]), NOW).approved


def test_an_approval_ends_at_exactly_its_instant() -> None:
    case = a_case(*BOTH_SAID_YES, terms=terms(approval_valid_days=7))
    end = YESTERDAY + 7 * DAY
    assert review(case, end - TICK).approved
    ended = review(case, end)
    assert (ended.approved, reasons(ended)) == (False, {Reason.REQUIREMENT_OPEN})
    assert [one.decision for one in ended.uncounted] == ["d1", "d2"]


@pytest.mark.parametrize("text", [SECOND, Text(1, "other words", "manifest"), Text(1, "words", "another manifest")])
def test_an_approval_of_another_text_does_not_count(text: Text) -> None:
    seen = review(a_case(said("mara", "marketing", text=text), said("sam", "sales")), NOW)
    assert [one.message for one in seen.uncounted] == ["it was given to another text"]
    assert not seen.approved


@pytest.mark.parametrize(
    ("call", "note", "counts"),
    [
        (CallVerdict.YES, False, True),
        (CallVerdict.NO, True, False),
        (CallVerdict.WITH_CHANGES, False, False),
        (CallVerdict.WITH_CHANGES, True, True),
        (None, False, False),
    ],
)
def test_the_call_question_must_carry_the_approval(call: CallVerdict | None, note: bool, counts: bool) -> None:
    asking = terms().approval
    assert asking is not None
    marketing, sales = asking.requirements
    rules = terms(marketing, sales.model_copy(update={"asks": "would_you_say_it"}))
    yes = said("sam", "sales", call=call, has_note=note)
    assert review(a_case(BOTH_SAID_YES[0], yes, terms=rules), NOW).approved is counts


def test_an_answer_that_nobody_asked_for_still_says_no() -> None:
    assert not review(a_case(BOTH_SAID_YES[0], said("sam", "sales", call=CallVerdict.NO)), NOW).approved


def test_an_open_warning_takes_a_reason_from_everybody_who_approves() -> None:
    warned = {UNDER: basis(WARNING)}
    noted = [replace(one, has_note=True) for one in BOTH_SAID_YES]
    assert not review(a_case(*BOTH_SAID_YES, bases=warned), NOW).approved
    assert not review(a_case(noted[0], BOTH_SAID_YES[1], bases=warned), NOW).approved
    assert review(a_case(*noted, bases=warned), NOW).approved
    assert review(a_case(*BOTH_SAID_YES, bases={UNDER: basis(found("note"))}), NOW).approved


def test_a_warning_may_be_one_that_must_be_fixed_or_waived() -> None:
    noted = [replace(one, has_note=True) for one in BOTH_SAID_YES]
    for warning, waived in (("must_be_fixed", False), (Waivable(waivable_by=("compliance",)), True)):
        rules = terms(findings=Findings(warning=warning))  # type: ignore[arg-type]
        case = a_case(*noted, terms=rules, bases={UNDER: basis(WARNING)})
        assert reasons(review(case, NOW)) == {Reason.BLOCKER_OPEN}
        assert review(replace(case, waivers=(waiver(WARNING),)), NOW).approved is waived


def test_a_blocker_is_fixed_or_nothing() -> None:
    seen = review(a_case(*BOTH_SAID_YES, bases={UNDER: basis(BLOCKER)}, waivers=(waiver(BLOCKER),)), NOW)
    assert (seen.state, reasons(seen)) == ("in_review", {Reason.BLOCKER_OPEN})


END = NOW + 5 * DAY


@pytest.mark.parametrize(
    ("given", "at", "holds"),
    [
        (waiver(BLOCKER), NOW, True),
        (waiver(BLOCKER), END - TICK, True),
        (waiver(BLOCKER), END, False),
        (waiver(BLOCKER), YESTERDAY - TICK, False),
        (waiver(BLOCKER, content_digest="other words"), NOW, False),
        (waiver(BLOCKER, manifest_digest="another manifest"), NOW, False),
        (waiver(found("blocker", quote="risk-free")), NOW, False),
        (waiver(found("blocker", part="subject")), NOW, False),
        (waiver(found("warning")), NOW, False),
        (waiver(BLOCKER, "mara", "marketing"), NOW, False),
        (waiver(BLOCKER, "mara", "compliance"), NOW, False),
        (waiver(BLOCKER, "nobody"), NOW, False),
        (waiver(BLOCKER, "carl"), NOW, False),
        (waiver(BLOCKER, "late"), NOW, False),
    ],
)
def test_a_waiver_holds_for_one_finding_of_one_text_while_its_holder_is_entitled(
    given: Waiver, at: datetime, holds: bool
) -> None:
    """carl has left; late holds the role only since after the waiver; mara does not hold it."""
    others = (person("carl", "compliance", active=False), person("late", "compliance", since=NOW))
    yes = [replace(one, decided_at=YESTERDAY - DAY) for one in BOTH_SAID_YES]
    case = a_case(
        *yes,
        terms=terms(findings=WAIVABLE),
        bases={UNDER: basis(BLOCKER)},
        waivers=(given,),
        people=everybody(*COMPANY, *others),
    )
    assert review(case, at).approved is holds


def test_whoever_wrote_the_text_waives_nothing_of_it() -> None:
    case = a_case(*BOTH_SAID_YES, terms=terms(findings=WAIVABLE), bases={UNDER: basis(BLOCKER)})
    case = replace(case, waivers=(waiver(BLOCKER),), contributors=(Contributor("ada"), Contributor("cleo")))
    assert reasons(review(case, NOW)) == {Reason.BLOCKER_OPEN}


def test_the_end_of_a_waiver_ends_the_approval() -> None:
    case = a_case(
        *BOTH_SAID_YES,
        terms=terms(findings=WAIVABLE),
        bases={UNDER: basis(BLOCKER)},
        waivers=(waiver(BLOCKER),),
    )
    assert review(case, NOW).valid_until == review(case, NOW).changes_at == END


@pytest.mark.parametrize(
    ("terms_of_claim", "may_be_said"),
    [
        (claim(begins=NOW), True),
        (claim(begins=NOW + TICK), False),
        (claim(ends=NOW + TICK), True),
        (claim(ends=NOW), False),
        (claim(approved=False), False),
    ],
)
def test_a_text_is_approved_only_while_each_of_its_claims_may_be_said(
    terms_of_claim: object, may_be_said: bool
) -> None:
    rests_on = basis(terms_of_claim, claim("payback@1"))  # type: ignore[arg-type]
    seen = review(a_case(*BOTH_SAID_YES, bases={UNDER: rests_on}), NOW)
    assert seen.approved is may_be_said
    assert reasons(seen) == (set() if may_be_said else {Reason.CLAIM_NOT_VALID})


def test_every_reason_is_named_at_once() -> None:
    seen = review(a_case(VETOED, ASKED, bases={UNDER: basis(BLOCKER, claim(ends=NOW))}), NOW)
    assert reasons(seen) == {
        Reason.VETO_STANDS,
        Reason.CHANGES_REQUESTED,
        Reason.BLOCKER_OPEN,
        Reason.CLAIM_NOT_VALID,
        Reason.REQUIREMENT_OPEN,
    }


def test_decisions_stand_in_the_order_of_their_numbers_not_of_the_list() -> None:
    case = a_case(decisions=tuple(reversed(numbered((ASKED, *BOTH_SAID_YES)))))
    assert review(case, NOW).approved
    assert all(one.text == TEXT for one in case.decisions)
