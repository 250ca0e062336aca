"""Figures that say the same in any format, and figures that do not (claim verdicts, rules 1 and 2)."""

import pytest

from governance.core.claims.meaning import meaning
from governance.core.claims.quantity import Bound, Kind, Quantity, complementary, equal


def figure(text: str) -> Quantity:
    """The one figure of a text."""
    (found,) = meaning(text).quantities
    return found


SHARES = [
    ("27% less time", "27 percent less time"),
    ("27% less time", "27 per cent less time"),
    ("27% less time", "27 pct less time"),
    ("27% less time", "twenty-seven percent less time"),
    ("27% of offices", "27 in every 100 offices"),
    ("27% of offices", "27 out of 100 offices"),
    ("27% of offices", "27 of every 100 offices"),
    ("27% of offices", "27 out of every hundred offices"),
    ("80% of orders", "8 out of 10 orders"),
    ("80% of orders", "eight in ten orders"),
    ("80% of orders", "four out of five orders"),
    ("80% of orders", "four fifths of orders"),
    ("75% of labs", "three quarters of labs"),
    ("75% of labs", "three in four labs"),
    ("25% of labs", "a quarter of labs"),
    ("25% of labs", "one in four labs"),
    ("50% of labs", "half of the labs"),
    ("50% of labs", "one in two labs"),
    ("two thirds of employers", "two out of three employers"),
    ("two thirds of employers", "two in three employers"),
    ("two-thirds of employers", "2 of every 3 employers"),
    ("0.3% of samples", "3 in every 1,000 samples"),
    ("99.7% of samples", "997 out of every thousand samples"),
    ("12,5% less water", "12.5% less water"),
    ("4.7 out of 5", "4.7/5"),
    ("75% of labs", "three-quarters of labs"),
]
RATIOS = [
    ("2.5x as many cups", "2.5 times as many cups"),
    ("2.5x as many cups", "two and a half times as many cups"),
    ("2.5x as many cups", "150% more cups"),
    ("2.5 times as many", "five for every two"),
    ("twice as fast", "2x as fast"),
    ("twice as many", "100% more"),
    ("three times as fast", "a third of the time"),
    ("three times as many", "200% more"),
    ("half the time", "50% less time"),
    ("halved its costs", "cut its costs by 50%"),
    ("3-fold growth", "3x the growth"),
    ("2.5 times as many cups", "five cups for every two"),
    ("tripled its output", "three times the output"),
    ("threefold growth", "three times the growth"),
]
MONEY = [
    ("€3.4m", "3.4 million euros"),
    ("€3.4m", "€3,400,000"),
    ("$1.2bn", "1.2 billion dollars"),
    ("$12k", "$12,000"),
    ("£250", "250 pounds"),
    ("€84,000", "84 thousand euros"),
    ("€84,000", "€84k"),
    ("€4.50", "4.50 euros"),
    ("€5", "five euros"),
    ("€3.4m", "EUR 3.4 million"),
    ("€3.4 million", "three point four million euros"),
    ("CHF 1'200", "1,200 CHF"),
]
DURATIONS = [
    ("21 days", "three weeks"),
    ("48 hours", "two days"),
    ("18 months", "a year and a half"),
    ("18 months", "one and a half years"),
    ("18 months", "1.5 years"),
    ("90 seconds", "a minute and a half"),
    ("90 minutes", "an hour and a half"),
    ("240 seconds", "four minutes"),
    ("24 months", "two years"),
    ("60 min", "one hour"),
    ("24 hrs", "24 hours"),
    ("within 24 hours", "within a day"),
    ("five working days", "5 business days"),
    ("one working week", "five working days"),
    ("30 minutes", "half an hour"),
    ("6 months", "half a year"),
]
TEMPERATURES = [
    ("−10 °C", "14 °F"),
    ("-18 °C", "minus 18 degrees Celsius"),
    ("−18 °C", "-0.4 °F"),
    ("5 °C", "41 °F"),
    ("100 degrees Celsius", "212 °F"),
    ("±0.3 °C", "±0.54 °F"),
]
COUNTS = [
    ("1,900 employers", "1900 employers"),
    ("1,200 offices", "1.2 thousand offices"),
    ("12 customers", "twelve customers"),
    ("12 customers", "a dozen customers"),
    ("250 people", "two hundred and fifty people"),
    ("4,500 dealers", "4.5k dealers"),
    ("100 sites", "a hundred sites"),
    ("2,000,000 scans", "two million scans"),
    ("1,200 offices", "1.200 offices"),
    ("24 dealers", "two dozen dealers"),
]


@pytest.mark.parametrize(("one", "other"), [*SHARES, *RATIOS, *MONEY, *DURATIONS, *TEMPERATURES, *COUNTS])
def test_one_figure_in_two_formats_is_equal(one: str, other: str) -> None:
    assert equal(figure(one), figure(other))
    assert equal(figure(other), figure(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("27%", "28%"),
        ("27%", "37 percent"),
        ("27%", "2.7%"),
        ("27%", "a quarter"),
        ("27%", "3 in 10"),
        ("27% of offices", "27 offices"),
        ("8 out of 10", "8 out of 100"),
        ("0.3%", "3%"),
        ("4.7 out of 5", "4.8 out of 5"),
        ("2.5x as many", "2.5% more"),
        ("twice as fast", "three times as fast"),
        ("half the time", "a third of the time"),
        ("2.5x as many", "250% more"),
        ("twice as fast", "200% faster"),
        ("three times as many", "300% more"),
        ("€3.4m", "€3.4bn"),
        ("€3.4m", "€34m"),
        ("€3.4m", "$3.4m"),
        ("€290", "€29"),
        ("€290", "€2,900"),
        ("€4.50", "€4.05"),
        ("€84,000", "84,000 parcels"),
        ("21 days", "two weeks"),
        ("18 months", "18 weeks"),
        ("90 seconds", "90 minutes"),
        ("9 days", "9 working days"),
        ("two working days", "48 hours"),
        ("30 days", "three weeks"),
        ("3 months", "3 weeks"),
        ("−10 °C", "10 °C"),
        ("−10 °C", "−10 °F"),
        ("2 °C", "20 °C"),
        ("±0.3 °C", "±0.5 °C"),
        ("1,900 employers", "19,000 employers"),
        ("a dozen dealers", "20 dealers"),
        ("fifteen people", "fifty people"),
        ("14 languages", "40 languages"),
    ],
)
def test_figures_that_differ_are_not_equal(one: str, other: str) -> None:
    assert not equal(figure(one), figure(other))
    assert not equal(figure(other), figure(one))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("27% less time", Bound.EXACT),
        ("up to 27% less time", Bound.AT_MOST),
        ("as much as 27% less time", Bound.AT_MOST),
        ("at most 20 minutes", Bound.AT_MOST),
        ("no more than 20 minutes", Bound.AT_MOST),
        ("within 24 hours", Bound.AT_MOST),
        ("in less than 4 minutes", Bound.AT_MOST),
        ("18 months or less", Bound.AT_MOST),
        ("more than 400 shops", Bound.AT_LEAST),
        ("over 400 shops", Bound.AT_LEAST),
        ("at least ten years", Bound.AT_LEAST),
        ("no fewer than 400 shops", Bound.AT_LEAST),
        ("400+ shops", Bound.AT_LEAST),
        ("ten years or more", Bound.AT_LEAST),
        ("from €290 a month", Bound.AT_LEAST),
        ("about 400 shops", Bound.ABOUT),
        ("roughly 27%", Bound.ABOUT),
        ("nearly 30%", Bound.ABOUT),
        ("just over 400 shops", Bound.ABOUT),
    ],
)
def test_a_bound_belongs_to_its_figure(text: str, bound: Bound) -> None:
    assert figure(text).bound is bound


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("from 11 hours down to 3 hours", [Kind.DURATION, Kind.DURATION]),
        ("between 2 and 8 °C", [Kind.TEMPERATURE, Kind.TEMPERATURE]),
        ("in 5 to 7 days", [Kind.DURATION, Kind.DURATION]),
        ("€4.50 a month for 310 bikes", [Kind.MONEY, Kind.COUNT]),
        ("a rating of 4.7 out of 5 from 900 clients", [Kind.SHARE, Kind.COUNT]),
    ],
)
def test_each_figure_of_a_sentence_has_its_kind(text: str, kinds: list[Kind]) -> None:
    assert [quantity.kind for quantity in meaning(text).quantities] == kinds


@pytest.mark.parametrize("text", ["SOC 2 certified", "certified to ISO 27001", "runs 24/7", "every cup", "one of us"])
def test_a_designator_or_a_pronoun_is_no_figure(text: str) -> None:
    assert meaning(text).quantities == ()


def test_a_share_and_the_rest_of_the_whole_are_complementary() -> None:
    assert complementary(figure("98.5% on time"), figure("1.5% late"))
    assert not complementary(figure("98.5% on time"), figure("2.5% late"))


def test_a_figure_with_its_bound_is_found_in_the_source() -> None:
    said = meaning("You pay UP TO  27 per cent less.")
    (found,) = said.quantities
    assert said.written(found.start, found.end) == "UP TO  27 per cent"


@pytest.mark.parametrize("text", ["It costs 5 cents on the", "You pay 12 pence in the", "For 80 cents for every"])
def test_a_share_of_a_coin_that_is_not_named_is_no_share_and_stops_nothing(text: str) -> None:
    assert all(quantity.kind is not Kind.SHARE for quantity in meaning(text).quantities)
