"""The commands that prove the record, as they are run: what they say, and with which code they end."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from tests.cli.forked import Run, run
from tests.tampering import a_workspace, as_administrator

from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.audit.chain import GENESIS
from governance.store.transaction import Store

SYSTEM = Actor("system")
Command = Callable[..., Run]


@pytest.fixture
def governance(tmp_path: Path, database_url: str) -> Command:
    """The command, in a folder of its own, with a database; data goes to `.governance` in it."""

    def running(*arguments: str, **environment: str) -> Run:
        return run(tmp_path, arguments, {"GOVERNANCE_DATABASE": database_url, "COLUMNS": "200", **environment})

    return running


def recorded(store: Store, key: str = "loopfern", entries: int = 5) -> UUID:
    id = a_workspace(store, key)
    act(store, id, entries)
    return id


def act(store: Store, id: UUID, times: int) -> None:
    store.transaction(id, lambda tx: [tx.append(Act.CAMPAIGN_CREATED, SYSTEM) for _ in range(times)])


def test_a_record_is_signed_verified_exported_and_verified_elsewhere(
    store: Store, governance: Command, tmp_path: Path
) -> None:
    id = recorded(store)
    bare = governance("audit", "verify")
    assert bare.code == 0
    assert "no checkpoint file" in bare.out
    assert "cut off or the whole written anew" in bare.out
    assert "loopfern: intact, 5 entries" in bare.out

    signed = governance("audit", "checkpoint")
    assert (signed.code, f"{id}: signed entry 5" in signed.out) == (0, True)
    assert "No record moved" in governance("audit", "checkpoint").out
    bound = governance("audit", "verify", "--workspace", "loopfern")
    assert (bound.code, "signed entry 5" in bound.out, "no checkpoint" in bound.out) == (0, True, False)

    exported = governance("audit", "export", "record.jsonl", "--workspace", "loopfern")
    assert "5 entries and 1 checkpoints" in exported.out
    [public] = (tmp_path / ".governance" / "keys").glob("*.pub")
    elsewhere = {"GOVERNANCE_DATABASE": "sqlite:///nowhere.db", "GOVERNANCE_DATA": "nowhere"}
    offline = governance("audit", "verify", "--file", "record.jsonl", "--key", str(public), **elsewhere)
    assert (offline.code, offline.out.startswith(f"{id}: intact, 5 entries")) == (0, True)
    unknown = governance("audit", "verify", "--file", "record.jsonl", **elsewhere)
    assert (unknown.code, "record.jsonl, line 2: the signature" in unknown.err) == (2, True)


on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What a command says does not depend on the database."""

CODES = {
    "altered": (10, "Entry 3 was altered", "UPDATE gov_audit_entry SET act = 'decision.made' WHERE sequence = 3"),
    "missing": (11, "Entry 3 is missing", "DELETE FROM gov_audit_entry WHERE sequence = 3"),
    "reordered": (
        12,
        "Entry 2 stands after entry 4",
        "UPDATE gov_audit_entry SET sequence = 99 WHERE sequence = 2",
        "UPDATE gov_audit_entry SET sequence = 2 WHERE sequence = 4",
        "UPDATE gov_audit_entry SET sequence = 4 WHERE sequence = 99",
    ),
    "cut_off": (13, "signed entry 5", "DELETE FROM gov_audit_entry WHERE sequence > 3"),
    "unreadable": (15, "Entry 5 cannot be read", "UPDATE gov_audit_entry SET sequence = 'x' WHERE sequence = 5"),
}


@on_sqlite
@pytest.mark.parametrize(
    ("code", "said", "statements"), [(one[0], one[1], one[2:]) for one in CODES.values()], ids=CODES
)
def test_each_flaw_has_a_code_and_a_sentence(
    store: Store, governance: Command, code: int, said: str, statements: tuple[str, ...]
) -> None:
    recorded(store)
    assert governance("audit", "checkpoint").code == 0
    as_administrator(store, *statements)
    run = governance("audit", "verify")
    assert (run.code, said in run.out) == (code, True)


@on_sqlite
def test_a_record_written_anew_has_a_code_and_is_not_signed(store: Store, governance: Command) -> None:
    id = recorded(store)
    assert governance("audit", "checkpoint").code == 0
    as_administrator(store, "DELETE FROM gov_audit_entry", f"UPDATE gov_head SET entries = 0, hash = '{GENESIS}'")
    act(store, id, 6)
    run = governance("audit", "verify")
    assert (run.code, "Entry 5 is not the one" in run.out) == (14, True)
    signed = governance("audit", "checkpoint")
    assert (signed.code, "Nothing of it was signed" in signed.err) == (14, True)
    assert governance("backup", "backup.tar").code == 14


@on_sqlite
def test_one_broken_workspace_does_not_hide_the_others(store: Store, governance: Command) -> None:
    recorded(store, "abel")
    recorded(store, "loopfern")
    gone = recorded(store, "zeta", 3)
    assert governance("audit", "checkpoint").code == 0
    tables = ("gov_audit_entry WHERE workspace_id", "gov_head WHERE workspace_id", "gov_workspace WHERE id")
    as_administrator(store, *(f"DELETE FROM {table} = '{gone.hex}'" for table in tables))
    run = governance("audit", "verify")
    assert run.code == 13
    assert run.out.count("intact") == 2
    assert f"{gone}: cut_off" in run.out


@on_sqlite
def test_a_tampered_export_is_found_out(store: Store, governance: Command, tmp_path: Path) -> None:
    recorded(store)
    governance("audit", "checkpoint")
    governance("audit", "export", "record.jsonl", "--workspace", "loopfern")
    file = tmp_path / "record.jsonl"
    head, checkpoint, *entries = file.read_bytes().splitlines(keepends=True)

    def verified(*lines: bytes) -> tuple[int, str]:
        file.write_bytes(b"".join(lines))
        run = governance("audit", "verify", "--file", "record.jsonl")
        return run.code, run.out + run.err

    changed = json.loads(entries[2])
    changed["canonical"] = base64.b64encode(
        base64.b64decode(changed["canonical"]).replace(b"created", b"paused")
    ).decode()
    altered = [*entries[:2], json.dumps(changed).encode() + b"\n", *entries[3:]]
    assert verified(head, checkpoint, *altered)[0] == 10
    assert verified(head, checkpoint, *entries[:2], *entries[3:])[0] == 11
    assert verified(head, checkpoint, entries[1], entries[0], *entries[2:])[0] == 12
    assert verified(head, checkpoint, *entries[:3])[0] == 13
    assert verified(head, checkpoint, *entries[:2], b"{half")[0] == 15
    assert verified(head, checkpoint.replace(b'"sequence":5', b'"sequence":4'), *entries)[0] == 2
    assert verified(b"", checkpoint, *entries) == (2, "record.jsonl, line 1: this is no export of a record\n")
    assert verified(head, checkpoint, *entries)[0] == 0


@on_sqlite
def test_a_damaged_checkpoint_file_is_named_by_line(store: Store, governance: Command, tmp_path: Path) -> None:
    recorded(store)
    governance("audit", "checkpoint")
    file = tmp_path / ".governance" / "checkpoints.jsonl"
    file.write_bytes(b"{}\n" + file.read_bytes())
    for arguments in (("audit", "verify"), ("audit", "checkpoint"), ("backup", "backup.tar")):
        run = governance(*arguments)
        assert (run.code, "checkpoints.jsonl, line 1: this is no checkpoint" in run.err) == (2, True)


@on_sqlite
def test_a_key_that_others_may_read_is_refused(store: Store, governance: Command, tmp_path: Path) -> None:
    recorded(store)
    governance("audit", "checkpoint")
    (tmp_path / ".governance/keys/signing.pem").chmod(0o644)
    act_on = governance("audit", "checkpoint")
    assert (act_on.code, "chmod 600" in act_on.err) == (2, True)


@on_sqlite
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("audit", "verify", "--workspace", "nobody"), "There is no such workspace"),
        (("audit", "verify", "--database", "sqlite:///nowhere.db"), "There is no database at nowhere.db"),
        (("audit", "verify", "--database", "nonsense"), "--database takes"),
        (("audit", "verify", "--file", "nowhere.jsonl"), "nowhere.jsonl cannot be read"),
        (("audit", "verify", "--key", "x.pub"), "--key goes with --file"),
        (("audit", "export", "nowhere/record.jsonl", "--workspace", "loopfern"), "cannot be written"),
        (("restore", "nowhere.tar", "--database", "sqlite:///new.db"), "nowhere.tar cannot be unpacked"),
        (("restore", "nowhere.tar", "--database", "sqlite://"), "restored into a file"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(
    store: Store, governance: Command, arguments: tuple[str, ...], said: str
) -> None:
    recorded(store)
    run = governance(*arguments)
    assert (run.code, said in run.err, "Traceback" in run.err) == (2, True, False)


@on_sqlite
def test_the_help_of_verify_names_every_code(store: Store, governance: Command) -> None:  # noqa: ARG001
    said = governance("audit", "verify", "--help").out
    assert all(str(code) in said for code in range(10, 16))


@on_sqlite
def test_a_backup_comes_back_and_an_old_one_only_with_a_reason(
    store: Store, governance: Command, tmp_path: Path
) -> None:
    id = recorded(store)
    written = governance("backup", "backup.tar")
    assert (written.code, "The signing key is not in it" in written.out) == (0, True)
    assert governance("restore", "backup.tar", "--database", "sqlite:///first.db").code == 0
    act(store, id, 2)
    governance("audit", "checkpoint")
    old = governance("restore", "backup.tar", "--database", "sqlite:///second.db")
    assert (old.code, "ends at entry 5" in old.err, "signed entry 7" in old.err) == (13, True, True)
    assert not (tmp_path / "second.db").exists()
    again = governance(
        "restore", "backup.tar", "--database", "sqlite:///second.db", "--accept-loss", "The server burnt down"
    )
    assert (again.code, "entries 6 to 7 are given up" in again.out) == (0, True)
    proved = governance("audit", "verify", "--database", "sqlite:///second.db")
    assert (proved.code, "gave up what was signed from entry 6 on" in proved.out) == (0, True)
    taken = governance("restore", "backup.tar", "--database", "sqlite:///second.db")
    assert (taken.code, "not empty" in taken.err) == (2, True)
