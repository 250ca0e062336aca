"""Scope by place, rates, the other side of a date, help told as the deed, and what is taken away."""

import pytest
from tests.core.test_entailment import judge

from governance.core.claims.statement import Verdict

HOSTED = "Krona keeps positions on servers in the EU."
RATE = "Krona costs €12 per truck per month, billed annually."
REMINDER = "Krona sends a reminder 14 days before an inspection is due."
HELPS = "The Krona app can help drivers to avoid fines."
COMES = "Every Krona box comes with a mounting kit and a cable."
CUT = "Rossi Trasporti cut planning from 9 hours to 2 hours per depot."
SCANS = "Krona suggests stops to drivers who are out of hours."
PLURAL = "Boxes report a position every 30 seconds."
OFFLINE = "Krona boxes store positions when there is no signal."
FREE = "Fleets can try Krona free of charge for 30 days, and no credit card is required."
USERS = "More than 900 fleets use Krona."


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (HOSTED, "Positions are kept on EU servers, that's how Krona does it."),
        (HOSTED, "In the European Union is where Krona keeps positions, on servers of its own."),
        (RATE, "A truck costs €12 with Krona, per truck and month, billed annually."),
        (RATE, "Krona is €12 a month for each truck, billed annually."),
        (REMINDER, "Fourteen days before an inspection is due, Krona sends a reminder."),
        (HELPS, "Krona's app may help your drivers avoid a fine."),
        (COMES, "A mounting kit and a cable come with every Krona box."),
        (CUT, "Each depot of Rossi Trasporti went from 9 hours of planning to 2 hours with us."),
        (PLURAL, "Every box reports a position each 30 seconds."),
        (OFFLINE, "If the signal is away, Krona boxes store positions."),
        (FREE, "Trying Krona costs fleets nothing for 30 days, and a credit card is not required."),
        (USERS, "More than 900 fleets use Krona, FWIW."),
    ],
)
def test_the_same_is_supported(wording: str, sentence: str) -> None:
    assert judge(wording, sentence).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("wording", "sentence", "kind", "quote"),
    [
        (HOSTED, "Krona keeps positions on servers in Europe.", "scope_widened", "Europe"),
        (HOSTED, "Krona keeps positions on servers all over the world.", "scope_widened", "world"),
        (RATE, "Krona costs €12 per month, billed annually.", "unit", "€12"),
        (RATE, "Krona costs €12 per depot per month, billed annually.", "unit", "€12"),
        (RATE, "Krona costs €12 per truck per month.", "qualifier_dropped", "Krona costs €12 per truck per month."),
        (REMINDER, "Krona sends a reminder 14 days after an inspection is due.", "timeframe", "14 days after"),
        (
            HELPS,
            "With the Krona app, drivers avoid fines.",
            "strengthened_verb",
            "With the Krona app, drivers avoid fines.",
        ),
        (COMES, "A mounting kit and a cable aren't included with a Krona box.", "negation", "aren't included"),
        (
            CUT,
            "Rossi Trasporti cut planning for all its depots together from 9 hours to 2 hours.",
            "scope_widened",
            "all",
        ),
        (SCANS, "Krona suggests stops to each and every driver.", "scope_widened", "each"),
        (
            USERS,
            "More than 900 fleets use Krona, the most trusted box on the road.",
            "superlative_added",
            "the most trusted",
        ),
    ],
)
def test_the_change_is_named(wording: str, sentence: str, kind: str, quote: str) -> None:
    found = judge(wording, sentence)

    assert found.verdict is Verdict.ALTERED
    assert (kind, quote) in {(change.kind.value, change.quote) for change in found.alterations}
