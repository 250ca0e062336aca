"""May this person say this of this text now, in which role; and every refusal with its code."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.core.review_cases import (
    APPROVE,
    BOTH_SAID_YES,
    CHANGES,
    COMPANY,
    NOW,
    PARTNERS,
    TEXT,
    TICK,
    UNDER,
    VETO,
    YESTERDAY,
    a_case,
    basis,
    everybody,
    found,
    person,
    requirement,
    said,
    terms,
)

from governance.core.actor import Actor
from governance.core.errors import NotAllowed, Refused, Stale, Unusable, WrongState
from governance.core.policy.criteria import FieldCriterion
from governance.core.review.basis import CheckedUnder
from governance.core.review.case import CallVerdict, Campaign, Case, DecisionVerdict, PolicyTerms, Submission, Text
from governance.core.review.deciding import CONFIRMED_FOR, Say, checked_under, deciding_role
from governance.core.review.people import Contributor, Standing
from governance.core.review.state import review

PEOPLE = everybody(*COMPANY, *PARTNERS)
ORDERED = terms(requirement("marketing"), requirement("sales", after=("marketing",)))


def say(verdict: DecisionVerdict = APPROVE, **fields: Any) -> Say:
    known: dict[str, Any] = {"verdict": verdict, "text": TEXT, "policy_set": UNDER.policy_set}
    return Say(**(known | fields))


def acting(who: Standing, **fields: Any) -> Actor:
    known: dict[str, Any] = {"kind": "person", "person": who.person, "roles": who.roles, "partner": who.partner}
    return Actor(**(known | fields))


def role(case: Case, what: Say, who: str = "mara", people: dict[str, Standing] | None = None, **fields: Any) -> str:
    voter = (people or PEOPLE)[who]
    return deciding_role(what, case, review(case, NOW), acting(voter, **fields), voter, NOW)


def refused(error: type[Refused], case: Case, what: Say, who: str = "mara", **fields: Any) -> tuple[str, str | None]:
    """The code and the field of the refusal, which must be of this kind."""
    with pytest.raises(error) as caught:
        role(case, what, who, **fields)
    assert type(caught.value) is error
    return caught.value.code, caught.value.field


def test_a_person_decides_in_the_role_that_the_text_asks_for() -> None:
    assert role(a_case(), say()) == "marketing"
    assert role(a_case(), say(), "sam") == "sales"
    assert role(a_case(), say(CHANGES, note="Shorter")) == "marketing"
    assert role(a_case(), say(VETO, note="Never"), "sam") == "sales"


@pytest.mark.parametrize("kind", ["machine", "operator", "system"])
@pytest.mark.parametrize("verdict", list(DecisionVerdict))
def test_nobody_but_a_person_decides(kind: Any, verdict: DecisionVerdict) -> None:
    what = say(verdict, note="Because")
    assert refused(NotAllowed, a_case(), what, kind=kind) == ("person_needed", None)


@pytest.mark.parametrize(
    "read", [Text(2, "words", "manifest"), Text(1, "other", "manifest"), Text(1, "words", "other")]
)
def test_whoever_read_another_text_decides_nothing(read: Text) -> None:
    assert refused(Stale, a_case(), say(text=read)) == ("text_changed", None)


def test_whoever_read_it_under_other_policies_decides_nothing() -> None:
    assert refused(Stale, a_case(), say(policy_set="policies before")) == ("policies_changed", None)
    assert refused(Stale, a_case(terms=None), say()) == ("policies_changed", None)


HEAD = Text(2, "other words", "manifest")
IN_STATES: dict[str, Case] = {
    "draft": a_case(submission=None),
    "edited": a_case(submission=Submission("submission", HEAD, YESTERDAY)),
    "withdrawn": a_case(submission=Submission("submission", TEXT, YESTERDAY, withdrawn=True)),
    "recalled": a_case(submission=Submission("submission", TEXT, YESTERDAY, recalled=True)),
    "checking": a_case(bases={}),
    "in_review": a_case(),
    "changes_requested": a_case(said("sam", "sales", CHANGES)),
    "vetoed": a_case(said("sam", "sales", VETO)),
    "approved": a_case(*BOTH_SAID_YES),
}
OPEN = {"in_review", "changes_requested", "approved"}


@pytest.mark.parametrize("verdict", list(DecisionVerdict))
@pytest.mark.parametrize("state", IN_STATES)
def test_a_text_can_be_decided_on_while_it_is_in_review(verdict: DecisionVerdict, state: str) -> None:
    what, case = say(verdict, note="Because"), IN_STATES[state]
    if state in OPEN or (state, verdict) == ("vetoed", VETO):
        assert role(case, what) == "marketing"
    else:
        assert refused(WrongState, case, what) == ("wrong_state", None)


def test_without_an_approval_policy_nobody_decides() -> None:
    bare = a_case(terms=PolicyTerms(UNDER.policy_set, "standard", None))
    assert refused(WrongState, bare, say()) == ("wrong_state", None)
    open_ = review(a_case(), NOW)
    with pytest.raises(WrongState, match="No approval policy"):
        deciding_role(say(), bare, open_, acting(PEOPLE["mara"]), PEOPLE["mara"], NOW)


@pytest.mark.parametrize(
    ("rule", "confirmed", "allowed"),
    [
        ("session", None, True),
        ("password", None, False),
        ("password", timedelta(0), True),
        ("password", CONFIRMED_FOR, True),
        ("password", CONFIRMED_FOR + TICK, False),
        ("passkey", timedelta(0), False),
    ],
)
def test_the_policy_says_how_a_decision_is_confirmed(rule: str, confirmed: timedelta | None, allowed: bool) -> None:
    case = a_case(terms=terms(confirm_decisions_with=rule))
    fields: dict[str, Any] = {"confirmed_at": None if confirmed is None else NOW - confirmed}
    if allowed:
        assert role(case, say(), **fields) == "marketing"
    else:
        assert refused(NotAllowed, case, say(), **fields) == ("confirmation_needed", None)


def test_the_role_must_be_one_that_the_text_asks_for_and_that_the_person_holds() -> None:
    needed = ("role_needed", None)
    assert refused(NotAllowed, a_case(), say(), "cleo") == needed
    assert refused(NotAllowed, a_case(), say(role="sales")) == needed
    assert refused(NotAllowed, a_case(), say(role="compliance"), "cleo") == needed
    assert refused(NotAllowed, a_case(), say(), roles={}) == needed
    assert refused(NotAllowed, a_case(), say(VETO, note="Never"), "pia") == needed


def test_a_role_that_does_not_count_yet_or_any_more_decides_nothing() -> None:
    needed = ("role_needed", None)
    for mara in (
        person("mara", "marketing", since=NOW + TICK),
        person("mara", "marketing", active=False),
        person("mara", "marketing", partner="pinecone"),
        person("mara"),
    ):
        fields: dict[str, Any] = {"people": {"mara": mara}, "roles": {"marketing": NOW}}
        assert refused(NotAllowed, a_case(), say(), **fields) == needed


def test_administrators_decide_nothing_without_a_role() -> None:
    case = a_case()
    assert refused(NotAllowed, case, say(), "cleo", administrator=True) == ("role_needed", None)


def test_requirements_that_do_not_apply_or_cannot_be_told_give_nobody_a_role() -> None:
    partners_only = requirement("sales", when=FieldCriterion(field="campaign.partner", is_set=True))
    unknown = requirement("sales", when=FieldCriterion(field="campaign.budget", at_least=1))
    for one in (partners_only, unknown):
        case = a_case(terms=terms(requirement("marketing"), one))
        assert refused(NotAllowed, case, say(), "sam") == ("role_needed", None)


@pytest.mark.parametrize("verdict", list(DecisionVerdict))
def test_whoever_had_a_hand_in_the_words_does_not_decide_on_them(verdict: DecisionVerdict) -> None:
    case = a_case(contributors=(Contributor("ada"), Contributor("mara")))
    assert refused(NotAllowed, case, say(verdict, note="Mine")) == ("contributed", None)


def test_a_partner_decides_on_its_own_campaigns_if_its_organisation_did_not_write_them() -> None:
    strict = a_case(terms=terms(requirement("partner")), campaign=Campaign("spring", "pinecone"))
    assert role(strict, say(), "paul") == "partner"
    written = replace(strict, contributors=(Contributor("pia", "pinecone"),))
    assert refused(NotAllowed, written, say(), "paul") == ("contributed", None)
    loose = replace(written, terms=terms(requirement("partner", excludes="contributors")))
    assert role(loose, say(), "paul") == "partner"
    assert refused(NotAllowed, loose, say(), "olga") == ("contributed", None)


def test_whoever_holds_two_roles_meets_the_first_that_is_open() -> None:
    assert role(a_case(), say(), "both") == "marketing"
    assert role(a_case(said("mara", "marketing")), say(), "both") == "sales"
    assert role(a_case(), say(role="sales"), "both") == "sales"
    assert role(a_case(terms=ORDERED), say(), "both") == "marketing"
    waiting_first = terms(requirement("sales", after=("marketing",)), requirement("marketing"))
    assert role(a_case(terms=waiting_first), say(), "both") == "marketing"


def test_whoever_decided_already_decides_on_the_same_again() -> None:
    case = a_case(said("both", "sales"))
    assert role(case, say(), "both") == "sales"
    assert role(case, say(CHANGES, note="No"), "both") == "sales"


def test_what_comes_after_waits_but_stopping_it_does_not() -> None:
    assert refused(WrongState, a_case(terms=ORDERED), say(), "sam") == ("order", None)
    assert role(a_case(terms=ORDERED), say(VETO, note="Never"), "sam") == "sales"
    assert role(a_case(terms=ORDERED), say(CHANGES, note="Shorter"), "sam") == "sales"
    assert role(a_case(said("mara", "marketing"), terms=ORDERED), say(), "sam") == "sales"


def test_approve_is_closed_while_a_blocker_is_open() -> None:
    case = a_case(bases={UNDER: basis(found("blocker"))})
    assert refused(WrongState, case, say(note="Fine")) == ("blockers_open", None)
    assert role(case, say(CHANGES, note="Fix it")) == "marketing"


@pytest.mark.parametrize("verdict", [CHANGES, VETO])
@pytest.mark.parametrize("note", [None, "", " \n"])
def test_a_no_says_why(verdict: DecisionVerdict, note: str | None) -> None:
    assert refused(Unusable, a_case(), say(verdict, note=note)) == ("note_needed", "note")


CALL = a_case(terms=terms(requirement("sales", asks="would_you_say_it")))


def test_the_call_question_is_answered_where_it_is_asked() -> None:
    assert refused(Unusable, CALL, say(), "sam") == ("unusable", "call")
    assert role(CALL, say(call=CallVerdict.YES), "sam") == "sales"
    assert role(CALL, say(VETO, note="Never"), "sam") == "sales"


def test_whoever_would_not_say_it_cannot_approve_it() -> None:
    for case in (CALL, a_case()):
        assert refused(Unusable, case, say(call=CallVerdict.NO, note="Fine"), "sam") == ("call_says_no", "call")


def test_whoever_would_change_it_says_what() -> None:
    for case in (CALL, a_case()):
        assert refused(Unusable, case, say(call=CallVerdict.WITH_CHANGES), "sam") == ("note_needed", "note")
        assert role(case, say(call=CallVerdict.WITH_CHANGES, note="Softer"), "sam") == "sales"


def test_an_open_warning_is_approved_with_a_reason_only() -> None:
    case = a_case(bases={UNDER: basis(found("warning"))})
    assert refused(Unusable, case, say(note=" ")) == ("note_needed", "note")
    assert role(case, say(note="A quotation")) == "marketing"


def test_what_deciding_lets_through_the_review_counts() -> None:
    """The door and the gate ask the same: an approval that was recorded counts at that instant."""
    case = a_case(bases={UNDER: basis(found("warning"))})
    for who in ("mara", "sam"):
        given = role(case, say(note="A quotation"), who)
        decisions = (*case.decisions, said(who, given, decided_at=NOW, has_note=True, id=who, sequence=1))
        case = replace(case, decisions=decisions)
    assert review(case, NOW).approved


def test_a_decision_rests_on_what_is_in_force() -> None:
    assert checked_under(a_case()) == CheckedUnder("policies", "governance/1")
    with pytest.raises(WrongState):
        checked_under(a_case(terms=None))
