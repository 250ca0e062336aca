"""Declared audiences held against the ideal customer profile."""

import json
from dataclasses import replace
from typing import Any

import pytest

from governance.core.audience import AudienceVerdict, judge_audience
from governance.core.copy.variant import Audience
from governance.core.policy.qualification import Profile

PROFILE = Profile.model_validate_json(
    json.dumps(
        {
            "personas": [
                {
                    "id": "operations",
                    "titles": ["Head of Operations", "COO", "Warehouse Manager", "Responsible Person"],
                    "seniority_at_least": "manager",
                },
                {"id": "hr-lead", "titles": ["HR Director"], "seniority_at_least": "director"},
            ],
            "industries": [{"id": "retail", "includes": ["online shop", "e-commerce", "grocery store"]}],
            "employees": {"from": 20, "to": 1000},
            "countries": ["DE", "NL", "UK"],
            "exclude": ["carrier"],
        }
    )
)
GOOD = Audience("Head of Operations", "retail", 50, 500, "DE")


def judged(**changes: Any) -> AudienceVerdict:
    return judge_audience(replace(GOOD, **changes), PROFILE)


def test_an_audience_within_every_range_is_inside_without_reasons() -> None:
    assert judged() == AudienceVerdict(True, ())


@pytest.mark.parametrize(
    "title",
    [
        "operations",
        "VP of Ops",
        "Vice President, Operations",
        "Chief Operating Officer",
        "C.O.O.",
        "Heads of Operations",
        "Senior Director of Operations (EMEA)",
        "Executive Director, Operations",
        "Operations lead",
        "Head of Operations & Logistics",
        "COO / Warehouse Mgr",
        "Leiterin Operations",
        "Betriebsleiter",
        "Directeur des opérations",
        "Hoofd operations",
        "Driftchef",
        "Varastopäällikkö",
        "Magazijnmanager",
        "Lagerleiter",
        "Responsible person",
        "Dir. of HR",
        "Director of Human Resources",
        "Chief People Officer",
    ],
)
def test_a_listed_title_is_inside_however_it_is_written(title: str) -> None:
    assert judged(persona=title).inside is True


@pytest.mark.parametrize(
    "title",
    [
        "Operations Coordinator",
        "Operations Specialist",
        "Operations Intern",
        "Assistant Operations Manager",
        "Executive Assistant to the COO",
        "Junior Operations Manager",
        "Marketing Operations Manager",
        "HR Manager",
        "Head of Brand",
        "COO / Head of Brand",
        "Operations Sachbearbeiter",
        "Manager",
        "CEO",
        "Head of Operations" + " and more" * 100,
    ],
)
def test_another_function_or_too_little_seniority_is_outside(title: str) -> None:
    assert judged(persona=title).inside is False


@pytest.mark.parametrize("industry", ["Retail", "online shops", "E-Commerce", "ecommerce", "grocery stores"])
def test_an_industry_is_listed_in_any_case_and_number(industry: str) -> None:
    assert judged(industry=industry).inside is True


@pytest.mark.parametrize("country", ["DE", "de", "Germany", "Deutschland", "GB", "United Kingdom", "U.K."])
def test_a_country_is_listed_by_code_or_common_name(country: str) -> None:
    assert judged(country=country).inside is True


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"persona": "Head of Brand"},
            "persona “Head of Brand” is not in the profile; "
            "allowed are operations (manager or above), hr-lead (director or above)",
        ),
        ({"industry": "carriers"}, "industry “carriers” is excluded by the profile"),
        ({"industry": "mining"}, "industry “mining” is not in the profile; allowed are retail"),
        ({"employees_min": 19}, "19–500 employees reach outside the profile; allowed are 20 to 1000"),
        ({"employees_max": 1001}, "50–1001 employees reach outside the profile; allowed are 20 to 1000"),
        (
            {"employees_min": 600},
            "employees_min 600 is above employees_max 500; allowed are 20 to 1000",
        ),
        ({"country": "US"}, "country “US” is not in the profile; allowed are DE, NL, UK"),
    ],
)
def test_a_fact_outside_the_profile_is_named_with_what_is_allowed(changes: dict[str, Any], reason: str) -> None:
    assert judged(**changes) == AudienceVerdict(False, (reason,))


def test_a_missing_fact_leaves_the_audience_unknown() -> None:
    assert judged(country=None) == AudienceVerdict(None, ("country is not declared",))
    assert judged(employees_max=None) == AudienceVerdict(None, ("employees_max is not declared",))


def test_a_failing_fact_decides_even_where_another_is_missing() -> None:
    verdict = judged(persona=None, country="US")
    assert verdict.inside is False
    assert verdict.reasons == (
        "persona is not declared",
        "country “US” is not in the profile; allowed are DE, NL, UK",
    )


def test_without_an_audience_or_a_profile_nothing_is_known() -> None:
    assert judge_audience(None, PROFILE) == AudienceVerdict(None, ("No audience is declared",))
    assert judge_audience(GOOD, None).inside is None
