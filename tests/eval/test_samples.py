"""The expectations of our own companies fit the copy and policies they speak of."""

from datetime import datetime

import pytest
from benchmarks.company import Row
from benchmarks.own_samples import SAMPLES, Sample, copy_rows, expectations, place_of

from governance.core.checks.catalogue import CHECKS
from governance.core.claims.statement import AlterationKind, Verdict
from governance.outside.policy_files import load_policy_set

pytestmark = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def _about_sentences(sample: Sample) -> list[Row]:
    return [line for line in expectations(sample) if "quote" in line]


def _about_variants(sample: Sample) -> list[Row]:
    return [line for line in expectations(sample) if "quote" not in line]


def test_every_variant_has_one_expectation(sample: Sample) -> None:
    assert sorted(line["id"] for line in _about_variants(sample)) == sorted(row["id"] for row in copy_rows(sample))


def test_every_expected_sentence_stands_exactly_once_in_its_part(sample: Sample) -> None:
    copy = {row["id"]: row for row in copy_rows(sample)}
    for line in _about_sentences(sample):
        part, _, _ = place_of(line["quote"], copy[line["id"]])
        assert copy[line["id"]][part].count(line["quote"]) == 1, line


def test_copy_carries_no_label(sample: Sample) -> None:
    seen = {key for row in copy_rows(sample) for key in row}
    assert seen.isdisjoint({"labels", "sentences", "verdict", "expected", "findings", "drift", "inside"})


def test_expectations_name_verdicts_alterations_and_checks_that_exist(sample: Sample) -> None:
    codes = {check.CODE for check in CHECKS}
    for line in _about_sentences(sample):
        for verdict in (line["verdict"], *line.get("accept", ())):
            assert Verdict(verdict)
        for kind in (line["alteration"], *line.get("accept_alterations", ())):
            assert kind is None or AlterationKind(kind)
        assert (line["alteration"] is not None) == (line["verdict"] == "altered"), line
    for line in _about_variants(sample):
        assert codes.issuperset(line["findings"]), line


def test_expectations_name_claims_and_rules_of_the_policies_in_force(sample: Sample) -> None:
    policies = load_policy_set(sample.policies, datetime.fromisoformat(sample.now))
    rules = {rule.id for rule in policies.never_say}
    for line in _about_sentences(sample):
        assert line["claim"] is None or line["claim"] in policies.claims_by_id, line
        assert line["rule"] is None or line["rule"] in rules, line
