"""Countries by code and by common name, and the regions that a claim is allowed in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from governance.core.copy.variant import Audience, Manifest
from governance.core.countries import COUNTRIES, country_code, known_country
from governance.outside.policy_files import load_policy_set

LOOPFERN = Path(__file__).parents[2] / "policies" / "loopfern"


def test_there_are_249_countries_and_a_second_code_for_one() -> None:
    assert len(COUNTRIES) == 250
    assert {"DE", "GB", "UK", "CL"} <= COUNTRIES
    assert not COUNTRIES & {"EU", "XX", "ZZ", "de"}


@pytest.mark.parametrize(
    ("name", "code"), [("Germany", "DE"), ("uk", "UK"), ("no", "NO"), ("U.K.", "GB"), ("EU", None), ("Atlantis", None)]
)
def test_a_country_is_known_by_code_in_any_case_and_by_common_name(name: str, code: str | None) -> None:
    assert known_country(name) == code


def test_two_codes_of_one_country_are_one_country() -> None:
    assert country_code("UK") == country_code("gb") == "GB"


@pytest.mark.parametrize(
    ("country", "regions"), [("Germany", ("DE",)), ("cl", ("CL",)), ("Atlantis", ("Atlantis",)), (None, ())]
)
def test_the_audiences_country_is_the_region_unless_one_is_declared(
    country: str | None, regions: tuple[str, ...]
) -> None:
    audience = Audience(country=country)
    assert Manifest(audience=audience).recipient_regions == regions
    assert Manifest(regions=("dach",), audience=audience).recipient_regions == ("dach",)


@pytest.mark.parametrize(
    ("allowed", "region", "expected"),
    [
        (("UK",), "GB", True),
        (("GB",), "UK", True),
        (("dach",), "AT", True),
        (("dach",), "GB", False),
        (("dach", "GB"), "UK", True),
        ("all", "GB", True),
    ],
)
def test_a_region_is_allowed_by_name_by_group_and_by_either_code(
    allowed: tuple[str, ...] | str, region: str, expected: bool
) -> None:
    policies = load_policy_set(LOOPFERN, datetime(2026, 10, 31, 12, tzinfo=UTC))
    assert policies.region_allowed(allowed, region) is expected
