"""A fact about us that a sentence tells beside an approved claim is asserted, too."""

import pytest
from tests.core.test_entailment import judge

from governance.core.claims.statement import AlterationKind, Verdict

SENSORS = "Krona sensor batteries last at least five years."
CALENDAR = "Krona integrates with Outlook and Google Calendar."
HOTELS = "Hotels cut their energy bills with Krona by up to 22%."
HOMES = "Care homes plan their shifts with Krona."
RANGE = "Hotels recover the cost of Krona sensors in 7 to 11 months."
SPOT = "Krona can help night staff spot faults early."


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (
            SENSORS,
            "The batteries in Krona sensors (they're made in Porto from recycled plastic) last five years or more.",
        ),
        (
            SENSORS,
            "Krona sensors, which also measure air quality and humidity, have batteries for at least five years.",
        ),
        (CALENDAR, "It hooks into Outlook and Google Calendar (and, yes, weekly payroll runs through Krona as well)."),
    ],
)
def test_a_new_fact_in_passing_is_unsupported(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (SENSORS, "Krona sensor batteries (I asked our engineers about this) last at least five years."),
        (SENSORS, "Krona sensor batteries last at least five years, which means less climbing for your people."),
        (CALENDAR, "Krona integrates with Outlook (and with Google Calendar)."),
        (HOTELS, "With Krona, hotels cut their bills for energy by up to 22%."),
        (RANGE, "Hotels recover the cost of Krona sensors somewhere between month 7 and month 11."),
        (RANGE, "Hotels recover the cost of Krona sensors in 7 months at least."),
        (SPOT, "Krona can help your night staff to spot faults early."),
    ],
)
def test_what_is_known_or_speaks_of_others_adds_nothing(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("wording", "sentence", "beside", "kind"),
    [
        (HOTELS, "Care homes cut their energy bills with Krona by up to 22%.", HOMES, AlterationKind.ENTITY_SWAP),
        (RANGE, "Hotels recover the cost of Krona sensors in 7 months.", HOMES, AlterationKind.NUMBER),
        (SPOT, "Krona makes certain that night staff spot faults early.", HOMES, AlterationKind.STRENGTHENED_VERB),
    ],
)
def test_others_one_end_of_a_range_and_certainty_are_altered(
    wording: str, sentence: str, beside: str, kind: AlterationKind
) -> None:
    found = judge(wording, sentence, beside)
    assert (found.verdict, found.alterations[0].kind) == (Verdict.ALTERED, kind)
