"""Promises that never-say rules forbid, made in words that no rule holds."""

from functools import lru_cache

import pytest
from tests.core.promise_cases import MADE, NAMED, NOT_MADE, RULES
from tests.core.sample_policy import policy_set

from governance.core.claims.judgement import judge_copy
from governance.core.claims.message import read_message
from governance.core.claims.prepared_rules import prepared_rules
from governance.core.claims.promises import forbidden_promises, promises
from governance.core.claims.statement import Verdict
from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import Manifest, Revision
from governance.core.policy.policy_set import PolicySet

PAYBACK = "Promises the reader a payback time or a return on investment."
PEOPLE = "Says that a hotel can replace its staff, or cut jobs."
GROWTH = "Promises more revenue or higher sales."
COURT = "Promises that a document is enforceable or holds up in court."
MISSED = "Says that the scanner detects every fault or never misses one."
LOSSES = "Promises that linen will never be lost or damaged again."
PREMIUM = "Promises that an insurer will lower its premium."
SCARCE = "Puts pressure on the reader with urgency or false deadlines."
FEAR = "Threatens the reader with fines or prison."
DOWN = "Belittles other trades or criticises the reader's staff."
AUTHORITY = "Says that an authority endorses or recommends the product."
AUDIT = "Promises how an audit or inspection will turn out, or its result."


@lru_cache
def forbidding(rule: str) -> PolicySet:
    return forbidding_all({"rule": rule})


def forbidding_all(rules: dict[str, str]) -> PolicySet:
    claim = {
        "id": "rooms", "category": "metric", "wordings": ["Linnwork counts towels in 400 hotels."], "evidence": "F1",
        "owner": "marketing", "valid_from": "2026-01-01",
    }  # fmt: skip
    never_say = [{"id": name, "rule": rule} for name, rule in rules.items()]
    return policy_set(talk_track={"names": ["Linnwork"], "claims": [claim], "never_say": never_say})


def judged(rule: str, sentence: str) -> Verdict:
    return verdict(forbidding(rule), sentence)


def verdict(policies: PolicySet, sentence: str) -> Verdict:
    copy = parse_copy(Revision(body=sentence), PLAIN)
    return judge_copy(read_message(copy), Manifest("email"), policies)[0].verdict


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (PAYBACK, "Most hotels find that Linnwork has paid for itself before the second invoice."),
        (PAYBACK, "You'll earn back the fee within a season."),
        (PAYBACK, "Expect to recoup the cost by May."),
        (PEOPLE, "Two of your porters could go next spring."),
        (PEOPLE, "You can run the laundry without a night team."),
        (GROWTH, "Hang up the readers and your revenue climbs."),
        (COURT, "No judge will ever overturn what our tablets recorded."),
        (COURT, "Our counts are watertight."),
        (MISSED, "Nothing slips past our gate."),
        (LOSSES, "Lost sheets are a thing of the past."),
        (LOSSES, "With us you will never lose a bathrobe."),
        (PREMIUM, "Your insurer will ask for less once the tags are on."),
        (SCARCE, "Only two pilot slots left, and one is nearly taken."),
        (SCARCE, "Hurry, the offer ends tomorrow."),
        (FEAR, "One wrong count and you end up in court."),
        (DOWN, "Your housekeepers are hopeless at counting."),
        (AUTHORITY, "Three city inspectors already swear by our tags."),
        (AUDIT, "The hygiene inspector leaves without a remark."),
    ],
)
def test_a_promise_breaks_the_rule_that_forbids_it(rule: str, sentence: str) -> None:
    assert judged(rule, sentence) is Verdict.PROHIBITED


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (PAYBACK, "We don't promise that it pays for itself."),
        (PAYBACK, "Has your last system paid for itself?"),
        (PEOPLE, "Our porters go the extra mile."),
        (GROWTH, "Your revenue is your own affair."),
        (MISSED, "Nothing in the agenda is fixed yet."),
        (SCARCE, "I left you a message on Monday."),
        (DOWN, "That doesn't make paper lists useless."),
        (AUTHORITY, "The inspectors were in Graz last week, I read."),
        (FEAR, "We met at the court building in Linz."),
    ],
)
def test_what_only_sounds_alike_breaks_none(rule: str, sentence: str) -> None:
    assert judged(rule, sentence) is not Verdict.PROHIBITED


@pytest.mark.parametrize("sentence", ["It pays for itself by May.", "Two of your porters could go by spring."])
def test_a_promise_that_no_rule_forbids_is_not_prohibited(sentence: str) -> None:
    assert judged(AUTHORITY, sentence) is not Verdict.PROHIBITED


def test_nearly_all_promises_of_many_trades_are_found() -> None:
    missed = [sentence for rule, sentence in MADE if judged(RULES[rule], sentence) is not Verdict.PROHIBITED]
    assert len(missed) <= len(MADE) // 20, missed


def test_hardly_any_sentence_breaks_one_of_many_rules_by_mistake() -> None:
    policies = forbidding_all(RULES)
    found = [sentence for sentence in NOT_MADE if verdict(policies, sentence) is Verdict.PROHIBITED]
    assert len(found) <= len(NOT_MADE) // 50, found


@pytest.mark.parametrize(("rule", "names"), NAMED)
def test_a_rule_names_the_promises_that_it_forbids_and_no_others(rule: str, names: set[str]) -> None:
    prepared = prepared_rules(forbidding_all({"rule": rule}))
    assert {promise.name for promise in prepared[0].promises} == names


@pytest.mark.parametrize("rule", ["Never promise more bookings.", "No promises of more bookings."])
def test_a_prohibition_is_no_part_of_what_a_rule_forbids(rule: str) -> None:
    prepared = prepared_rules(forbidding_all({"rule": rule}))[0]
    assert not prepared.absolute
    assert not prepared.denied


def test_a_pledge_promises_what_the_sentence_is_about() -> None:
    assert (
        judged("Never promise anyone a visa.", "The stamp in your passport is waiting for you.") is Verdict.PROHIBITED
    )
    assert judged("Never promise anyone a visa.", "The stamp in your passport is blue.") is not Verdict.PROHIBITED


def test_a_rule_forbids_by_its_examples_too() -> None:
    named = forbidden_promises(["do not say this.", "it pays for itself within a year."])
    assert [promise.name for promise in named] == ["it pays for itself"]


def test_every_promise_has_a_name_of_its_own() -> None:
    names = [promise.name for promise in promises()]
    assert len(names) == len(set(names)) > 10
