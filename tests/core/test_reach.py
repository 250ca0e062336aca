"""What a template can become is found without listing it, and agrees with listing wherever listing can be done."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.core.copy.extent import exactly, roughly
from governance.core.copy.machines import Characters, Links, Phrase, Words
from governance.core.copy.pairs import covering_pairs
from governance.core.copy.reach import Machine, extremes, reach
from governance.core.copy.readings import covering, reading
from governance.core.copy.renderings import alternatives, count
from governance.core.copy.syntax import parse
from governance.core.copy.tree import Branch, Node, nodes_in

PIECES = st.sampled_from(["a", "b ", " no", " cost", "no cost", "https:", "//x.io ", "www.", "\n", "é", "{{name}}", ""])


@st.composite
def templates(draw: st.DrawFn, depth: int = 2) -> str:
    """Templates that can be listed: words, fields, fallbacks and choices, nested."""
    kinds = ("text", "choice", "fallback") if depth else ("text",)
    made = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(kinds))
        if kind == "text":
            made.append(draw(PIECES))
        elif kind == "choice":
            made.append("{" + "|".join(draw(templates(depth - 1)) for _ in range(draw(st.integers(2, 3)))) + "}")
        else:
            made.append("{{name|" + draw(PIECES.filter(lambda text: "{" not in text)) + "}}")
    return "".join(made)


def tree_of(source: str) -> Branch:
    tree = parse(source)
    assert not tree.problems
    return tree.root


def listed(branch: Branch, source: str) -> list[str]:
    """Every rendering, one by one."""
    return ["".join(texts) for texts in product(*(_listed(node, source) for node in branch.nodes))]


def _listed(node: Node, source: str) -> list[str]:
    if forks := alternatives(node):
        return [text for fork in forks for text in listed(fork, source)]
    return [reading(Branch(node.span, (node,)), source, {})]


def is_small(source: str) -> bool:
    return count(tree_of(source)) <= 2_000


@given(templates().filter(lambda source: not parse(source).problems and is_small(source)))
def test_the_least_and_the_most_are_those_of_the_list(source: str) -> None:
    branch = tree_of(source)
    machines: tuple[Machine[Any], ...] = (Words(), Characters(), Links())
    for machine in machines:
        counts = [extremes(tree_of(text), text, machine).least.count for text in listed(branch, source)]
        found = extremes(branch, source, machine)
        assert (found.least.count, found.most.count) == (min(counts), max(counts))
        for way in (found.least, found.most):
            text = reading(branch, source, way.options)
            assert extremes(tree_of(text), text, machine).least.count == way.count


@given(templates().filter(lambda source: not parse(source).problems and is_small(source)))
def test_a_phrase_is_said_in_every_or_in_no_rendering_as_in_the_list(source: str) -> None:
    branch, phrase = tree_of(source), Phrase("no cost")
    said = {phrase.said(state) for state in reach(branch, source, phrase)}
    assert said == {_says(text, "no cost") for text in listed(branch, source)}


def _says(text: str, words: str) -> bool:
    return any(Phrase(words).said(state) for state in reach(tree_of(text), text, Phrase(words)))


@given(templates().filter(lambda source: not parse(source).problems and is_small(source)))
def test_a_few_readings_show_every_option(source: str) -> None:
    branch = tree_of(source)
    covers = covering(branch)
    assert {reading(branch, source, options) for options in covers} <= set(listed(branch, source))
    assert set(_options(branch)) == {pair for options in covers for pair in options.items()}
    assert len(covers) <= count(branch)


def _options(branch: Branch) -> list[tuple[int, int]]:
    return [
        pair
        for node in branch.nodes
        for number, fork in enumerate(alternatives(node))
        for pair in ((node.span.start, number), *_options(fork))
    ]


@pytest.mark.parametrize(
    ("source", "phrase", "said"),
    [
        ("It has {no|a} {cost|price}.", "no cost", {True, False}),
        ("It has {no|No  } cost.", "no cost", {True}),
        ("It has n{o c|o\nc}ost.", "no cost", {True}),
        ("It has no {{name|cost}}.", "no cost", {True, False}),
        ("It has no {{name}} cost.", "no cost", {False}),
        ("It has no cost{s|ing}.", "no cost", {False}),
        ("It has {ca|}no cost.", "no cost", {True, False}),
        ("It has ＮＯ\u200b cost.", "no cost", {True}),
        ("100{ percent|%}", "100%", {True, False}),
        ("", "no cost", {False}),
    ],
)
def test_phrases_are_read_as_people_read_them(source: str, phrase: str, said: set[bool]) -> None:
    machine = Phrase(phrase)
    assert {machine.said(state) for state in reach(tree_of(source), source, machine)} == said


def test_a_phrase_without_a_seen_character_is_none() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        Phrase(" \u200b ")


@pytest.mark.parametrize(
    ("source", "least", "most"),
    [
        ("See {https|http}://x.io or www.y.io.", 2, 2),
        ("See {https://www.x.io|our page}.", 0, 1),
        ("See {{booking_link}} {and {{unsubscribe_link}}|}.", 1, 1),
        ("See ht{tps:|}//x.io", 0, 1),
    ],
)
def test_links_are_counted_where_options_assemble_them(source: str, least: int, most: int) -> None:
    found = extremes(tree_of(source), source, Links())
    assert (found.least.count, found.most.count) == (least, most)


def test_a_million_million_renderings_are_measured() -> None:
    source = " ".join("{" + "|".join("word " * size for size in range(1, 11)) + "}" for _ in range(12))
    branch = tree_of(source)
    assert count(branch) == 10**12
    found = extremes(branch, source, Words())
    assert (found.least.count, found.most.count) == (12, 120)
    assert len(covering(branch)) == 10
    said = {Phrase("word word").said(state) for state in reach(branch, source, Phrase("word word"))}
    assert said == {True}


def test_a_count_is_written_however_many_digits_it_has() -> None:
    assert exactly(10**5_000 + 7) == "1" + "0" * 4_999 + "7"
    assert (exactly(1), roughly(1), roughly(1_728)) == ("1", "1", "1,728")
    assert (roughly(10**12 - 1), roughly(10**12), roughly(3**10_000)) == (
        "999,999,999,999",
        "over 10^12",
        "over 10^4771",
    )


@given(templates().filter(lambda source: not parse(source).problems and is_small(source)))
def test_readings_of_pairs_read_every_two_options_that_any_rendering_holds(source: str) -> None:
    branch = tree_of(source)
    readings = covering_pairs(branch)
    assert readings is not None
    together = {pair for options in readings for pair in combinations(sorted(_taken(branch, options)), 2)}
    every = {pair for options in _every(branch) for pair in combinations(sorted(_taken(branch, options)), 2)}
    assert together == every


def _every(branch: Branch) -> Iterator[dict[int, int]]:
    """Every way through the forks of a branch."""
    forks = {node.span.start: len(alternatives(node)) for node in nodes_in(branch) if alternatives(node)}
    for numbers in product(*(range(many) for many in forks.values())):
        yield dict(zip(forks, numbers, strict=True))


def _taken(branch: Branch, options: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The forks that are met on a way, with the option taken at each."""
    for node in branch.nodes:
        if forks := alternatives(node):
            number = options.get(node.span.start, 0)
            yield node.span.start, number
            yield from _taken(forks[number], options)


def test_readings_of_pairs_are_few() -> None:
    source = " ".join("{a|b|c|d}" for _ in range(12))
    readings = covering_pairs(tree_of(source))
    assert readings is not None
    assert len(readings) <= 40, "of 4^12 renderings"
    assert covering_pairs(tree_of(" ".join("{a|b}" for _ in range(100)))) is None
