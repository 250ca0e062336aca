"""A line written for one recipient, against the evidence of its row."""

import pytest
from tests.core.test_recipients import report, said, templates

from governance.core.launch.recipient_facts import personal_fields, unproven
from governance.core.launch.recipients import Flaw

WAREHOUSE = "Press release 3 March 2026: Oven & Sons opened a second warehouse in Graz with 40 docks."
JOBS = "Careers page on 1 May: five open positions for forklift drivers in Linz."
LINE = templates("Hi {{first_name}},\n\n{{icebreaker}}\n\nHow do you plan shifts?")
HEADER = "email,first_name,icebreaker,evidence\n"


@pytest.mark.parametrize(
    ("line", "evidence"),
    [
        ("Congratulations on the second warehouse in Graz!", WAREHOUSE),
        ("Saw that you opened a second warehouse in Graz in March.", WAREHOUSE),
        ("You have 5 open positions for forklift drivers in Linz.", JOBS),
        ("How did the opening in Graz go?", ""),
        ("", ""),
    ],
)
def test_what_the_evidence_says_may_be_said(line: str, evidence: str) -> None:
    assert unproven(line, evidence) is None


@pytest.mark.parametrize(
    ("line", "evidence", "named"),
    [
        ("Congratulations on the third warehouse in Graz!", WAREHOUSE, "third"),
        ("Congratulations on the second warehouse in Vienna!", WAREHOUSE, "Vienna"),
        ("You have 8 open positions for forklift drivers in Linz.", JOBS, "8"),
        ("Your chief executive plays the cello in an orchestra.", JOBS, "something else"),
        ("Congratulations on the second warehouse!", " ", "no evidence"),
    ],
)
def test_what_the_evidence_does_not_say_is_named(line: str, evidence: str, named: str) -> None:
    assert named in str(unproven(line, evidence))


def test_a_row_is_told_with_the_words_that_its_evidence_lacks() -> None:
    rows = f'a@x.example,Mila,Congrats on the second warehouse in Graz!,"{WAREHOUSE}"\n'
    rows += f'b@x.example,Zoë,Congrats on the second warehouse in Vienna!,"{WAREHOUSE}"\n'

    ((line, flaw, message),) = said(HEADER + rows, LINE)

    assert (line, flaw) == (3, Flaw.FACT)
    assert "Vienna" in message


def test_a_list_without_evidence_says_that_its_lines_were_not_held_against_any() -> None:
    found = report("email,first_name,icebreaker\na@x.example,Mila,Nice warehouse\n", LINE)

    assert (found.flawed, found.unproven) == (0, ["icebreaker"])


def test_personal_fields_go_by_any_common_name() -> None:
    names = ["firstLine", "personalization", "opening_line", "first_name", "company"]
    assert personal_fields(names) == {"firstLine", "personalization", "opening_line"}
