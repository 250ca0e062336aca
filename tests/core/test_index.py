"""The index finds what adding up every place's weights by hand finds."""

from hypothesis import given
from hypothesis import strategies as st

from governance.core.claims.index import PRECISION, Index, index

TERMS = st.frozensets(st.sampled_from("abcdefghij"), max_size=10)
PLACES = st.lists(TERMS, max_size=300)


def weight_by_hand(held: frozenset[str], asked: frozenset[str], found: Index) -> int:
    return sum(round(PRECISION * found.weights[term]) for term in held & asked)


@given(PLACES, TERMS, st.integers(1, 20))
def test_the_nearest_places_are_those_that_an_exhaustive_count_puts_first(
    places: list[frozenset[str]], asked: frozenset[str], number: int
) -> None:
    found = index(places)
    weights = {at: weight_by_hand(held, asked, found) for at, held in enumerate(places)}
    ranked = sorted((at for at in weights if weights[at]), key=lambda at: (-weights[at], at))
    assert found.nearest(asked, number) == sorted(ranked[:number])


@given(PLACES, TERMS, st.integers(0, 10))
def test_no_place_that_holds_enough_of_the_terms_is_passed_over(
    places: list[frozenset[str]], asked: frozenset[str], number: int
) -> None:
    found = set(index(places).places_with(asked, number))
    assert found >= {at for at, held in enumerate(places) if len(held & asked) >= number}


@given(PLACES)
def test_a_rarer_term_weighs_more_and_a_place_as_much_as_its_terms(places: list[frozenset[str]]) -> None:
    found = index(places)
    by_weight = sorted(found.weights, key=lambda term: len(found.postings[term]))
    assert [found.weights[term] for term in by_weight] == sorted(found.weights.values(), reverse=True)
    for at, held in enumerate(places):
        assert abs(found.sizes[at] - found.weight(held)) < 1e-9


def test_an_index_of_nothing_finds_nothing() -> None:
    assert index([]).nearest({"a"}, 3) == []
    assert list(index([]).places_with({"a"}, 1)) == []
