"""The words of a talk track's own that say more than what was approved, or the contrary of it."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.sample_policy import policy_set
from tests.core.test_judgement import CLAIM, EMPTY, NAMES, policies, world

from governance.core.claims.judgement import judge_copy
from governance.core.claims.message import read_message
from governance.core.claims.own_words import dangling_words
from governance.core.claims.statement import Statement, Verdict
from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import Manifest, Revision
from governance.core.policy.language import Language, Opposites, Stronger
from governance.core.policy.policy_set import PolicySet

MONITORS = {"id": "monitors", "category": "capability", "wordings": ["Lanternfold monitors the heat of an oven."]}
CHILLED = {"id": "chilled", "category": "capability", "wordings": ["Lanternfold keeps dough chilled overnight."]}
STEERS = {"stronger": [{"words": ["steers"], "than": ["monitors"]}]}
WARM = {"opposites": [{"words": ["warmed"], "of": ["Chilled"]}]}


def track(language: dict[str, Any]) -> PolicySet:
    claims = [{**CLAIM, **claim} for claim in (MONITORS, CHILLED)]
    return policy_set(talk_track={**EMPTY, "claims": claims, "language": language})


def said(copy: str, by: PolicySet) -> Statement:
    return judge_copy(read_message(parse_copy(Revision(body=copy), PLAIN)), Manifest("email"), by)[0]


def changes(copy: str, language: dict[str, Any]) -> list[tuple[str, str, str]]:
    alterations = said(copy, track(language)).alterations
    return [(str(one.kind), one.quote, one.approved_quote) for one in alterations]


def test_a_word_that_a_talk_track_calls_stronger_alters_the_claim() -> None:
    copy = "Lanternfold monitors and steers the heat of an oven."
    assert said(copy, track({})).verdict is Verdict.SUPPORTED
    assert changes(copy, STEERS) == [("strengthened_verb", "steers", "")]


def test_a_word_that_a_talk_track_calls_the_contrary_alters_the_claim_whichever_was_approved() -> None:
    copy = "Lanternfold keeps dough warmed overnight."
    assert said(copy, track({})).verdict is Verdict.SUPPORTED
    assert changes(copy, WARM) == [("negation", "warmed", "chilled")]
    assert changes(copy, {"opposites": [{"words": ["chilled"], "of": ["WARM"]}]}) == [("negation", "warmed", "chilled")]


def test_other_forms_of_a_word_are_that_word() -> None:
    copy = "Lanternfold is monitoring and steering the heat of an oven."
    assert changes(copy, STEERS) == [("strengthened_verb", "steering", "")]


@pytest.mark.parametrize("copy", ["Lanternfold monitors the heat of an oven.", "Lanternfold keeps dough chilled."])
def test_approved_words_are_approved_whatever_the_language_says(copy: str) -> None:
    for language in (STEERS, WARM, {"stronger": [{"words": ["monitors"], "than": ["heat"]}]}):
        assert said(copy, track(language)).verdict is Verdict.SUPPORTED


def test_a_word_says_more_only_than_the_words_it_is_set_against() -> None:
    copy = "Lanternfold keeps and steers dough chilled overnight."
    assert said(copy, track(STEERS)).verdict is Verdict.SUPPORTED


def test_what_was_found_already_is_told_once() -> None:
    copy = "Lanternfold monitors and prevents the heat of an oven."
    again = {"stronger": [{"words": ["prevents"], "than": ["monitors"]}]}
    assert changes(copy, again) == changes(copy, {}) == [("strengthened_verb", "prevents", "")]


def test_no_other_claim_takes_over_a_sentence_because_the_language_finds_more_in_it() -> None:
    copy = "Lanternfold steers and monitors the heat of an oven in a bakery."
    prints = {**MONITORS, "id": "prints", "wordings": ["Lanternfold prints the heat of each oven in a bakery."]}
    claims = [{**CLAIM, **claim} for claim in ({**MONITORS, "attribution": "Bakers of Delft"}, prints)]
    plain, spoken = (policy_set(talk_track={**EMPTY, "claims": claims, "language": one}) for one in ({}, STEERS))
    assert [str(one.kind) for one in said(copy, plain).alterations] == ["source_dropped"]
    assert [str(one.kind) for one in said(copy, spoken).alterations] == ["source_dropped", "strengthened_verb"]
    assert said(copy, spoken).claims == said(copy, plain).claims == ("monitors@1",)


def test_two_companies_with_the_same_claims_keep_their_words_apart() -> None:
    copy = "Lanternfold monitors and steers the heat of an oven."
    theirs, ours = track(STEERS), track({})
    verdicts = [said(copy, by).verdict for by in (theirs, ours, theirs, ours)]
    assert verdicts == [Verdict.ALTERED, Verdict.SUPPORTED] * 2


def test_the_language_is_part_of_the_digest() -> None:
    assert len({track(language).digest for language in ({}, STEERS, WARM)}) == 3


@pytest.mark.parametrize(
    ("language", "path", "message"),
    [
        (
            {"stronger": [{"words": ["in control"], "than": ["monitors"]}]},
            ("language", "stronger", 0, "words", 0),
            "'in control' is not one word, and copy is compared word by word; allowed is one word",
        ),
        (
            {"opposites": [{"words": ["cooled"], "of": ["hot", "with"]}]},
            ("language", "opposites", 0, "of", 1),
            "'with' says nothing by itself and is never compared; allowed is a word with a meaning of its own",
        ),
        (
            {"opposites": [{"words": ["cooled"], "of": ["cooled"]}]},
            ("language", "opposites", 0, "of", 0),
            "'cooled' stands under words too; a word stands on one side",
        ),
        (
            {"stronger": [{"words": ["steers"], "than": ["monitors"]}, {"words": ["helps"], "than": ["Supporting"]}]},
            ("language", "stronger", 1, "than", 0),
            "'Supporting' says the same as 'helps', which stands under words too; a word stands on one side",
        ),
    ],
)
def test_a_word_that_copy_cannot_be_compared_by_is_told(
    language: dict[str, Any], path: tuple[str | int, ...], message: str
) -> None:
    (found,) = dangling_words(track(language).talk_track)
    assert (found.path, found.message) == (path, message)


COPY = {
    name: [
        case["copy"]
        for cases in world(name)["cases"].values()
        for case in ([one for kind in cases.values() for one in kind] if isinstance(cases, dict) else cases)
    ]
    for name in NAMES
}


@st.composite
def copy_and_language(draw: st.DrawFn) -> tuple[str, str, Language]:
    """A sentence of a company's labelled copy, and relations between words of that copy and of its claims."""
    name = draw(st.sampled_from(NAMES))
    copy = draw(st.sampled_from(COPY[name]))
    theirs = " ".join(text for claim in world(name)["talk_track"]["claims"] for text in claim["wordings"])
    word = st.sampled_from(sorted(set(re.findall("[a-z]{4,}", copy.lower())) or {"word"}))
    approved = st.sampled_from(sorted(set(re.findall("[a-z]{4,}", theirs.lower()))))
    side, other = (st.lists(one, min_size=1, max_size=4).map(tuple) for one in (word, approved))
    stronger = draw(st.lists(st.builds(Stronger, words=side, than=other), max_size=3))
    opposites = draw(st.lists(st.builds(Opposites, words=side, of=other), max_size=3))
    return name, copy, Language(stronger=tuple(stronger), opposites=tuple(opposites))


@settings(max_examples=300, deadline=None)
@given(copy_and_language())
def test_more_relations_only_find_more(given: tuple[str, str, Language]) -> None:
    name, copy, language = given
    plain = policies(name)
    spoken = replace(plain, talk_track=plain.talk_track.model_copy(update={"language": language}))
    before, after = said(copy, plain), said(copy, spoken)
    assert after.verdict.rank >= before.verdict.rank
    assert after.claims == before.claims or after.verdict is Verdict.PROHIBITED
    if before.verdict is after.verdict is Verdict.ALTERED:
        assert set(before.alterations) <= set(after.alterations)
