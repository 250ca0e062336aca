"""Criteria held against facts: pass, fail, or unknown."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter, ValidationError

from governance.core.policy.criteria import Criterion
from governance.core.policy.evaluation import Judgement, Outcome, Standing, evaluate

NOON = datetime(2026, 10, 31, 12, tzinfo=UTC)
CRITERION: TypeAdapter[Criterion] = TypeAdapter(Criterion)


def judged(criterion: dict[str, Any], facts: dict[str, Any], at: datetime = NOON) -> Judgement:
    return evaluate(CRITERION.validate_python(criterion, strict=False), facts, at)


def outcome(criterion: dict[str, Any], facts: dict[str, Any], at: datetime = NOON) -> str:
    return judged(criterion, facts, at).outcome


@pytest.mark.parametrize(
    ("criterion", "value", "expected"),
    [
        ({"is": True}, True, "pass"),
        ({"is": True}, False, "fail"),
        ({"is": True}, 1, "unknown"),
        ({"is": "DE"}, " de ", "pass"),
        ({"one_of": ["approved", "replacing_vendor"]}, "approved", "pass"),
        ({"one_of": ["approved"]}, "later", "fail"),
        ({"one_of": ["approved"]}, ["approved"], "unknown"),
        ({"not_one_of": ["carrier"]}, "Carrier", "fail"),
        ({"not_one_of": ["carrier"]}, "shop", "pass"),
        ({"at_least": 50}, 50, "pass"),
        ({"at_least": 50}, 49, "fail"),
        ({"at_least": 50}, "50", "unknown"),
        ({"at_least": 1}, True, "unknown"),
        ({"at_most": 9}, 9.5, "fail"),
        ({"between": [50, 1000]}, 1000, "pass"),
        ({"between": [50, 1000]}, 1001, "fail"),
        ({"matches": r"(?i)@gmail\."}, "a@GMAIL.com", "pass"),
        ({"matches": r"(?i)@gmail\."}, "a@firm.example", "fail"),
        ({"within_days": 30}, "2026-10-01", "pass"),
        ({"within_days": 30}, "2026-09-30", "fail"),
        ({"within_days": 30}, "2026-11-01", "fail"),
        ({"within_days": 30}, "yesterday", "unknown"),
    ],
)
def test_a_known_fact_is_held_against_its_operator(criterion: dict[str, Any], value: object, expected: str) -> None:
    assert outcome({"field": "x", **criterion}, {"x": value}) == expected


@pytest.mark.parametrize("operator", [{"is": 1}, {"at_least": 1}, {"not_one_of": [1]}, {"within_days": 1}])
@pytest.mark.parametrize("facts", [{}, {"company": {}}, {"company": {"employees": None}}, {"company": 3}])
def test_a_missing_fact_is_unknown_and_named(operator: dict[str, Any], facts: dict[str, Any]) -> None:
    found = judged({"field": "company.employees", **operator}, facts)
    assert (found.outcome, found.observed) == ("unknown", "company.employees is not known")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"campaign": {"partner": "northwind"}}, "pass"),
        ({"campaign": {"partner": None}}, "fail"),
        ({"campaign": {}}, "fail"),
        ({}, "unknown"),
    ],
)
def test_is_set_asks_for_presence_and_is_unknown_without_the_record(facts: dict[str, Any], expected: str) -> None:
    assert outcome({"field": "campaign.partner", "is_set": True}, facts) == expected


def seen(*days: str, name: str = "page") -> dict[str, Any]:
    return {"events": [{"event": name, "at": f"{day}T09:00:00+00:00"} for day in days]}


THREE_IN_A_MONTH = {"event": "page", "at_least": 3, "within_days": 30}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (seen("2026-10-01", "2026-10-20", "2026-10-30"), "pass"),
        (seen("2026-09-30", "2026-10-20", "2026-10-30"), "fail"),
        (seen("2026-10-20", "2026-10-30", "2026-11-02"), "fail"),
        (seen("2026-10-20", "2026-10-25", "2026-10-30", name="other"), "fail"),
        ({"events": [{"event": "page"}] * 3}, "unknown"),
        ({"events": [{"event": "page"}] * 2}, "fail"),
        ({"events": []}, "fail"),
        ({}, "unknown"),
    ],
)
def test_events_count_within_their_days_and_not_after_the_instant(facts: dict[str, Any], expected: str) -> None:
    assert outcome(THREE_IN_A_MONTH, facts) == expected


def test_days_are_civil_days_of_the_zone_of_the_instant() -> None:
    late = {"events": [{"event": "page", "at": "2026-09-30T22:30:00+00:00"}]}
    criterion = {"event": "page", "within_days": 30}
    assert outcome(criterion, late) == "fail"
    assert outcome(criterion, late, NOON.astimezone(ZoneInfo("Europe/Berlin"))) == "pass"


def test_distinct_counts_the_values_of_a_property_once() -> None:
    criterion = {"event": "view", "distinct": "page", "at_least": 2}
    same = [{"event": "view", "page": "a"}, {"event": "view", "page": "a"}]
    assert outcome(criterion, {"events": same}) == "fail"
    assert outcome(criterion, {"events": [*same, {"event": "view", "page": "b"}]}) == "pass"
    assert outcome(criterion, {"events": [*same, {"event": "view"}]}) == "unknown"


PASS = {"field": "yes", "is": True}
FAIL = {"field": "no", "is": True}
UNKNOWN = {"field": "gone", "is": True}
KNOWN = {"yes": True, "no": False}


@pytest.mark.parametrize(
    ("combined", "parts", "expected"),
    [
        ("all", [PASS, PASS], "pass"),
        ("all", [PASS, UNKNOWN], "unknown"),
        ("all", [UNKNOWN, FAIL], "fail"),
        ("any", [FAIL, PASS, UNKNOWN], "pass"),
        ("any", [FAIL, UNKNOWN], "unknown"),
        ("any", [FAIL, FAIL], "fail"),
        ("none", [FAIL, FAIL], "pass"),
        ("none", [FAIL, UNKNOWN], "unknown"),
        ("none", [UNKNOWN, PASS], "fail"),
    ],
)
def test_combinations_are_three_valued(combined: str, parts: list[dict[str, Any]], expected: str) -> None:
    assert outcome({combined: parts}, KNOWN) == expected


def test_stages_and_personas_are_unknown_unless_their_standing_is() -> None:
    stage = CRITERION.validate_python({"stage": "mql"})
    persona = CRITERION.validate_python({"persona": "any"})
    standing = Standing(stages={"mql": Outcome.PASS}, personas={"any": Outcome.FAIL})
    assert evaluate(stage, {"stage": "mql"}, NOON).outcome == "unknown"
    assert evaluate(stage, {}, NOON, standing).outcome == "pass"
    assert evaluate(persona, {}, NOON, standing).outcome == "fail"


@pytest.mark.parametrize(
    ("criterion", "message"),
    [
        ({"field": "x"}, "a field needs exactly one of is, one_of, .*; found none"),
        ({"field": "x", "is": 1, "at_least": 1}, "found is and at_least"),
        ({"field": "x", "between": [3, 1]}, "between 3 and 1 allows nothing; swap them"),
        ({"field": "x", "matches": "(a"}, "not an RE2 pattern: missing \\)"),
        ({"field": "x", "matches": r"(a)\1"}, "not an RE2 pattern"),
        ({"at_least": 3}, "a criterion is a group of keys with one of field, event, stage"),
        ({"all": []}, "at least 1 item"),
    ],
)
def test_a_criterion_that_says_nothing_is_refused(criterion: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        CRITERION.validate_python(criterion, strict=False)
