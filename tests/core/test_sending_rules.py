"""Which sending rules hold where, and what the catalogue says of each."""

from typing import Any

import pytest
from tests.core.sample_policy import policy_set

from governance.core.checks.catalogue import CHECKS
from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.policy.rules_by_region import rules_for
from governance.core.policy.sending_rules import RULE_SETS
from governance.core.report import check_variant

SWITCHED = {"US": ["can-spam"], "UK": ["pecr"], "dach": ["casl"]}


def sets(recipients: tuple[str, ...], **rules: list[str]) -> set[str]:
    standard = policy_set({"sending_rules": rules or SWITCHED}).standard
    return {rule.id.partition(".")[0] for rule in rules_for(standard, recipients)}


@pytest.mark.parametrize(
    ("recipients", "expected"),
    [
        (("US",), {"can-spam"}),
        (("GB",), {"pecr"}),
        (("UK", "US"), {"pecr", "can-spam"}),
        (("CH",), {"casl"}),
        (("dach",), {"casl"}),
        (("NL",), set()),
        ((), {"can-spam", "pecr", "casl"}),
        (("NL", "Atlantis"), {"can-spam", "pecr", "casl"}),
    ],
)
def test_the_recipients_region_decides_and_all_hold_where_it_is_not_known(
    recipients: tuple[str, ...], expected: set[str]
) -> None:
    assert sets(recipients) == expected


def test_rules_for_everywhere_hold_everywhere() -> None:
    assert sets(("NL",), all=["bulk-sender"]) == sets((), all=["bulk-sender"]) == {"bulk-sender"}


def test_every_rule_has_an_id_of_its_set_a_sentence_and_a_source() -> None:
    rules = [rule for rule_set in RULE_SETS.values() for rule in rule_set.rules]
    assert len({rule.id for rule in rules}) == len(rules)
    for name, rule_set in RULE_SETS.items():
        for rule in rule_set.rules:
            assert rule.id.startswith(f"{name}.")
            assert rule.asks.endswith(".")
            assert rule.source


def test_a_standard_may_change_the_severity() -> None:
    changed: dict[str, Any] = {"sending_rules": SWITCHED, "severities": {"sending_rule": "note"}}
    variant = Variant("1", Revision(body="Hi."), Manifest("email", regions=("US",)))
    found = [one for one in check_variant(variant, policy_set(changed)).findings if one.code == "sending_rule"]
    assert {one.severity for one in found} == {"note"}
    assert "sending_rule" in {check.CODE for check in CHECKS}


@pytest.mark.parametrize("words", [" ", "\u200b"])
def test_an_address_that_nobody_sees_is_never_said(words: str) -> None:
    rules = {"sending_rules": {"US": ["can-spam"]}, "identity": {"postal_addresses": [words]}}
    variant = Variant("1", Revision(body="Hi. Reply STOP."), Manifest("email", regions=("US",)))
    assert "sending_rule" in {one.code for one in check_variant(variant, policy_set(rules)).findings}
