"""Sentences of outreach as it is really written; fields, choices and addresses are never cut."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_syntax import COPY

from governance.core.copy.sentences import sentence_spans
from governance.core.copy.syntax import parse
from governance.core.copy.tree import Choice, MergeField

WRITTEN = COPY | st.text(alphabet="aB1 .,!?…\n\r*\"'-:🚀{}|", max_size=80)


def sentences(source: str) -> list[str]:
    return [source[span.start : span.end] for span in sentence_spans(source, parse(source))]


@pytest.mark.parametrize(
    "expected",
    [
        ["We cut it by 27%.", "It works!", "Shall we talk?", "Yes"],
        ["it pays 2.5x back.", "it is €3.4m.", "version 2.0."],
        ["See https://a.b/c?d=e.f!g.", "Or www.loopfern.example/x.", "Done"],
        ["We ship carriers, e.g. two of five, i.e. most, approx. 5 a day vs. ten.", "Next."],
        ["Mr. Smith met Dr. Jones and J. Doe in St. Gallen.", "Ms. Lee came."],
        ["Most U.S. shops use it.", "We sell in the U.S.", "We ship too."],
        ["Das geht, z.B. mit DHL, d.h. ca. 5 Mio. Pakete inkl. MwSt.", "Prima."],
        ["On Nov. 3 we talk.", "No. 5 is alive.", "I said no.", "We met in Nov.", "So do I.", "We agree."],
        ["Labels, parcels, etc. are done.", "And more, etc.", "We print."],
        ["So... we waited.", "Wait...", "What?", "Well… yes.", "Well…", "No."],
        ['"We saved 27%."', "She said so.", "(It is true.)", "He said “Yes.”", "„Ja.“", "Then **left.**", "Gone."],
        ["Great news! 🎉", "We cut it by 27% 🚀", "Want to see how? 👀", "Good."],
        ["27% less time.*", "Next one.†", "And more.¹", "All of it.[2]", "End."],
        ["we cut it.", "it works.", "try it"],
        ["{{company}} grew.", "{{first_name|Mr. X}} knows.", "{Hi. You.|Hey, you} there.", "{One.|Two!}", "Three"],
        ["Is it {really? Yes|so}?", "Ok."],
    ],
)
def test_sentences_of_a_paragraph(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\n\n", "\r\n \r\n", "\u2028"])
@pytest.mark.parametrize(
    "expected",
    [
        ["Hi {{first_name}},", "we cut it by 27%.", "Best regards,", "Anna", "{{unsubscribe_link}}"],
        ["Steps:", "- Cut returns", "• Save time", "1. Book it", "2) Print it", "* Measured in 2026.", "✅ Done"],
        ["🚀 Faster returns", "27% less time.* †", "Loopfern GmbH, Sonnenallee 1"],
    ],
)
def test_lines_and_list_items_stand_alone(expected: list[str], line_end: str) -> None:
    assert sentences(line_end.join(expected)) == [re.sub(r"^([-•*]|\d[.)]) ", "", line) for line in expected]


@pytest.mark.parametrize(
    "greeting", ["Hi {{first_name}},", "Dear Anna,", "Good morning {{first_name|there}},", "{Hi|Hey},"]
)
def test_a_greeting_stands_alone(greeting: str) -> None:
    assert sentences(f"{greeting} shops save time. Good.") == [greeting, "shops save time.", "Good."]


def test_the_number_of_a_list_item_is_no_part_of_its_sentence() -> None:
    assert sentences("1. Book it. Then go.\n  2. Print it.") == ["Book it.", "Then go.", "Print it."]


LONG = "Shops cut the time that they spend on handling returns and labels"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n  "])
@pytest.mark.parametrize("following", ["by up to 27% on average.", "27% on average.", "Loopfern measured."])
def test_a_hard_wrapped_line_goes_on(following: str, line_end: str) -> None:
    wrapped = f"{LONG}{line_end}{following}"
    assert sentences(f"{wrapped} Next.") == [wrapped, "Next."]


@pytest.mark.parametrize(
    ("line", "following"),
    [(LONG, "- by up to 27%"), (LONG + ":", "Loopfern"), (LONG * 2, "Loopfern"), ("Short line", "goes on here")],
)
def test_other_line_ends_are_ends(line: str, following: str) -> None:
    assert sentences(f"{line}\n{following}") == [line, following.removeprefix("- ")]


def test_a_blank_line_ends_a_sentence_whatever_follows() -> None:
    assert sentences(f"{LONG}\n \nby 27%.") == [LONG, "by 27%."]


@pytest.mark.parametrize("blank", ["", " ", "\n\r\n \u2028\t"])
def test_copy_without_words_has_no_sentences(blank: str) -> None:
    assert sentences(blank) == []


@given(WRITTEN)
def test_sentences_are_stripped_in_order_apart_and_leave_out_only_white_space_and_list_marks(source: str) -> None:
    spans = sentence_spans(source, parse(source))
    edges = [0, *(edge for span in spans for edge in span), len(source)]
    assert edges == sorted(edges)
    assert all(source[span.start : span.end].strip() == source[span.start : span.end] != "" for span in spans)
    between = [source[end:start] for end, start in list(pairwise(edges))[::2]]
    assert all(re.fullmatch(r"(?:[-–—•*▪‣·✓✔→]|\d{1,2}[.)])?", gap.strip()) for gap in between)


@given(WRITTEN)
def test_merge_fields_and_choices_are_never_cut(source: str) -> None:
    tree = parse(source)
    spans = sentence_spans(source, tree)
    for node in tree.root.nodes:
        if isinstance(node, MergeField | Choice):
            assert [span for span in spans if span.overlaps(node.span)] == [s for s in spans if s.contains(node.span)]
            assert any(span.contains(node.span) for span in spans)
