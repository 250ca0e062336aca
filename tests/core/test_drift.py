"""How far a whole message has moved from the talk track."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.test_judgement import judge, policies

from governance.core.claims.message import read_message
from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import Revision
from governance.core.drift import Drift, DriftVerdict, judge_drift

ON = """Hi {{first_name}},

who cleans the machine in your kitchen on a Friday? Our machines grind fresh beans for every cup. The machine
reports an empty water tank to the facility team, and most machines need descaling only once every three months.

Worth a tasting with three roasts in your own kitchen?"""
OFF = """Hi {{first_name}},

your website deserves more visitors. Search engines changed their ranking again in spring, and pages that load
slowly lose readers. A copywriter and a designer rebuild your landing pages in a fortnight.

Shall I send a quote for the redesign?"""


def drift(body: str) -> Drift:
    revision = Revision(body=body)
    statements = judge(revision, "coffee_machines")
    return judge_drift(read_message(parse_copy(revision, PLAIN)), statements, policies("coffee_machines"))


def test_a_message_that_makes_approved_points_is_on_message() -> None:
    assert drift(ON).verdict is DriftVerdict.ON_MESSAGE


def test_a_point_told_wrongly_is_still_on_message() -> None:
    assert drift(ON.replace("three months", "three years")).verdict is DriftVerdict.ON_MESSAGE


def test_a_message_that_sells_something_else_is_off_message() -> None:
    assert drift(OFF).verdict is DriftVerdict.OFF_MESSAGE


def test_what_is_said_besides_moves_a_message_away() -> None:
    assert drift(ON).score < drift(f"{ON}\n\n{OFF}").score <= drift(OFF).score


@pytest.mark.parametrize("body", ["", "Hi {{first_name}},", "?"])
def test_a_message_that_says_nothing_makes_no_approved_point(body: str) -> None:
    assert drift(body).verdict is not DriftVerdict.ON_MESSAGE or drift(body).score > drift(ON).score


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_a_score_lies_between_on_and_off(body: str) -> None:
    assert 0 <= drift(body).score <= 1
