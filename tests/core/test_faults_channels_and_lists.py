"""Whose fault it must be, how people meet, what is counted and listed, whose people and which days are meant."""

import pytest
from tests.core.test_entailment import judge

from governance.core.claims.statement import Verdict

REFUND = "If a truck is out of the map because of us, Krona refunds that month's fee."
TRAINED = "Every fleet manager and dispatcher is trained in person before the first tour."
PLACES = "Krona is certified to ISO 27001 and keeps positions in Oslo and Turku only."
COUNTRIES = "Krona installs boxes for fleets in Poland and Finland."
PRICE = "The Krona fee starts at €3.20 per hour driven. Excludes VAT."
TEACHES = "Krona pays for at least 16 hours of lessons a year for each of its dispatchers."
BILL = "Rossi Trasporti cut its fuel bill from €52,000 to €40,000 a month in 2025."
RIGHT = "In the 12 months to June 2026, 99.2% of Krona reports were right the first time."
DESK = "The Krona desk answers calls every day of the year."
HOURS = "Rossi Trasporti cut planning from 9 hours to 2 hours in 2025."


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (REFUND, "Should a truck be out of the map and the fault be ours, you get that month's Krona fee back."),
        (REFUND, "We refund the month's fee if a truck is out of the map through a mistake of ours."),
        (TRAINED, "Before a first tour, every fleet manager and every dispatcher is trained face to face."),
        (PLACES, "Krona keeps positions in two towns, Oslo and Turku, with ISO 27001 certification."),
        (COUNTRIES, "Polish and Finnish fleets have their boxes installed by Krona."),
        (PRICE, "The Krona fee begins at three euros twenty for each hour driven, and VAT comes on top."),
        (PRICE, "€3.20, before VAT, is where the Krona fee for an hour driven begins."),
        (TEACHES, "Nor is a dispatcher left to learn alone: at least 16 hours of lessons a year are on Krona."),
        (BILL, "Rossi Trasporti saw a monthly fuel bill of €52,000 shrink by €12,000 in 2025."),
        (BILL, "Rossi Trasporti cut its monthly fuel bill from €52,000 to €40,000, all in 2025."),
        (RIGHT, "From July 2025 to June 2026, 99.2% of Krona reports were right the first time."),
        (DESK, "The Krona desk answers calls 365 days a year."),
        (HOURS, "Rossi Trasporti used to plan for nine hours and came down to two last year."),
    ],
)
def test_the_same_told_in_another_way_is_supported(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("wording", "sentence", "kind"),
    [
        (REFUND, "Any time a truck is out of the map, Krona refunds that month's fee.", "qualifier_dropped"),
        (TRAINED, "Every fleet manager and dispatcher is trained over video before the first tour.", "entity_swap"),
        (PLACES, "Krona keeps positions in three towns, Oslo and Turku among them.", "number"),
        (COUNTRIES, "Krona installs boxes for Polish and Hungarian fleets.", "entity_swap"),
        (PRICE, "The Krona fee begins at three euros ten for each hour driven, plus VAT.", "number"),
        (BILL, "Verdi Trasporti cut its fuel bill from €52,000 to €40,000 a month in 2025.", "entity_swap"),
        (RIGHT, "From January to June 2026, 99.2% of Krona reports were right the first time.", "qualifier_dropped"),
        (TEACHES, "Everyone who works at Krona has at least 16 hours of lessons a year.", "scope_widened"),
    ],
)
def test_what_was_changed_is_named(wording: str, sentence: str, kind: str) -> None:
    found = judge(wording, sentence)

    assert found.verdict is Verdict.ALTERED
    assert kind in {change.kind.value for change in found.alterations}


@pytest.mark.parametrize("sentence", ["We don't do night tours either.", "Suppose we had trained that dispatcher."])
def test_a_limit_of_another_thing_and_a_supposition_state_nothing(sentence: str) -> None:
    assert judge(TRAINED, sentence).verdict is Verdict.NONE
