"""Figures as sellers tell them in passing: from both ends of a range, behind a noun, with the unit understood."""

import pytest
from tests.core.test_entailment import judge

from governance.core.claims.statement import AlterationKind, Verdict

LESSONS = "Krona drivers receive 12 to 15 lessons a year."
REPAIRS = "Rossi Trasporti lowered its repair costs with Krona from €96,000 in 2024 to €61,000 in 2025."
PAINT = "Krona paints a van in 9 days instead of 21."
SMALL = "The first Krona course is free for new fleets with up to 10 trucks."
CARDS = "Krona reads driver cards at least once every seven days."
DECIDED = "At least 90% of applications to Krona are decided within one working day."
DIESEL = "Krona fleets use up to 9% less diesel."
ACCEPTED = "In the first half of 2026, at least 97% of Krona deliveries were accepted."
SCORE = "The median Krona fleet gained 11 safety points in its first year."
FEE = "The Krona fee starts at 1.9% of the invoice."
HELP = "Krona answers between 8 am and 8 pm."
AROUND = "Plus customers reach a Krona adviser within two hours, day and night."
TESTED = "Krona trackers are tested at temperatures from -22 °F to 113 °F."
SAGE = "Krona integrates with Xero, Sage 100 Contractor and Datev."
HALF = "Krona drivers make 38% fewer detours than in the six months before."


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (LESSONS, "At Krona, drivers get at least twelve and at most fifteen lessons a year."),
        (LESSONS, "Krona drivers receive somewhere between 12 and 15 lessons a year."),
        (REPAIRS, "With Krona, repair costs took €96,000 from Rossi Trasporti in 2024 and €61,000 in 2025."),
        (PAINT, "A van used to need three weeks for its paint, and with Krona it is nine days."),
        (SMALL, "The first Krona course is free for new fleets with ten trucks or fewer."),
        (CARDS, "Krona reads driver cards every seven days or more often."),
        (DECIDED, "At least nine applications in ten to Krona are decided within one working day."),
        (DIESEL, "Krona fleets use up to nine litres of diesel in every hundred less."),
        (ACCEPTED, "In the first six months of 2026, 97% or more of Krona deliveries were accepted."),
        (SCORE, "At the median Krona fleet, safety was 11 points higher after its first year."),
        (FEE, "The Krona fee opens at 1.9% of the invoice."),
        (HELP, "Krona answers between eight in the morning and eight in the evening."),
        (AROUND, "At 3 am or at noon, Plus customers reach a Krona adviser within two hours."),
        (TESTED, "Krona trackers are tested at temperatures from minus 30 to plus 45 Celsius."),
        (SAGE, "More than one system, Xero and Sage 100 Contractor among them, integrates with Krona."),
        (HALF, "Krona drivers make 38% fewer detours than in the half year before."),
    ],
)
def test_a_figure_told_in_passing_is_supported(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (LESSONS, "At Krona, drivers get at least thirteen lessons a year."),
        (REPAIRS, "With Krona, repair costs took €96,000 from Rossi Trasporti in 2024 and €51,000 in 2025."),
        (PAINT, "A van used to need four weeks for its paint, and with Krona it is nine days."),
        (SMALL, "The first Krona course is free for new fleets with twelve trucks or fewer."),
        (DECIDED, "At least nine applications in twenty to Krona are decided within one working day."),
        (ACCEPTED, "In the first nine months of 2026, 97% or more of Krona deliveries were accepted."),
        (SCORE, "At the median Krona fleet, safety was 21 points higher after its first year."),
        (HELP, "Krona answers between seven in the morning and eight in the evening."),
        (TESTED, "Krona trackers are tested at temperatures from minus 30 to plus 55 Celsius."),
        (HALF, "Krona drivers make 38% fewer detours than in the twelve months before."),
    ],
)
def test_another_figure_told_in_passing_is_altered(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.ALTERED


def test_a_rate_that_it_starts_at_is_not_the_rate() -> None:
    changes = judge(FEE, "The Krona fee is 1.9% of the invoice.").alterations
    assert [change.kind for change in changes] == [AlterationKind.HEDGE_REMOVED]
