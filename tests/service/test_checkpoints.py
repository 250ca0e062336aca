"""Checkpoints: kept in a file that only grows, and never signed for a record that went back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.service.company import Company
from tests.tampering import as_administrator

from governance.actions.audit import checkpoint_all, entries, export_record, verify_record
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.audit.checkpoint import Checkpoint
from governance.core.audit.verify import Flaw
from governance.core.errors import NotAllowed, Unusable, WrongState
from governance.outside.checkpoint_file import CheckpointFile, line_of
from governance.outside.signing import Keys
from governance.store.transaction import Tx

ONE, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
AT = "2026-11-25T11:00:00.000000+00:00"
SYSTEM = Actor("system")


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "data" / "keys")


@pytest.fixture
def file(tmp_path: Path, keys: Keys) -> CheckpointFile:
    return CheckpointFile(tmp_path / "data" / "checkpoints.jsonl", keys)


def a_checkpoint(
    keys: Keys, sequence: int, hash: str = "a", workspace: str = ONE, lost_from: int | None = None
) -> Checkpoint:
    unsigned = Checkpoint(workspace, sequence, hash * 64, AT, keys.key_id, lost_from=lost_from)
    return replace(unsigned, signature=keys.sign(unsigned.note))


def test_without_a_file_nothing_is_kept(file: CheckpointFile) -> None:
    assert (file.exists, file.read()) == (False, {})


def test_checkpoints_are_read_by_workspace_in_order(file: CheckpointFile, keys: Keys) -> None:
    first, second = a_checkpoint(keys, 3), a_checkpoint(keys, 5, "b")
    other = a_checkpoint(keys, 1, workspace=OTHER)
    file.append([first, other])
    file.append([second])
    assert file.read() == {ONE: [first, second], OTHER: [other]}


@pytest.mark.parametrize(("sequence", "hash", "why"), [(2, "a", "rolled back"), (3, "b", "written anew")])
def test_a_checkpoint_that_goes_back_is_refused(
    file: CheckpointFile, keys: Keys, sequence: int, hash: str, why: str
) -> None:
    file.append([a_checkpoint(keys, 3)])
    before = file.path.read_bytes()
    with pytest.raises(WrongState, match=why):
        file.append([a_checkpoint(keys, 9, workspace=OTHER), a_checkpoint(keys, sequence, hash)])
    assert file.path.read_bytes() == before


def test_a_restore_may_go_back_and_then_it_goes_forward_again(file: CheckpointFile, keys: Keys) -> None:
    file.append([a_checkpoint(keys, 9)])
    file.append([a_checkpoint(keys, 4, "b", lost_from=4)])
    with pytest.raises(WrongState):
        file.append([a_checkpoint(keys, 3)])
    file.append([a_checkpoint(keys, 5, "c")])
    assert [one.sequence for one in file.read()[ONE]] == [9, 4, 5]


def test_half_a_line_at_the_end_is_a_crash_and_is_written_over(file: CheckpointFile, keys: Keys) -> None:
    first, second, third = (a_checkpoint(keys, number) for number in (3, 4, 5))
    file.append([first])
    with file.path.open("ab") as opened:
        opened.write(line_of(second)[:40])
    assert file.read() == {ONE: [first]}
    file.append([third])
    assert file.read() == {ONE: [first, third]}


def test_a_last_line_that_lacks_only_its_newline_counts(file: CheckpointFile, keys: Keys) -> None:
    first, second, third = (a_checkpoint(keys, number) for number in (3, 4, 5))
    file.append([first])
    with file.path.open("ab") as opened:
        opened.write(line_of(second)[:-1])
    assert file.read() == {ONE: [first, second]}
    file.append([third])
    assert file.read() == {ONE: [first, second, third]}


def damaged(line: bytes, **changes: object) -> bytes:
    return json.dumps({**json.loads(line), **changes}).encode() + b"\n"


@pytest.mark.parametrize(
    "changes",
    [
        {"sequence": 4},
        {"hash": "b" * 64},
        {"at": "2026-11-25T12:00:00.000000+00:00"},
        {"workspace": OTHER},
        {"key_id": "0" * 16},
        {"signature": ""},
        {"lost_from": 1},
        {"more": 1},
        {"sequence": "3"},
        {"sequence": True},
        {"hash": None},
        {"workspace": "loopfern"},
    ],
)
def test_a_line_that_was_altered_is_named(file: CheckpointFile, keys: Keys, changes: dict[str, object]) -> None:
    file.append([a_checkpoint(keys, number) for number in (2, 3, 5)])
    lines = file.path.read_bytes().splitlines(keepends=True)
    file.path.write_bytes(lines[0] + damaged(lines[1], **changes) + lines[2])
    with pytest.raises(Unusable, match="line 2"):
        file.read()
    with pytest.raises(Unusable, match="line 2"):
        file.append([a_checkpoint(keys, 6)])


@pytest.mark.parametrize("rubbish", [b"\n", b"{\n", b"\xff\n", b"[" * 100_000 + b"\n"])
def test_an_unreadable_line_is_named_even_at_the_end(file: CheckpointFile, keys: Keys, rubbish: bytes) -> None:
    file.append([a_checkpoint(keys, 3)])
    with file.path.open("ab") as opened:
        opened.write(rubbish)
    with pytest.raises(Unusable, match="line 2"):
        file.read()


def test_only_records_that_moved_are_signed(loopfern: Company, keys: Keys, file: CheckpointFile) -> None:
    store, id = loopfern.store, str(loopfern.id)
    [first] = checkpoint_all(store, keys, file)
    assert checkpoint_all(store, keys, file) == []
    loopfern.write(lambda tx: tx.append(Act.CAMPAIGN_CREATED, SYSTEM))
    [second] = checkpoint_all(store, keys, file)
    assert second.sequence == first.sequence + 1
    kept = file.read()
    assert kept == {id: [first, second]}
    verified = verify_record(store, loopfern.id, kept[id])
    assert (verified.broken, verified.checkpoints) == (None, 2)


def test_a_record_that_was_cut_off_is_not_signed(loopfern: Company, keys: Keys, file: CheckpointFile) -> None:
    store = loopfern.store
    head = loopfern.write(lambda tx: tx.append(Act.CAMPAIGN_CREATED, SYSTEM))
    loopfern.write(lambda tx: tx.append(Act.CAMPAIGN_CREATED, SYSTEM))
    checkpoint_all(store, keys, file)
    as_administrator(store, f"DELETE FROM gov_audit_entry WHERE sequence > {head.sequence}")
    with pytest.raises(WrongState, match="its head says"):
        checkpoint_all(store, keys, file)
    with store.engine.begin() as connection:
        connection.execute(text(f"UPDATE gov_head SET entries = {head.sequence}, hash = '{head.hash}'"))
    with pytest.raises(WrongState, match="no longer has the entry") as refused:
        checkpoint_all(store, keys, file)
    assert refused.value.code == "record_cut_off"


def test_a_record_that_was_written_anew_is_not_signed_even_when_longer(
    loopfern: Company, keys: Keys, file: CheckpointFile
) -> None:
    store = loopfern.store
    head = loopfern.write(lambda tx: tx.append(Act.CAMPAIGN_CREATED, SYSTEM))
    loopfern.write(lambda tx: tx.append(Act.CAMPAIGN_CREATED, SYSTEM))
    [signed] = checkpoint_all(store, keys, file)
    as_administrator(
        store,
        f"DELETE FROM gov_audit_entry WHERE sequence > {head.sequence}",
        f"UPDATE gov_head SET entries = {head.sequence}, hash = '{head.hash}'",
    )
    loopfern.write(lambda tx: [tx.append(Act.CAMPAIGN_PAUSED, SYSTEM) for _ in range(3)])
    with pytest.raises(WrongState, match="has another entry"):
        checkpoint_all(store, keys, file)
    broken = verify_record(store, loopfern.id, file.read()[str(loopfern.id)]).broken
    assert broken is not None
    assert (broken.sequence, broken.flaw) == (signed.sequence, Flaw.REWRITTEN)


def test_the_record_is_read_by_revops_and_administrators_alone(loopfern: Company) -> None:
    for name in ("mara", "ada"):
        page = loopfern.seen_by(name, lambda tx, actor: entries(tx, actor, limit=3))
        assert len(page["entries"]) == 3
        assert page["next"] == page["entries"][-1]["sequence"]
        assert {"act", "at", "actor", "object", "data", "hash"} < page["entries"][0].keys()
    for name in ("ines", "priya", "leo"):
        with pytest.raises(NotAllowed):
            loopfern.seen_by(name, entries)
    machine = Actor("machine", person=str(loopfern["mara"]), machine=ONE)
    with pytest.raises(NotAllowed):
        loopfern.read(lambda tx: entries(tx, machine))


def test_the_pages_of_the_record_reach_its_beginning(loopfern: Company) -> None:
    numbers: list[int] = []
    before: int | None = None
    while True:
        page = loopfern.seen_by("ada", lambda tx, actor, below=before: entries(tx, actor, before=below, limit=4))  # type: ignore[misc]
        numbers += [entry["sequence"] for entry in page["entries"]]
        before = page["next"]
        if before is None:
            break
    assert numbers == list(range(len(numbers), 0, -1))


def test_an_act_that_does_not_exist_is_named(loopfern: Company) -> None:
    def dreamt(tx: Tx, actor: Actor) -> object:
        return entries(tx, actor, act="decision.dreamt")

    with pytest.raises(Unusable, match="is no act") as refused:
        loopfern.seen_by("ada", dreamt)
    assert refused.value.field == "act"


def test_an_export_holds_every_entry_and_checkpoint(loopfern: Company, keys: Keys, file: CheckpointFile) -> None:
    checkpoint_all(loopfern.store, keys, file)
    lines: list[bytes] = []
    count = export_record(loopfern.store, loopfern.id, file.read()[str(loopfern.id)], lines.append)
    head = json.loads(lines[0])
    assert (head["entries"], head["checkpoints"], len(lines)) == (count, 1, count + 2)
    assert json.loads(lines[2]).keys() == {"sequence", "previous", "hash", "canonical"}
