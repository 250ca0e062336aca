"""Recipients' data against copy: holes, values that may not stand, and values that make the copy say more."""

from io import BytesIO

import pytest
from tests.core.sample_policy import policy_set

from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.errors import CopyFileError
from governance.core.launch.lead_templates import Templates
from governance.core.launch.recipient_report import RecipientReport, judge_recipients
from governance.core.launch.recipients import Flaw, Recipients
from governance.outside.lead_file import read_leads

POLICIES = policy_set()
BODY = "Hi {{first_name}},\n\nHow does {{company}} plan its shifts?\n\n{{note}}\n\n{{sender_name}}"


def templates(*bodies: str, platform: str | None = None) -> Templates:
    manifest = Manifest("email", "cold", regions=("NL",), platform=platform)
    return Templates([Variant(str(n), Revision(body=one), manifest) for n, one in enumerate(bodies or (BODY,))])


def report(rows: str, copy: Templates | None = None, most: int | None = None) -> RecipientReport:
    copy = copy or templates()
    leads = read_leads(BytesIO(rows.encode()), "leads.csv")
    found = RecipientReport.begun(copy, leads.columns)
    for _ in judge_recipients(leads.rows, Recipients(copy, POLICIES, most), found):
        pass
    return found


def said(rows: str, copy: Templates | None = None, most: int | None = None) -> list[tuple[int, Flaw, str]]:
    found = report(rows, copy, most)
    return [(row.line, problem.flaw, problem.message) for row in found.first for problem in row.problems]


HEADER = "email,first_name,company,note\n"


def test_rows_with_a_value_for_everything_can_be_sent_to() -> None:
    found = report(HEADER + "a@x.example,Mila,Oven & Sons,How was the fair?\nb@x.example,Zoë,3M,Hello there\n")
    assert (found.rows, found.flawed, found.missing) == (2, 0, ["sender_name"])


def test_a_blank_value_leaves_a_hole_and_the_message_shows_it() -> None:
    found = report(HEADER + "a@x.example, ,Oven,Hello\n")
    (row,) = found.first
    assert (row.line, row.recipient, found.flaws[Flaw.HOLE]) == (2, "a@x.example", 1)
    assert row.message.startswith("Hi ▢,\n\nHow does Oven plan")


@pytest.mark.parametrize(
    ("body", "platform"),
    [
        ("Hi {{first_name|there}}", None),
        ('Hi {{ first_name | default: "there" }}', "hubspot"),
        ("Hi {{#if first_name}}{{first_name}}{{#else}}there{{#endif}}", "apollo"),
        ("{% if firstName %}Hi {{firstName}}{% else %}Hi{% endif %}", "instantly"),
    ],
)
def test_a_fallback_or_a_condition_that_asks_for_the_value_leaves_none(body: str, platform: str | None) -> None:
    assert said("email,first_name\na@x.example,\n", templates(body, platform=platform)) == []


def test_a_field_that_stands_in_one_option_alone_can_leave_a_hole() -> None:
    found = said("email,first_name\na@x.example,\n", templates("{Hi|Hello {{first_name}}} there"))
    assert [flaw for _, flaw, _ in found] == [Flaw.HOLE]


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("N/A", "exports write"),
        ("#REF!", "exports write"),
        ("NO", "answers a question"),
        ("https://evil.example", "a link"),
        ("<b>Anna</b>", "markup"),
        ("{{company}}", "template syntax"),
        ("a‮b", "writing direction"),
    ],
)
def test_what_is_no_value_is_named(value: str, word: str) -> None:
    ((line, flaw, message),) = said(f"{HEADER}a@x.example,Mila,{value},Hi\n")
    assert (line, flaw) == (2, Flaw.VALUE)
    assert word in message


def test_norway_is_a_country() -> None:
    assert said("country\nNO\n", templates("How is {{country}}?")) == []


@pytest.mark.parametrize(
    "note", ["Our software is risk-free", "Lanternfold triples your profit in 3 days", "Rota Oak is worse", "Guarantee"]
)
def test_a_value_that_states_something_is_told_with_what_it_makes_the_copy_say(note: str) -> None:
    ((_, flaw, message),) = said(f'{HEADER}a@x.example,Mila,Oven,"{note}."\n')
    assert flaw is Flaw.CLAIM
    assert message.startswith("The value of note makes it say what nobody approved: ")


def test_what_the_copy_says_around_any_value_is_not_laid_at_the_values_door() -> None:
    risky = templates("{{first_name}}, our risk-free plan doubles what {{company}} earns.")
    assert said("first_name,company\nMila Marie van den Berg,Oven 24\n", risky) == []


def test_beyond_the_bound_values_are_told_as_not_checked() -> None:
    rows = HEADER + "".join(f"a@x.example,Mila,Oven {n},Hi\n" for n in range(3))
    assert [flaw for _, flaw, _ in said(rows, most=2)] == [Flaw.UNCHECKED]


def test_columns_go_by_any_of_their_usual_names_and_copy_too() -> None:
    instantly = templates("Hi {{firstName}} of {{companyName}}", "{{first_name}}!", platform="instantly")
    assert said("E-Mail;First Name;Company Name\na@x.example;Mila;Oven\n", instantly) == []
    assert report("Email\tFIRSTNAME\tcompany\na\t\tOven\n", instantly).flaws[Flaw.HOLE] == 1


def test_the_keys_of_custom_variables_are_told_apart_to_the_letter() -> None:
    assert report("Flour_Type\nrye\n", templates("You bake {{flour_type}}")).missing == ["flour_type"]


def test_a_row_of_another_length_is_told_and_the_rest_is_read() -> None:
    found = report(HEADER + "a@x.example,Mila\nb@x.example,Mila,Oven,Hi\n")
    assert [(row.line, row.problems[0].message) for row in found.first] == [(2, "The row has 2 cells, the header 4")]
    assert found.rows == 2


def test_copy_that_cannot_be_read_needs_nothing() -> None:
    assert said(HEADER + "a@x.example,,,\n", templates("Hi {{first_name")) == []
    (told,) = report(HEADER + "a@x.example,,,\n", templates("Hi {{first_name")).unread
    assert told.startswith("0: ")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"PK\x03\x04rest", "Excel workbook; "),
        (b"", "empty"),
        (b"\n\n", "name the columns"),
        (b"first_name,First Name\na,b\n", "Two columns mean 'first_name'"),
        (b"email\n\xff\n", "not UTF-8"),
    ],
)
def test_a_file_that_is_no_list_is_refused(content: bytes, word: str) -> None:
    with pytest.raises(CopyFileError, match=word.split(";", maxsplit=1)[0]):
        list(read_leads(BytesIO(content), "leads.csv").rows)


def test_the_first_flawed_rows_are_kept_and_all_are_counted() -> None:
    found = report("first_name\n" + "N/A\n" * 500, templates("Hi {{first_name}}"))
    assert (len(found.first), found.flawed, found.flaws[Flaw.VALUE]) == (200, 500, 500)
