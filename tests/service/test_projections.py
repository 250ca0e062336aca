"""Lists and queues say what the gate says, whatever changed around a text: people, rules, time, all policies (I17)."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from tests.service.company import Company, sample_documents
from tests.service.copy import EMAIL, WORKS_WITH, Desk, changed, codes, desk_of, message

from governance.actions.people import deactivate, reactivate
from governance.actions.rechecks import keep_time
from governance.actions.roles import end_role
from governance.core.copy.variant import Manifest
from governance.core.policy.document import Document


def document(kind: str, **fields: Any) -> Document:
    return changed(next(one for one in sample_documents() if one.kind == kind), **fields)


def claims(id: str, **fields: Any) -> list[dict[str, Any]]:
    """The claims of the talk track, one of them changed."""
    known = document("talk_track").model_dump(mode="json", by_alias=True)["claims"]
    return [one | fields if one["id"] == id else one for one in known]


def tick(desk: Desk) -> None:
    """The clock of the service, and what it asks for."""
    keep_time(desk.store, [desk.company.id])
    desk.work_off()
    desk.all_agree()


def test_what_somebody_approved_waits_again_when_they_are_gone(desk: Desk) -> None:
    id = desk.approved()
    desk.company.as_("ada", lambda tx, actor: deactivate(tx, actor, desk.company["tom"]))
    tick(desk)
    assert desk.look(id)["state"] == "in_review"
    assert desk.queue("klara") == [(id, "marketing")]
    desk.company.as_("ada", lambda tx, actor: reactivate(tx, actor, desk.company["tom"]))
    tick(desk)
    assert (desk.look(id)["state"], desk.queue("klara")) == ("approved", [])
    desk.company.as_("ada", lambda tx, actor: end_role(tx, actor, desk.company["priya"], "sales"))
    tick(desk)
    assert (desk.queue("jonas"), desk.queue("priya")) == ([(id, "sales")], [])


def test_a_requirement_of_another_role_waits_for_that_role(desk: Desk) -> None:
    id = desk.bring()
    assert desk.queue("tom") == [(id, "marketing")]
    rules = document("approval").model_dump(mode="json", by_alias=True)["requirements"]
    desk.publish(document("approval", requirements=[{**rules[0], "role": "compliance"}, *rules[1:]]))
    desk.work_off()
    desk.all_agree()
    assert (desk.queue("tom"), desk.queue("amelie")) == ([], [(id, "marketing")])


def test_whoever_decided_under_other_policies_is_asked_again_and_whose_decision_survived_is_not(desk: Desk) -> None:
    rules = document("approval").model_dump(mode="json", by_alias=True)["requirements"]
    two = [{**rules[0], "approvals": 2}, *rules[1:]]
    desk.publish(document("approval", requirements=two))
    id, uses = desk.bring(), desk.bring(says=WORKS_WITH)
    for one in (id, uses):
        desk.say("tom", one)
    assert (desk.queue("tom"), desk.queue("klara")) == ([], [(id, "marketing"), (uses, "marketing")])
    desk.publish(document("talk_track", claims=claims("integrations", evidence="New")))
    desk.work_off()
    desk.all_agree()
    assert desk.queue("tom") == [(uses, "marketing")]


def test_without_policies_nothing_is_in_review(loopfern: Company, tmp_path: Path) -> None:
    ends = date.today() + timedelta(days=2)
    track = document("talk_track", in_force_until=ends)
    desk = desk_of(loopfern, tmp_path, [track, *(one for one in sample_documents() if one.kind != "talk_track")])
    approved, waiting = desk.approved(), desk.bring()
    tick(desk)
    _at_noon(desk, ends + timedelta(days=2))
    tick(desk)
    assert [desk.look(one)["state"] for one in (approved, waiting)] == ["checking", "checking"]
    assert desk.queue("tom") == []
    assert "policy_missing" in codes(desk.authorize(approved))
    desk.publish(document("talk_track"))
    desk.work_off()
    desk.all_agree()
    assert (desk.look(approved)["state"], desk.queue("tom")) == ("approved", [(waiting, "marketing")])


def test_a_claim_that_begins_is_said_from_its_day_on(desk: Desk) -> None:
    """The report of the day before had a blocker; nobody has to edit the text to be rid of it."""
    today = desk.company.read(lambda tx: tx.now).date()
    begins = today + timedelta(days=2)
    desk.publish(document("talk_track", claims=claims("integrations", valid_from=begins)))
    desk.work_off()
    id = desk.bring(says=WORKS_WITH)
    assert desk.review(id)["findings"]["blocker"] == 1
    _at_noon(desk, begins)
    tick(desk)
    assert desk.review(id)["findings"]["blocker"] == 0
    desk.approve(id)
    assert desk.authorize(id, message(WORKS_WITH))["allow"]
    assert desk.company.verified().broken is None


def test_a_platform_may_have_a_long_name(desk: Desk) -> None:
    manifest = Manifest(channel=EMAIL.channel, kind=EMAIL.kind, platform="x" * 200)
    id = desk.approved(manifest=manifest)
    assert desk.authorize(id, message(platform="x" * 200))["allow"]


def _at_noon(desk: Desk, day: date) -> None:
    noon = datetime.combine(day, time(12), UTC)
    desk.store.clock = lambda: noon
