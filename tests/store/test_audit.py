"""The stored record: read in order, and found out whatever a database administrator does to its rows."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from tests.tampering import a_workspace, as_administrator

from governance.actions.audit import verify_record
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.audit.chain import GENESIS, Head
from governance.core.audit.checkpoint import Checkpoint
from governance.core.audit.verify import Flaw
from governance.store import audit
from governance.store.audit import entries_page, hash_at, record_heads, recorded_workspaces, stored_entries
from governance.store.transaction import Store, Tx

PERSON, MACHINE, VARIANT = uuid4(), uuid4(), uuid4()
SOMEBODY = Actor("person", person=str(PERSON), roles={})
SOMETHING = Actor("machine", person=str(PERSON), machine=str(MACHINE))


def recorded(store: Store, entries: int, key: str = "loopfern") -> UUID:
    """A workspace with so many entries, by a person and a machine in turn."""
    id = a_workspace(store, key)

    def append(tx: Tx) -> None:
        for number in range(entries):
            actor = SOMETHING if number % 2 else SOMEBODY
            tx.append(Act.DECISION_MADE, actor, ("variant", VARIANT if number % 3 else None))

    store.transaction(id, append)
    return id


def found(store: Store, workspace: UUID, *checkpoints: Checkpoint) -> tuple[int, Flaw] | None:
    broken = verify_record(store, workspace, checkpoints).broken
    return (broken.sequence, broken.flaw) if broken else None


def signed(store: Store, workspace: UUID, sequence: int) -> Checkpoint:
    hash = store.read(None, lambda tx: hash_at(tx, workspace, sequence))
    return Checkpoint(str(workspace), sequence, hash, "2026-11-25T11:00:00.000000+00:00")


def test_what_was_appended_is_intact(store: Store) -> None:
    workspace = recorded(store, 7)
    verified = verify_record(store, workspace, [signed(store, workspace, 7)])
    assert (verified.broken, verified.head.sequence, verified.checkpoints) == (None, 7, 1)


def test_a_record_longer_than_a_page_is_read_in_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "PAGE", 3)
    workspace = recorded(store, 10)
    entries = store.read(workspace, lambda tx: list(stored_entries(tx)))
    assert [entry.sequence for entry in entries if entry] == list(range(1, 11))
    assert found(store, workspace) is None


TAMPERINGS = {
    "act": ("UPDATE gov_audit_entry SET act = 'decision.withdrawn' WHERE sequence = 4", (4, Flaw.ALTERED)),
    "actor": ("UPDATE gov_audit_entry SET actor_id = workspace_id WHERE sequence = 4", (4, Flaw.ALTERED)),
    "no actor": ("UPDATE gov_audit_entry SET actor_id = NULL WHERE sequence = 4", (4, Flaw.ALTERED)),
    "object": ("UPDATE gov_audit_entry SET object_id = workspace_id WHERE sequence = 4", (4, Flaw.ALTERED)),
    "time": ("UPDATE gov_audit_entry SET at = '2026-01-01 00:00:00.000000' WHERE sequence = 4", (4, Flaw.ALTERED)),
    "previous": ("UPDATE gov_audit_entry SET previous = hash WHERE sequence = 4", (4, Flaw.ALTERED)),
    "hash": ("UPDATE gov_audit_entry SET hash = 'x' WHERE sequence = 4", (4, Flaw.ALTERED)),
    "sequence": ("UPDATE gov_audit_entry SET sequence = 40 WHERE sequence = 7", (7, Flaw.ALTERED)),
    "deleted": ("DELETE FROM gov_audit_entry WHERE sequence = 4", (4, Flaw.MISSING)),
    "beginning": ("DELETE FROM gov_audit_entry WHERE sequence = 1", (1, Flaw.MISSING)),
    "end": ("DELETE FROM gov_audit_entry WHERE sequence > 5", (6, Flaw.CUT_OFF)),
    "all": ("DELETE FROM gov_audit_entry", (1, Flaw.CUT_OFF)),
    "head": ("UPDATE gov_head SET entries = 6", (8, Flaw.CUT_OFF)),
    "no head": ("DELETE FROM gov_head", (8, Flaw.CUT_OFF)),
}


@pytest.mark.parametrize(("statement", "flaw"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_a_change_by_the_administrator_is_found(store: Store, statement: str, flaw: tuple[int, Flaw]) -> None:
    workspace = recorded(store, 7)
    as_administrator(store, statement)
    assert found(store, workspace) == flaw


def test_a_flipped_bit_in_the_bytes_is_found(store: Store) -> None:
    workspace = recorded(store, 7)
    flip = {
        "sqlite": "UPDATE gov_audit_entry SET canonical = CAST(CAST(canonical AS TEXT) || ' ' AS BLOB)",
        "postgresql": "UPDATE gov_audit_entry SET canonical = set_bit(canonical, 100, 1 - get_bit(canonical, 100))",
    }[store.engine.dialect.name]
    as_administrator(store, f"{flip} WHERE sequence = 3")
    assert found(store, workspace) == (3, Flaw.ALTERED)


def test_two_entries_that_changed_places_are_found(store: Store) -> None:
    workspace = recorded(store, 7)
    moves = ((2, 99), (5, 2), (99, 5))
    as_administrator(store, *(f"UPDATE gov_audit_entry SET sequence = {b} WHERE sequence = {a}" for a, b in moves))
    assert found(store, workspace) == (2, Flaw.REORDERED)


def test_an_entry_that_was_put_in_twice_is_found(store: Store) -> None:
    workspace = recorded(store, 7)
    columns = "workspace_id, act, actor_id, object_id, at, previous, hash, canonical"
    copied = f"INSERT INTO gov_audit_entry (sequence, {columns}) SELECT 8, {columns} FROM gov_audit_entry"
    as_administrator(store, f"{copied} WHERE sequence = 7", "UPDATE gov_head SET entries = 8")
    assert found(store, workspace) == (8, Flaw.REORDERED)


def test_an_end_cut_off_with_its_head_needs_a_checkpoint(store: Store) -> None:
    workspace = recorded(store, 7)
    last, kept = signed(store, workspace, 7), signed(store, workspace, 4)
    as_administrator(
        store,
        "DELETE FROM gov_audit_entry WHERE sequence > 4",
        f"UPDATE gov_head SET entries = 4, hash = '{kept.hash}'",
    )
    assert found(store, workspace) is None
    assert found(store, workspace, kept) is None
    assert found(store, workspace, kept, last) == (5, Flaw.CUT_OFF)


def test_a_record_written_anew_needs_a_checkpoint(store: Store) -> None:
    workspace = recorded(store, 7)
    last = signed(store, workspace, 5)
    as_administrator(store, "DELETE FROM gov_audit_entry", f"UPDATE gov_head SET entries = 0, hash = '{GENESIS}'")
    store.transaction(workspace, lambda tx: [tx.append(Act.DECISION_MADE, SOMEBODY) for _ in range(7)])
    assert found(store, workspace) is None
    assert found(store, workspace, last) == (5, Flaw.REWRITTEN)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "values",
    ["at = 'yesterday'", "actor_id = x'ff00'", "canonical = 5", "sequence = 'seven'", "hash = x'ff'"],
)
def test_whatever_sqlite_was_given_is_told_and_not_tripped_over(store: Store, values: str) -> None:
    workspace = recorded(store, 7)
    as_administrator(store, f"UPDATE gov_audit_entry SET {values} WHERE sequence = 7")
    broken = found(store, workspace)
    assert broken is not None
    assert broken[0] == 7


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_an_instant_beyond_all_time_is_told_and_not_tripped_over(store: Store) -> None:
    workspace = recorded(store, 7)
    as_administrator(store, "UPDATE gov_audit_entry SET at = 'infinity' WHERE sequence = 7")
    assert found(store, workspace) == (7, Flaw.ALTERED)


def test_a_record_is_verified_while_it_grows(store: Store) -> None:
    workspace = recorded(store, 3)

    def append(_: int) -> int:
        return store.transaction(workspace, lambda tx: tx.append(Act.DECISION_MADE, SOMEBODY).sequence)

    with ThreadPoolExecutor(2) as pool:
        growing = pool.map(append, range(40))
        flaws = {found(store, workspace) for _ in range(20)}
        list(growing)
    assert flaws == {None}


def test_a_page_shows_the_newest_first_and_filters(store: Store) -> None:
    workspace = recorded(store, 7)

    def numbers(**wanted: object) -> list[int]:
        return store.read(workspace, lambda tx: [one.sequence for one in entries_page(tx, **wanted)])  # type: ignore[arg-type]

    assert numbers() == [7, 6, 5, 4, 3, 2, 1]
    assert numbers(before=4, limit=2) == [3, 2]
    assert numbers(actor_id=MACHINE) == [6, 4, 2]
    assert numbers(object_id=VARIANT, actor_id=PERSON) == [5, 3]
    assert numbers(act=Act.DECISION_WITHDRAWN) == []


def test_a_page_has_at_most_200_entries(store: Store) -> None:
    workspace = recorded(store, 205)
    assert len(store.read(workspace, lambda tx: entries_page(tx, limit=10_000))) == 200
    assert len(store.read(workspace, lambda tx: entries_page(tx, limit=0))) == 1


def test_the_heads_of_all_workspaces_are_known(store: Store) -> None:
    one, other = recorded(store, 2, "one"), recorded(store, 0, "other")
    heads = {head.key: head for head in store.read(None, record_heads)}
    assert heads["one"].head.sequence == 2
    assert heads["one"].last_hash == heads["one"].head.hash
    assert heads["other"].head == Head()
    assert store.read(None, recorded_workspaces) == {one: "one", other: "other"}
