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


FLAG = "The Krona app flags a missing check before the report is submitted."
REMIND = "The Krona app reminds crews to clock in at the gate."
EVERY = "Every Krona report is checked by a second reviewer."
UPTIME = "Krona was available 99.9% of the time in 2025."
OKTA = "Krona integrates with Visma, Okta and Slack."
AUDIT = "Krona completed a SOC 2 audit in March 2026."
FLEETS = "If a fleet of 20 or more trucks sees no drop in accidents after six months, Krona refunds the fee."


@pytest.mark.parametrize(
    ("wording", "sentence", "kind"),
    [
        (
            FLAG,
            "The Krona app fills in a missing check before the report is submitted.",
            AlterationKind.STRENGTHENED_VERB,
        ),
        (REMIND, "At the gate, the Krona app clocks crews in by itself.", AlterationKind.STRENGTHENED_VERB),
        (EVERY, "Not every Krona report is checked by a second reviewer.", AlterationKind.NEGATION),
        (OKTA, "Okta is one system that our app cannot be connected to, I regret to say.", AlterationKind.NEGATION),
        (
            FLEETS,
            "If accidents are not down after six months, Krona refunds the fee.",
            AlterationKind.QUALIFIER_DROPPED,
        ),
    ],
)
def test_a_deed_a_denial_and_a_dropped_limit_are_altered(wording: str, sentence: str, kind: AlterationKind) -> None:
    found = judge(wording, sentence)
    assert (found.verdict, found.alterations[0].kind) == (Verdict.ALTERED, kind)


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (FLAG, "Before the report is submitted, the Krona app points out a missing check."),
        (FLAG, "The Krona app tells you of a missing check before the report is submitted."),
        (REMIND, "At the gate, crews get a reminder from the Krona app to clock in."),
        (EVERY, "A second reviewer checks each Krona report."),
        (UPTIME, "In 2025, Krona was down 0.1% of the time."),
    ],
)
def test_a_deed_told_as_what_it_is_is_supported(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.SUPPORTED


def test_two_claims_with_their_own_names_are_both_stated() -> None:
    sentence = "We completed a SOC 2 audit in March 2026, and Visma connects to Krona just as Slack does."
    assert judge(AUDIT, sentence, OKTA).verdict is Verdict.SUPPORTED
