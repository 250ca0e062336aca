"""What a recipient sees of HTML, mapped character by character to the source."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.core.copy.text import Span
from governance.core.copy.visible import visible

MARKUP = st.lists(
    st.sampled_from(
        "< > </ /> <a <!-- --> <! ? & &amp; &#39; &#x &nbsp; &notit; \" ' = a b \n <p> <br/> <head> </head> <style> "
        "</style> <title> <body> <textarea> </textarea> href".split(" ")
    ),
    max_size=25,
).map("".join)


def seen(html: str) -> str:
    return visible(html).text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain text", "plain text"),
        ("<b>bold</b> and <a href='x>y'>link</a>", "bold and link"),
        ("a<br>b<BR/>c", "a\nb\nc"),
        ("<p>one</p><p>two</p>", "\none\n\ntwo\n"),
        ("one\ntwo\r\nthree", "one two  three"),
        ("<!-- no -->yes<!--> yes<!---> yes<!-- a > b --!> yes", "yes yes yes yes"),
        ("<!doctype html><?xml a?><![CDATA[b]]>yes</3>", "yes"),
        ("<head><title>no</title><meta x></head>yes", "yes"),
        ("<style>p > a {}</style>yes<script>if (a</b) '</p>'</script>.", "yes."),
        ("<template>no</template><noscript>seen by mail clients</noscript>", "seen by mail clients"),
        ("<textarea><b>&amp;</textarea>!", "<b>&!"),
        ("1 < 2 <3 a<", "1 < 2 <3 a<"),
        ('a<b title="1 > 2" x = y>c', "ac"),
        ('a<b ">c</b "x">d', "acd"),
        ("a<b c=d'>e", "ae"),
        ("a</>b</ >c", "abc"),
    ],
)
def test_markup_is_told_from_text(html: str, expected: str) -> None:
    assert seen(html) == expected


@pytest.mark.parametrize(
    "never_ending", ["<!-- no", "<b no", '<a href="no>no', "<style>no", "<title>no</titles>", "<? no"]
)
def test_what_browsers_hide_to_the_end_is_left_out(never_ending: str) -> None:
    assert seen(f"yes{never_ending}") == "yes"


@pytest.mark.parametrize("unclosed", ["<head>", "<template>", "<noscript>", "<head><body>"])
def test_a_container_that_never_ends_hides_nothing(unclosed: str) -> None:
    assert seen(f"{unclosed}yes") == "yes"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("&amp;", "&"),
        ("&amp", "&"),
        ("&eacute;", "é"),
        ("&fjlig;", "fj"),
        ("&#37;", "%"),
        ("&#x25", "%"),
        ("&#X0000000000000025;", "%"),
        ("&#10;", " "),
        ("&#0;", "\ufffd"),
        ("&#xd800;", "\ufffd"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
    ],
)
def test_a_reference_is_decoded_and_each_character_stands_for_all_of_it(reference: str, expected: str) -> None:
    text = visible(f"a{reference} b")
    assert text.text == f"a{expected} b"
    places = [text.span(at, at + 1) for at in range(1, 1 + len(expected))]
    assert places == [Span(1, 1 + len(reference))] * len(expected)
    assert text.span(len(text.text) - 1, len(text.text)) == Span(len(reference) + 2, len(reference) + 3)


@pytest.mark.parametrize("plain", ["R&D", "a & b", "&;", "&#;", "&#x;", "&unknown;"])
def test_an_ampersand_that_refers_to_nothing_is_text(plain: str) -> None:
    assert seen(plain) == plain


def test_a_reference_ends_where_its_name_ends() -> None:
    text = visible("&notit;")
    assert text.text == "¬it;"
    assert (text.span(0, 1), text.span(1, 2)) == (Span(0, 4), Span(4, 5))


def test_a_line_break_stands_where_its_tag_begins() -> None:
    assert visible("a<br>b").span(1, 2) == Span(1, 2)


def test_a_phrase_split_by_tags_maps_to_all_of_it() -> None:
    html = "x <b>risk</b>-<i>free</i>."
    text = visible(html)
    start = text.text.index("risk-free")
    assert html[slice(*text.span(start, start + 9))] == "risk</b>-<i>free"


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_escaped_text_is_seen_as_it_was(text: str) -> None:
    assert seen(escape(text)) == text.translate({ord(end): " " for end in "\n\r\f"})


@given(MARKUP)
def test_visible_text_stands_in_order_in_the_source(html: str) -> None:
    text = visible(html)
    assert len(text.text) == len(text.starts) == len(text.ends)
    assert list(text.starts) == sorted(text.starts)
    assert list(text.ends) == sorted(text.ends)
    for char, start, end in zip(text.text, text.starts, text.ends, strict=True):
        assert 0 <= start < end <= len(html)
        assert char == html[start:end] or char in " \n" or html[start] == "&"
