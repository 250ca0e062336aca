"""Two claims with figures of one kind: a figure is approved for the thing that it was approved of, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_entailment import judge

from governance.core.claims.statement import Verdict

CALLS = ("Krona answers calls within 2 minutes.", "Krona answers faxes within 5 hours.")
ALARM = (
    "An alarm from Krona reaches the plant manager within 3 minutes.",
    "Krona sensors send a value every 10 minutes.",
)
PLANS = ("The Krona Basic plan costs €20 a month for 5 users.", "The Krona Pro plan costs €60 a month for 25 users.")
STORED = ("Krona stores videos for 30 days.", "Krona stores invoices for 7 years.")
REPAIRS = (
    "Krona delivers filters within 2 working days in France.",
    "Krona repairs pumps within 5 working days in France.",
)
LEDGER = ("Krona checks receipts in under 10 seconds.", "Krona posts receipts to the ledger within 4 hours.")


@pytest.mark.parametrize(
    ("wordings", "sentence"),
    [
        (CALLS, "Krona answers calls within two minutes and faxes within five hours."),
        (CALLS, "Faxes are answered by Krona within 5 hours, calls within 2 minutes."),
        (CALLS, "Calls are answered by Krona in two minutes at most."),
        (ALARM, "Every ten minutes, Krona sensors send a value."),
        (PLANS, "The Krona Pro plan is 60 euros a month for 25 users."),
        (PLANS, "The Basic plan of Krona is €20 a month for five users, the Pro plan €60 a month for 25."),
        (STORED, "Krona stores videos for thirty days and invoices for seven years."),
        (REPAIRS, "In France, Krona delivers filters in two working days at most and repairs pumps within five."),
        (LEDGER, "Krona checks receipts in less than ten seconds and posts them to the ledger within four hours."),
    ],
)
def test_every_figure_stands_by_its_own_thing(wordings: tuple[str, str], sentence: str) -> None:
    assert judge(wordings[0], sentence, wordings[1]).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("wordings", "sentence"),
    [
        (CALLS, "Krona answers calls within 5 hours."),
        (CALLS, "Krona answers faxes within two minutes."),
        (CALLS, "Krona answers calls within five hours and faxes within two minutes."),
        (ALARM, "An alarm from Krona reaches the plant manager within ten minutes."),
        (ALARM, "An alarm from Krona reaches the plant manager within ten minutes of a sensor sending a value."),
        (ALARM, "Krona sensors send a value every 3 minutes."),
        (PLANS, "The Krona Pro plan costs €20 a month for 25 users."),
        (PLANS, "The Krona Basic plan costs €60 a month for 5 users."),
        (STORED, "Krona stores videos for 7 years."),
        (STORED, "Krona stores invoices for 30 days."),
        (REPAIRS, "Krona delivers filters within 5 working days in France."),
        (REPAIRS, "In France, Krona repairs pumps within two working days."),
        (LEDGER, "Krona checks receipts in under 4 hours."),
        (LEDGER, "Krona posts receipts to the ledger within 10 seconds."),
    ],
)
def test_a_figure_of_another_thing_is_altered(wordings: tuple[str, str], sentence: str) -> None:
    assert judge(wordings[0], sentence, wordings[1]).verdict is Verdict.ALTERED


@given(st.integers(min_value=2, max_value=90), st.integers(min_value=2, max_value=90))
def test_a_claim_never_lends_its_figure_to_another_thing(calls: int, faxes: int) -> None:
    answered = f"Krona answers calls within {calls} minutes.", f"Krona answers faxes within {faxes} minutes."
    found = judge(answered[0], f"Krona answers calls within {faxes} minutes.", answered[1])

    assert (found.verdict is Verdict.SUPPORTED) is (calls == faxes)
