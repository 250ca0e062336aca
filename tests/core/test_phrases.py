"""Phrases are found as a reader reads them, and every find is a span of the source."""

from functools import partial

import pytest
from tests.growth import require_growth_with_length

from governance.core.copy.parsed import ParsedPart, parse_part
from governance.core.copy.phrases import always_said, find_phrases
from governance.core.copy.variant import PartName


def body(source: str) -> ParsedPart:
    return parse_part(PartName.BODY, source)


def found(source: str, *phrases: str) -> list[tuple[str, str]]:
    part = body(source)
    return [(match.phrase, part.quote(match.span)) for match in find_phrases(part, phrases)]


def test_a_phrase_is_found_in_any_case_and_reported_as_the_policy_writes_it() -> None:
    assert found("RISK-FREE, Risk-Free", "risk-free") == [
        ("risk-free", "RISK-FREE"),
        ("risk-free", "Risk-Free"),
    ]


def test_any_white_space_may_stand_between_its_words() -> None:
    assert found("act  now, act\nnow, act\u00a0now", "act now") == [
        ("act now", "act  now"),
        ("act now", "act\nnow"),
        ("act now", "act\u00a0now"),
    ]


@pytest.mark.parametrize("source", ["free", "freedom", "carefree", "free2", "über", "freé", "free\u0301"])
def test_part_of_a_word_is_not_the_word(source: str) -> None:
    assert found(source, "fre", "ee", "ber", "free ") == ([("free ", "free")] if source == "free" else [])


def test_words_know_the_letters_of_every_script() -> None:
    assert found("бесплатно, бесплатность", "бесплатно") == [("бесплатно", "бесплатно")]


def test_possessives_and_punctuation_end_a_word() -> None:
    assert found("Oak's “oak” (oak) oak’s oak_x", "oak") == [
        ("oak", quote) for quote in ("Oak", "oak", "oak", "oak", "oak")
    ]


def test_look_alikes_and_invisible_characters_are_folded() -> None:
    assert found("gu\u200bаrаntee ｆｒｅｅ", "guarantee", "free") == [
        ("guarantee", "gu\u200bаrаntee"),
        ("free", "ｆｒｅｅ"),
    ]


def test_an_accent_matches_composed_and_decomposed_and_is_not_ignored() -> None:
    assert found("café cafe\u0301 cafe", "café") == [("café", "café"), ("café", "cafe\u0301")]
    assert found("café cafe\u0301", "cafe\u0301") == [("cafe\u0301", "café"), ("cafe\u0301", "cafe\u0301")]


def test_the_longest_phrase_wins_and_overlapping_ones_are_both_found() -> None:
    assert found("act now", "act", "act now") == [("act now", "act now")]
    assert found("act now or never", "act now", "now or never") == [
        ("act now", "act now"),
        ("now or never", "now or never"),
    ]


def test_a_phrase_that_is_not_a_word_stands_anywhere() -> None:
    assert found("C++, a+b++c", "++") == [("++", "++"), ("++", "++")]


def test_every_option_of_a_choice_and_what_options_make_together_is_searched() -> None:
    assert found("{risk|care}-{free|ful} {act|go} soon", "risk-free", "go soon") == [
        ("risk-free", "risk|care}-{free"),
        ("go soon", "go} soon"),
    ]


def test_the_name_of_a_merge_field_is_no_copy_and_its_fallback_is() -> None:
    assert found("{{company}} {{ company | our company }}", "company") == [("company", "company")]


def test_a_phrase_may_run_over_the_end_of_a_sentence() -> None:
    assert found("We act.\nNow we rest. We act\n\nnow.", "act now") == [("act now", "act\n\nnow")]


def test_no_phrases_find_nothing() -> None:
    assert found("anything") == []
    assert found("anything", " ") == []


def test_a_phrase_is_always_said_only_if_every_rendering_says_it() -> None:
    assert always_said(body("Recorded session."), "recorded session")
    assert always_said(body("{A|The} recorded session."), "recorded session")
    assert always_said(body("{Recorded|recorded} session."), "recorded session")
    assert not always_said(body("{Recorded|Live} session."), "recorded session")
    assert always_said(body("{Recorded session. Hi|Hi. It is a recorded session}."), "recorded session")
    assert not always_said(body("{Recorded|A recorded} {session|talk}."), "recorded session")
    assert not always_said(body("Hi {{company}}."), "company")


def test_a_hostile_part_is_searched_in_bounded_time() -> None:
    phrases = tuple(f"act {word} now" for word in "abcdefgh")
    for start, pattern in (("", "act "), ("act", " "), ("", "а"), ("", "act a ")):
        require_growth_with_length(partial(_finds_nothing, start, pattern, phrases), 40_000)


def _finds_nothing(start: str, pattern: str, phrases: tuple[str, ...], length: int) -> None:
    assert found(start + pattern * (length // len(pattern)), *phrases) == []
