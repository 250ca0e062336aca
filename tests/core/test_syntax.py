"""Template syntax: what is read, what is refused with its place, and a tree that tiles its source."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.core.copy.syntax import MAX_PROBLEMS, parse
from governance.core.copy.text import Span
from governance.core.copy.tree import Branch, Choice, MergeField, Node, Text

COPY = st.text(alphabet="{}|ab .,\n%#é", max_size=60) | st.lists(
    st.sampled_from(["{", "}", "{{", "}}", "|", "name", "{{name}}", "{{name|", "{a|b}", " ", ". ", "\n", "{%", "#if "]),
    max_size=25,
).map("".join)


def shape(branch: Branch, source: str) -> list[object]:
    return [node_shape(node, source) for node in branch.nodes]


def node_shape(node: Node, source: str) -> object:
    if isinstance(node, Choice):
        return tuple(shape(option, source) for option in node.options)
    if isinstance(node, MergeField):
        return {node.name: shape(node.fallback, source) if node.fallback else None}
    return source[node.span.start : node.span.end]


def read(source: str) -> list[object]:
    tree = parse(source)
    assert tree.problems == ()
    return shape(tree.root, source)


def problems(source: str) -> list[tuple[str, str]]:
    return [(source[problem.span.start : problem.span.end], problem.message) for problem in parse(source).problems]


def assert_tiled(nodes: tuple[Node, ...], span: Span) -> None:
    """The nodes follow each other without gap, and so do those inside them, between their braces."""
    edges = [span.start, *(node.span.end for node in nodes)]
    assert [node.span.start for node in nodes] == edges[:-1]
    assert edges[-1] == span.end
    for node in nodes:
        if isinstance(node, Choice):
            assert node.options[0].span.start == node.span.start + 1
            assert node.options[-1].span.end == node.span.end - 1
            following = [option.span.start for option in node.options[1:]]
            assert following == [option.span.end + 1 for option in node.options[:-1]]
        inner = node.options if isinstance(node, Choice) else (node.fallback,) if isinstance(node, MergeField) else ()
        for branch in inner:
            if branch is not None:
                assert_tiled(branch.nodes, branch.span)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("Shall we talk?", ["Shall we talk?"]),
        ("Hi {{first_name}}!", ["Hi ", {"first_name": None}, "!"]),
        ("{{ first_name\u00a0}}", [{"first_name": None}]),
        ("{{first_name|there}}", [{"first_name": ["there"]}]),
        ("{{first_name|}}", [{"first_name": []}]),
        ("{{first_name|{you|all}}}", [{"first_name": [(["you"], ["all"])]}]),
        ("{Hi|Hello} you", [(["Hi"], ["Hello"]), " you"]),
        ("{|now}", [([], ["now"])]),
        ("{{{first_name}}|there}", [([{"first_name": None}], ["there"])]),
        ("{{a|b}|c}", [([(["a"], ["b"])], ["c"])]),
        ("{a|{b|{c|d}}}", [(["a"], [(["b"], [(["c"], ["d"])])])]),
        ("a | b || c", ["a | b || c"]),
        ("\\| <b>", ["\\| <b>"]),
    ],
)
def test_copy_is_read_as_merge_fields_choices_and_text(source: str, expected: list[object]) -> None:
    assert read(source) == expected


WHAT = "write {{name}}, {{name|fallback}} or {a|b}"


@pytest.mark.parametrize(
    ("source", "quote", "message"),
    [
        ("Hi {{first_name, hello", "{{first_name", "Merge field is never closed; end it with }}"),
        ("Hi {{first_name} and {{company}}", "{{first_name}", "Merge field is never closed; end it with }}"),
        ("Hi {first_name}} there", "{first_name}", "Braces hold no choice; write {a|b}, or {{name}} for a merge field"),
        ("{Hi|Hello {{first_name}}", "{", "Brace is never closed; end the choice with }"),
        ("{{{first_name}} hi", "{", "Brace is never closed; end the choice with }"),
        ("Hi there}} you", "}}", "Brace is never opened"),
        ("{{first_name}}} you", "}", "Brace is never opened"),
        ("{}", "{}", "Braces hold no choice; write {a|b}, or {{name}} for a merge field"),
        ("{ {a} }", "{ {a} }", "Braces hold no choice; write {a|b}, or {{name}} for a merge field"),
        ("{{a|b|c}}", "{{a|b|c}}", "Merge field has more than one fallback; write {{name|fallback}}"),
        (
            "{{ first name }}",
            "{{ first name }}",
            f"A merge field holds one name without spaces, such as first_name; {WHAT}",
        ),
        ("{{}}", "{{}}", f"A merge field holds one name without spaces, such as first_name; {WHAT}"),
        ("{{#if x}}", "{{#if x}}", f"Conditions and blocks in braces cannot be read; {WHAT}"),
        ("{{ else }}", "{{ else }}", f"Conditions and blocks in braces cannot be read; {WHAT}"),
        ("{{RANDOM|a|b}}", "{{RANDOM|a|b}}", f"Choices in {{{{RANDOM}}}} cannot be read; {WHAT}"),
        ("{{{x}}}", "{{{x}}}", f"Triple braces cannot be read; {WHAT}"),
        ("{% if x %}", "{% if x %}", f"Tags in {{% %}} cannot be read; {WHAT}"),
        ("{{x | default: 'y'}}", "{{x | default: 'y'}}", f"Filters such as default: cannot be read; {WHAT}"),
    ],
)
def test_what_cannot_be_read_is_one_problem_that_says_what_can(source: str, quote: str, message: str) -> None:
    assert problems(source) == [(quote, message)]


def test_a_problem_spoils_nothing_that_stands_apart_from_it() -> None:
    source = "{Hi {{first_name}}, {a|b}"
    assert shape(parse(source).root, source) == ["{", "Hi ", {"first_name": None}, ", ", (["a"], ["b"])]


def test_braces_nested_too_deep_are_text_from_the_outermost_on() -> None:
    source = "{a|b} " + "{" * 33
    assert problems(source) == [("{", "Braces are nested deeper than 32 levels")]
    assert parse(source).root.nodes[1:] == (Text(Span(5, 6)), Text(Span(6, 39)))


def test_after_the_last_counted_problem_the_rest_is_text() -> None:
    tree = parse("{a}" * 100 + "{b|c}")
    assert len(tree.problems) == MAX_PROBLEMS
    assert tree.root.nodes[-1] == Text(Span(3 * MAX_PROBLEMS, 305))


@given(COPY)
def test_every_character_stands_in_exactly_one_place_of_the_tree(source: str) -> None:
    tree = parse(source)
    assert_tiled(tree.root.nodes, Span(0, len(source)))
    assert all(0 <= problem.span.start < problem.span.end <= len(source) for problem in tree.problems)


@given(COPY)
def test_problems_stand_in_order_and_apart(source: str) -> None:
    spans = [problem.span for problem in parse(source).problems]
    assert all(before.end <= after.start for before, after in pairwise(spans))
