"""The copy with its marks: every word is there, once, and nothing in it acts."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.core.sample_policy import policy_set

from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_part
from governance.core.copy.variant import Manifest, PartName, Revision, Variant
from governance.core.report import check_variant
from governance.outside.reports.json_report import report_object
from governance.web.pages.evidence import evidence
from governance.web.pages.items import Item, Read, chosen, items
from governance.web.pages.marked import MarkedPart, Segment, marked
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
        for segment in part.segments:
            for piece in segment.pieces:
                assert not any(char in piece.text for char in "\u202e\u2066\u200b\0\x1b")


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
