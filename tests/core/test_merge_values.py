"""What a recipient's data may hold: names, places and links; nothing that is read, hides or stands for nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.core.copy.merge_values import MAX_QUOTED, ValueProblem, quoted, value_problems


def problem(field: str, value: str) -> str | None:
    """What is wrong with one value, without the name of its field."""
    found = value_problems({field: value})
    assert all(each.field == field for each in found)
    return found[0].message.removeprefix(f"The value of {field} ") if found else None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", "Anna"),
        ("first_name", "José María"),
        ("first_name", "Jose\u0301"),
        ("first_name", "नन्दिनी"),
        ("lastName", "O'Brien-Smith, Jr."),
        ("sender_name", "D’Arcy"),
        ("company", "3M (Europe) / R&D + Co., Inc.!"),
        ("company_name", "Yahoo!"),
        ("company_name", "株式会社\u3000七"),
        ("meeting_link", "https://meet.example.com:8443/a/b?c=d&e=%7B#f"),
        ("meeting_link", "https://example.com/" + "x" * 1_900),
        ("unsubscribe_url", "mailto:stop@example.com?subject=stop"),
        ("bookingUrl", "HTTP://bücher.example"),
        ("postal_address", "1 Quay St\nCork"),
        ("EmailSignature", "Anna\nHead of R&D"),
        ("sender_phone", "+49 (30) 1234-567"),
        ("site_city", "St. John's"),
        ("pain_point", "none of our tests are unknown"),
        ("first_name", ""),
        ("meeting_link", " "),
    ],
)
def test_ordinary_data_is_allowed(field: str, value: str) -> None:
    assert problem(field, value) is None


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("Cork\r\nBcc: x", "a control character, “<U+000D>”, at character 5"),
        ("Cork\nNow", "a control character, “<U+000A>”, at character 5"),
        ("a\tb", "a control character, “<U+0009>”, at character 2"),
        ("a\0", "a control character, “<U+0000>”, at character 2"),
        ("a\u2028b", "a control character, “<U+2028>”, at character 2"),
        ("a\u202eb", "a mark of writing direction, “<U+202E>”, at character 2"),
        ("\u2066a", "a mark of writing direction, “<U+2066>”, at character 1"),
        ("\u200ea", "a mark of writing direction, “<U+200E>”, at character 1"),
        ("a\u200bb", "an invisible character, “<U+200B>”, at character 2"),
        ("a\u200d", "an invisible character, “<U+200D>”, at character 2"),
        ("\u2060a", "an invisible character, “<U+2060>”, at character 1"),
        ("\ufeffa", "an invisible character, “<U+FEFF>”, at character 1"),
        ("a\u00adb", "an invisible character, “<U+00AD>”, at character 2"),
        ("\u3164", "an invisible character, “\u3164”, at character 1"),
        ("\ufffba", "an invisible character, “<U+FFFB>”, at character 1"),
        ("a\U000e0061", "an invisible character, “<U+E0061>”, at character 2"),
        ("a\udc80", "half of a surrogate pair, “<U+DC80>”, at character 2"),
        ("{{first_name}}", "template syntax, “{”, at character 1"),
        ("a}", "template syntax, “}”, at character 2"),
        ("a|b", "template syntax, “|”, at character 2"),
        ("*|FNAME|*", "template syntax, “*|”, at character 1"),
        ("a %} b", "template syntax, “%}”, at character 3"),
        ("<%= x", "template syntax, “<%”, at character 1"),
        ("[[x]]", "template syntax, “[[”, at character 1"),
        ("<b>Cork", "markup, “<”, at character 1"),
        ("a > b", "markup, “>”, at character 3"),
    ],
)
@pytest.mark.parametrize("field", ["site_city", "first_name", "company", "meeting_link", "Tax.Id"])
def test_what_hides_or_is_read_is_in_no_value(field: str, value: str, what: str) -> None:
    assert problem(field, value) == f"holds {what}; none is allowed"


@pytest.mark.parametrize("field", ["postal_address", "addressLine", "email_signature"])
def test_addresses_and_signatures_may_hold_line_feeds_and_no_other_control_characters(field: str) -> None:
    assert problem(field, "1 Quay St\nCork") is None
    assert problem(field, "1 Quay St\r\nCork") is not None
    assert problem(field, "1 Quay St\tCork") is not None
    assert problem(field, "{Quay|Pier}") is not None


@pytest.mark.parametrize(
    "value",
    ["n/a", "NA", "None", "NULL", "NaN", "undefined", "#N/A", "#REF!", "#VALUE!", "-", "Unknown", "test", " null "],
)
@pytest.mark.parametrize("field", ["first_name", "company", "site_city", "meeting_link", "postal_address"])
def test_what_exports_write_for_a_missing_value_is_none(field: str, value: str) -> None:
    expected = f"is “{value}”, which exports write for what is missing; a real value or a blank one is allowed"
    assert problem(field, value) == expected


@pytest.mark.parametrize(("field", "limit"), [("site_city", 500), ("first_name", 64), ("company", 64)])
def test_values_have_a_greatest_length(field: str, limit: int) -> None:
    assert problem(field, "x" * limit) is None
    assert problem(field, "x" * (limit + 1)) == f"has {limit + 1} characters; at most {limit} are allowed"


def test_a_link_may_be_longer() -> None:
    link = "https://example.com/".ljust(2_000, "x")
    assert problem("meeting_link", link) is None
    assert problem("meeting_link", link + "x") == "has 2,001 characters; at most 2,000 are allowed"


@pytest.mark.parametrize(
    "field",
    ["first_name", "last_name", "full_name", "sender_first_name", "sender_name", "firstName", "contact.lastname"],
)
def test_nobodys_name_holds_digits(field: str) -> None:
    assert problem(field, "Anna 2") == "holds “2”; letters, spaces and '’-.,&()/+! are allowed"


@pytest.mark.parametrize(
    ("value", "sign"),
    [("100% sure", "%"), ("Anna\u2014Best", "\u2014"), ("a@b.example", "@"), ("Really?", "?"), ("Anna 😀", "😀")],
)
def test_names_hold_few_signs(value: str, sign: str) -> None:
    assert problem("company", value) == f"holds “{sign}”; letters, digits, spaces and '’-.,&()/+! are allowed"


@pytest.mark.parametrize("value", ["see https://x.example", "HTTP://x.example", "www.x.example"])
@pytest.mark.parametrize("field", ["site_city", "postal_address", "company", "first_name"])
def test_links_stand_in_link_fields_only(field: str, value: str) -> None:
    found = re.search(r"(?i)https?://|www\.", value)
    assert found
    assert problem(field, value) == f"holds a link, “{found[0]}”, at character {found.start() + 1}; none is allowed"


@pytest.mark.parametrize(
    "value",
    [
        "example.com",
        "/a",
        "//example.com/a",
        "https:example.com",
        "https://",
        "https://user@example.com",
        "https://user:secret@example.com/",
        "https://example.com\\@evil.example",
        "https://example.com:80@evil.example",
        "https://example.com/a b",
        "https://example.com/a\u00a0b",
        'https://example.com/"onclick=x',
        " https://example.com",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.com",
        "mailto:",
        "mailto:anna",
        "mailto:a@b.example c",
    ],
)
def test_a_link_field_holds_a_whole_address(value: str) -> None:
    allowed = "a whole http, https or mailto address without spaces and user name is allowed"
    assert problem("meeting_link", value) == f"is {quoted(value)}; {allowed}"


@pytest.mark.parametrize("field", ["", "first name", "first-name", "näme", "{{x}}", "x\n", "x" * 65])
def test_a_field_has_a_proper_name(field: str) -> None:
    allowed = "1 to 64 of A-Z, a-z, 0-9, _ and . are allowed"
    message = f"Merge field {quoted(field)} is no name of a field; {allowed}"
    assert value_problems({field: "Anna"}) == (ValueProblem(field, message),)


def test_there_are_at_most_a_hundred_values() -> None:
    many = {f"field_{number}": "<" for number in range(101)}
    assert value_problems(many) == (ValueProblem("", "There are 101 merge values; at most 100 are allowed"),)
    assert len(value_problems(dict(list(many.items())[:100]))) == 100


def test_each_field_has_its_first_problem_in_the_order_given() -> None:
    found = value_problems({"site_city": "<b>{x}", "company": "ok", "first_name": "4"})
    assert found == (
        ValueProblem("site_city", "The value of site_city holds template syntax, “{”, at character 4; none is allowed"),
        ValueProblem("first_name", "The value of first_name holds “4”; letters, spaces and '’-.,&()/+! are allowed"),
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Anna", "“Anna”"), ("", "“”"), ("a\n\u202e", "“a<U+000A><U+202E>”"), ("x" * 41, f"“{'x' * 40}…”")],
)
def test_quotes_are_short_and_print(text: str, shown: str) -> None:
    assert quoted(text) == shown


FIELDS = st.sampled_from(["first_name", "company", "meeting_link", "postal_address", "site_city"])


@given(FIELDS, st.text(st.characters(), max_size=600))
def test_every_problem_is_one_printable_sentence(field: str, value: str) -> None:
    for found in value_problems({field: value}):
        assert found.message.isprintable()
        assert found.message.startswith(f"The value of {field} ")
        assert value[: MAX_QUOTED + 1] not in found.message or len(value) <= MAX_QUOTED


@given(FIELDS, st.text(max_size=20), st.sampled_from("{}|<>\0\r\t\u202e\u200b\ufeff\U000e0041"), st.text(max_size=20))
def test_a_forbidden_character_is_found_anywhere(field: str, before: str, char: str, after: str) -> None:
    assert problem(field, before + char + after) is not None
