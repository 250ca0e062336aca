"""What changed between two versions of a document."""

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from governance.core.policy.compare import Change, differences

CLAIM = {"id": "handling-time", "wordings": ["up to 27% less time", "27% less at most"], "owner": "marketing"}
OTHER = {"id": "refunds", "wordings": ["refunds in two days"], "owner": "sales"}

names = st.sampled_from(["id", "a", "b"])
scalars = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from([0.5, 1.0]) | st.sampled_from(["x", "y"])
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=3))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"title": "Old"}, {"title": "New"}, [Change("title", "changed", "Old", "New")]),
        ({}, {"qualifier": None}, [Change("qualifier", "added")]),
        ({"qualifier": "on average"}, {}, [Change("qualifier", "removed", old="on average")]),
        ({"limit": {"words": 90}}, {"limit": {"words": 120}}, [Change("limit.words", "changed", 90, 120)]),
        ({"names": ["A", "B"]}, {"names": ["A"]}, [Change("names[2]", "removed", old="B")]),
        ({"live": 1}, {"live": True}, [Change("live", "changed", 1, True)]),
        ({"rate": 1}, {"rate": 1.0}, []),
        ({"channels": "all"}, {"channels": ["email"]}, [Change("channels", "changed", "all", ["email"])]),
        ({"names": []}, {"names": ["A"]}, [Change("names[1]", "added", new="A")]),
        ("same", "same", []),
    ],
)
def test_each_changed_value_is_named_with_its_path(old: Any, new: Any, expected: list[Change]) -> None:
    assert list(differences(old, new)) == expected


def test_groups_with_an_id_are_matched_by_it_wherever_they_stand() -> None:
    changed = {**CLAIM, "wordings": ["up to 27% less time", "at most 27% less"]}
    assert list(differences({"claims": [CLAIM]}, {"claims": [OTHER, changed]})) == [
        Change("claims[handling-time].wordings[2]", "changed", "27% less at most", "at most 27% less"),
        Change("claims[refunds]", "added", new=OTHER),
    ]


def test_another_order_is_one_change() -> None:
    assert list(differences({"claims": [CLAIM, OTHER]}, {"claims": [OTHER, CLAIM]})) == [
        Change("claims", "reordered", ["handling-time", "refunds"], ["refunds", "handling-time"])
    ]


def test_ids_that_stand_twice_are_compared_by_position() -> None:
    assert [one.path for one in differences([CLAIM, CLAIM], [CLAIM, {**CLAIM, "owner": "sales"}])] == ["[2].owner"]


@given(values, values)
def test_there_is_a_difference_exactly_where_the_canonical_values_differ(old: Any, new: Any) -> None:
    assert bool(list(differences(old, new))) == (rfc8785.dumps(old) != rfc8785.dumps(new))
