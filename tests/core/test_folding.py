"""Folding reads a text as a reader does, and our look-alikes are the published ones."""

import json
from importlib import resources

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
        char: letter
        for char, letter in LOOKALIKES.items()
        if not {letter, letter.upper()} & alike(char, data)
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
    folded = fold(identity("aßﬁb"))
    assert folded.text == "assfib"
    assert [folded.span(at, at + 1) for at in range(1, 5)] == [Span(1, 2), Span(1, 2), Span(2, 3), Span(2, 3)]


def test_letters_of_other_words_stay_what_they_are() -> None:
    assert [fold_character(char) for char in "éüñ7%"] == list("éüñ7%")
