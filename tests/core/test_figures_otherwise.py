"""Figures that say the same in another way, beside figures that only look like it."""

import pytest
from tests.core.test_entailment import judge

from governance.core.claims.statement import Verdict

CUT = "Rossi Trasporti cut planning from 9 hours to 2 hours a week."
LATE = "In 2025, 92% of Krona deliveries arrived on time."
PRICE = "Krona costs €15 per truck per month, billed annually."
OFF = "New fleets get 20% off the first year with Krona."
POSITION = "Krona boxes report a position every 10 minutes."
SCORE = "In the Fleet Panel 2026, drivers rated Krona 8.4 out of 10, against 7.1 for the average."
DAMAGE = "Rossi Trasporti paid £48,000 less for damage with Krona in 2025."
SERVE = "More than 2,300 fleets use Krona."
REMIND = "Krona reminds drivers 60, 30 and 10 days before a licence runs out."
STORE = "Krona stores positions for up to 60 days."
RANGE = "Krona boxes work between -20 °C and +50 °C."
SETUP = "A fleet with up to 40 trucks is usually live on Krona within 6 working days."
KEEP = "Krona keeps tachograph data for 5 years."
MEDIAN = "The median answer from Krona support takes 7 minutes."
CERTIFIED = "Every Krona box has a DIN 75220 certificate."
DEPOT = "Krona starts at €9 per truck per month. Minimum of 15 trucks."

GATE = "Krona asks drivers to check in within 250 feet of the gate."
CANADA = "In Canada, Krona starts at C$39 per truck per month."
FEE = "A fuel payment with Krona costs 1.4% plus 15 cents."
PUNCH = "Rossi Trasporti plans a tour in 12 hours instead of 30 with Krona."
PAYOUT = "Krona pays fuel money out within two working days."


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (GATE, "Within 76.2 metres of the gate, Krona asks drivers to check in."),
        (CANADA, "Krona starts at 39 Canadian dollars per truck, per month, in Canada."),
        (FEE, "A fuel payment with Krona costs 1.4% + 15 cents."),
        (PUNCH, "Rossi Trasporti used to need 30 hours to plan a tour and now needs 12 with Krona."),
        (STORE, "Krona stores positions for as long as two months, 60 days to be exact."),
        (PAYOUT, "Krona pays fuel money out within two full working days."),
        (CUT, "With Krona, Rossi Trasporti saves seven of its nine hours of planning a week."),
        (CUT, "Rossi Trasporti took 7 hours a week out of planning, 9 hours became 2."),
        (LATE, "In 2025, eight in every hundred Krona deliveries were late."),
        (LATE, "Of a hundred Krona deliveries in 2025, ninety-two arrived on time."),
        (PRICE, "Krona is €180 a year per truck, that is €15 a month, billed annually."),
        (OFF, "New fleets pay 80% of the first year with Krona."),
        (POSITION, "Krona boxes report a position six times an hour."),
        (SCORE, "Drivers rated Krona 8.4 out of 10 in the Fleet Panel 2026, 1.3 points above the average."),
        (DAMAGE, "In 2025 Rossi Trasporti paid forty-eight grand less for damage with Krona."),
        (SERVE, "Well over two thousand fleets, 2,300 and then some, use Krona."),
        (REMIND, "Krona reminds drivers sixty, thirty and ten days before a licence runs out."),
        (
            REMIND,
            "Two months, one month: 60, 30 and 10 days before a licence runs out, Krona reminds drivers.",
        ),
        (STORE, "Krona stores positions for sixty days at the very most."),
        (RANGE, "Krona boxes work between minus 4 and 122 degrees Fahrenheit."),
        (SETUP, "A fleet with 25 trucks is usually live on Krona within 6 working days."),
        (KEEP, "Krona keeps tachograph data for half a decade."),
        (MEDIAN, "Half of the answers from Krona support take 7 minutes or less."),
        (CERTIFIED, "Every Krona box has a 75220 certificate."),
        (DEPOT, "Krona starts at €9 a month per truck, from fifteen trucks upwards."),
    ],
)
def test_a_figure_that_follows_is_supported(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("wording", "sentence", "kind"),
    [
        (GATE, "Krona asks drivers to check in within 250 inches of the gate.", "unit"),
        (GATE, "Krona asks drivers to check in within 100 metres of the gate.", "number"),
        (CANADA, "In Canada, Krona starts at 49 Canadian dollars per truck per month.", "number"),
        (FEE, "A fuel payment with Krona costs 1.2% + 15 cents.", "number"),
        (PAYOUT, "Krona pays fuel money out by the next working day.", "number"),
        (CUT, "With Krona, Rossi Trasporti saves eight of its nine hours of planning a week.", "number"),
        (LATE, "In 2025, six in every hundred Krona deliveries were late.", "number"),
        (LATE, "Of a hundred Krona deliveries in 2025, ninety arrived on time.", "number"),
        (PRICE, "Krona is €150 a year per truck, billed annually.", "number"),
        (PRICE, "Krona costs €15 per truck per year, billed annually.", "timeframe"),
        (OFF, "New fleets pay 70% of the first year with Krona.", "number"),
        (POSITION, "Krona boxes report a position eight times an hour.", "number"),
        (POSITION, "Krona boxes report a position at once.", "timeframe"),
        (SCORE, "Drivers rated Krona 8.4 out of 10 in the Fleet Panel 2026, 1.9 points above the average.", "number"),
        (DAMAGE, "In 2025 Rossi Trasporti paid eighty-four grand less for damage with Krona.", "number"),
        (SERVE, "Well over three thousand fleets use Krona.", "number"),
        (REMIND, "Krona reminds drivers 90, 30 and 10 days before a licence runs out.", "number"),
        (RANGE, "Krona boxes work between minus 22 and 122 degrees Fahrenheit.", "number"),
        (SETUP, "A fleet with 60 trucks is usually live on Krona within 6 working days.", "number"),
        (KEEP, "Krona keeps tachograph data for a decade and a half.", "timeframe"),
        (SETUP, "A fleet with up to 40 trucks is usually live on Krona within 3 working days.", "number"),
    ],
)
def test_a_figure_that_does_not_is_altered(wording: str, sentence: str, kind: str) -> None:
    found = judge(wording, sentence)

    assert found.verdict is Verdict.ALTERED
    assert kind in {change.kind.value for change in found.alterations}
