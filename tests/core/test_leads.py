"""Leads held against the stages of a qualification policy."""

from datetime import UTC, datetime
from typing import Any

import pytest

from governance.core.leads import judge_lead
from governance.core.policy.qualification import QualificationPolicy
from governance.outside.policy_problems import validated
from governance.outside.strict_yaml import read_yaml

NOON = datetime(2026, 10, 31, 12, tzinfo=UTC)
POLICY = validated(
    QualificationPolicy,
    read_yaml(
        b"""
kind: qualification
key: leads
title: Leads
in_force_from: 2026-01-01
reason: First version.
profile:
  personas: [{id: operations, titles: [Head of Operations], seniority_at_least: manager}]
  industries: [{id: retail}]
  employees: {from: 20}
  countries: [DE]
stages:
  sql: {all: [{id: stage, stage: mql}, {id: budget, field: budget, one_of: [approved]}]}
  mql:
    all:
      - {id: guide, event: pricing_guide_downloaded, at_least: 1}
      - {id: size, field: company.employees, at_least: 50}
      - {id: interest, event: product_page_viewed, at_least: 3, within_days: 30}
  sal: {id: role, persona: any}
""",
        "qualification.yaml",
    ),
)


def lead(employees: int | None = 50, last: str = "2026-10-01", **facts: Any) -> dict[str, Any]:
    views = [{"event": "product_page_viewed", "at": day} for day in ("2026-10-20", "2026-10-30", last)]
    guide = {"event": "pricing_guide_downloaded", "at": "2026-05-01"}
    return {"company": {"employees": employees}, "events": [guide, *views], **facts}


@pytest.mark.parametrize(
    ("facts", "expected", "failing"),
    [
        (lead(), "pass", ()),
        (lead(employees=49), "fail", ("size",)),
        (lead(last="2026-09-30"), "fail", ("interest",)),
        (lead(employees=None), "unknown", ("size",)),
        ({"company": {"employees": 49}, "events": []}, "fail", ("guide", "size", "interest")),
        ({}, "unknown", ("guide", "size", "interest")),
    ],
)
def test_mql_needs_the_guide_fifty_people_and_three_pages_in_a_month(
    facts: dict[str, Any], expected: str, failing: tuple[str, ...]
) -> None:
    verdict = judge_lead(facts, POLICY, NOON)["mql"]
    assert (verdict.outcome, verdict.failing) == (expected, failing)


def test_a_stage_takes_the_outcome_of_the_stage_it_names() -> None:
    assert judge_lead(lead(budget="approved"), POLICY, NOON)["sql"].outcome == "pass"
    assert judge_lead(lead(49, budget="approved"), POLICY, NOON)["sql"].failing == ("stage",)


def test_a_lead_cannot_bring_its_own_standing() -> None:
    claimed = {"stage": "mql", "stages": {"mql": "pass"}, "personas": {"any": "pass"}}
    verdicts = judge_lead(claimed, POLICY, NOON)
    assert [verdicts[stage].outcome for stage in ("mql", "sql", "sal")] == ["unknown"] * 3


def test_a_persona_is_judged_by_the_title() -> None:
    assert judge_lead({"title": "Ops Manager"}, POLICY, NOON)["sal"].outcome == "pass"
    assert judge_lead({"title": "Ops Intern"}, POLICY, NOON)["sal"].outcome == "fail"


def test_every_criterion_says_what_was_observed() -> None:
    criteria = judge_lead(lead(employees=49), POLICY, NOON)["mql"].criteria
    assert [one.observed for one in criteria] == [
        "pricing_guide_downloaded happened once",
        "company.employees is 49",
        "product_page_viewed happened 3 times",
    ]
