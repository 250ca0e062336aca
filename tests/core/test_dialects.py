"""Each platform's copy is read as that platform reads it, and nothing of it is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.sample_policy import policy_set

from governance.core.copy.dialects import (
    APOLLO,
    DIALECTS,
    HUBSPOT,
    INSTANTLY,
    LEMLIST,
    OUTREACH,
    PLAIN,
    SALESLOFT,
    SMARTLEAD,
    Dialect,
    dialect_of,
)
from governance.core.copy.machines import Words
from governance.core.copy.parsed import parse_part
from governance.core.copy.reach import extremes
from governance.core.copy.readings import covering, reading
from governance.core.copy.renderings import count
from governance.core.copy.syntax import MAX_DEPTH, parse
from governance.core.copy.text import Span
from governance.core.copy.tree import Choice, Conditional, MergeField, leaves, nodes_in, printed
from governance.core.copy.variant import Manifest, PartName, Revision, Variant
from governance.core.report import check_variant

EVERY = [pytest.param(dialect, id=name) for name, dialect in DIALECTS.items()]
MARKS = """{ } {{ }} {% %} | || RANDOM random default : " ' if else elsif endif #if \ud800 \0 ? {{AI:
    {{#else}} {{#endif}} {{name}} {{name|x}} {a|b} {{RANDOM|a|b}} [first_name] %FIRST_NAME%"""
PIECES = [*MARKS.split(), "{% if x %}", "{% elsif y %}", "{% else %}", "{% endif %}", "{{#if x}}", " ", "\n", "\u00a0"]
SOURCES = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)
FLOODS = ["{" * 90_000, "{{" * 45_000, "{%" * 45_000, "{% if x %}" * 9_000, "{{#if x}}" * 9_000]


@pytest.mark.parametrize("dialect", EVERY)
@given(source=SOURCES)
@example(source="{% if a %}{{RANDOM|{% endif %}|b}}")
@example(source="{{#if x}}{a|{{#else}}}{{#endif}}")
def test_what_is_parsed_is_printed_again_whatever_it_is(dialect: Dialect, source: str) -> None:
    tree = parse(source, dialect)
    assert printed(tree, source) == source
    spans = list(leaves(tree.root))
    assert [one.start for one in spans[1:]] == [one.end for one in spans[:-1]]
    assert all(0 <= problem.span.start <= problem.span.end <= len(source) for problem in tree.problems)


@pytest.mark.parametrize(
    ("dialect", "source", "renderings"),
    [
        (PLAIN, "{Hi|Hey} {{first_name|there}}", 4),
        (INSTANTLY, "{{RANDOM | Hi {{firstName}} | Hello}}, {{random|a|b|}}", 6),
        (INSTANTLY, "{% if jobTitle %}As {{jobTitle}}{% else %}As you{% endif %}", 2),
        (INSTANTLY, "{% if a %}{{RANDOM|x|y}}{% elsif b %}z{% endif %}", 4),
        (SMARTLEAD, "{Hi|Hey|Hello} {{first_name}}", 3),
        (LEMLIST, '{{firstName | default: "there"}}{% if icebreaker != blank %} {{icebreaker}}{% endif %}', 4),
        (APOLLO, "{{#if first_name}}{{first_name}}{{#else}}there{{#endif}}", 2),
        (APOLLO, "{{#if a}}{{#if b}}x{{#else}}y{{#endif}}{{#endif}}", 3),
        (OUTREACH, "{{first_name|there}} {{sender.first_name}}", 2),
        (SALESLOFT, "{{first_name}}", 1),
        (HUBSPOT, "{{ contact.firstname | default: 'there' }}", 2),
    ],
)
def test_what_a_platform_reads_is_read(dialect: Dialect, source: str, renderings: int) -> None:
    tree = parse(source, dialect)
    assert not tree.problems
    assert count(tree.root) == renderings


@pytest.mark.parametrize(
    ("dialect", "source", "span", "words"),
    [
        (PLAIN, "a {{RANDOM|b|c}}", (2, 16), "Choices in {{RANDOM}} cannot be read"),
        (INSTANTLY, "a {b|c}", (2, 7), "Choices in {a|b} cannot be read by instantly"),
        (OUTREACH, "{% if x %}y{% endif %}", (0, 10), "Tags in {% %} cannot be read by outreach"),
        (APOLLO, "{{first_name|there}}", (0, 20), "A fallback or filter after a bar cannot be read by apollo"),
        (SMARTLEAD, "{{x.y}}", (0, 7), "A merge field holds one name without spaces"),
        (PLAIN, "Hi [first_name]", (3, 15), "[first_name] cannot be read"),
        (PLAIN, "Hi %FIRST_NAME%", (3, 15), "%FIRST_NAME% cannot be read"),
        (INSTANTLY, "{% if x %}y", (0, 10), "Condition is never closed here; end it with {% endif %}"),
        (INSTANTLY, "y{% endif %}", (1, 12), "belongs to no condition"),
        (INSTANTLY, "{% if x %}a{% else %}b{% else %}c{% endif %}", (22, 32), "follows the else of its condition"),
        (INSTANTLY, "{{AI: write an opener|Hi}}", (0, 26), "is written by AI when it is sent"),
        (PLAIN, "{{AI:opener}}", (0, 13), "is written by AI when it is sent"),
        (INSTANTLY, "{% include 'footer' %}", (0, 22), "brings text from elsewhere when it is sent"),
    ],
)
def test_what_a_platform_does_not_read_is_refused_with_its_place(
    dialect: Dialect, source: str, span: tuple[int, int], words: str
) -> None:
    problem = parse(source, dialect).problems[0]
    assert problem.span == Span(*span)
    assert words in problem.message


def test_the_same_characters_mean_what_the_platform_makes_of_them() -> None:
    source = "{{name|there}}"
    assert isinstance(parse(source, OUTREACH).root.nodes[0], MergeField)
    assert parse(source, SALESLOFT).problems
    assert isinstance(parse("{{RANDOM|a|b}}", INSTANTLY).root.nodes[0], Choice)


def test_a_platform_that_is_not_known_is_read_as_plain() -> None:
    assert dialect_of(None) is dialect_of("a mailbox") is PLAIN
    assert dialect_of(" Instantly ") is INSTANTLY


def test_every_branch_of_a_condition_is_measured_and_read_out() -> None:
    source = "Hi{% if a %} my dear{% elsif b %} you{% endif %} there."
    root = parse(source, LEMLIST).root
    words = extremes(root, source, Words())
    assert (words.least.count, words.most.count) == (2, 4)
    assert [reading(root, source, one) for one in covering(root)] == ["Hi my dear there.", "Hi you there.", "Hi there."]


def test_conditions_are_nested_so_deep_and_no_deeper() -> None:
    def nested(depth: int) -> str:
        return "{% if x %}" * depth + "y" + "{% endif %}" * depth

    assert not parse(nested(MAX_DEPTH), INSTANTLY).problems
    assert "deeper than" in parse(nested(1_000), INSTANTLY).problems[0].message
    deep = list(nodes_in(parse(nested(MAX_DEPTH), INSTANTLY).root))
    assert sum(isinstance(node, Conditional) for node in deep) == MAX_DEPTH


@pytest.mark.parametrize(
    "source", ["{" * 90_000, "{{" * 45_000, "{%" * 45_000, "{% if x %}" * 9_000, "{{#if x}}" * 9_000]
)
@pytest.mark.parametrize("dialect", EVERY)
def test_a_flood_of_braces_is_answered_with_problems(dialect: Dialect, source: str) -> None:
    assert parse(source, dialect).problems


def test_braces_that_html_escapes_are_read_as_the_platform_reads_them() -> None:
    part = parse_part(PartName.HTML, "<p>Hi &#123;&#123;&nbsp;firstName&nbsp;}}</p>", INSTANTLY)
    assert not part.unreadable
    ((field, span),) = part.merge_fields
    assert field.name == "firstName"
    assert part.quote(span) == "&#123;&#123;&nbsp;firstName&nbsp;}}"


@pytest.mark.parametrize(
    ("platform", "body"),
    [
        ("instantly", "Look: {{RANDOM|it helps|it is risk-free}}."),
        ("lemlist", "Look: {% if vip %}it is risk-free{% else %}it helps{% endif %}."),
        ("apollo", "Look: {{#if vip}}it helps{{#else}}it is risk-free{{#endif}}."),
    ],
)
def test_a_forbidden_word_in_one_branch_is_found_there(platform: str, body: str) -> None:
    variant = Variant("one", Revision(body=body), Manifest(channel="email", platform=platform))
    found = [one for one in check_variant(variant, policy_set()).findings if one.code == "forbidden_word"]
    assert [one.quote for one in found] == ["risk-free"]


def test_copy_of_another_platform_is_blocked() -> None:
    variant = Variant("one", Revision(body="{{RANDOM|a|b}}"), Manifest(channel="email", platform="outreach"))
    found = [one for one in check_variant(variant, policy_set()).findings if one.code == "unreadable_copy"]
    assert found
    assert found[0].severity == "blocker"
