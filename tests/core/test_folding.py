"""Folding reads a text as a reader does, and our look-alikes are the published ones."""

import json
from importlib import resources

from hypothesis import given
from hypothesis import strategies as st

from governance.core.copy.folding import fold, fold_character
from governance.core.copy.lookalikes import LOOKALIKES
from governance.core.copy.text import Span, identity


def published() -> dict[str, set[str]]:
    """Every character of the published data with the characters it may be taken for."""
    text = resources.files("confusable_homoglyphs").joinpath("confusables.json").read_text("utf-8")
    return {char: {entry["c"] for entry in entries} for char, entries in json.loads(text).items()}


def alike(char: str, data: dict[str, set[str]]) -> set[str]:
    """The characters that share a look with this one, directly or over one that both look like."""
    direct = data.get(char, set())
    return direct | {further for other in direct for further in data.get(other, set())}


def test_every_look_alike_is_a_published_confusable_of_its_letter() -> None:
    data = published()
    strangers = {
        char: letter for char, letter in LOOKALIKES.items() if not {letter, letter.upper()} & alike(char, data)
    }
    assert strangers == {}


def test_no_look_alike_is_an_ordinary_letter() -> None:
    assert [char for char in LOOKALIKES if char.isascii()] == []
    assert {letter for letter in LOOKALIKES.values() if len(letter) != 1 or not letter.isascii()} == set()


def test_a_folded_text_is_in_lower_case_with_plain_quotes_and_dashes() -> None:
    assert fold(identity("“RISK–free” isn’t")).text == '"risk-free" isn\'t'


def test_invisible_characters_are_folded_away_and_the_map_stays_exact() -> None:
    folded = fold(identity("fr\u200bе\u00ade!"))
    assert folded.text == "free!"
    assert folded.span(0, 4) == Span(0, 6)
    assert folded.span(4, 5) == Span(6, 7)


def test_a_character_that_folds_to_several_letters_maps_them_all_to_itself() -> None:
    folded = fold(identity("aﬁb"))
    assert folded.text == "afib"
    assert [folded.span(at, at + 1) for at in range(4)] == [Span(0, 1), Span(1, 2), Span(1, 2), Span(2, 3)]


def test_letters_of_other_words_stay_what_they_are() -> None:
    assert [fold_character(char) for char in "éüñß7%"] == list("éüñß7%")


def test_where_every_character_folds_to_one_the_map_is_kept() -> None:
    source = identity("“Größe” – 27 %")
    folded = fold(source)
    assert folded.text == '"größe" - 27 %'
    assert (folded.starts, folded.ends) == (source.starts, source.ends)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30) | st.text(alphabet="aAéßΣİﬁſа\u200b“", max_size=30))
def test_a_text_folds_as_its_characters_do(text: str) -> None:
    folded = fold(identity(text))
    assert folded.text == "".join(map(fold_character, text))
    origins = [(at, at + 1) for at, char in enumerate(text) for _ in fold_character(char)]
    assert list(zip(folded.starts, folded.ends, strict=True)) == origins


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_a_folded_ascii_text_is_in_lower_case(text: str) -> None:
    ascii_only = "".join(filter(str.isascii, text))
    assert fold(identity(ascii_only)).text == ascii_only.lower()
