"""Waivers: who may accept which finding, of which text, and until when."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.service.company import Company, sample_documents
from tests.service.copy import CHECKS_RETURNS, NO_BRAINER, SEAMLESS, Desk, changed, codes, desk_of, message

from governance.actions.rechecks import keep_time
from governance.actions.roles import end_role
from governance.actions.submissions import submit
from governance.actions.waivers import waive
from governance.core.errors import NotAllowed, NotFound, Refused, Unusable
from governance.core.review.basis import FindingKey

SEAMLESS_FOUND = FindingKey("preferred_word", "warning", "body", "seamless")
NO_BRAINER_FOUND = FindingKey("forbidden_word", "blocker", "body", "no-brainer")
REASON = "Their own word for it."


@pytest.fixture
def desk(loopfern: Company, tmp_path: Path) -> Desk:
    """The company, but compliance may waive a warning, and so may partners."""
    findings = {"warning": {"waivable_by": ["compliance", "partner"]}}
    documents = [changed(one, findings=findings) if one.kind == "approval" else one for one in sample_documents()]
    return desk_of(loopfern, tmp_path, documents)


def now(desk: Desk) -> datetime:
    return desk.company.read(lambda tx: tx.now)


def waived(
    desk: Desk,
    name: str,
    id: UUID,
    found: FindingKey = SEAMLESS_FOUND,
    *,
    reason: str = REASON,
    days: float = 10,
) -> dict[str, Any]:
    return desk.change(name, waive, id, found, reason, now(desk) + timedelta(days=days))


def test_an_entitled_person_accepts_a_finding_for_a_time(desk: Desk) -> None:
    id = desk.bring(says=SEAMLESS)
    assert "blocker_open" in {one["code"] for one in desk.review(id)["reasons"]}
    review = waived(desk, "amelie", id)
    assert "blocker_open" not in {one["code"] for one in review["reasons"]}
    entry = desk.company.record()[-1]
    assert (entry["act"], entry["data"]["role"], entry["data"]["code"]) == (
        "finding.waived",
        "compliance",
        "preferred_word",
    )
    assert REASON not in str(desk.company.record())
    assert "seamless" not in str(desk.company.record())
    desk.approve(id)
    assert desk.look(id)["permit"]["expires_at"] == desk.review(id)["valid_until"]
    assert desk.authorize(id, message(SEAMLESS))["allow"]

    desk.company.later(timedelta(days=10, seconds=1))
    assert "blocker_open" in codes(desk.authorize(id, message(SEAMLESS), to="b@b.example"))
    keep_time(desk.store, [desk.company.id])
    assert desk.look(id)["state"] == "in_review"
    desk.all_agree()


def test_a_waiver_is_for_one_text_and_ends_with_the_role(desk: Desk) -> None:
    id = desk.bring(says=SEAMLESS)
    waived(desk, "amelie", id)
    desk.approve(id)
    desk.does("ada", end_role, desk.company["amelie"], "compliance")
    assert "blocker_open" in codes(desk.authorize(id, message(SEAMLESS)))
    keep_time(desk.store, [desk.company.id])
    desk.all_agree()
    waived(desk, "ruben", id)
    assert desk.review(id)["approved"]
    desk.edit("ines", id, f"{SEAMLESS} {CHECKS_RETURNS}")
    review = desk.change("ines", submit, id, 2)
    assert "blocker_open" in {one["code"] for one in review["reasons"]}


def test_others_and_other_findings_are_refused(desk: Desk) -> None:
    warned, blocked = desk.bring("leo", SEAMLESS, campaign="spring"), desk.bring(says=NO_BRAINER)
    unknown = FindingKey("preferred_word", "warning", "body", "leverage")
    cases: list[tuple[type[Refused], str, str | None, str, UUID, FindingKey, dict[str, Any]]] = [
        (NotAllowed, "role_needed", None, "tom", warned, SEAMLESS_FOUND, {}),
        (NotAllowed, "role_needed", None, "ada", warned, SEAMLESS_FOUND, {}),
        (NotAllowed, "contributed", None, "leo", warned, SEAMLESS_FOUND, {}),
        (NotAllowed, "contributed", None, "nia", warned, SEAMLESS_FOUND, {}),
        (NotFound, "not_found", None, "cosima", warned, SEAMLESS_FOUND, {}),
        (NotAllowed, "not_waivable", None, "amelie", blocked, NO_BRAINER_FOUND, {}),
        (Unusable, "unusable", "finding", "amelie", warned, unknown, {}),
        (Unusable, "reason_needed", "reason", "amelie", warned, SEAMLESS_FOUND, {"reason": " "}),
        (Unusable, "unusable", "ends_at", "amelie", warned, SEAMLESS_FOUND, {"days": -1}),
        (Unusable, "unusable", "ends_at", "amelie", warned, SEAMLESS_FOUND, {"days": 400}),
    ]
    for kind, code, field, name, id, found, more in cases:
        with pytest.raises(kind) as refused:
            waived(desk, name, id, found, **more)
        assert (refused.value.code, refused.value.field) == (code, field), name
    assert "finding.waived" not in desk.company.acts()
