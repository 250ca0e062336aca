"""Texts that remember where they came from."""

from hypothesis import given
from hypothesis import strategies as st

from governance.core.copy.text import MappedText, Span, identity, joined


def test_a_source_maps_to_itself() -> None:
    assert identity("abc").span(1, 3) == Span(1, 3)


def test_spans_overlap_when_they_share_a_character() -> None:
    assert Span(0, 2).overlaps(Span(1, 3))
    assert not Span(0, 2).overlaps(Span(2, 3))


def test_a_span_contains_what_lies_inside_it() -> None:
    assert Span(0, 3).contains(Span(0, 3))
    assert not Span(0, 3).contains(Span(2, 4))


def test_joined_pieces_keep_their_places() -> None:
    source = identity("one two")
    text = joined([source.cut(4, 7), source.cut(0, 0), source.cut(0, 3)])
    assert (text.text, text.span(0, 3), text.span(3, 6)) == ("twoone", Span(4, 7), Span(0, 3))


def test_nothing_joined_is_an_empty_text() -> None:
    assert joined([]) == MappedText("", [], [])


def test_characters_replaced_by_several_or_none_map_to_their_origin() -> None:
    text = identity("aéb").translated({ord("é"): "ee", ord("b"): ""})
    assert (text.text, list(text.starts), list(text.ends)) == ("aee", [0, 1, 1], [1, 2, 2])


def test_characters_replaced_one_by_one_share_the_map() -> None:
    source = identity("aéb")
    assert source.translated({ord("é"): "e"}) == MappedText("aeb", source.starts, source.ends)


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_a_cut_is_the_same_text_at_the_same_place(source: str, start: int, length: int) -> None:
    cut = identity(source).cut(start, start + length)
    assert cut.text == source[start : start + length]
    assert [source[s:e] for s, e in zip(cut.starts, cut.ends, strict=True)] == list(cut.text)
