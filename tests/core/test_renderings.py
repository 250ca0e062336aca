"""Every text that a branch can become, and where each of its characters came from."""

import re

import pytest
from hypothesis import given
from tests.core.test_syntax import COPY

from governance.core.copy.readings import reading
from governance.core.copy.renderings import MAX_RENDERINGS, TooManyRenderingsError, count, renderings, ways, within
from governance.core.copy.syntax import parse
from governance.core.copy.text import MappedText, Span, identity
from governance.core.copy.tree import Choice, MergeField, Text


def texts(source: str) -> list[str]:
    return [rendering.text for rendering in renderings(parse(source).root, identity(source))]


def by_name(rendering: str) -> str:
    """A rendering with its merge fields by name, however they are written."""
    return re.sub(r"\{\{\s*([\w.]+)\s*\}\}", r"{{\1}}", rendering)


def assert_mapped(text: MappedText, source: str) -> None:
    """Plain characters stand where the map says; others are parts of a bare field."""
    assert len(text.text) == len(text.starts) == len(text.ends)
    for char, start, end in zip(text.text, text.starts, text.ends, strict=True):
        assert source[start:end] == char or source[start:end].startswith("{{")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("plain", ["plain"]),
        ("", [""]),
        ("{a|b}{c|d}", ["ac", "ad", "bc", "bd"]),
        ("{a|{b|c}} x", ["a x", "b x", "c x"]),
        ("{|very }good", ["good", "very good"]),
        ("Hi {{first_name}}", ["Hi {{first_name}}"]),
        ("Hi {{first_name|{you|all}}}", ["Hi {{first_name}}", "Hi you", "Hi all"]),
        ("Hi {there}", ["Hi {there}"]),
    ],
)
def test_all_texts_that_copy_can_become_are_listed(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_a_field_without_its_fallback_maps_to_the_whole_field() -> None:
    source = "Hi {{ first_name | there }}"
    bare, filled = renderings(parse(source).root, identity(source))
    assert bare.span(3, 5) == Span(3, 27)
    assert source[slice(*filled.span(3, 10))] == " there "


def test_more_renderings_than_can_be_checked_are_counted_but_not_listed() -> None:
    tree = parse("{a|b}" * 7)
    assert count(tree.root) == 128
    with pytest.raises(TooManyRenderingsError):
        renderings(tree.root, identity("{a|b}" * 7))
    with pytest.raises(TooManyRenderingsError):
        ways(tree.root)


def test_a_stretch_of_a_branch_keeps_its_fields_and_cuts_its_text() -> None:
    source = "One. Hi {{x}} {a|b}. Two."
    cut = within(parse(source).root, Span(5, 20))
    assert [type(node) for node in cut.nodes] == [Text, MergeField, Text, Choice, Text]
    assert (cut.nodes[0].span, cut.nodes[-1].span) == (Span(5, 8), Span(19, 20))


@given(COPY)
def test_as_many_renderings_are_listed_as_are_counted(source: str) -> None:
    root = parse(source).root
    if count(root) <= MAX_RENDERINGS:
        assert len(renderings(root, identity(source))) == count(root)


@given(COPY)
def test_every_character_of_a_rendering_knows_its_source(source: str) -> None:
    root = parse(source).root
    for rendering in renderings(root, identity(source)) if count(root) <= MAX_RENDERINGS else ():
        assert_mapped(rendering, source)


@given(COPY)
def test_each_way_through_the_choices_gives_the_rendering_at_its_place(source: str) -> None:
    root, problems = parse(source).root, parse(source).problems
    if not problems and count(root) <= MAX_RENDERINGS:
        assert [reading(root, source, way) for way in ways(root)] == [by_name(text) for text in texts(source)]
