"""Who and where we are is no claim; what stands beside it may be one."""

import pytest

from governance.core.claims.assertions import asserts_about_us
from governance.core.claims.meaning import meaning
from governance.core.copy.merge_values import value_problems

NAMES = frozenset({"krona", "flow"})


@pytest.mark.parametrize(
    "line",
    [
        "Krona GmbH, Ritterweg 1, 10969 Berlin",
        "Krona Oy, Aleksi 5, Helsinki, Finland",
        "Krona Ltd., 5 Main Street, London W1A 1AA.",
        "Krona Flow · D-10115 Berlin",
        "Krona | Rue de la Paix 12-14 | 75002 Paris",
        "Krona GmbH, Straße des 17. Juni 135, 10623 Berlin",
        "Krona AB – Sveavägen 44 B – 111 34 Stockholm",
    ],
)
def test_an_address_below_the_text_asserts_nothing(line: str) -> None:
    assert not asserts_about_us(meaning(line), NAMES, after_us=False)


@pytest.mark.parametrize(
    "line",
    [
        "Krona, 320 retailers, Berlin",
        "Krona, 10 times faster, Berlin 1",
        "Krona, Saves 27% Of Time, Berlin 1",
        "Krona, No. 1 In Berlin",
        "Krona GmbH, Ritterweg 1, the best planner in Berlin",
        "Krona GmbH, Ritterweg 1, Berlin, we replace a flat tyre within two hours",
        "Krona saves you 50, Berlin",
    ],
)
def test_a_claim_in_an_address_is_one(line: str) -> None:
    assert asserts_about_us(meaning(line), NAMES, after_us=False)


@pytest.mark.parametrize("promise", ["Cuts costs by 50%.", "Saves you €900", "$5 a month"])
def test_an_address_as_a_merge_value_promises_nothing(promise: str) -> None:
    assert not value_problems({"postal_address": "Krona GmbH, Ritterweg 1, Berlin"})
    (problem,) = value_problems({"postal_address": f"Krona GmbH, Ritterweg 1, Berlin. {promise}"})
    assert "a share or money" in problem.message
