"""What follows from approved figures follows exactly, and nothing else does."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_entailment import judge

from governance.core.claims.derived import MOST, derived
from governance.core.claims.meaning import meaning
from governance.core.claims.quantity import Change
from governance.core.claims.statement import Verdict

HOURS = st.integers(min_value=2, max_value=99)


@given(HOURS, HOURS, HOURS)
def test_what_lies_between_two_figures_is_told_exactly(one: int, other: int, told: int) -> None:
    before, after = max(one, other) + 1, min(one, other)
    found = judge(
        f"Rossi Trasporti cut planning from {before} hours to {after} hours.",
        f"Rossi Trasporti cut planning by {told} hours, from {before} hours to {after}.",
    )

    assert (found.verdict is Verdict.SUPPORTED) is (told == before - after)


@given(HOURS, HOURS, st.integers(min_value=1, max_value=99))
def test_a_change_in_percent_is_told_exactly(one: int, other: int, told: int) -> None:
    before, after = max(one, other) + 1, min(one, other)
    found = judge(
        f"Rossi Trasporti cut planning from {before} hours to {after} hours.",
        f"Rossi Trasporti cut planning by {told}%, from {before} hours.",
    )

    assert (found.verdict is Verdict.SUPPORTED) is (Fraction(told, 100) == 1 - Fraction(after, before))


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("from 240 to 60", ["from", "to"]),
        ("down to just 60, from 240", ["to", "from"]),
        ("18 trucks a day, up from 12", ["to", "from"]),
        ("8.9 out of 10, against an average of 7.6", ["to", "from"]),
        ("18 more trucks a day", ["more"]),
        ("30 days off the wait, from 45 to 15", ["less", "from", "to"]),
        ("cut waste by a quarter", ["less"]),
        ("cut waste to a quarter", ["to"]),
        ("a third as long", ["to"]),
        ("half as many again", ["more"]),
        ("pay 75% of the price", ["to"]),
        ("13 of the 16 hours are gone", ["less", "none"]),
        ("13 of the 16 hours are left", ["to", "none"]),
        ("grow by 4% to 7%", ["more", "more"]),
        ("compared to 45 minutes", ["from"]),
        ("used by 900 clinics", ["none"]),
        ("from 2021 to 2026", ["none", "none"]),
    ],
)
def test_the_place_of_a_figure_in_a_change_is_read(text: str, changes: list[str]) -> None:
    assert [figure.change for figure in meaning(text).quantities] == [Change(change) for change in changes]


def test_a_table_of_figures_yields_a_small_set() -> None:
    text = ", ".join(f"{number} trucks in region {number}" for number in range(11, 60))

    assert len(derived(meaning(text))) <= 10 * MOST * MOST
