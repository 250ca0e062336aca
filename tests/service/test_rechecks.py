"""Rechecks: after other policies, and after time, what still holds goes on holding, and the rest says why not."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select
from tests.service.company import sample_documents
from tests.service.copy import CHECKS_RETURNS, QUESTION, WORKS_WITH, Desk, changed, codes, counted, message

from governance.actions import rechecks
from governance.actions.checks import run_checks
from governance.actions.rechecks import keep_time, recheck_chunk
from governance.core.policy.document import Document
from governance.store.tables.variants import ReportRow

ANNA, BEN = "anna@shop.example", "ben@shop.example"


def document(kind: str) -> Document:
    return next(one for one in sample_documents() if one.kind == kind)


def talk_track(id: str, **fields: Any) -> Document:
    """The talk track with one claim changed."""
    old = document("talk_track").model_dump(mode="json", by_alias=True)
    return changed(document("talk_track"), claims=[one | fields if one["id"] == id else one for one in old["claims"]])


def standard(*more: str) -> Document:
    """The message standard with more forbidden words."""
    words = document("message_standard").model_dump(mode="json", by_alias=True)["words"]
    forbidden = [*words["forbidden"], *({"text": word, "why": "Says nothing."} for word in more)]
    return changed(document("message_standard"), words={**words, "forbidden": forbidden})


def approval(**fields: Any) -> Document:
    return changed(document("approval"), **fields)


def said(desk: Desk, id: UUID, act: str) -> list[str | None]:
    """The reasons that the record gives for what became of a variant's decisions."""
    entries = [one for one in desk.company.record() if one["act"] == act and one["object"]["id"] == str(id)]
    return [one["data"]["reason"] for one in entries]


def test_a_changed_claim_ends_the_approvals_that_rest_on_it_and_no_others(desk: Desk) -> None:
    uses, other, none = desk.approved(WORKS_WITH), desk.approved(CHECKS_RETURNS), desk.approved(QUESTION)
    half = desk.bring(says=f"{WORKS_WITH} {QUESTION}")
    desk.say("tom", half)
    permits = {id: desk.look(id)["permit"]["id"] for id in (uses, other, none)}
    desk.publish(talk_track("integrations", evidence="Product handbook, appendix B"))
    assert [name for name, _ in desk.work] == ["recheck"]
    for id, says in ((uses, WORKS_WITH), (other, CHECKS_RETURNS)):
        assert "check_missing" in codes(desk.authorize(id, message(says))), "nothing goes out before it is looked at"
    desk.work_off()
    desk.all_agree()

    assert [desk.look(id)["state"] for id in (uses, other, none, half)] == [
        "in_review",
        "approved",
        "approved",
        "in_review",
    ]
    assert said(desk, uses, "decision.stale") == ["claim integrations@1 became integrations@2"] * 2
    assert said(desk, half, "decision.stale") == ["claim integrations@1 became integrations@2"]
    assert said(desk, other, "decision.survived") == said(desk, none, "decision.survived") == [None, None]
    assert said(desk, other, "decision.stale") == said(desk, uses, "decision.survived") == []
    assert desk.queue("tom") == [(uses, "marketing"), (half, "marketing")]
    assert desk.authorize(other, message(CHECKS_RETURNS))["allow"]
    assert desk.look(other)["permit"]["id"] == permits[other]
    assert "requirement_open" in codes(desk.authorize(uses, message(WORKS_WITH)))
    desk.approve(uses)
    assert desk.authorize(uses, message(WORKS_WITH))["allow"]

    entries = len(desk.company.record())
    after: int | None = 0
    while after is not None:
        after = recheck_chunk(desk.store, desk.company.id, after)
    assert len(desk.company.record()) == entries, "run twice, nothing is said twice"
    assert desk.company.verified().broken is None


def test_a_changed_standard_is_rechecked_and_approvals_go_on(desk: Desk) -> None:
    clean, hit = desk.approved(QUESTION), desk.approved(f"{QUESTION} Any synergy there?")
    desk.publish(standard("synergy"))
    desk.work_off()
    desk.all_agree()
    assert (desk.look(clean)["state"], desk.look(hit)["state"]) == ("approved", "in_review")
    assert said(desk, hit, "decision.stale") == ["a new blocker was found: forbidden_word"] * 2
    assert desk.authorize(clean)["allow"]
    assert "blocker_open" in codes(desk.authorize(hit, message(f"{QUESTION} Any synergy there?")))


def test_words_that_say_more_from_now_on_end_the_approvals_of_texts_that_say_them(desk: Desk) -> None:
    says = f"{CHECKS_RETURNS[:-1]} and issues it."
    uses, other = desk.approved(says), desk.approved(CHECKS_RETURNS)
    language = document("talk_track").model_dump(mode="json", by_alias=True)["language"]
    language["stronger"].append({"words": ["issues"], "than": ["books"]})
    desk.publish(changed(document("talk_track"), language=language))
    desk.work_off()
    desk.all_agree()
    assert (desk.look(uses)["state"], desk.look(other)["state"]) == ("in_review", "approved")
    assert said(desk, uses, "decision.stale") == ["a new blocker was found: altered_claim"] * 2
    assert "blocker_open" in codes(desk.authorize(uses, message(says)))
    assert desk.authorize(other, message(CHECKS_RETURNS))["allow"]


def test_a_policy_may_ask_for_a_new_review_after_a_changed_standard(desk: Desk) -> None:
    id = desk.approved()
    desk.publish(approval(on_standard_change="review_again"))
    desk.work_off()
    assert desk.look(id)["state"] == "approved", "the standard is the same"
    desk.publish(standard("synergy"))
    desk.work_off()
    desk.all_agree()
    assert desk.look(id)["state"] == "in_review"
    reasons = said(desk, id, "decision.stale")
    assert reasons == ["the message standard changed, and the approval policy asks for a new review"] * 2
    assert desk.queue("tom") == [(id, "marketing")]


def test_stricter_requirements_end_an_approval_and_looser_ones_do_not(desk: Desk) -> None:
    id = desk.approved()
    marketing, *rest = approval().model_dump(mode="json", by_alias=True)["requirements"]
    desk.publish(approval(requirements=[{**marketing, "approvals": 2}, *rest]))
    desk.work_off()
    assert desk.look(id)["state"] == "in_review"
    desk.say("tom", id)
    assert desk.queue("priya") == [], "marketing asks for two"
    desk.all_agree()
    desk.say("klara", id)
    desk.say("priya", id)
    assert desk.review(id)["approved"]
    desk.publish(approval(title="As it was"))
    desk.work_off()
    desk.all_agree()
    assert desk.review(id)["approved"]


def test_a_text_that_was_edited_while_it_was_checked_keeps_its_own_report(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = desk.approved()
    desk.publish(standard("synergy"))
    done = []

    def run(*arguments: Any) -> Any:
        done.append(run_checks(*arguments))
        if len(done) == 1:
            desk.edit("ines", id, CHECKS_RETURNS)
        return done[-1]

    monkeypatch.setattr(rechecks, "run_checks", run)
    desk.work_off()
    assert len(done) == 1
    assert [(row.revision, row.verdict) for row in desk.company.read(_reports)] == [(1, "clean"), (2, "clean")]
    assert desk.look(id)["state"] == "draft"
    desk.all_agree()


def _reports(tx: Any) -> list[ReportRow]:
    return sorted(tx.session.exec(select(ReportRow)), key=lambda row: (row.revision, row.checked_at))


def test_a_claim_that_ends_ends_what_rests_on_it_by_time_alone(desk: Desk) -> None:
    today = desk.company.read(lambda tx: tx.now).date()
    desk.publish(talk_track("integrations", valid_until=today + timedelta(days=7)))
    desk.work_off()
    id, other = desk.approved(WORKS_WITH), desk.approved()
    assert desk.authorize(id, message(WORKS_WITH), to=ANNA)["allow"]
    desk.company.later(timedelta(days=9))
    refused = codes(desk.authorize(id, message(WORKS_WITH), to=BEN))
    assert {"claim_not_valid", "permit_expired"} <= refused
    keep_time(desk.store, [desk.company.id])
    desk.work_off()
    desk.all_agree()
    assert (desk.look(id)["state"], desk.look(other)["state"]) == ("in_review", "approved")
    assert desk.review(id)["findings"]["blocker"] == 1, "the new report says that it is over"
    assert desk.company.verified().broken is None


def test_a_version_that_begins_on_its_day_is_noticed_by_the_clock(desk: Desk) -> None:
    id = desk.approved(WORKS_WITH)
    keep_time(desk.store, [desk.company.id])
    desk.work_off()
    begins = desk.company.read(lambda tx: tx.now).date() + timedelta(days=3)
    desk.publish(changed(talk_track("integrations", evidence="New"), in_force_from=begins))
    assert desk.work == []
    keep_time(desk.store, [desk.company.id])
    assert desk.work == []
    noon = datetime.combine(begins, time(12), UTC)
    desk.store.clock = lambda: noon
    keep_time(desk.store, [desk.company.id])
    assert [name for name, _ in desk.work] == ["recheck"]
    desk.work_off()
    assert said(desk, id, "decision.stale") == ["claim integrations@1 became integrations@2"] * 2
    desk.all_agree()


def test_a_recheck_asks_the_database_as_much_for_many_as_for_few(desk: Desk) -> None:
    numbers = []
    for count in (2, 8):
        for number in range(count):
            desk.bring(says=f"{QUESTION} {count} {number}")
        desk.publish(standard(f"synergy{count}"))
        desk.work.clear()
        with counted(desk.store) as asked:
            recheck_chunk(desk.store, desk.company.id, 0)
        numbers.append(len(asked))
    assert numbers[1] - numbers[0] <= 12, numbers
    desk.all_agree()
