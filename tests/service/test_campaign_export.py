"""A campaign of a platform, from its import to the file that goes back: all of it approved, or none of it given."""

import json
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select
from tests.service.copy import FOOTER, QUESTION, SEAMLESS, Desk
from tests.service.test_uploads import checked

from governance.actions.campaign_export import export_campaign
from governance.actions.campaigns import campaign_named, pause_campaign
from governance.actions.permits import recall
from governance.actions.submissions import submit
from governance.actions.upload_reading import read_upload
from governance.actions.uploads import look_at_upload, receive_upload
from governance.actions.variants import replace_words
from governance.core.actor import Actor
from governance.core.errors import NotAllowed, NotFound, WrongState
from governance.store.tables.permits import PermitRow
from governance.store.tables.variants import UploadFileRow, VariantRow
from governance.store.transaction import Tx


def words(says: str) -> str:
    return f"Hi {{{{firstName}}}},\n\n{says}\n\n{FOOTER}"


def campaign(**more: Any) -> bytes:
    """Two steps of Instantly, the first with a variant that is switched off; written as a person would."""
    first = [
        {"subject": "A question", "body": words(QUESTION)},
        {"subject": "Another", "body": words("How do you book labels?"), "v_disabled": True},
    ]
    steps = [
        {"type": "email", "delay": 3, "variants": first},
        {"type": "email", "delay": 0, "variants": [{"subject": "", "body": words("Shall we talk?")}], **more},
    ]
    return json.dumps({"name": "January", "daily_limit": 25, "sequences": [{"steps": steps}]}, indent=1).encode()


def imported(desk: Desk, content: bytes, name: str = "ines", of: str = "january") -> UUID:
    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        reading = read_upload(content, "campaign", "january.json")
        return receive_upload(tx, actor, campaign_named(tx, actor, None, of), reading, "january.json", True)

    id = UUID(desk.company.as_(name, work)["id"])
    checked(desk, id)
    return id


def approved(desk: Desk, content: bytes) -> UUID:
    id = imported(desk, content)
    for row in desk.rows(VariantRow):
        desk.approve(row.id)
    return id


def exported(desk: Desk, id: UUID, name: str = "ines") -> bytes:
    content: str = desk.does(name, export_campaign, id)["content"]
    return content.encode()


def refusal(desk: Desk, id: UUID) -> str:
    with pytest.raises(WrongState) as refused:
        exported(desk, id)
    return refused.value.message


def test_a_campaign_whose_texts_are_all_approved_comes_back_byte_for_byte(desk: Desk) -> None:
    id = approved(desk, campaign())
    assert exported(desk, id) == campaign()
    assert desk.sees("tom", look_at_upload, id)["platform"] == "instantly"
    told = desk.company.record()[-1]
    assert (told["act"], told["data"]["platform"], len(told["data"]["variants"])) == ("copy.exported", "instantly", 3)


def test_its_variants_know_their_place_in_the_sequence_and_their_thread(desk: Desk) -> None:
    imported(desk, campaign())
    first, off, last = (desk.look(row.id) for row in desk.rows(VariantRow))
    assert (first["step"]["number"], first["step"]["label"], first["step"]["enabled"]) == (1, "A", True)
    assert off["step"]["enabled"] is False
    assert (last["step"]["wait_minutes"], last["head"]["manifest"]["thread"]) == (3 * 24 * 60, "reply")
    assert not any(last["review"]["findings"].values())


def test_words_that_were_revised_and_approved_stand_in_the_file_and_nothing_else_changes(desk: Desk) -> None:
    id = imported(desk, campaign())
    last = desk.rows(VariantRow)[-1]
    start = words("Shall we talk?").index("Shall")
    desk.change("ines", replace_words, last.id, 1, "body", start, start + len("Shall"), "Would you like that")
    desk.change("ines", submit, last.id, 2)
    for row in desk.rows(VariantRow):
        desk.approve(row.id)
    assert exported(desk, id) == campaign().replace(b"Shall we talk?", b"Would you like that we talk?")


def test_one_text_without_a_permit_keeps_the_whole_file_back_also_one_that_is_switched_off(desk: Desk) -> None:
    id = imported(desk, campaign())
    first, off, last = desk.rows(VariantRow)
    desk.approve(first.id)
    desk.approve(last.id)
    assert refusal(desk, id).startswith("1 of 3 texts may not go out, so nothing was exported. Step 1, variant B: ")
    desk.approve(off.id)
    assert exported(desk, id) == campaign()


def test_a_recalled_permit_or_a_paused_campaign_keeps_the_file_back(desk: Desk) -> None:
    id = approved(desk, campaign())
    permit = desk.rows(PermitRow)[-1]
    desk.does("tom", recall, permit.id)
    assert refusal(desk, id).startswith("1 of 3 texts may not go out")
    desk.does("tom", pause_campaign, desk.rows(VariantRow)[0].campaign_id)
    assert "3 of 3 texts may not go out" in refusal(desk, id)
    assert "Campaign january is paused" in refusal(desk, id)


def test_words_that_nobody_could_read_keep_the_file_back(desk: Desk) -> None:
    id = approved(desk, campaign(ps="P.S. We guarantee all of your refunds"))
    assert refusal(desk, id) == "1 text of the file could not be read, so nobody reviewed it; bring the file anew"


def test_a_file_that_is_still_being_checked_and_an_upload_that_is_no_campaign_are_said_to_be_so(desk: Desk) -> None:
    content = campaign()

    def work(tx: Tx, actor: Actor) -> dict[str, Any]:
        reading = read_upload(content, "campaign", "january.json")
        return receive_upload(tx, actor, campaign_named(tx, actor, None, "january"), reading, "january.json", True)

    waiting = UUID(desk.company.as_("ines", work)["id"])
    assert refusal(desk, waiting) == "The file is still being checked"
    rows = read_upload(json.dumps({"id": "x", "campaign": "c", "body": SEAMLESS}).encode(), "jsonl", "x.jsonl")

    def other(tx: Tx, actor: Actor) -> dict[str, Any]:
        return receive_upload(tx, actor, campaign_named(tx, actor, None, "january"), rows, "x.jsonl", False)

    assert "no campaign of a platform" in refusal(desk, UUID(desk.company.as_("ines", other)["id"]))
    assert len(desk.company.read(_files)) == 1


def _files(tx: Tx) -> list[UploadFileRow]:
    chosen = select(UploadFileRow).where(UploadFileRow.workspace_id == tx.workspace_id)
    return list(tx.session.exec(chosen))


def test_a_partner_has_its_own_file_back_and_no_other(desk: Desk) -> None:
    id = imported(desk, campaign(), "leo", "northwind-january")
    with pytest.raises(NotFound):
        exported(desk, id, "cosima")
    with pytest.raises(NotAllowed):
        exported(desk, id, "ada")
