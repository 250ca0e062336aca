"""What moved since last week, in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.core.drift.distance import LIMIT
from governance.core.drift.movement import Change, ClaimCourse, Course, Moved, Week, headline, movements


def course(*distances: float | None, begins: int | None = None) -> Course:
    weeks = tuple(None if one is None else Week(3, one) for one in distances)
    return Course("January returns", weeks, frozenset() if begins is None else frozenset({begins}))


def moved(*distances: float | None) -> list[Change]:
    return [one.change for one in movements([course(*distances)], [])]


@pytest.mark.parametrize(
    ("distances", "change"),
    [
        ((0.2, 0.5), Change.LEFT),
        ((0.5, 0.2), Change.CAME_BACK),
        ((0.1, 0.25), Change.AWAY),
        ((0.3, 0.1), Change.CLOSER),
        ((0.2, None, 0.5), Change.LEFT),
    ],
)
def test_a_group_moves_by_crossing_the_limit_or_by_far(distances: tuple[float | None, ...], change: Change) -> None:
    assert moved(*distances) == [change]


@pytest.mark.parametrize("distances", [(0.2, 0.25), (0.2, None), (None, 0.9), (0.7, 0.75), ()])
def test_a_group_that_stays_or_was_not_checked_did_not_move(distances: tuple[float | None, ...]) -> None:
    assert moved(None, *distances) == []


@pytest.mark.parametrize(("begins", "told"), [(2, True), (1, True), (0, False), (None, False)])
def test_a_prompt_or_model_that_just_began_is_told_with_the_move(begins: int | None, told: bool) -> None:
    (found,) = movements([course(0.1, 0.1, 0.6, begins=begins)], [])
    assert ("after its prompt or model changed" in found.words) is told


def test_a_claim_that_is_altered_more_often_moved() -> None:
    steady, worse = ClaimCourse("a", ((4, 1), (4, 1))), ClaimCourse("b", ((9, 0), (3, 1)))
    assert movements([], [steady, worse]) == (Moved("b", Change.ALTERED),)


def test_two_statements_say_nothing_of_a_claim() -> None:
    assert movements([], [ClaimCourse("a", ((9, 0), (2, 2)))]) == ()


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ((), "Nothing moved since last week."),
        ((Moved("A", Change.LEFT),), "One thing moved since last week: A left the talk track."),
        (
            (Moved("A", Change.LEFT, True), Moved("b", Change.ALTERED)),
            "Two things moved since last week: A left the talk track after its prompt or model changed, "
            "and b is altered more often.",
        ),
    ],
)
def test_the_headline_is_one_sentence(found: tuple[Moved, ...], sentence: str) -> None:
    assert headline(found) == sentence


@given(st.lists(st.none() | st.floats(0, 1), min_size=1, max_size=12))
def test_whoever_left_stands_over_the_limit_and_whoever_came_back_under_it(distances: list[float | None]) -> None:
    for change in moved(*distances):
        now = distances[-1]
        assert now is not None
        assert (change is Change.LEFT) <= (now >= LIMIT)
        assert (change is Change.CAME_BACK) <= (now < LIMIT)
