"""Policy documents as values: what each refuses, and what approval requires."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from governance.core.policy.approval import ApprovalPolicy
from governance.core.policy.qualification import QualificationPolicy

NOON = datetime(2026, 10, 31, 12, tzinfo=UTC)
HEAD = {"key": "k", "title": "T", "in_force_from": "2026-01-01", "reason": "First version."}
APPROVAL: dict[str, Any] = {
    **HEAD,
    "kind": "approval",
    "roles": ["marketing", "sales", "compliance"],
    "owners": {
        "message_standard": ["marketing"],
        "talk_track": ["marketing"],
        "qualification": ["sales"],
        "approval": ["sales"],
    },
    "requirements": [
        {"id": "marketing", "role": "marketing", "approvals": 1},
        {"id": "sales", "role": "sales", "approvals": 1, "after": ["marketing"]},
        {
            "id": "partner",
            "role": "sales",
            "approvals": 2,
            "when": {"field": "campaign.partner", "is_set": True},
        },
        {
            "id": "compliance",
            "role": "compliance",
            "approvals": 1,
            "when": {"any": [{"claim_category": "security_compliance"}, {"claim_category": "price_offer"}]},
        },
    ],
    "approval_valid_days": 60,
    "permit_lasts_days": 30,
}
QUALIFICATION: dict[str, Any] = {
    **HEAD,
    "kind": "qualification",
    "profile": {
        "personas": [{"id": "ops", "titles": ["COO"]}],
        "industries": [{"id": "retail"}],
        "employees": {"from": 20, "to": 1000},
        "countries": ["DE"],
    },
    "stages": {"mql": {"field": "x", "is": 1}, "sql": {"stage": "mql"}},
    "meetings": {
        "accept_when": [{"id": "role", "persona": "any", "reject_reason": "wrong_persona"}],
        "reject_within_business_days": 2,
    },
    "dispositions": {"rejection_reason": ["wrong_persona"]},
    "routing": [
        {"when": {"field": "country", "is": "DE"}, "to": "dach"},
        {"otherwise": True, "to": "triage"},
    ],
}


def changed(document: dict[str, Any], path: str, value: Any) -> str:
    """The document as JSON with one value changed: `requirements.1.role`."""
    copy = deepcopy(document)
    *parents, last = path.split(".")
    place: Any = copy
    for step in parents:
        place = place[int(step) if isinstance(place, list) else step]
    place[int(last) if isinstance(place, list) else last] = value
    return json.dumps(copy)


def approval() -> ApprovalPolicy:
    return ApprovalPolicy.model_validate_json(json.dumps(APPROVAL))


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("requirements.0.approvals", 0, "greater than or equal to 1"),
        ("requirements", [], "at least 1 item"),
        ("requirements.1.role", "legal", "requirement sales names role legal; declared roles are marketing"),
        ("owners.approval", ["ceo"], "owners.approval names role ceo"),
        ("findings", {"blocker": {"waivable_by": ["ceo"]}}, "findings.blocker names role ceo"),
        ("requirements.1.after", ["legal"], "requirement sales comes after legal; declared are marketing"),
        (
            "requirements.0.after",
            ["sales"],
            "requirements wait for each other: marketing → sales → marketing",
        ),
        ("requirements.0.after", ["marketing"], "requirements wait for each other: marketing → marketing"),
        ("requirements.1.id", "marketing", "requirement marketing stands twice"),
        ("requirements.0.when", {"stage": "mql"}, "when takes field, claim_category, all, any and none"),
        ("requirements.0.excludes", "nobody", "'organisation' or 'contributors'"),
        ("confirm_decisions_with", "nothing", "'session', 'password' or 'passkey'"),
        (
            "tests",
            [{"submission": {}, "expect": {"requirements": ["legal"]}}],
            "test 1 expects legal; declared are marketing",
        ),
    ],
)
def test_an_approval_policy_that_contradicts_itself_is_refused(path: str, value: Any, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        ApprovalPolicy.model_validate_json(changed(APPROVAL, path, value))


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("profile.employees", {"from": 9, "to": 3}, "employees from 9 to 3 allows nobody; swap them"),
        ("profile.personas", [], "at least 1 item"),
        ("profile.personas.0.seniority_at_least", "boss", "'intern', 'individual_contributor', 'manager'"),
        ("stages.sql", {"stage": "sal"}, "stage sql names stage sal; declared are mql, sql"),
        ("stages.mql", {"stage": "sql"}, "stages wait for each other: mql → sql → mql"),
        ("stages.mql", {"persona": "cfo"}, "a criterion names persona cfo; allowed are any, ops"),
        ("stages.mql", {"claim_category": "metric"}, "claim_category stands in approval policies only"),
        ("stages.hot", {"field": "x", "is": 1}, "Extra inputs are not permitted"),
        ("dispositions", {}, "reject_reason wrong_persona; dispositions.rejection_reason allows none"),
        ("routing.0", {"to": "dach"}, "a route has either when or otherwise: true"),
        (
            "routing.0",
            {"otherwise": True, "to": "a"},
            "routing ends with exactly one route of otherwise: true",
        ),
        (
            "tests",
            [{"lead": {}, "expect": {"sal": "pass"}}],
            "test 1 expects stage sal; declared are mql, sql",
        ),
        ("tests", [{"lead": {}, "expect": {"mql": "maybe"}}], "'pass', 'fail' or 'unknown'"),
    ],
)
def test_a_qualification_policy_that_contradicts_itself_is_refused(path: str, value: Any, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        QualificationPolicy.model_validate_json(changed(QUALIFICATION, path, value))


@pytest.mark.parametrize(
    ("submission", "expected"),
    [
        (
            {"campaign": {"partner": None}, "claim_categories": ["metric"]},
            {"partner": "fail", "compliance": "fail"},
        ),
        (
            {"campaign": {"partner": "north"}, "claim_categories": ["price_offer"]},
            {"partner": "pass", "compliance": "pass"},
        ),
        ({}, {"partner": "unknown", "compliance": "unknown"}),
    ],
)
def test_a_requirement_applies_by_its_criterion_and_is_unknown_without_facts(
    submission: dict[str, Any], expected: dict[str, str]
) -> None:
    applies = {r.id: r.applies(submission, NOON) for r in approval().requirements}
    assert applies == {"marketing": "pass", "sales": "pass", **expected}


def test_the_whole_organisation_is_excluded_unless_the_policy_says_otherwise() -> None:
    assert {requirement.excludes for requirement in approval().requirements} == {"organisation"}


def test_a_document_is_in_force_on_its_first_and_last_day() -> None:
    policy = ApprovalPolicy.model_validate_json(changed(APPROVAL, "in_force_until", "2026-03-31"))
    days = ["2025-12-31", "2026-01-01", "2026-03-31", "2026-04-01"]
    assert [policy.in_force(datetime.fromisoformat(day).date()) for day in days] == [False, True, True, False]


def test_a_document_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValidationError, match="in_force_until 2025-12-31 lies before 2026-01-01"):
        ApprovalPolicy.model_validate_json(changed(APPROVAL, "in_force_until", "2025-12-31"))
