"""Promises that nobody may make, found by a rule's prose, sharpened by its examples."""

from functools import lru_cache

import pytest
from tests.core.sample_policy import policy_set

from governance.core.claims.library import library
from governance.core.claims.meaning import meaning
from governance.core.claims.never_say import broken_rule
from governance.core.policy.policy_set import PolicySet

RULES = [
    {"id": "fuel-price", "rule": "Predicts how the price of fuel will move."},
    {
        "id": "driver-behaviour",
        "rule": "Promises that drivers will drive more carefully or cause fewer accidents.",
        "examples": ["Your drivers will cause fewer accidents.", "Krona makes your drivers careful."],
        "but_not": ["Drivers see their own harsh braking."],
    },
    {
        "id": "fines",
        "rule": "Promises that a haulier will never be fined.",
        "examples": ["You will never pay a fine again.", "With us, fines are history."],
        "but_not": ["The report shows which breaks were too short."],
    },
    {"id": "rivals", "rule": "Names a competitor."},
]


@lru_cache
def rules() -> PolicySet:
    return policy_set(talk_track={"names": ["Krona"], "claims": [], "never_say": RULES})


def broken(sentence: str) -> str | None:
    rule = broken_rule(meaning(sentence), rules(), library(rules()))
    return rule.id if rule else None


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Your drivers will cause fewer accidents.", "driver-behaviour"),
        ("Your drivers will cause far fewer accidents with Krona.", "driver-behaviour"),
        ("Drivers drive more carefully.", "driver-behaviour"),
        ("You will never pay a fine again.", "fines"),
        ("Your company will never pay fines again.", "fines"),
        ("With us, all fines are history.", "fines"),
        ("The price of fuel will move up again.", "fuel-price"),
        ("We expect fuel prices to move down.", "fuel-price"),
        ("Rota Oak cannot do this.", "rivals"),
        ("We are not Rota Oak.", "rivals"),
    ],
)
def test_a_promise_in_other_words_breaks_its_rule(sentence: str, rule: str) -> None:
    assert broken(sentence) == rule


@pytest.mark.parametrize(
    "sentence",
    [
        "Drivers see their own harsh braking.",
        "The report shows which breaks were too short.",
        "Your drivers see the next stop on a map.",
        "You had two accidents last year.",
        "Oak beams hold the roof.",
        "We cannot promise that nobody pays a fine.",
        "Krona stores positions for 90 days.",
        "A fine morning to you.",
        "Careful planning takes time.",
    ],
)
def test_what_promises_nothing_of_the_kind_breaks_no_rule(sentence: str) -> None:
    assert broken(sentence) is None


@pytest.mark.parametrize("sentence", ["You will never pay a fine again.", "Your drivers will cause fewer accidents."])
def test_a_rule_is_found_among_hundreds_that_speak_of_something_else(sentence: str) -> None:
    others = [{"id": f"other-{n}", "rule": f"Promises that gadget{n} is delivered with widget{n}."} for n in range(300)]
    many = policy_set(talk_track={"names": ["Krona"], "claims": [], "never_say": [*others, *RULES]})
    found = broken_rule(meaning(sentence), many, library(many))
    assert found is not None
    assert found.id == broken(sentence)
