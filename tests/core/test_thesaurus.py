"""Words that mean the same, and words that mean the contrary."""

import pytest

from governance.core.claims.thesaurus import comes_close, contrary, is_known, means_the_same


@pytest.mark.parametrize(
    ("one", "other"),
    [("costly", "expensive"), ("improves", "improvement"), ("questions", "queries"), ("grew", "increased")],
)
def test_words_of_one_meaning(one: str, other: str) -> None:
    assert means_the_same(one, other)
    assert comes_close(one, other)
    assert not contrary(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("increase", "decreased"), ("expensive", "affordable"), ("wide", "limited"), ("accept", "refuse"),
        ("able", "unable"), ("encrypted", "unencrypted"), ("internal", "external"), ("paid", "free"),
        ("improves", "worsens"),
    ],
)  # fmt: skip
def test_contraries_in_either_order(one: str, other: str) -> None:
    assert contrary(one, other)
    assert contrary(other, one)


@pytest.mark.parametrize(("one", "other"), [("plan", "package"), ("parcel", "pallet"), ("sensor", "audit")])
def test_words_of_different_things_are_no_contraries(one: str, other: str) -> None:
    assert not contrary(one, other)
    assert not means_the_same(one, other)


def test_names_are_not_known() -> None:
    assert is_known("warehouse")
    assert not is_known("loopfern")


def test_nothing_is_its_own_contrary() -> None:
    for word in ("fast", "increase", "open", "loopfern"):
        assert not contrary(word, word)
