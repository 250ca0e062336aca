"""The expectations of our own samples fit the campaigns and policies they speak of."""

from datetime import datetime

import pytest
from benchmarks.own_samples import DAY, ROOT, SAMPLES, campaign_rows, expectations, place_of

from governance.core.checks.catalogue import CHECKS
from governance.core.claims.statement import AlterationKind, Verdict
from governance.outside.policy_files import load_policy_set

pytestmark = pytest.mark.parametrize("name", SAMPLES)


def test_every_variant_of_a_campaign_has_one_expectation(name: str) -> None:
    expected = [line["id"] for line in expectations(name) if "quote" not in line]
    assert sorted(expected) == sorted(row["id"] for row in campaign_rows(name))


def test_every_expected_sentence_stands_in_its_variant(name: str) -> None:
    copy = {row["id"]: row for row in campaign_rows(name)}
    for line in expectations(name):
        if "quote" in line:
            place_of(line["quote"], copy[line["id"]])


def test_expectations_name_verdicts_alterations_and_checks_that_exist(name: str) -> None:
    codes = {check.CODE for check in CHECKS}
    for line in expectations(name):
        if "quote" in line:
            Verdict(line["verdict"])
            assert (line["alteration"] is not None) == (line["verdict"] == "altered"), line
            assert line["alteration"] is None or AlterationKind(line["alteration"])
        else:
            assert codes.issuperset(line["findings"]), line


def test_expectations_name_claims_and_rules_of_the_policies_in_force(name: str) -> None:
    policies = load_policy_set(ROOT / "policies" / name, datetime.fromisoformat(DAY))
    rules = {rule.id for rule in policies.never_say}
    for line in expectations(name):
        if "quote" in line:
            assert line["claim"] is None or line["claim"] in policies.claims_by_id, line
            assert line["rule"] is None or line["rule"] in rules, line
