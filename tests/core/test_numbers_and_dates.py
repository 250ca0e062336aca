"""Numbers in digits and words, and calendar dates, as people write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.core.claims.dates import date_at, parts
from governance.core.claims.numbers import digits, number_at
from governance.core.claims.words import tokens


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", Fraction(0)),
        ("27", Fraction(27)),
        ("3.4", Fraction(34, 10)),
        ("3,4", Fraction(34, 10)),
        ("1,900", Fraction(1900)),
        ("12'000", Fraction(12_000)),
        ("3,400,000", Fraction(3_400_000)),
        ("3.400.000", Fraction(3_400_000)),
        ("1,900.50", Fraction(190_050, 100)),
    ],
)
def test_digits_are_read_exactly(text: str, value: Fraction) -> None:
    assert digits(text) == value


@pytest.mark.parametrize("text", ["x1", "1.2.3", "9" * 19])
def test_what_is_no_figure_of_copy_is_no_number(text: str) -> None:
    assert digits(text) is None


@given(st.integers(min_value=0, max_value=10**12))
def test_a_grouped_number_reads_as_the_plain_one(number: int) -> None:
    assert digits(f"{number:,}") == digits(str(number)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("nine", Fraction(9)),
        ("nineteen", Fraction(19)),
        ("twenty-seven", Fraction(27)),
        ("twenty seven", Fraction(27)),
        ("ninety nine", Fraction(99)),
        ("two hundred", Fraction(200)),
        ("two hundred and fifty", Fraction(250)),
        ("two hundred fifty-one", Fraction(251)),
        ("three thousand", Fraction(3000)),
        ("five million", Fraction(5_000_000)),
        ("3.4m", Fraction(3_400_000)),
        ("3.4 million", Fraction(3_400_000)),
        ("84 thousand", Fraction(84_000)),
        ("4.5k", Fraction(4500)),
        ("1.2bn", Fraction(1_200_000_000)),
        ("half", Fraction(1, 2)),
        ("two thirds", Fraction(2, 3)),
        ("four fifths", Fraction(4, 5)),
        ("three tenths", Fraction(3, 10)),
        ("two and a half", Fraction(5, 2)),
        ("three and one half", Fraction(7, 2)),
    ],
)
def test_a_whole_number_in_words_is_read_to_its_end(text: str, value: Fraction) -> None:
    found = tokens(text)
    assert number_at(found, 0) == (value, len(found))


@pytest.mark.parametrize("text", ["often", "second to none", "third parties", "mediate"])
def test_a_word_that_counts_nothing_is_no_number(text: str) -> None:
    assert number_at(tokens(text), 0) is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("31 december 2026", (2026, 12, 31)),
        ("31st of december 2026", (2026, 12, 31)),
        ("december 31, 2026", (2026, 12, 31)),
        ("dec 31, 2026", (2026, 12, 31)),
        ("dec. 31, 2026", (2026, 12, 31)),
        ("31.12.2026", (2026, 12, 31)),
        ("2026-12-31", (2026, 12, 31)),
        ("end of 2026", (2026, 12, 31)),
        ("end of june 2026", (2026, 6, 30)),
        ("end of september", (0, 9, 30)),
        ("march 1st, 2026", (2026, 3, 1)),
        ("fifteenth of january", (0, 1, 15)),
        ("15 jan", (0, 1, 15)),
        ("march 2026", (2026, 3, 0)),
        ("2025", (2025, 0, 0)),
    ],
)
def test_a_date_is_read_in_every_usual_order(text: str, date: tuple[int, int, int]) -> None:
    found = tokens(text)
    dated = date_at(found, 0)
    assert dated is not None
    assert (parts(dated.value), dated.end) == (date, len(found))


@pytest.mark.parametrize("text", ["may", "march on", "32 december", "1850", "21 days", "0 may"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_at(tokens(text), 0) is None


@given(st.dates())
def test_any_date_that_a_calendar_prints_is_read_or_out_of_reach(date: object) -> None:
    found = tokens(str(date))
    dated = date_at(found, 0)
    year, month, day = (int(part) for part in str(date).split("-"))
    assert (parts(dated.value) if dated else None) == ((year, month, day) if 1990 <= year < 2100 else None)
