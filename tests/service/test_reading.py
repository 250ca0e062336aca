"""What people have to read: statements that nobody approved before, and whether their evidence was looked at."""

from uuid import UUID

import pytest
from sqlmodel import select
from tests.service.company import Company, sample_documents
from tests.service.copy import CHECKS_RETURNS, IN_THE_EU, QUESTION, SEAMLESS, WORKS_WITH, Desk, changed

from governance.actions.submissions import submit
from governance.core.actor import Actor
from governance.core.errors import NotAllowed, NotFound
from governance.store.reading import Read, note_seen, seen_marks, seen_of_new, statements_of, to_read
from governance.store.tables.reading import KnownRow, SeenRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx
from governance.store.variants import variant_for

BOTH = f"{CHECKS_RETURNS} {WORKS_WITH}"


def reads(desk: Desk, name: str, id: UUID) -> list[Read]:
    return desk.sees(name, lambda tx, actor: statements_of(tx, actor, [variant_for(tx, actor, id)])[id])


def known(desk: Desk, name: str, id: UUID) -> list[bool]:
    return [one.known for one in reads(desk, name, id)]


def sees(desk: Desk, name: str, id: UUID, mark: str) -> None:
    desk.does(name, lambda tx, actor: note_seen(tx, actor, variant_for(tx, actor, id), mark))


def test_what_was_approved_is_known_from_then_on(desk: Desk) -> None:
    first = desk.bring(says=BOTH)
    assert known(desk, "tom", first) == [False, False]
    second = desk.bring(says=f"{CHECKS_RETURNS.replace(' return ', '  Return ')} {IN_THE_EU}", name="second")
    desk.approve(first)
    assert known(desk, "tom", first) == [True, True]
    assert known(desk, "tom", second) == [True, False]
    desk.all_agree()


def test_questions_are_no_statements(desk: Desk) -> None:
    assert reads(desk, "tom", desk.bring(says=QUESTION)) == []


def test_an_approval_of_a_partners_copy_is_known_to_them_and_to_the_company(desk: Desk) -> None:
    theirs = desk.bring("leo", CHECKS_RETURNS, campaign="spring")
    desk.approve(theirs, "tom", "nia", "priya")
    ours, others = desk.bring(says=BOTH), desk.bring("cosima", BOTH, campaign="autumn")
    again = desk.bring("leo", BOTH, campaign="spring")
    assert known(desk, "tom", ours) == known(desk, "tom", others) == known(desk, "nia", again) == [True, False]
    assert known(desk, "piet", others) == [False, False], "nobody learns what another partner was allowed to say"
    desk.approve(ours)
    assert known(desk, "nia", again) == [True, False]
    assert [row.owner_id for row in _known(desk)].count(desk.company.id) == 2


def _known(desk: Desk) -> list[KnownRow]:
    return desk.company.read(lambda tx: list(tx.session.exec(select(KnownRow))))


def test_a_changed_claim_makes_a_statement_new_and_no_other(desk: Desk) -> None:
    desk.approved(says=BOTH)
    track = next(one for one in sample_documents() if one.kind == "talk_track")
    claims = track.model_dump(mode="json", by_alias=True)["claims"]
    renewed = [one | {"evidence": "New"} if one["id"] == "integrations" else one for one in claims]
    desk.publish(changed(track, claims=renewed))
    desk.work_off()
    desk.all_agree()
    assert known(desk, "tom", desk.bring(says=BOTH)) == [True, False]


def test_an_edit_replaces_what_there_is_to_read(desk: Desk) -> None:
    id = desk.bring(says=BOTH)
    before = reads(desk, "tom", id)
    desk.edit("ines", id, CHECKS_RETURNS)
    assert [one.mark for one in reads(desk, "tom", id)] == [before[0].mark]


def test_without_policies_there_is_nothing_to_read(loopfern: Company) -> None:
    desk = Desk(loopfern)
    id = desk.bring(says=BOTH)
    assert (reads(desk, "tom", id), desk.company.read(lambda tx: _row(tx, id).summary["statements"])) == ([], None)


def test_a_variant_is_told_apart_by_its_opening(desk: Desk) -> None:
    id = desk.bring(says=BOTH)
    summary = desk.company.read(lambda tx: _row(tx, id).summary)
    assert summary == {"opening": "A question", "channel": "email", "regions": [], "statements": 2}


def _row(tx: Tx, id: UUID) -> VariantRow:
    return tx.session.get_one(VariantRow, (tx.workspace_id, id))


def test_looking_at_evidence_counts_once_and_for_this_text(desk: Desk) -> None:
    id = desk.bring(says=BOTH)
    first, second = (one.mark for one in reads(desk, "tom", id))
    for _ in range(2):
        sees(desk, "tom", id, first)
    assert len(desk.company.read(lambda tx: list(tx.session.exec(select(SeenRow))))) == 1
    assert _seen(desk, "tom", id) == {first}
    assert _seen(desk, "klara", id) == set()
    desk.edit("ines", id, CHECKS_RETURNS)
    assert _seen(desk, "tom", id) == set()
    with pytest.raises(NotFound):
        sees(desk, "tom", id, second)
    with pytest.raises(NotAllowed):
        desk.company.write(lambda tx: note_seen(tx, Actor("system"), _row(tx, id), first))


def _seen(desk: Desk, name: str, id: UUID) -> set[str]:
    return desk.company.read(lambda tx: seen_marks(tx, desk.company[name], _row(tx, id)))


def test_a_decision_tells_how_much_of_what_was_new_had_been_seen(desk: Desk) -> None:
    desk.approved(says=CHECKS_RETURNS)
    id = desk.bring(says=f"{BOTH} {WORKS_WITH} {IN_THE_EU}")
    assert desk.sees("tom", lambda tx, actor: seen_of_new(tx, actor, _row(tx, id))) == (0, 2)
    marks = {one.mark: one.known for one in reads(desk, "tom", id)}
    for mark in marks:
        if marks[mark] or mark == list(marks)[1]:
            sees(desk, "tom", id, mark)
    desk.say("tom", id)
    made = [entry for entry in desk.company.record() if entry["act"] == "decision.made"]
    assert made[-1]["data"]["seen"] == [1, 2], "what was known already does not count"
    counted = desk.sees("tom", lambda tx, actor: to_read(tx, actor, [_row(tx, id)])[id])
    assert (counted.new, counted.known) == (2, 1)


def test_a_statement_with_a_warning_that_was_approved_is_known_as_it_was(desk: Desk) -> None:
    desk.approve(desk.bring(says=f"{CHECKS_RETURNS} {SEAMLESS}"), note="It reads well.")
    assert all(known(desk, "tom", desk.bring(says=f"{CHECKS_RETURNS} {SEAMLESS}")))


def test_a_text_in_review_may_be_put_forward_anew_without_becoming_known(desk: Desk) -> None:
    id = desk.bring(says=BOTH, submit=False)
    desk.change("ines", submit, id, 1)
    desk.say("tom", id)
    assert _known(desk) == []
