"""A text about to be sent is a rendering of the approved copy with these merge values, or it is said why not."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.core.copy.parsed import parse_part
from governance.core.copy.rendered import MAX_RENDERED_LENGTH, mismatches
from governance.core.copy.syntax import parse
from governance.core.copy.tree import Branch, Choice, Conditional, Node, Text
from governance.core.copy.variant import PartName, Revision

ANNA = {"first_name": "Anna"}


def reasons(source: str, text: str, values: dict[str, str] | None = None) -> list[str]:
    return [found.message for found in mismatches(Revision(body=source), Revision(body=text), values or {})]


def html_reasons(source: str, text: str, values: dict[str, str] | None = None) -> list[str]:
    return [found.message for found in mismatches(Revision(html=source), Revision(html=text), values or {})]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("Shall we talk?", "Shall we talk?"),
        ("{Hi|Hello} you", "Hello you"),
        ("{|very }good", "good"),
        ("{|very }good", "very good"),
        ("{a|{b|{c|d}}}", "d"),
        ("{a|ab}{bc|c}", "abc"),
        ("a | b || c", "a | b || c"),
        ("Hi {{first_name}}!", "Hi Anna!"),
        ("Hi {{ first_name | there }}!", "Hi Anna!"),
        ("{Hi {{first_name}}|Hi {{nickname}}}!", "Hi Anna!"),
    ],
)
def test_a_rendering_is_accepted(source: str, text: str) -> None:
    assert reasons(source, text, ANNA) == []


@pytest.mark.parametrize(
    ("source", "text", "place"),
    [
        ("We cut time.", "We save time.", "4, “save time.”"),
        ("We {cut|save} time.", "We slash time.", "5, “lash time.”"),
        ("We {cut|save} time.", "We {cut|save} time.", "4, “{cut|save} time.”"),
        ("We cut time.", "We cut", "7, where it ends"),
        ("We cut time.", "", "1, where it ends"),
        ("", "We", "1, “We”"),
        ("We cut time.", "We cut time. Always.", "13, “ Always.”"),
        ("{a|ab}c", "abd", "3, “d”"),
        ("We cut time.", "We cut  time.", "8, “ time.”"),
        ("We cut time.", "We cut\u00a0time.", "7, “<U+00A0>time.”"),
        ("It's so.", "It’s so.", "3, “’s so.”"),
        ("Caf\u00e9", "Cafe\u0301", "4, “e\u0301”"),
        ("We cut time.", "we cut time.", "1, “we cut time.”"),
        ("a\n\nb", "a\r\n\r\nc", "6, “c”"),
        ("a\nb", "a\r\n\r\nb", "4, “<U+000D><U+000A>b”"),
        ("a", "b" * 50, f"1, “{'b' * 40}…”"),
        ("Hi {{first_name}}!", "Hi anna!", "4, “anna!”"),
        ("Hi {{first_name|there}}!", "Hi there!", "4, “there!”"),
        ("Hi {{first_name}}!", "Hi Anna!!", "9, “!”"),
    ],
)
def test_a_text_that_is_no_rendering_is_refused_where_it_stops_being_one(source: str, text: str, place: str) -> None:
    assert reasons(source, text, ANNA) == [
        f"The body stops being a rendering of the approved copy at character {place}"
    ]


@pytest.mark.parametrize("values", [{}, {"first_name": ""}, {"first_name": " \u00a0\n"}, {"First_Name": "Anna"}])
def test_a_field_without_a_value_is_its_fallback_and_nothing_else(values: dict[str, str]) -> None:
    source = "Hi {{first_name|{you|all}}}!"
    assert reasons(source, "Hi all!", values) == []
    for text in ("Hi !", "Hi Anna!", "Hi \u00a0\n!", "Hi {{first_name}}!"):
        assert len(reasons(source, text, values)) == 1


@pytest.mark.parametrize("values", [{}, {"first_name": ""}, {"first_name": " "}, {"firstName": "Anna"}])
@pytest.mark.parametrize("found", ["!", " !", "Anna!", "{{first_name}}!"])
def test_a_field_without_value_and_fallback_has_no_rendering(values: dict[str, str], found: str) -> None:
    place = f"at character 4, “{found}”: no value for merge field first_name"
    assert reasons("Hi {{first_name}}!", f"Hi {found}", values) == [
        f"The body stops being a rendering of the approved copy {place}"
    ]


def test_a_field_without_value_is_named_only_where_the_text_goes_no_further() -> None:
    for source in ("{Hello you all|Hello {{first_name}}}", "{Hello {{first_name}}|Hello you all}"):
        assert reasons(source, "Hello you two") == [
            "The body stops being a rendering of the approved copy at character 11, “two”"
        ]


def test_the_case_of_a_field_counts() -> None:
    (reason,) = reasons("Hi {{First_Name}}!", "Hi Anna!", ANNA)
    assert reason.endswith("no value for merge field First_Name")


def test_an_empty_fallback_is_one() -> None:
    assert reasons("Hi{{first_name|}}!", "Hi!") == []


def test_a_choice_with_a_field_that_has_no_value_can_still_be_its_other_options() -> None:
    assert reasons("{Hi {{first_name}}|Hello}, all", "Hello, all") == []


def test_a_value_is_text_and_never_read_again() -> None:
    values = {"a": "{x|y} {{b}}", "b": "b"}
    assert reasons("{{a}}", "{x|y} {{b}}", values) == []
    assert len(reasons("{{a}}", "x b", values)) == 1


@pytest.mark.parametrize("ends", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("approved", ["\n", "\r", "\r\n"])
def test_line_ends_are_equal(approved: str, ends: str) -> None:
    source = "Hi,{\n|\n\n}{{address}}\nBye".replace("\n", approved)
    assert reasons(source, f"Hi,{ends}{ends}1 Quay{ends}Cork{ends}Bye", {"address": "1 Quay\r\nCork"}) == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("O'Brien", ["O'Brien", "O&#x27;Brien"]),
        ("Smith & Sons", ["Smith &amp; Sons"]),
        ('<b> "x"', ["&lt;b&gt; &quot;x&quot;", "&lt;b&gt; &#34;x&#34;"]),
        ("R&amp;D", ["R&amp;amp;D"]),
    ],
)
def test_a_value_stands_in_html_escaped_or_raw_where_that_is_no_markup(value: str, shown: list[str]) -> None:
    source, values = "<p title='{{name}}'>{{name}}</p>", {"name": value}
    for form in shown:
        assert html_reasons(source, f"<p title='{form}'>{form}</p>", values) == []
    for form in {value, *shown} - set(shown):
        assert len(html_reasons(source, f"<p title='{form}'>{form}</p>", values)) == 1


def test_a_value_stands_in_plain_text_as_it_is() -> None:
    assert reasons("{{name}}", "Smith & Sons", {"name": "Smith & Sons"}) == []
    assert len(reasons("{{name}}", "Smith &amp; Sons", {"name": "Smith & Sons"})) == 1


def test_html_is_matched_as_source_and_not_as_it_is_seen() -> None:
    assert html_reasons("<p>{Hi|Hello}</p>", "<p>Hello</p>") == []
    for same_to_see in ("<div>Hello</div>", "<p>Hello</p><!-- x -->", "<p>Hell&#111;</p>", "<p >Hello</p>"):
        assert len(html_reasons("<p>{Hi|Hello}</p>", same_to_see)) == 1


def test_every_approved_part_and_no_other_is_sent() -> None:
    both, body = Revision(subject="Hi", body="Yes.", html="<p>Yes."), Revision(subject="Hi", body="Yes.")
    assert mismatches(both, both, {}) == ()
    (missing,) = mismatches(both, body, {})
    assert (missing.part, missing.message) == (PartName.HTML, "The html is missing; approved parts are sent together")
    (added,) = mismatches(body, both, {})
    assert (added.part, added.message) == (PartName.HTML, "The html was not approved; send the approved parts only")
    assert len(mismatches(Revision(body="Yes."), Revision(body="Yes.", subject=""), {})) == 1


def test_every_part_that_differs_is_named_in_reading_order() -> None:
    found = mismatches(Revision(body="a", subject="a", html="a"), Revision(body="b", subject="b", html="a"), {})
    assert [mismatch.part for mismatch in found] == [PartName.SUBJECT, PartName.BODY]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("Hi {{first_name.", "Merge field is never closed; end it with }}"),
        ("a\0b", "A NUL character stands at character 2; remove it"),
        (
            "{a|b}" * 7,
            "One sentence has 128 renderings, too many to check; split it or use fewer choices in it",
        ),
    ],
)
def test_copy_that_cannot_be_read_cannot_be_matched_even_by_itself(source: str, why: str) -> None:
    assert reasons(source, source) == [f"The body cannot be matched: {why}"]


def test_html_with_braces_in_its_styles_cannot_be_matched() -> None:
    source = "<style>p {color: red}</style><p>Hi.</p>"
    why = "Braces hold no choice; write {a|b}, or {{name}} for a merge field"
    hint = "in HTML every brace is read as template syntax, those of styles and scripts too"
    assert html_reasons(source, source) == [f"The html cannot be matched: {why}; {hint}"]


def test_a_text_that_is_too_long_is_refused() -> None:
    longest = "x" * MAX_RENDERED_LENGTH
    assert reasons("{{a}}", longest, {"a": longest}) == []
    too_long = "The body has 200,001 characters; at most 200,000 can be matched"
    assert reasons("{{a}}", longest + "x", {"a": longest + "x"}) == [too_long]


def test_copy_with_a_million_million_renderings_is_matched() -> None:
    source = "We {save|cut} time.\n" * 40
    text = "We save time.\nWe cut time.\n" * 20
    assert reasons(source, text) == []
    assert reasons(source, text[:-2] + "!\n") == [
        "The body stops being a rendering of the approved copy at character 539, “!<U+000A>”"
    ]


def test_a_text_that_can_be_read_in_very_many_ways_is_matched() -> None:
    source = "{a|a.\na}.\n" * 300
    assert reasons(source, "a.\n" * 450) == []
    assert len(reasons(source, "a.\n" * 450 + "b")) == 1


def test_a_long_hostile_text_is_refused() -> None:
    assert reasons("{a|aa}{a|aa}{a|aa}.", "a" * 100_000) == [
        f"The body stops being a rendering of the approved copy at character 7, “{'a' * 40}…”"
    ]


# Any copy, its renderings listed by the plainest of means, and any of them drawn.

WORDS = st.text(alphabet="ab .'&", min_size=1, max_size=4)
NAMES = st.sampled_from(["x", "y", "z"])
VALUES = st.dictionaries(NAMES, st.text(alphabet="ab '&<{|", max_size=3))


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    runs = st.lists(inner, max_size=3).map("".join)
    choices = st.lists(runs, min_size=2, max_size=3).map(lambda options: "{" + "|".join(options) + "}")
    fields = st.builds("{{{{{}|{}}}}}".format, NAMES, runs)
    return choices | fields


COPY = st.lists(
    st.recursive(WORDS | NAMES.map("{{{{{}}}}}".format), lambda inner: inner | nested(inner), max_leaves=8), max_size=4
).map("".join)


def listed(branch: Branch, source: str, values: dict[str, str]) -> set[str]:
    pieces = [node_listed(node, source, values) for node in branch.nodes]
    return {"".join(run) for run in product(*pieces)}


def node_listed(node: Node, source: str, values: dict[str, str]) -> set[str]:
    if isinstance(node, Text):
        return {source[node.span.start : node.span.end]}
    if isinstance(node, Choice | Conditional):
        return {text for option in node.branches for text in listed(option, source, values)}
    if values.get(node.name, "").strip():
        return {values[node.name]}
    return listed(node.fallback, source, values) if node.fallback else set()


def drawn(data: st.DataObject, branch: Branch, source: str, values: dict[str, str]) -> str:
    """One rendering; a field that has none stands as itself."""
    return "".join(node_drawn(data, node, source, values) for node in branch.nodes)


def node_drawn(data: st.DataObject, node: Node, source: str, values: dict[str, str]) -> str:
    if isinstance(node, Choice | Conditional):
        return drawn(data, data.draw(st.sampled_from(node.branches)), source, values)
    if isinstance(node, Text) or not (values.get(node.name, "").strip() or node.fallback):
        return source[node.span.start : node.span.end]
    if values.get(node.name, "").strip():
        return values[node.name]
    assert node.fallback
    return drawn(data, node.fallback, source, values)


def readable(source: str) -> bool:
    return not parse_part(PartName.BODY, source).unreadable


FILLED = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=5).filter(str.strip)


@settings(deadline=None)
@given(st.data(), COPY.filter(readable), st.fixed_dictionaries(dict.fromkeys("xyz", FILLED)))
def test_every_rendering_is_accepted(data: st.DataObject, source: str, values: dict[str, str]) -> None:
    assert reasons(source, drawn(data, parse(source).root, source, values), values) == []


@settings(max_examples=300, deadline=None)
@given(st.data(), COPY.filter(readable), VALUES)
def test_a_rendering_with_one_character_changed_is_accepted_only_if_it_is_another(
    data: st.DataObject, source: str, values: dict[str, str]
) -> None:
    root = parse(source).root
    text = drawn(data, root, source, values)
    at = data.draw(st.integers(0, len(text)))
    new = data.draw(st.sampled_from(["", "a", "b", " ", ".", "&", "\u00a0"]))
    changed = text[:at] + new + text[at + data.draw(st.integers(0, 1)) :]
    allowed = listed(root, source, values)
    assert (reasons(source, text, values) == []) is (text in allowed)
    assert (reasons(source, changed, values) == []) is (changed in allowed)


@settings(deadline=None)
@given(COPY, st.text(alphabet="ab{}|<>&\r\n", max_size=20), VALUES)
def test_no_copy_and_no_text_stops_the_matching(source: str, text: str, values: dict[str, str]) -> None:
    for name in ("subject", "body", "html"):
        approved, rendered = Revision(**{name: source}), Revision(**{name: text})
        assert all(found.part == name for found in mismatches(approved, rendered, values))
