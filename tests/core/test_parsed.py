"""Parts, parsed: sentences with their renderings, and what cannot be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_syntax import COPY
from tests.core.test_visible import MARKUP

from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import MAX_PART_LENGTH, ParsedPart, parse_copy, parse_part
from governance.core.copy.syntax import MAX_PROBLEMS
from governance.core.copy.text import Span
from governance.core.copy.variant import PartName, Revision


def body(source: str) -> ParsedPart:
    return parse_part(PartName.BODY, source)


def unreadable(source: str) -> list[tuple[str, str]]:
    part = body(source)
    return [(part.quote(each.span), each.message) for each in part.unreadable]


def test_the_parts_of_a_revision_stand_in_reading_order() -> None:
    copy = parse_copy(Revision(body="Hello.", html="<p>Hello.", subject="Returns"), PLAIN)
    assert [part.name for part in copy.parts] == [PartName.SUBJECT, PartName.BODY, PartName.HTML]
    assert copy.part(PartName.HTML) is copy.parts[2]
    assert parse_copy(Revision(body="Hello."), PLAIN).part(PartName.SUBJECT) is None


def test_a_sentence_has_one_text_for_each_rendering() -> None:
    part = body("Hi {{first_name}}, all good. We {cut|save} time.")
    assert [part.quote(sentence.span) for sentence in part.sentences] == [
        "Hi {{first_name}},",
        "all good.",
        "We {cut|save} time.",
    ]
    assert [text.text for text in part.sentences[2].renderings] == ["We cut time.", "We save time."]
    assert [text.text for text in part.sentences[2].folded] == ["we cut time.", "we save time."]


def test_sentences_of_html_stand_in_its_source() -> None:
    part = parse_part(PartName.HTML, "<p>Up to&nbsp;<b>27%</b> less.</p><p>{Good|Nice}?</p>")
    assert [part.quote(sentence.span) for sentence in part.sentences] == ["Up to&nbsp;<b>27%</b> less.", "{Good|Nice}?"]


def test_merge_fields_are_found_in_choices_and_fallbacks_too() -> None:
    part = body("{{a}} {x|{{b|{{c}}}}}")
    assert [(field.name, part.quote(span)) for field, span in part.merge_fields] == [
        ("a", "{{a}}"),
        ("b", "{{b|{{c}}}}"),
        ("c", "{{c}}"),
    ]


@pytest.mark.parametrize(
    ("source", "quote", "message"),
    [
        ("ab\0c", "\0", "A NUL character stands at character 3; remove it"),
        ("a\udc80", "\udc80", "Half of a surrogate pair stands at character 2; remove it"),
        ("x" * (MAX_PART_LENGTH + 1), "", "The part has 100,001 characters; at most 100,000 can be checked"),
        ("Hi {{first_name.", "{{first_name.", "Merge field is never closed; end it with }}"),
        (
            "So. " + "{a|b}" * 7,
            "{a|b}" * 7,
            "One sentence has 128 renderings, too many to check; split it or use fewer choices in it",
        ),
        (
            "{a|b}" * 20_000,
            "{a|b}" * 20_000,
            "One sentence has over 1,000,000 renderings, too many to check; split it or use fewer choices in it",
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(source: str, quote: str, message: str) -> None:
    assert unreadable(source) == [(quote, message)]


def test_choices_that_make_too_much_text_in_all_are_unreadable() -> None:
    found = unreadable(("{a|b}" * 6 + "x" * 500 + ".\n") * 20)
    limit = "The choices of the part make over 500,000 characters, too many to check; use fewer choices"
    assert [message for _, message in found] == [limit] * 5


def test_a_sentence_that_cannot_be_listed_is_read_as_written() -> None:
    (sentence,) = body("{a|b}" * 7).sentences
    assert [text.text for text in sentence.renderings] == ["{a|b}" * 7]


def test_what_cannot_be_read_is_listed_up_to_a_limit() -> None:
    assert len(unreadable("{a}. " * 50 + ("{a|b}" * 7 + ".\n") * 50)) == MAX_PROBLEMS


@given(st.sampled_from(PartName), COPY | MARKUP)
def test_every_text_of_a_part_stands_in_its_source(name: PartName, source: str) -> None:
    part = parse_part(name, source)
    whole = Span(0, len(source))
    last = 0
    for sentence in part.sentences:
        assert last <= sentence.span.start < sentence.span.end
        last = sentence.span.end
        for text in (*sentence.renderings, *sentence.folded):
            assert len(text.text) == len(text.starts) == len(text.ends)
            assert all(sentence.span.contains(text.span(at, at + 1)) for at in range(len(text.text)))
    assert all(whole.contains(each.span) for each in part.unreadable)
