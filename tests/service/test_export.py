"""Export: what may go out now, to the letter, and in no form that a spreadsheet runs."""

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.service.copy import CHECKS_RETURNS, EMAIL, QUESTION, Desk, body, variant

from governance.actions.campaigns import campaign_named
from governance.actions.export import COLUMNS, export_copy
from governance.actions.permits import recall
from governance.actions.submissions import bring
from governance.core.copy.variant import Revision
from governance.core.errors import NotAllowed, NotFound, Unusable
from governance.core.launch.permit import genuine
from governance.store.permits import permit_of
from governance.store.tables.permits import PermitRow
from governance.store.tables.workspaces import CampaignRow


def exported(
    desk: Desk,
    form: str = "jsonl",
    name: str = "ines",
    campaign: UUID | None = None,
    platform: str | None = None,
    after: int = 0,
    limit: int = 50,
) -> dict[str, Any]:
    return desk.does(name, export_copy, form, campaign, platform, after, limit)


def rows(page: dict[str, Any]) -> list[dict[str, Any]]:
    if page["media_type"] == "text/csv":
        return list(csv.DictReader(io.StringIO(page["content"], newline="")))
    return [json.loads(line) for line in page["content"].splitlines()]


def ids(desk: Desk, **more: Any) -> list[UUID]:
    return [UUID(row["id"]) for row in rows(exported(desk, **more))]


def test_both_forms_bring_the_approved_copy_to_the_letter(desk: Desk) -> None:
    says = f'{QUESTION} "Well", she said; 7 × 8, naïve — 你好.'
    id = desk.approved(says, name='first, "quoted"\nname')
    desk.bring(says=CHECKS_RETURNS)
    (line,) = rows(exported(desk))
    (cells,) = rows(exported(desk, "csv"))
    assert line["id"] == cells["id"] == str(id)
    assert line["body"] == cells["body"] == body(says)
    assert line["name"] == cells["name"]
    assert line["permit"]["id"] == cells["permit"]
    assert (line["subject"], line["html"], cells["html"]) == ("A question", None, "")
    assert (cells["channel"], cells["kind"], cells["platform"]) == ("email", "cold", "")
    assert list(cells) == COLUMNS
    assert Revision(line["body"], line["subject"], line["html"]).digest == cells["content_digest"]
    row = desk.row(PermitRow)
    assert cells["signature"] == f"{row.key_id}:{row.signature}"
    assert genuine(permit_of(row), desk.store.signer)
    entry = desk.company.record()[-1]
    assert (entry["act"], entry["data"]) == (
        "copy.exported",
        {"format": "csv", "platform": None, "variants": [str(id)]},
    )


def test_a_spreadsheet_runs_nothing_of_it(desk: Desk) -> None:
    names = ['=HYPERLINK("https://evil.example")', "-1", "\t=1", "＠SUM(1)"]
    for number, name in enumerate(names):
        desk.approved(f"{QUESTION} {number}", name=name)
    cells = rows(exported(desk, "csv"))
    assert [one["name"] for one in cells] == [f"'{name}" for name in names]
    assert [one["name"] for one in rows(exported(desk))] == names
    for one in cells:
        assert not [value for value in one.values() if value.startswith(("=", "+", "-", "@", "\t", "\r", "＠"))]

    formula = replace(variant(), revision=Revision("=1+1" + body(QUESTION), "A question"))

    def work(tx: Any, actor: Any) -> dict[str, Any]:
        return bring(tx, actor, campaign_named(tx, actor, None, "formula"), formula, True)

    id = UUID(desk.company.as_("ines", work)["id"])
    desk.approve(id)
    before = len(desk.company.record())
    with pytest.raises(Unusable) as refused:
        exported(desk, "csv")
    assert (refused.value.code, refused.value.field) == ("formula", "body")
    assert len(desk.company.record()) == before
    assert rows(exported(desk))[-1]["body"].startswith("=1+1")


def test_only_what_may_go_out_now_is_exported(desk: Desk) -> None:
    fine = desk.approved()
    edited, recalled = desk.approved(f"{QUESTION} 2"), desk.approved(f"{QUESTION} 3")
    tied = desk.approved(f"{QUESTION} 4", replace(EMAIL, platform="smartlead"))
    vetoed = desk.approved(f"{QUESTION} 5")
    assert ids(desk) == [fine, edited, recalled, vetoed]
    assert ids(desk, platform="smartlead") == [fine, edited, recalled, tied, vetoed]
    desk.edit("ines", edited, CHECKS_RETURNS)
    permit = UUID(desk.look(recalled)["permit"]["id"])
    desk.does("tom", recall, permit)
    desk.say("jonas", vetoed, "veto", note="No.")
    assert ids(desk, platform="smartlead") == [fine, tied]
    assert ids(desk, platform="instantly") == [fine]
    desk.company.later(timedelta(days=31))
    assert ids(desk, platform="smartlead") == [], "the list still says approved; the permits are over"


def test_a_partner_exports_its_own_and_pages_go_on(desk: Desk) -> None:
    ours = [desk.approved(f"{QUESTION} {number}") for number in range(3)]
    theirs = desk.bring("leo", campaign="spring")
    desk.approve(theirs, "tom", "nia", "priya")
    january, spring = (row.id for row in desk.rows(CampaignRow))
    assert ids(desk, name="nia") == ids(desk, campaign=spring) == [theirs]
    assert ids(desk, name="cosima") == []
    assert ids(desk, campaign=january) == ours
    for name in ("nia", "cosima"):
        with pytest.raises(NotFound):
            exported(desk, name=name, campaign=january)
    with pytest.raises(NotAllowed):
        exported(desk, name="ada")
    first = exported(desk, limit=2)
    rest = exported(desk, after=first["next"], limit=2)
    assert [UUID(row["id"]) for page in (first, rest) for row in rows(page)] == [*ours, theirs]
