"""Named parties, products and designators of a sentence."""

import pytest

from governance.core.claims.meaning import meaning


def names(text: str) -> list[str]:
    return [name.text for name in meaning(text).names]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We work with Hotel Lindenhof in Graz.", ["hotel lindenhof", "graz"]),
        ("It connects to SAP, Odoo and Blue Yonder.", ["sap", "odoo", "blue yonder"]),
        ("Certified to ISO 27001 and SOC 2.", ["iso 27001", "soc 2"]),
        ("Stadtwerke Ahlen leased 310 bikes.", ["stadtwerke ahlen"]),
        ("DATEV gets the payroll file.", ["datev"]),
    ],
)
def test_a_name_is_found_whole(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Bakers love this.",
        "See you on Monday in January.",
        "I think so.",
        "we write everything in lower case.",
        "Most shops go live in nine days. They stay.",
    ],
)
def test_a_capital_alone_makes_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("text", ["Certified to ISO 27001 already.", "The archive uses AES-256.", "SOC 2, Type 2"])
def test_a_number_of_a_name_is_no_figure(text: str) -> None:
    assert meaning(text).quantities == ()
