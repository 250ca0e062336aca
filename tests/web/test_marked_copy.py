"""The copy with its marks: every word is there, once, and nothing in it acts."""

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.core.sample_policy import policy_set
from tests.core.test_hidden import STYLED
from tests.core.test_visible import MARKUP

from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_part
from governance.core.copy.variant import Manifest, PartName, Revision, Variant
from governance.core.report import check_variant
from governance.outside.reports.json_report import report_object
from governance.web.pages.evidence import evidence
from governance.web.pages.items import Item, Read, chosen, items
from governance.web.pages.marked import marked
from governance.web.pages.pieces import Cover, MarkedPart, Piece, Segment
from governance.web.pages.word_difference import difference, revised

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PHRASES = [
    "Hi {{first_name|there}}, ",
    "{Hello|Hey} you. ",
    "Lanternfold cuts costs by 40%.\n",
    "<b>bold</b> ",
    "{{",
    "}",
    "\u202eabc ",
    "We guarantee it {always|for ever and every single time}. ",
    "\u200b",
    "Ask us? ",
    "& 'q' \" ",
]
COPY = st.lists(st.sampled_from(PHRASES), max_size=12).map("".join)


def report(body: str, **more: Any) -> dict[str, Any]:
    revision = Revision(body=body, **more)
    return report_object(check_variant(Variant("one", revision, Manifest(channel="email")), policy_set()))


def shown(body: str, reads: dict[int, Read] | None = None, **more: Any) -> tuple[list[MarkedPart], list[Item]]:
    every = items(report(body, **more), reads or {})
    return marked({"body": body, "subject": None, "html": None, **more}, every, PLAIN), every


def text_of(segments: tuple[Segment, ...]) -> str:
    """What is written, with every option of every choice in braces, as the source has it."""
    told = ""
    for segment in segments:
        for piece in segment.pieces:
            if piece.kind == "choice":
                told += "{" + "|".join(map(text_of, piece.options)) + "}"
            elif piece.kind == "field":
                told += f"[{piece.text}]"
            elif piece.kind == "tail":
                told += piece.text
            elif piece.kind == "control":
                told += chr(int(piece.text.removeprefix("U+"), 16))
            else:
                told += piece.text
    return told


@given(COPY)
def test_nothing_of_the_copy_is_lost_or_said_twice(body: str) -> None:
    (part,) = shown(body)[0] if body else ((MarkedPart("body", ()),))
    parsed = parse_part(PartName.BODY, body)
    if parsed.unreadable:
        assert text_of(part.segments) == body
    else:
        written = text_of(part.segments)
        assert written.count("[") == len(parsed.merge_fields)
        for words in ("Lanternfold cuts costs by 40%.", "Ask us?", "<b>bold</b>"):
            assert written.count(words) == body.count(words)


@given(ANYTHING)
def test_characters_that_cannot_be_seen_are_named_and_never_sent_to_the_page(body: str) -> None:
    for part in shown(body)[0]:
        for piece in pieces(part.segments):
            assert not any(char in piece.text for char in "\u202e\u2066\u200b\0\x1b")


@given(STYLED | MARKUP)
def test_what_is_hidden_is_shown_as_hidden_and_nothing_else_is(html: str) -> None:
    parsed, (part,) = parse_part(PartName.HTML, html), of_html(html)
    if parsed.unreadable:
        return
    covered = text_of((Segment(None, tuple(piece for piece in pieces(part.segments) if piece.cover)),))
    hidden = fields_told("".join(parsed.text.text[slice(*one.span)] for one in parsed.hidden))
    assert "".join(covered.split()) == "".join(hidden.split())
    assert text_of(part.segments) == fields_told(parsed.text.text)
    beside = [fields_told(one.text.text) for one in parsed.asides if one.text.text.strip()]
    assert sorted(fields_told(text_of(one.segments)) for one in part.asides) == sorted(beside)
    stretches = [one for one in parsed.hidden if parsed.text.text[slice(*one.span)].strip()]
    assert sum(bool(piece.cover and piece.cover.opens) for piece in pieces(part.segments)) == len(stretches)
    assert sum(bool(piece.cover and piece.cover.closes) for piece in pieces(part.segments)) == len(stretches)


def test_hidden_text_says_by_what_it_is_hidden_and_keeps_its_fields_and_choices() -> None:
    (part,) = of_html('Seen <i style="display:none"> {{name|you}} {a|b} </i><p hidden>One<br>two</p>seen')
    told = [(piece.kind, piece.text, piece.cover) for piece in pieces(part.segments) if piece.cover]
    style, attribute = "display:none", "the attribute hidden"
    assert told == [
        ("field", "name", Cover(style, opens=True, closes=False)),
        ("text", " ", Cover(style, opens=False, closes=False)),
        ("choice", "", Cover(style, opens=False, closes=True)),
        ("text", "a", Cover(style, opens=False, closes=False)),
        ("text", "b", Cover(style, opens=False, closes=False)),
        ("text", "One", Cover(attribute, opens=True, closes=False)),
        ("text", "two", Cover(attribute, opens=False, closes=True)),
    ]


def test_what_hides_is_told_without_characters_that_cannot_be_seen() -> None:
    (part,) = of_html('<i style="display:none;color:\u200b">a</i><b style="color:#fff\u200b;opacity:0">b</b>')
    told = [piece.cover.how for piece in pieces(part.segments) if piece.cover]
    assert told == ["display:none", "opacity:0"]


ASIDES = (
    "<title>Good day</title>Loopfern <img alt='We guarantee it for ever' title='{a|b} {{name}}'> is here. "
    "<p hidden>x <img alt='y\u200b'></p>"
)


def test_texts_beside_the_text_are_told_with_what_they_are_in_the_order_of_the_source() -> None:
    (part,) = of_html(ASIDES)
    assert [(one.name, text_of(one.segments)) for one in part.asides] == [
        ("title of the page", "Good day"),
        ("alternative text", "We guarantee it for ever"),
        ("title", "{a|b} [name]"),
        ("alternative text", "y\u200b"),
    ]
    assert [any(piece.cover for piece in pieces(one.segments)) for one in part.asides] == [False, False, False, True]


def test_a_finding_beside_the_text_is_marked_there_and_nowhere_else() -> None:
    html = "We are here. <img alt='We guarantee it for ever.'> Ask us?"
    found = items(report("Hi.", html=html), {})
    (part,) = of_html(html, found)
    (aside,) = part.asides
    (item,) = [one for one in found if "guarantee" in html[one.start : one.end]]
    assert [one.item for one in aside.segments] == [item]
    assert aside.segments[0].first
    assert item not in [one.item for one in part.segments]


def test_a_finding_beside_the_text_inside_a_sentence_is_marked_beside_it_and_begins_once() -> None:
    html = "Lanternfold guarantees that staff costs <img alt='risk-free'>fall by 40% in a week."
    found = items(report("Hi.", html=html), {})
    (part,) = of_html(html, found)
    told = [(one.item.number, one.first) for one in (*part.segments, *part.asides[0].segments) if one.item]
    assert [first for _, first in told].count(True) == len({number for number, _ in told})
    assert [(one.text, one.inner) for one in pieces(part.asides[0].segments)] == [("risk-free", "blocker")]


def fields_told(text: str) -> str:
    return re.sub(r"\{\{(\w+)\}\}", r"[\1]", text)


def of_html(html: str, found: list[Item] | None = None) -> list[MarkedPart]:
    return marked({"html": html}, found or [], PLAIN)


def pieces(segments: tuple[Segment, ...]) -> Iterator[Piece]:
    """Every piece, those in options too."""
    for segment in segments:
        for piece in segment.pieces:
            yield piece
            yield from (inner for option in piece.options for inner in pieces(option))


def test_an_item_carries_its_glyph_once() -> None:
    parts, every = shown("We are the best choice for {you|everybody in your company and beyond} today.")
    firsts = [segment.item.number for segment in parts[0].segments if segment.item and segment.first]
    assert len(firsts) == len(set(firsts)) <= len(every)


def test_a_statement_is_new_until_somebody_approved_it() -> None:
    body = "Lanternfold guarantees that staff costs fall by 40% in a week."
    (item,) = [one for one in shown(body)[1] if one.statement]
    assert item.new
    known = {0: Read("mark", known=True, seen=False)}
    assert not next(one for one in shown(body, known)[1] if one.statement).new


def test_what_is_shown_first_is_the_worst() -> None:
    every = shown("Lanternfold guarantees that staff costs fall by 40% in a week. Ask us anything?")[1]
    found = chosen(every, None)
    assert found is not None
    assert found.severity == "blocker"
    assert chosen(every, 1) is every[0]
    assert chosen(every, 99) is found


def test_evidence_tells_the_nearest_wording_and_what_would_be_put_in() -> None:
    body = "Bakeries on Lanternfold spend 80% less time on shift planning."
    found = report(body)
    every = items(found, {})
    values = {"claims": {}, "head": {"content": {"body": body}, "manifest": {}}}
    told = [evidence(one, values) for one in every]
    assert all(one.heading for one in told)
    for one in told:
        if one.instead:
            assert 0 <= one.instead.start < one.instead.end <= len(body)


def test_a_difference_shows_what_was_lost_and_what_was_added() -> None:
    found = difference("Teams can cut it by up to 27%.", "Teams cut it by 27% in the first quarter.")
    assert found.lost == ("can", "up to")
    assert found.added == ("in the first quarter.",)


@given(ANYTHING, ANYTHING)
def test_revisions_are_told_whole(before: str, now: str) -> None:
    found = revised(before, now)
    assert "".join(run.text for run in found.first) == before
    assert "".join(run.text for run in found.second) == now
