"""Permits: signed when everything is met, ended by time, recalled at once, and worth nothing when forged."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlmodel import col
from tests.service.company import Company, sample_documents
from tests.service.copy import CHECKS_RETURNS, EMAIL, QUESTION, Desk, changed, codes, desk_of, message

from governance.actions.campaigns import pause_campaign, resume_campaign
from governance.actions.export import export_copy
from governance.actions.permits import ask_for_permit, list_permits, recall, running_permit
from governance.actions.submissions import submit
from governance.core.errors import NotAllowed, NotFound, WrongState
from governance.core.launch.permit import genuine
from governance.core.policy.document import Document
from governance.outside.signing import Keys
from governance.store.permits import permit_of
from governance.store.tables.permits import PermitRow
from governance.store.tables.workspaces import CampaignRow


def asked(desk: Desk, id: UUID, name: str = "ines") -> dict[str, Any]:
    return desk.does(name, ask_for_permit, id)


def recalled(desk: Desk, id: UUID, name: str = "priya") -> dict[str, Any]:
    permit = UUID(desk.look(id)["permit"]["id"])
    done = desk.does(name, recall, permit)
    desk.agrees(id)
    return done


def test_a_permit_is_signed_when_everything_is_met_and_only_then(desk: Desk) -> None:
    id = desk.bring(manifest=replace(EMAIL, platform="smartlead"))
    assert codes(asked(desk, id)) == {"requirement_open"}
    assert desk.company.record()[-1]["data"] == {"asked": "permit", "codes": ["requirement_open", "requirement_open"]}
    desk.approve(id)
    permit = desk.look(id)["permit"]
    assert (permit["text"], permit["platform"]) == (desk.review(id)["text"], "smartlead")
    issued, expires = (datetime.fromisoformat(permit[name]) for name in ("issued_at", "expires_at"))
    assert expires - issued == timedelta(days=30), "approvals last 60 days, the policy's permits 30"
    row = desk.row(PermitRow)
    assert genuine(permit_of(row), desk.store.signer)
    for other in (
        {"platform": None},
        {"variant": str(uuid4())},
        {"workspace": str(uuid4())},
        {"expires_at": row.expires_at + timedelta(seconds=1)},
    ):
        assert not genuine(replace(permit_of(row), **other), desk.store.signer), other

    assert asked(desk, id)["permit"] == permit, "one that runs is enough"
    desk.company.later(timedelta(days=30))
    assert "permit_expired" in codes(desk.authorize(id, message(platform="smartlead")))
    again = asked(desk, id)["permit"]
    assert again["id"] != permit["id"]
    assert desk.authorize(id, message(platform="smartlead"))["allow"]
    assert desk.company.verified().broken is None


def test_a_permit_ends_with_the_first_claim_that_ends(loopfern: Company, tmp_path: Path) -> None:
    today = date.today()
    ends = today + timedelta(days=7)
    desk = desk_of(loopfern, tmp_path, [_until(one, ends) for one in sample_documents()])
    id = desk.approved(CHECKS_RETURNS)
    last = datetime.fromisoformat(desk.look(id)["permit"]["expires_at"])
    assert last.astimezone().date() in (ends, ends + timedelta(days=1))
    desk.company.later(timedelta(days=9))
    assert {"claim_not_valid", "permit_expired"} <= codes(desk.authorize(id, message(CHECKS_RETURNS)))


def _until(document: Document, last: date) -> Document:
    """The talk track says reads-requests until a day, its last."""
    if document.kind != "talk_track":
        return document
    claims = document.model_dump(mode="json", by_alias=True)["claims"]
    ended = [one | {"valid_until": last} if one["id"] == "reads-requests" else one for one in claims]
    return changed(document, claims=ended)


def test_without_a_key_nothing_is_permitted(desk: Desk) -> None:
    desk.store.signer = None
    id = desk.approved()
    assert desk.look(id)["permit"] is None
    assert codes(asked(desk, id)) == {"permit_missing"}
    assert codes(desk.authorize(id)) == {"permit_missing"}


def test_a_recall_acts_at_once_and_takes_a_new_review(desk: Desk) -> None:
    id = desk.approved()
    given = desk.authorize(id)
    with pytest.raises(NotAllowed, match="takes a role"):
        recalled(desk, id, "ada")
    with pytest.raises(NotFound):
        recalled(desk, id, "leo")
    done = recalled(desk, id)
    assert (done["permit"]["recalled_at"] is not None, done["review"]["state"]) == (True, "recalled")
    assert "recalled" in codes(desk.authorize(id)) & codes(desk.use(given)) & codes(asked(desk, id))
    with pytest.raises(WrongState, match="recalled already"):
        recalled(desk, id)
    with pytest.raises(WrongState, match="recalled"):
        desk.say("klara", id)
    desk.all_agree()

    assert desk.change("ines", submit, id, 1)["state"] == "in_review"
    assert "requirement_open" in codes(desk.authorize(id))
    desk.approve(id)
    assert "permit_missing" in codes(desk.use(given)), "what was given under the recalled permit is over"
    assert desk.use(desk.authorize(id, to="anna@shop.example"))["allow"]


def test_a_partner_recalls_and_sees_its_own_permits(desk: Desk) -> None:
    ours = desk.approved()
    theirs = desk.bring("leo", campaign="spring")
    desk.approve(theirs, "tom", "nia", "priya")

    def seen(name: str) -> list[str]:
        items = desk.sees(name, list_permits, 0, 10)["items"]
        return [one["variant"] for one in items]

    assert (seen("bram"), seen("cosima"), seen("tom")) == ([str(theirs)], [], [str(ours), str(theirs)])
    with pytest.raises(NotFound):
        desk.sees("cosima", running_permit, theirs)
    with pytest.raises(NotFound):
        asked(desk, ours, "leo")
    assert recalled(desk, theirs, "bram")["review"]["state"] == "recalled"


def test_nothing_of_a_paused_campaign_goes_out(desk: Desk) -> None:
    id, later = desk.approved(), desk.bring(says=CHECKS_RETURNS)
    given = desk.authorize(id)
    campaign = desk.row(CampaignRow).id
    desk.does("priya", pause_campaign, campaign)
    assert "campaign_paused" in codes(desk.use(given)) & codes(desk.authorize(id)) & codes(asked(desk, id))
    desk.approve(later)
    assert desk.look(later)["permit"] is None
    desk.all_agree()
    exported = desk.does("ines", export_copy, "jsonl", None, None, 0, 10)
    assert exported["content"] == ""

    desk.does("priya", resume_campaign, campaign)
    assert desk.use(given)["allow"]
    assert asked(desk, later)["permit"] is not None


def test_a_permit_that_a_database_administrator_wrote_is_worth_nothing(desk: Desk, tmp_path: Path) -> None:
    """A row signed with a key of their own, and a real one that is to last longer."""
    approved, waiting = desk.approved(), desk.bring(says=CHECKS_RETURNS)
    real = desk.row(PermitRow)
    of = desk.look(waiting)
    own = Keys(tmp_path / "forger")
    forged = {**real.model_dump(), "id": uuid4(), "variant_id": waiting, "key_id": own.key_id, **of["review"]["text"]}
    forged["submission_id"] = UUID(of["submission"]["id"])
    forged["signature"] = own.sign(permit_of(PermitRow(**forged)).note)
    desk.company.write(lambda tx: tx.session.add(PermitRow(**{**forged, "sequence": tx.number()})))
    assert codes(desk.authorize(waiting, message(CHECKS_RETURNS))) == {"permit_signature_wrong", "requirement_open"}
    desk.approve(waiting)
    assert desk.look(waiting)["permit"]["key_id"] == real.key_id, "it never counts as one that runs"
    assert desk.authorize(waiting, message(CHECKS_RETURNS))["allow"]

    def prolong(tx: Any) -> None:
        longer = real.expires_at + timedelta(days=300)
        tx.session.execute(update(PermitRow).where(col(PermitRow.id) == real.id).values(expires_at=longer))

    desk.company.write(prolong)
    assert codes(desk.authorize(approved, message(QUESTION))) == {"permit_signature_wrong"}
    rows = desk.does("ines", export_copy, "jsonl", None, None, 0, 10)["content"]
    assert str(approved) not in rows
    assert asked(desk, approved)["permit"]["id"] != str(real.id)
    assert desk.authorize(approved)["allow"]
