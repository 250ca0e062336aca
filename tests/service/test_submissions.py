"""Copy on its way into review: brought, put forward, edited, taken back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import select
from tests.service.company import Company
from tests.service.copy import CHECKS_RETURNS, EMAIL, NO_BRAINER, QUESTION, Desk, codes, message, statuses, variant

from governance.actions.campaigns import campaign_named
from governance.actions.machines import create_machine
from governance.actions.perform import Credential, Request, look, perform
from governance.actions.permits import ask_for_permit
from governance.actions.submissions import bring, submit, withdraw
from governance.actions.variant_reads import (
    list_queue,
    list_variants,
    look_at_report,
    look_at_revision,
    look_at_variant,
    trace,
)
from governance.actions.variants import look_at_review, revise
from governance.core.actor import Actor
from governance.core.errors import NotAllowed, NotFound, Stale, WrongState
from governance.store.tables.people import MachineRow
from governance.store.transaction import Tx


def text(desk: Desk, id: UUID) -> dict[str, Any]:
    found: dict[str, Any] = desk.review(id)["text"]
    return found


def test_copy_is_checked_at_once_and_put_forward_when_its_author_says_so(desk: Desk) -> None:
    id = desk.bring(says=CHECKS_RETURNS, submit=False)
    assert desk.review(id)["state"] == "draft"
    assert desk.company.acts()[-3:] == ["campaign.created", "revision.created", "check.completed"]
    assert desk.sees("priya", look_at_report, id)["verdict"] == "clean"
    assert desk.queue("tom") == []

    review = desk.change("klara", submit, id, 1)
    assert (review["state"], statuses(review)["marketing"], statuses(review)["partner"]) == (
        "in_review",
        "unsatisfied",
        "not_applicable",
    )
    found = desk.look(id)
    assert found["contributors"] == sorted(str(desk.company[name]) for name in ("ines", "klara"))
    assert found["submission"]["by"] == str(desk.company["klara"])
    assert desk.queue("tom") == [(id, "marketing")]
    assert desk.queue("klara") == []
    desk.all_agree()


def test_a_revision_is_put_forward_once_and_only_as_it_is_now(desk: Desk) -> None:
    id = desk.bring()
    with pytest.raises(WrongState, match="in review already"):
        desk.change("ines", submit, id, 1)
    with pytest.raises(Stale) as stale:
        desk.change("ines", submit, id, 2)
    assert stale.value.code == "text_changed"


def test_an_edit_ends_the_approval_and_the_permit_launches_nothing(desk: Desk) -> None:
    id = desk.approved()
    permit = desk.look(id)["permit"]
    edited = desk.edit("klara", id, CHECKS_RETURNS)
    assert (edited["state"], edited["approved"]) == ("draft", False)
    assert {"edited_after_submission", "permit_missing"} <= codes(desk.authorize(id))
    refused = desk.does("ines", ask_for_permit, id)
    assert codes(refused) == {"edited_after_submission"}

    again = desk.change("klara", submit, id, 2)
    assert (again["state"], again["requirements"][0]["decisions"]) == ("in_review", [])
    desk.all_agree()
    desk.approve(id)
    assert desk.look(id)["permit"]["id"] != permit["id"]
    assert "not_a_rendering" in codes(desk.authorize(id, message(QUESTION)))
    assert desk.authorize(id, message(CHECKS_RETURNS))["allow"]


def test_a_manifest_alone_is_a_change_of_the_text(desk: Desk) -> None:
    id = desk.approved()
    before = text(desk, id)
    assert desk.edit("ines", id, QUESTION, replace(EMAIL, kind="followup"))["state"] == "draft"
    after = text(desk, id)
    assert before["content_digest"] == after["content_digest"]
    assert before["manifest_digest"] != after["manifest_digest"]


def test_an_edit_says_which_revision_it_was_made_on_and_changes_something(desk: Desk) -> None:
    id = desk.bring()
    with pytest.raises(WrongState) as nothing:
        desk.change("ines", revise, id, 1, variant())
    assert nothing.value.code == "nothing_changed"
    desk.edit("ines", id, CHECKS_RETURNS)
    with pytest.raises(Stale, match="Revision 2 was saved while you were writing on revision 1"):
        desk.change("tom", revise, id, 1, variant(NO_BRAINER))
    first = desk.sees("tom", look_at_revision, id, 1)
    assert (first["by"], first["content_digest"]) == (
        str(desk.company["ines"]),
        variant().revision.digest,
    )


def test_what_was_taken_back_starts_anew(desk: Desk) -> None:
    id = desk.bring()
    desk.say("tom", id)
    assert desk.queue("priya") == [(id, "sales")]
    assert desk.change("ines", withdraw, id)["state"] == "withdrawn"
    assert codes(desk.authorize(id)) >= {"withdrawn"}
    desk.all_agree()
    assert desk.queue("priya") == []
    with pytest.raises(WrongState, match="not in review"):
        desk.change("ines", withdraw, id)
    with pytest.raises(WrongState, match="withdrawn"):
        desk.say("priya", id)

    review = desk.change("ines", submit, id, 1)
    assert (review["state"], statuses(review)["marketing"]) == ("in_review", "unsatisfied")
    desk.all_agree()
    assert [one["role"] for one in desk.look(id)["decisions"]] == ["marketing"]
    desk.approve(id)
    assert desk.authorize(id)["allow"]


def test_what_goes_out_can_be_taken_back_at_once(desk: Desk) -> None:
    id = desk.approved()
    given = desk.authorize(id)
    desk.change("ines", withdraw, id)
    assert codes(desk.use(given)) >= {"withdrawn"}
    desk.change("ines", submit, id, 1)
    desk.approve(id)
    assert codes(desk.use(given)) == {"permit_missing"}, "it was given under the permit of the earlier submission"


def test_whoever_puts_forward_or_edits_has_a_hand_in_it(desk: Desk) -> None:
    id = desk.bring(submit=False)
    desk.change("tom", submit, id, 1)
    with pytest.raises(NotAllowed) as refused:
        desk.say("tom", id)
    assert refused.value.code == "contributed"
    desk.edit("tom", id, CHECKS_RETURNS)
    desk.change("ines", submit, id, 2)
    with pytest.raises(NotAllowed):
        desk.say("tom", id)
    desk.say("klara", id)


def test_partners_see_their_own_and_nothing_else(desk: Desk) -> None:
    ours, theirs = desk.bring("ines"), desk.bring("leo", campaign="spring")
    reading = (look_at_variant, look_at_review, look_at_report, submit, withdraw)
    more: dict[Any, tuple[Any, ...]] = {submit: (1,)}
    for work in reading:
        told = set()
        for id in (ours, theirs, uuid4()):
            with pytest.raises(NotFound) as missing:
                desk.does("cosima", work, id, *more.get(work, ()))
            told.add(missing.value.message)
        assert len(told) == 1, "what is not yours and what is not there are told apart"
    for name, seen in (("cosima", []), ("nia", [theirs]), ("priya", [ours, theirs])):
        listed = desk.sees(name, list_variants, None, None, None, 0, 50)
        assert [UUID(one["id"]) for one in listed["items"]] == seen
    assert list(map(desk.queue, ("cosima", "leo", "nia"))) == [[], [], [(theirs, "partner")]]
    with pytest.raises(NotFound):
        desk.sees("cosima", trace, theirs, 0, 50)
    traced = desk.sees("nia", trace, theirs, 0, 50)["items"]
    assert [one["act"] for one in traced] == ["revision.created", "check.completed", "submission.received"]


def test_lists_are_paged_by_key(desk: Desk) -> None:
    ids = [desk.bring(says=f"{QUESTION} {number}") for number in range(5)]

    def pages(read: Any) -> list[UUID]:
        found, after = [], 0
        while after is not None:
            page = desk.sees("tom", read, after)
            found += [UUID(one.get("variant", one)["id"]) for one in page["items"]]
            after = page["next"]
        return found

    assert pages(lambda tx, actor, after: list_queue(tx, actor, after, 2)) == ids
    assert pages(lambda tx, actor, after: list_variants(tx, actor, "in_review", None, None, after, 2)) == ids
    assert pages(lambda tx, actor, after: list_variants(tx, actor, "approved", None, None, after, 2)) == []


def machine(company: Company, *scopes: str) -> Request:
    ends = timedelta(days=30)
    made = company.as_(
        "ada", lambda tx, actor: create_machine(tx, actor, "Composer", company["ines"], scopes, tx.now + ends)
    )
    return Request("loopfern", Credential(token=made["token"]), "r1")


def test_a_machine_brings_copy_for_its_owner_and_decides_nothing(desk: Desk) -> None:
    company = desk.company

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        return bring(tx, actor, campaign_named(tx, actor, None, "january"), variant(), True)

    submits, reads = machine(company, "submit"), machine(company, "read")
    id = UUID(perform(company.store, submits, work)["id"])
    assert desk.look(id)["contributors"] == [str(company["ines"])]
    assert desk.look(id)["submission"]["machine"] == str(company.read(lambda tx: _machine(tx, ["submit"])))
    with pytest.raises(NotAllowed, match="The token is not for submit; it is for read"):
        perform(company.store, reads, work)
    with pytest.raises(NotAllowed, match="not for read"):
        look(company.store, submits, lambda tx, actor: look_at_variant(tx, actor, id))
    with pytest.raises(NotAllowed, match="not for launch"):
        perform(company.store, submits, lambda tx, actor: ask_for_permit(tx, actor, id))
    assert look(company.store, reads, lambda tx, actor: look_at_variant(tx, actor, id))["state"] == "in_review"
    for request in (submits, reads):
        with pytest.raises(NotAllowed, match="never does"):
            look(company.store, request, lambda tx, actor: list_queue(tx, actor, 0, 10))
    desk.approve(id)
    assert desk.company.verified().broken is None


def _machine(tx: Tx, scopes: list[str]) -> UUID:
    return next(row.id for row in tx.session.exec(select(MachineRow)) if row.scopes == scopes)


def test_without_policies_nothing_is_approved(loopfern: Company) -> None:
    desk = Desk(loopfern)
    id = desk.bring()
    review = desk.review(id)
    assert (review["state"], review["approved"], review["requirements"]) == ("checking", False, [])
    assert codes(desk.authorize(id)) == {"policy_missing", "permit_missing"}
    with pytest.raises(WrongState) as missing:
        loopfern.seen_by("tom", lambda tx, actor: look_at_report(tx, actor, id))
    assert missing.value.code == "check_missing"
