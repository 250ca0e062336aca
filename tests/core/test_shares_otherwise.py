"""Shares and proportions: the rest, the part that is left, and what it is elsewhere."""

import pytest
from tests.core.test_entailment import judge

from governance.core.claims.statement import Verdict

PASSED = "In 2025, 92.5% of Krona panels passed their first inspection."
WERE = "In 2025, 80% of Krona tickets were closed within 4 hours."
HOTELS = "In 2025, 97% of guests at Krona hotels came back."
FIRST = "New customers get 25% off the first order of Krona filters."
KITCHEN = "Krona installs a kitchen in a median of 14 days."
READ = "Krona scanners read a pallet in 6 seconds, three times as fast as by hand."
LITRES = "Krona needs 3 litres of water for each wash, 40% less than other machines."
FINISHES = "A Krona crew finishes a roof in 2 days, half the time of a usual crew."
PARCELS = "Krona delivers 94% of parcels on the first attempt."
POWER = "Krona lamps use 60% less power than halogen lamps."
VISIT = "Krona nurses visit 20% more patients a day."


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (PASSED, "In 2025, three in forty Krona panels failed their first inspection."),
        (PASSED, "In 2025, 37 of every 40 Krona panels passed their first inspection."),
        (PASSED, "Only 7.5% of Krona panels did not pass their first inspection in 2025."),
        (WERE, "One in five Krona tickets took longer than four hours to close in 2025."),
        (WERE, "In 2025, only one in five Krona tickets stayed open for more than four hours."),
        (WERE, "Four out of five Krona tickets of 2025 were closed within 240 minutes."),
        (WERE, "Of every hundred Krona tickets in 2025, eighty were closed within four hours."),
        (HOTELS, "Of a hundred guests at Krona hotels in 2025, three did not come back."),
        (HOTELS, "Of a hundred guests at Krona hotels in 2025, 97 came back."),
        (HOTELS, "In 2025, all but 3% of guests at Krona hotels came back."),
        (FIRST, "New customers pay 75% of the price on their first order of Krona filters."),
        (FIRST, "New customers pay three quarters of the price for their first order of Krona filters."),
        (FIRST, "New customers get a quarter off the first order of Krona filters."),
        (KITCHEN, "Half of the kitchens are installed by Krona in two weeks or less."),
        (READ, "Krona scanners read a pallet in six seconds, where it takes 18 seconds by hand."),
        (READ, "Krona scanners read a pallet in a third of the time that it takes by hand, 6 seconds."),
        (LITRES, "Krona needs three litres of water for each wash, 60% of what other machines need."),
        (LITRES, "Krona needs 3 litres of water for each wash, where other machines need five."),
        (LITRES, "Krona needs two fifths less water for each wash than other machines."),
        (FINISHES, "A Krona crew finishes a roof in two days, where a usual crew needs four."),
        (FINISHES, "A Krona crew finishes a roof in 2 days, 50% less time than a usual crew."),
        (FINISHES, "A Krona crew finishes a roof in 2 days, twice as fast as a usual crew."),
        (PARCELS, "Krona fails to deliver six parcels in a hundred on the first attempt."),
        (PARCELS, "Only 6% of parcels are not delivered by Krona on the first attempt."),
        (PARCELS, "Krona delivers 47 out of 50 parcels on the first attempt."),
        (PARCELS, "Krona delivers ninety-four of every hundred parcels on the first attempt."),
        (POWER, "Krona lamps use 40% of the power of halogen lamps."),
        (POWER, "Krona lamps use two fifths of the power that halogen lamps need."),
        (POWER, "Krona lamps use three fifths less power than halogen lamps."),
        (VISIT, "Krona nurses visit a fifth more patients a day."),
        (VISIT, "Krona nurses visit 1.2 times as many patients a day."),
    ],
)
def test_a_share_in_other_words_is_supported(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (PASSED, "In 2025, three in forty Krona panels passed their first inspection."),
        (PASSED, "In 2025, one in eight Krona panels failed their first inspection."),
        (PASSED, "In 2025, 7.5% of Krona panels passed their first inspection."),
        (WERE, "One in four Krona tickets took longer than four hours to close in 2025."),
        (WERE, "One in five Krona tickets was closed within four hours in 2025."),
        (WERE, "Four out of five Krona tickets of 2025 took longer than four hours to close."),
        (WERE, "In 2025, 80% of Krona tickets were closed within 2 hours."),
        (HOTELS, "Of a hundred guests at Krona hotels in 2025, seven did not come back."),
        (HOTELS, "Of a hundred guests at Krona hotels in 2025, three came back."),
        (FIRST, "New customers pay a quarter of the price on their first order of Krona filters."),
        (FIRST, "New customers pay 25% of the price for their first order of Krona filters."),
        (FIRST, "New customers get 75% off the first order of Krona filters."),
        (KITCHEN, "Half of the 3,000 kitchens that Krona installs are done in 14 days or less."),
        (KITCHEN, "Half of the kitchens are installed by Krona in ten days or less."),
        (KITCHEN, "A third of the kitchens are installed by Krona in two weeks or less."),
        (KITCHEN, "Three quarters of the kitchens are installed by Krona in two weeks or less."),
        (READ, "Krona scanners read a pallet in six seconds, where it takes 30 seconds by hand."),
        (READ, "Krona scanners read a pallet in six seconds, four times as fast as by hand."),
        (READ, "Krona scanners read a pallet in half the time that it takes by hand, 6 seconds."),
        (LITRES, "Krona needs 3 litres of water for each wash, 40% of what other machines need."),
        (LITRES, "Krona needs 3 litres of water for each wash, where other machines need four."),
        (LITRES, "Krona needs three fifths less water for each wash than other machines."),
        (LITRES, "Krona needs 3 litres of water for each wash, 60% less than other machines."),
        (FINISHES, "A Krona crew finishes a roof in 2 days, where a usual crew needs six."),
        (FINISHES, "A Krona crew finishes a roof in 2 days, a third of the time of a usual crew."),
        (FINISHES, "A Krona crew finishes a roof in 1 day, half the time of a usual crew."),
        (PARCELS, "Krona delivers 6% of parcels on the first attempt."),
        (PARCELS, "Krona delivers all but 4% of parcels on the first attempt."),
        (PARCELS, "Krona delivers nine out of ten parcels on the first attempt."),
        (PARCELS, "Krona delivers 46 out of 50 parcels on the first attempt."),
        (POWER, "Krona lamps use 60% of the power of halogen lamps."),
        (POWER, "Krona lamps use 40% less power than halogen lamps."),
        (POWER, "Krona lamps use 60% more power than halogen lamps."),
        (POWER, "Krona lamps use two thirds less power than halogen lamps."),
        (VISIT, "Krona nurses visit 20 more patients a day."),
        (VISIT, "Krona nurses visit 20% fewer patients a day."),
        (VISIT, "Krona nurses visit 120% more patients a day."),
    ],
)
def test_another_share_is_altered(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.ALTERED
