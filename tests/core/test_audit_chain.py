"""Named tamperings of a chain, and any tampering at all: each is found, or needs a checkpoint to be found."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.core.audit.acts import Act
from governance.core.audit.chain import Columns, Entry, Head, commitment, entry_after, entry_hash
from governance.core.audit.checkpoint import Checkpoint, in_force
from governance.core.audit.fields import columns_of, read_fields
from governance.core.audit.verify import Flaw, verify

WORKSPACE = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
PERSON = "11111111-1111-4111-8111-111111111111"
VARIANT = "22222222-2222-4222-8222-222222222222"


def fields(number: int, act: str = Act.DECISION_MADE, minute: int | None = None, **more: Any) -> dict[str, Any]:
    return {
        "workspace": WORKSPACE,
        "at": f"2026-11-25T10:{number if minute is None else minute:02}:00.000000+00:00",
        "id": f"entry-{number}",
        "act": act,
        "actor": {"kind": "person", "person": PERSON, "machine": None},
        "object": {"kind": "variant", "id": VARIANT},
        "policy_set": None,
        "data": {},
        "request": None,
        **more,
    }


def extended(entries: list[Entry], *more: dict[str, Any]) -> list[Entry]:
    found = list(entries)
    for one in more:
        head = Head(found[-1].sequence, found[-1].hash) if found else Head()
        entry = entry_after(head, one)
        found.append(replace(entry, columns=Columns(**columns_of(read_fields(entry.canonical) or {}))))
    return found


def chain(length: int, **more: Any) -> list[Entry]:
    return extended([], *(fields(number, **more) for number in range(1, length + 1)))


def signed(entry: Entry, lost_from: int | None = None) -> Checkpoint:
    at = "2026-11-25T11:00:00.000000+00:00"
    return Checkpoint(WORKSPACE, entry.sequence, entry.hash, at, lost_from=lost_from)


def flaw(entries: list[Entry], *checkpoints: Checkpoint, head: Head | None = None) -> tuple[int, Flaw] | None:
    broken = verify(entries, WORKSPACE, checkpoints, head).broken
    return (broken.sequence, broken.flaw) if broken else None


def test_what_was_written_is_intact() -> None:
    entries = chain(5)
    found = verify(entries, WORKSPACE, [signed(entries[1]), signed(entries[4])], Head(5, entries[4].hash))
    assert (found.broken, found.head, found.checkpoints) == (None, Head(5, entries[4].hash), 2)


def test_an_empty_record_is_intact() -> None:
    assert flaw([], head=Head()) is None


def test_a_flipped_bit_is_found_in_its_entry() -> None:
    entries = chain(5)
    entries[2] = replace(entries[2], canonical=bytes([entries[2].canonical[0] ^ 1]) + entries[2].canonical[1:])
    assert flaw(entries) == (3, Flaw.ALTERED)


def test_other_words_with_a_right_hash_break_the_next_entry() -> None:
    entries = chain(5)
    other = entry_after(Head(2, entries[1].hash), fields(3, act=Act.DECISION_WITHDRAWN))
    entries[2] = replace(other, columns=Columns(**columns_of(read_fields(other.canonical) or {})))
    assert flaw(entries) == (4, Flaw.ALTERED)


@pytest.mark.parametrize(
    ("column", "value"),
    [("act", "decision.withdrawn"), ("actor", VARIANT), ("actor", None), ("object", None), ("at", "yesterday")],
)
def test_a_changed_column_is_found(column: str, value: str | None) -> None:
    entries = chain(5)
    changed = replace(entries[3].columns, **{column: value})  # type: ignore[type-var]
    entries[3] = replace(entries[3], columns=changed)
    broken = verify(entries, WORKSPACE).broken
    assert broken is not None
    assert (broken.sequence, broken.flaw) == (4, Flaw.ALTERED)
    assert f"column {column}" in broken.message


@pytest.mark.parametrize("number", [-3, 0, 4, 9])
def test_a_changed_sequence_column_is_found_and_names_the_entry(number: int) -> None:
    entries = chain(5)
    entries[4] = replace(entries[4], sequence=number)
    stored = sorted(entries, key=lambda one: one.sequence)
    broken = verify(stored, WORKSPACE).broken
    assert broken is not None
    assert broken.flaw in (Flaw.ALTERED, Flaw.REORDERED)
    if number != 4:
        assert broken.message == f"Entry 5 was altered: its column sequence says {number}"


@pytest.mark.parametrize("number", [1, 3])
def test_a_deleted_entry_is_missing(number: int) -> None:
    entries = chain(5)
    del entries[number - 1]
    assert flaw(entries) == (number, Flaw.MISSING)


def test_a_deleted_entry_is_missing_also_when_the_rest_is_numbered_anew() -> None:
    entries = chain(5)
    del entries[2]
    assert flaw([replace(one, sequence=place) for place, one in enumerate(entries, 1)]) == (3, Flaw.MISSING)


def test_swapped_entries_are_reordered() -> None:
    entries = chain(5)
    entries[1], entries[3] = entries[3], entries[1]
    assert flaw(entries) == (2, Flaw.REORDERED)
    assert flaw([replace(one, sequence=place) for place, one in enumerate(entries, 1)]) == (2, Flaw.REORDERED)


def test_an_entry_that_stands_twice_is_reordered() -> None:
    entries = chain(5)
    assert flaw([*entries[:3], entries[2], *entries[3:]]) == (4, Flaw.REORDERED)


def test_an_end_that_was_cut_off_needs_a_checkpoint_or_the_head() -> None:
    entries = chain(5)
    assert flaw(entries[:3]) is None
    assert flaw(entries[:3], signed(entries[2])) is None
    assert flaw(entries[:3], signed(entries[3])) == (4, Flaw.CUT_OFF)
    assert flaw(entries[:3], head=Head(5, entries[4].hash)) == (4, Flaw.CUT_OFF)


def test_a_head_that_is_not_that_of_the_last_entry_is_found() -> None:
    entries = chain(5)
    assert flaw(entries, head=Head(5, "f" * 64)) == (6, Flaw.CUT_OFF)
    assert flaw(entries, head=Head(4, entries[3].hash)) == (6, Flaw.CUT_OFF)
    assert flaw(entries, head=Head()) == (6, Flaw.CUT_OFF)


def test_a_record_that_was_written_anew_needs_a_checkpoint() -> None:
    entries, anew = chain(5), chain(5, minute=59)
    assert flaw(anew) is None
    assert flaw(anew, signed(entries[1])) == (2, Flaw.REWRITTEN)


def test_a_fork_needs_a_checkpoint_beyond_it() -> None:
    entries = chain(5)
    fork = extended(entries[:3], fields(4, minute=50), fields(5, minute=51))
    assert flaw(fork, signed(entries[2])) is None
    assert flaw(fork, signed(entries[2]), signed(entries[4])) == (5, Flaw.REWRITTEN)


def test_two_checkpoints_of_one_entry_cannot_hide_each_other() -> None:
    entries, anew = chain(5), chain(5, minute=59)
    for both in ([signed(entries[2]), signed(anew[2])], [signed(anew[2]), signed(entries[2])]):
        assert flaw(entries, *both) == (3, Flaw.REWRITTEN)


def test_a_checkpoint_of_another_workspace_is_not_about_this_one() -> None:
    entries = chain(2)
    assert flaw(entries, replace(signed(chain(5)[4]), workspace=PERSON)) is None


def test_what_a_restore_gave_up_no_longer_binds_and_what_it_kept_does() -> None:
    entries = chain(5)
    restored = extended(entries[:3], fields(4, act=Act.RECORD_RESTORED, minute=50))
    before = [signed(entries[1]), signed(entries[4])]
    assert flaw(restored, *before) == (5, Flaw.CUT_OFF)
    assert flaw(restored, *before, signed(restored[3], lost_from=4)) is None
    assert flaw(entries, *before, signed(restored[3], lost_from=4)) == (4, Flaw.REWRITTEN)
    assert in_force([*before, signed(restored[3], lost_from=4)])[0] == before[0]


def test_a_checkpoint_of_the_first_entry_given_up_no_longer_binds() -> None:
    entries = chain(4)
    restored = extended(entries[:3], fields(4, act=Act.RECORD_RESTORED, minute=50))
    assert flaw(restored, signed(entries[3]), signed(restored[3], lost_from=4)) is None
    assert flaw(restored, signed(chain(4, minute=9)[2]), signed(restored[3], lost_from=4)) == (3, Flaw.REWRITTEN)


def test_the_entries_given_up_are_signed_too() -> None:
    entry = chain(1)[0]
    assert signed(entry).note != signed(entry, lost_from=1).note


def test_a_clock_that_goes_back_is_found() -> None:
    entries = extended([], fields(1, minute=30), fields(2, minute=29))
    assert flaw(entries) == (2, Flaw.ALTERED)


def test_a_chain_of_another_workspace_is_not_this_one() -> None:
    assert flaw(chain(3, workspace=PERSON)) == (1, Flaw.ALTERED)


@pytest.mark.parametrize(
    "odd",
    [
        {"act": "decision.dreamt"},
        {"act": ["decision.made"]},
        {"at": "2026-11-25"},
        {"actor": "somebody"},
        {"object": None},
        {"extra": 1},
    ],
)
def test_what_this_version_does_not_know_is_unreadable(odd: dict[str, Any]) -> None:
    entry = entry_after(Head(), {**fields(1), **odd})
    assert flaw([entry]) == (1, Flaw.UNREADABLE)


@pytest.mark.parametrize("canonical", [b"\xff", b"[]", b"{", b'{"v":1,"v":1}', b"[" * 100_000, b'{"v":NaN}'])
def test_bytes_that_are_no_entry_are_unreadable_even_if_chained(canonical: bytes) -> None:
    assert flaw([chained(Head(), canonical)]) == (1, Flaw.UNREADABLE)


def chained(head: Head, canonical: bytes) -> Entry:
    return Entry(head.sequence + 1, head.hash, entry_hash(head.hash, canonical), canonical)


def test_bytes_that_name_another_entry_before_them_are_found() -> None:
    first, second = chain(2)
    other = second.canonical.replace(first.hash.encode(), b"f" * 64)
    assert flaw([first, chained(Head(1, first.hash), other)]) == (2, Flaw.ALTERED)


def test_bytes_that_say_two_things_of_one_field_are_unreadable() -> None:
    both = chain(1)[0].canonical.replace(b"{", b'{"act":"launch.refused",', 1)
    assert flaw([chained(Head(), both)]) == (1, Flaw.UNREADABLE)


def test_a_row_that_could_not_be_read_is_said() -> None:
    broken = verify([chain(1)[0], None], WORKSPACE).broken
    assert broken is not None
    assert (broken.sequence, broken.flaw) == (2, Flaw.UNREADABLE)


def test_a_commitment_takes_a_salt_of_one_length() -> None:
    assert commitment(b"s" * 32, "because") != commitment(b"s" * 32, "because.")
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(b"short", "because")


LENGTHS = st.integers(min_value=1, max_value=30)
VERBS = ("flip", "delete", "swap", "duplicate", "column", "previous", "hash", "sequence")


@st.composite
def tampered(draw: st.DrawFn) -> tuple[list[Entry], list[Entry], str]:
    """A chain, what became of it after one tampering that is no truncation, and which it was."""
    entries = chain(draw(LENGTHS))
    place = draw(st.integers(0, len(entries) - 1))
    verb = draw(st.sampled_from(VERBS))
    changed, entry = list(entries), entries[place]
    if verb == "flip":
        at = draw(st.integers(0, len(entry.canonical) - 1))
        bit = 1 << draw(st.integers(0, 7))
        flipped = bytes([entry.canonical[at] ^ bit])
        changed[place] = replace(entry, canonical=entry.canonical[:at] + flipped + entry.canonical[at + 1 :])
    elif verb == "delete":
        del changed[place]
    elif verb == "swap":
        other = draw(st.integers(0, len(entries) - 1))
        changed[place], changed[other] = changed[other], changed[place]
    elif verb == "duplicate":
        changed.insert(draw(st.integers(0, len(entries))), entry)
    elif verb == "column" and entry.columns:
        name = draw(st.sampled_from(("act", "actor", "object", "at")))
        other_value = draw(st.none() | st.text(max_size=40))
        changed[place] = replace(entry, columns=replace(entry.columns, **{name: other_value}))
    elif verb == "sequence":
        changed[place] = replace(entry, sequence=draw(st.integers(-5, 40)))
    else:
        text = draw(st.text("0123456789abcdefABCDEF g", max_size=66))
        changed[place] = replace(entry, **{verb: text})  # type: ignore[arg-type]
    return entries, changed, verb


@given(tampered())
def test_any_single_tampering_is_found_unless_it_only_cuts_the_end(
    case: tuple[list[Entry], list[Entry], str],
) -> None:
    entries, changed, _ = case
    if changed == entries:
        return
    only_cut = changed == entries[:-1]
    assert (flaw(changed) is None) == only_cut
    last = entries[-1]
    found = flaw(changed, signed(last))
    assert found is not None
    assert not only_cut or found == (last.sequence, Flaw.CUT_OFF)
    assert flaw(changed, head=Head(last.sequence, last.hash)) is not None


@given(LENGTHS, st.data())
def test_truncation_and_rewriting_are_found_exactly_when_a_checkpoint_lies_beyond(
    length: int, data: st.DataObject
) -> None:
    entries = chain(length)
    keep = data.draw(st.integers(0, length - 1))
    checkpoint = data.draw(st.integers(1, length))
    rewritten = extended(entries[:keep], *(fields(number, minute=59) for number in range(keep + 1, length + 1)))
    bound = signed(entries[checkpoint - 1])
    beyond = checkpoint > keep
    assert flaw(entries[:keep], bound) == ((keep + 1, Flaw.CUT_OFF) if beyond else None)
    assert flaw(rewritten, bound) == ((checkpoint, Flaw.REWRITTEN) if beyond else None)
    assert flaw(rewritten) is None
