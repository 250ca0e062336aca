"""Decisions: by the right people, in their order, on exactly one text, and no others count."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.service.copy import CHECKS_RETURNS, IN_THE_EU, NO_BRAINER, SEAMLESS, Desk, codes, counted, message, statuses

from governance.actions.decisions import decide, withdraw_decision
from governance.actions.people import deactivate
from governance.actions.rechecks import keep_time
from governance.actions.roles import end_role
from governance.actions.submissions import submit, withdraw
from governance.core.actor import Actor
from governance.core.errors import NotAllowed, NotFound, Refused, Stale, Unusable, WrongState
from governance.core.review.case import CallVerdict, DecisionVerdict, Text
from governance.core.review.deciding import Say
from governance.store.tables.permits import PermitRow

QUERIES_OF_A_DECISION = 30


def refused(kind: type[Refused], desk: Desk, name: str, id: UUID, verdict: str = "approve", **more: Any) -> Refused:
    """A decision that changes nothing."""
    before = len(desk.company.record())
    with pytest.raises(kind) as caught:
        desk.say(name, id, verdict, **more)
    assert len(desk.company.record()) == before
    return caught.value


def take_back(desk: Desk, name: str, id: UUID, decision: str) -> dict[str, Any]:
    return desk.change(name, withdraw_decision, id, UUID(decision))


def test_copy_of_a_partner_goes_out_after_everybody_whom_it_asks(desk: Desk) -> None:
    id = desk.bring("leo", IN_THE_EU, campaign="spring")
    asked = [one["id"] for one in desk.review(id)["requirements"] if one["status"] == "unsatisfied"]
    assert asked == ["marketing", "sales", "partner", "compliance"]
    assert [desk.queue(name) for name in ("tom", "priya")] == [[(id, "marketing")], []]
    steps = [
        ("tom", {"tom": [], "priya": ["sales"], "nia": ["partner"], "amelie": ["compliance"]}),
        ("nia", {"nia": [], "leo": [], "bram": [], "cosima": [], "priya": ["sales"]}),
        ("amelie", {"amelie": [], "ruben": [], "priya": ["sales"]}),
    ]
    for name, queues in steps:
        review = desk.say(name, id)["review"]
        assert (review["state"], review["approved"]) == ("in_review", False)
        for whose, waiting in queues.items():
            assert desk.queue(whose) == [(id, one) for one in waiting], (name, whose)
        desk.all_agree()
        assert "requirement_open" in codes(desk.authorize(id, message(IN_THE_EU)))
        assert desk.rows(PermitRow) == []

    done = desk.say("jonas", id)
    assert (done["review"]["state"], done["review"]["approved"]) == ("approved", True)
    assert set(statuses(done["review"]).values()) == {"satisfied", "not_applicable"}
    desk.all_agree()
    (permit,) = desk.rows(PermitRow)
    signed = desk.company.record()[-1]
    assert (signed["act"], signed["data"]["permit"]) == ("permit.signed", str(permit.id))
    decisions = [entry["data"]["decision"] for entry in desk.company.record() if entry["act"] == "decision.made"]
    assert signed["data"]["decisions"] == sorted(decisions)
    assert desk.use(desk.authorize(id, message(IN_THE_EU)))["allow"]
    assert desk.company.verified().broken is None


def test_a_decision_names_what_is_there_now(desk: Desk) -> None:
    id = desk.bring()
    seen = desk.review(id)
    text = Text(**seen["text"])
    others = [
        replace(text, revision=2),
        replace(text, content_digest="0" * 64),
        replace(text, manifest_digest="0" * 64),
    ]
    says = [(Say(DecisionVerdict.APPROVE, other, seen["policy_set"]), "text_changed") for other in others]
    says += [(Say(DecisionVerdict.APPROVE, text, "0" * 64), "policies_changed")]
    for say, code in says:
        with pytest.raises(Stale) as stale:
            desk.change("tom", decide, id, say)
        assert stale.value.code == code
    desk.edit("klara", id, CHECKS_RETURNS)
    desk.change("klara", submit, id, 2)
    assert refused(Stale, desk, "tom", id, seen=seen).code == "text_changed"
    assert desk.look(id)["decisions"] == []
    with pytest.raises(NotFound):
        desk.does("tom", decide, uuid4(), says[0][0])


def test_only_whoever_is_asked_decides_and_in_order(desk: Desk) -> None:
    id = desk.bring("leo", campaign="spring")
    assert refused(WrongState, desk, "priya", id).message == "marketing comes first"
    for name, code in (("leo", "contributed"), ("mara", "role_needed"), ("ada", "role_needed")):
        assert refused(NotAllowed, desk, name, id).code == code
    with pytest.raises(NotFound):
        desk.say("cosima", id)
    with pytest.raises(NotAllowed, match="Only a person"):
        desk.company.write(lambda tx: decide(tx, Actor("system"), id, _say(desk, id)))
    assert refused(NotAllowed, desk, "tom", id, role="sales").code == "role_needed"
    desk.say("tom", id)
    for call, note, field in ((None, None, "call"), ("no", None, "call"), ("with_changes", None, "note")):
        assert refused(Unusable, desk, "priya", id, call=call, note=note).field == field
    desk.say("priya", id, call="with_changes", note="Say it slower.")
    assert desk.queue("priya") == []
    desk.say("bram", id)
    assert desk.review(id)["approved"]
    assert "Say it slower." not in str(desk.company.record())


def _say(desk: Desk, id: UUID) -> Say:
    seen = desk.review(id)
    return Say(DecisionVerdict.APPROVE, Text(**seen["text"]), seen["policy_set"])


def test_findings_close_the_approval_or_ask_for_a_reason(desk: Desk) -> None:
    blocked, warned = desk.bring(says=NO_BRAINER), desk.bring(says=SEAMLESS)
    assert refused(WrongState, desk, "tom", blocked).code == "blockers_open"
    assert "blocker_open" in codes(desk.authorize(blocked, message(NO_BRAINER)))
    assert refused(Unusable, desk, "tom", warned).field == "note"
    desk.approve(warned, note="It reads well aloud.")
    assert desk.authorize(warned, message(SEAMLESS))["allow"]


def test_a_person_counts_once_however_often_they_say_so(desk: Desk) -> None:
    id = desk.bring()
    first, second = desk.say("tom", id), desk.say("tom", id)
    found = desk.review(id)["requirements"][0]
    assert (found["status"], found["decisions"]) == ("satisfied", [second["decision"]["id"]])
    assert desk.queue("priya") == [(id, "sales")]
    desk.all_agree()
    take_back(desk, "tom", id, second["decision"]["id"])
    assert statuses(desk.review(id))["marketing"] == "unsatisfied", "the first does not come back"
    with pytest.raises(WrongState):
        take_back(desk, "tom", id, second["decision"]["id"])
    for name in ("klara", "priya"):
        with pytest.raises(NotAllowed):
            take_back(desk, name, id, first["decision"]["id"])
    assert desk.queue("tom") == [(id, "marketing")]
    desk.all_agree()


def test_a_veto_stands_until_its_author_ends_it(desk: Desk) -> None:
    id = desk.approved()
    given = desk.authorize(id)
    assert refused(Unusable, desk, "jonas", id, "veto").code == "note_needed"
    veto = desk.say("jonas", id, "veto", note="We do not ask this.")["decision"]["id"]
    assert desk.review(id)["state"] == "vetoed"
    assert "veto_stands" in codes(desk.use(given)) & codes(desk.authorize(id))
    assert refused(WrongState, desk, "klara", id).message.startswith("The text is vetoed")
    desk.change("ines", withdraw, id)
    assert desk.change("ines", submit, id, 1)["state"] == "vetoed", "the same words again"
    for name in ("priya", "mara", "ada"):
        with pytest.raises(NotAllowed):
            take_back(desk, name, id, veto)
    take_back(desk, "jonas", id, veto)
    assert desk.review(id)["state"] == "in_review"
    desk.approve(id)
    desk.say("jonas", id, "veto", note="I still do not like it.")
    desk.does("ada", deactivate, desk.company["jonas"])
    assert desk.review(id)["state"] == "vetoed", "a veto outlives its author's account"
    desk.edit("ines", id, CHECKS_RETURNS)
    desk.change("ines", submit, id, 2)
    assert desk.review(id)["state"] == "in_review"
    desk.all_agree()


def test_requested_changes_stop_until_whoever_asked_says_yes(desk: Desk) -> None:
    id = desk.bring()
    assert refused(Unusable, desk, "tom", id, "request_changes", note=" ").code == "note_needed"
    desk.say("tom", id, "request_changes", note="Name the figure.")
    assert desk.review(id)["state"] == "changes_requested"
    assert desk.queue("klara") == []
    desk.say("klara", id)
    assert desk.review(id)["state"] == "changes_requested"
    desk.say("tom", id)
    desk.say("priya", id)
    assert desk.review(id)["approved"]


def test_who_loses_a_role_or_leaves_no_longer_counts(desk: Desk) -> None:
    id, other = desk.approved(), desk.approved(says=CHECKS_RETURNS)
    given = desk.authorize(id)
    desk.does("ada", end_role, desk.company["tom"], "marketing")
    assert "requirement_open" in codes(desk.use(given))
    assert desk.review(id)["decisions_not_counted"][0]["message"].startswith(
        "the person no longer holds role marketing"
    )
    keep_time(desk.store, [desk.company.id])
    desk.all_agree()
    assert desk.queue("klara") == [(id, "marketing"), (other, "marketing")]
    desk.say("klara", id)
    assert desk.use(given)["allow"]

    desk.does("ada", deactivate, desk.company["klara"])
    keep_time(desk.store, [desk.company.id])
    desk.all_agree()
    assert desk.review(id)["state"] == "in_review"


def test_approvals_that_end_leave_the_list_of_approved_by_time_alone(desk: Desk) -> None:
    id = desk.approved()
    days = 60
    desk.company.later(timedelta(days=days, seconds=-30))
    keep_time(desk.store, [desk.company.id])
    assert desk.look(id)["state"] == "approved"
    assert "permit_expired" in codes(desk.authorize(id)), "a permit lasts 30 days"
    desk.company.later(timedelta(seconds=60))
    assert "requirement_open" in codes(desk.authorize(id))
    keep_time(desk.store, [desk.company.id])
    found = desk.look(id)
    assert (found["state"], found["review"]["approved"]) == ("in_review", False)
    assert found["review"]["decisions_not_counted"][0]["message"] == f"approvals last {days} days"
    assert desk.queue("tom") == [(id, "marketing")]
    desk.all_agree()
    desk.approve(id)
    assert desk.authorize(id)["allow"]


def test_a_decision_asks_the_database_a_bounded_number_of_questions(desk: Desk) -> None:
    id = desk.bring("leo", IN_THE_EU, campaign="spring")
    for number in range(3):
        desk.bring("leo", f"{IN_THE_EU} {number}", campaign="spring")
    for name in ("tom", "nia", "amelie", "priya"):
        say = replace(_say(desk, id), call=CallVerdict.YES if name == "priya" else None)
        with counted(desk.store) as asked:
            desk.does(name, decide, id, say)
        assert len(asked) <= QUERIES_OF_A_DECISION, "\n".join(asked)
    assert desk.review(id)["approved"]
