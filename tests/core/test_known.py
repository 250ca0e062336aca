"""What makes two statements the same: casing and spacing never tell them apart, anything else does."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.core.sample_policy import policy_set

from governance.core.claims.known import mark, marks, statement_key
from governance.core.claims.statement import Statement, Verdict
from governance.core.copy.text import Span
from governance.core.copy.variant import PartName
from governance.core.policy.policy_set import PolicySet

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüéçñøåß0123456789%.,'-"
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=8)
SPACES = st.sampled_from([" ", "  ", "\n", "\t ", "\u00a0", "\r\n"])
POLICIES = policy_set()
SENTENCE = "Bakeries on Lanternfold spend up to 27% less time on shift planning."


def statement(quote: str = SENTENCE, **fields: Any) -> Statement:
    known: dict[str, Any] = {"verdict": Verdict.SUPPORTED, "claims": ("planning-time@1", "swaps@1")}
    return Statement(PartName.BODY, Span(0, len(quote)), quote, **(known | fields))


def with_track(field: str, id: str, **changes: Any) -> PolicySet:
    """The policies with one claim or never-say rule changed."""
    listed = POLICIES.talk_track.model_dump(mode="json")[field]
    return policy_set(talk_track={field: [one | changes if one["id"] == id else one for one in listed]})


@given(WORDS, st.data())
def test_casing_and_spacing_never_change_a_key(words: list[str], data: st.DataObject) -> None:
    cased = [data.draw(st.sampled_from([word, word.upper(), word.title()])) for word in words]
    spaced = "".join(data.draw(SPACES) + word for word in cased) + data.draw(SPACES)
    assert statement_key(spaced) == statement_key(" ".join(words))


@given(WORDS, st.data())
def test_any_other_character_changes_it(words: list[str], data: st.DataObject) -> None:
    said = " ".join(words)
    at = data.draw(st.sampled_from([at for at, char in enumerate(said) if char != " "]))
    other = data.draw(st.sampled_from([char for char in LETTERS if char != said[at]]))
    changed = said[:at] + other + said[at + 1 :]
    # ß reads as ss, so that beside an s it may come to the same.
    if changed.casefold() != said.casefold():
        assert statement_key(changed) != statement_key(said)
    shorter = said[:at] + said[at + 1 :]
    if shorter.split() != said.split():
        assert statement_key(shorter) != statement_key(said)


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert statement_key("Schichten über Nacht") == statement_key("SCHICHTEN U\u0308BER NACHT")


def test_merge_fields_count_by_name_and_fallbacks_by_their_text() -> None:
    assert statement_key("{{ company }} saves") == statement_key("{{company}} saves")
    assert statement_key("{{company|Bakeries}} saves") == statement_key(
        "{{ company | bakeries}} saves".replace("| ", "|")
    )
    different = ["{{company}} saves", "{{company|you}} saves", "{{company|they}} saves", "{{name}} saves"]
    assert len(set(map(statement_key, different))) == 4


def test_digits_hedges_and_negation_count() -> None:
    said = ["It saves 27%.", "It saves 28%.", "It saves up to 27%.", "It never saves 27%.", "It saves 2 7%."]
    assert len(set(map(statement_key, said))) == len(said)


def test_only_what_states_something_has_a_mark() -> None:
    said = [statement(verdict=Verdict.NONE), statement(), statement("Hello.", verdict=Verdict.NONE)]
    assert mark(said[0], POLICIES) is None
    assert list(marks(said, POLICIES)) == [1]


def test_a_mark_is_that_of_the_words_and_not_of_where_they_stand() -> None:
    moved = replace(statement(SENTENCE.upper()), part=PartName.SUBJECT, span=Span(7, 90), detail="other")
    assert mark(moved, POLICIES) == mark(statement(), POLICIES)
    assert mark(statement(claims=("swaps@1", "planning-time@1")), POLICIES) == mark(statement(), POLICIES)


def test_verdict_claims_and_rule_change_a_mark() -> None:
    broken = statement(verdict=Verdict.PROHIBITED, claims=(), rule="live-by-date")
    found = {
        mark(statement(), POLICIES),
        mark(statement(verdict=Verdict.ALTERED), POLICIES),
        mark(statement(claims=("planning-time@1",)), POLICIES),
        mark(statement(), with_track("claims", "swaps", evidence="Another page")),
        mark(statement("Other words."), POLICIES),
        mark(broken, POLICIES),
        mark(broken, with_track("never_say", "live-by-date", rule="Promises of any date.")),
    }
    assert len(found) == 7


def test_other_claims_and_other_rules_do_not() -> None:
    other = with_track("claims", "payback", evidence="Another page")
    assert mark(statement(), other) == mark(statement(), POLICIES)
    broken = statement(verdict=Verdict.PROHIBITED, claims=(), rule="live-by-date")
    assert mark(broken, other) == mark(broken, POLICIES)
