"""How far a whole message has moved from the talk track, and which sentences pull it away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.drifting import drift

from governance.core.copy.variant import Audience
from governance.core.drift.distance import LIMIT
from governance.core.drift.judgement import DriftVerdict

ON = """Hi {{first_name}},

who cleans the machine in your kitchen on a Friday? Our machines grind fresh beans for every cup. The machine
reports an empty water tank to the facility team, and most machines need descaling only once every three months.

Worth a tasting with three roasts in your own kitchen?"""
OFF = """Hi {{first_name}},

your website deserves more visitors. Search engines changed their ranking again in spring, and pages that load
slowly lose readers. A copywriter and a designer rebuild your landing pages in a fortnight.

Shall I send a quote for the redesign?"""
POINT = "Our machines grind fresh beans for every cup."


def test_a_message_that_makes_approved_points_is_on_message() -> None:
    assert drift(ON).verdict is DriftVerdict.ON_MESSAGE


def test_a_point_told_wrongly_is_still_on_message() -> None:
    assert drift(ON.replace("three months", "three years")).verdict is DriftVerdict.ON_MESSAGE


def test_a_message_that_sells_something_else_is_off_message() -> None:
    assert drift(OFF).verdict is DriftVerdict.OFF_MESSAGE


def test_what_is_said_besides_moves_a_message_away() -> None:
    assert drift(ON).score < drift(f"{ON}\n\n{OFF}").score < drift(OFF).score


@pytest.mark.parametrize(
    "aside",
    [
        "By the way, would your boss also lease a few delivery vans?",
        "On another note, do your photographers need new lenses and tripods?",
        "Separately, could we paint the stairwell and varnish the doors?",
    ],
)
def test_a_turn_to_another_sale_makes_a_point_partial(aside: str) -> None:
    mixed = drift(f"{POINT} {aside}")
    assert mixed.verdict is DriftVerdict.PARTIAL
    assert [pull.quote for pull in mixed.pulls] == [aside]


@pytest.mark.parametrize(
    "courtesy",
    [
        "How was your weekend?",
        "Would Tuesday suit you?",
        "I enjoyed your talk last week.",
        "Shall I send a short video?",
    ],
)
def test_small_talk_and_courtesy_pull_nothing_away(courtesy: str) -> None:
    assert drift(f"{POINT} {courtesy}").score == drift(POINT).score


@pytest.mark.parametrize("body", ["", "Hi {{first_name}},", "?"])
def test_a_message_that_says_nothing_makes_no_approved_point(body: str) -> None:
    assert drift(body).verdict is DriftVerdict.OFF_MESSAGE


def test_another_buyer_moves_a_message_away_by_itself() -> None:
    ours, other = Audience(persona="Head of Operations"), Audience(persona="Chief Marketing Officer")
    assert drift(POINT, ours).score == drift(POINT).score < drift(POINT, other).score


def test_a_pull_names_the_words_that_the_talk_track_does_not_use() -> None:
    (pull,) = drift(f"{POINT} By the way, do you lease delivery vans?").pulls
    assert pull.words == ("lease", "vans")


def test_the_option_that_leads_farthest_away_counts() -> None:
    either = drift(f"{POINT} {{Would Tuesday suit you?|By the way, do you lease delivery vans?}}")
    assert either.score == drift(f"{POINT} By the way, do you lease delivery vans?").score


def test_a_call_scripts_directions_and_endings_pull_nothing_away() -> None:
    assert drift(f"[Smile, then breathe slowly]\n\n{POINT}\n\nSunny greetings,\n").score == drift(POINT).score


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_a_score_lies_between_on_and_off(body: str) -> None:
    assert 0 <= drift(body).score <= 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*ON.split("\n\n"), *OFF.split("\n\n")]), min_size=1, max_size=6))
def test_the_verdict_follows_the_limit_and_every_pull_stands_in_the_copy(parts: list[str]) -> None:
    body = "\n\n".join(parts)
    found = drift(body)
    assert (found.score < LIMIT) == (found.verdict is DriftVerdict.ON_MESSAGE)
    assert all(body[pull.place.span.start : pull.place.span.end] == pull.quote for pull in found.pulls)
