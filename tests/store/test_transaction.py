"""Transactions: one writer a workspace at a time, all or nothing, chained."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.audit.chain import GENESIS, Entry
from governance.core.audit.verify import verify
from governance.store.tables.audit import AuditEntryRow, HeadRow
from governance.store.tables.workspaces import WorkspaceRow
from governance.store.transaction import Store, Tx

SYSTEM = Actor("system")
HOURS = {"days": ["mon"], "from": "09:00", "to": "17:00"}


def a_workspace(store: Store, key: str = "loopfern") -> UUID:
    id = uuid4()

    def create(tx: Tx) -> None:
        tx.session.add(WorkspaceRow(id=id, key=key, name=key, time_zone="UTC", business_hours=HOURS, created_at=tx.now))
        tx.session.flush()
        tx.session.add(HeadRow(workspace_id=id, hash=GENESIS, at=tx.now))

    store.transaction(None, create)
    return id


def entries(store: Store, workspace: UUID) -> list[Entry]:
    rows = store.read(
        workspace,
        lambda tx: tx.session.exec(
            select(AuditEntryRow).where(AuditEntryRow.workspace_id == workspace).order_by(AuditEntryRow.sequence)  # type: ignore[arg-type]
        ).all(),
    )
    return [Entry(row.sequence, row.previous, row.hash, row.canonical) for row in rows]


def test_what_is_appended_is_a_chain_without_gaps(store: Store) -> None:
    workspace = a_workspace(store)
    for _ in range(3):
        store.transaction(workspace, lambda tx: tx.append(Act.CAMPAIGN_CREATED, SYSTEM))
    verified = verify(entries(store, workspace), str(workspace))
    assert verified.broken is None
    assert verified.head.sequence == 3


def test_work_that_raises_leaves_nothing(store: Store) -> None:
    workspace = a_workspace(store)

    def fail(tx: Tx) -> None:
        tx.append(Act.CAMPAIGN_CREATED, SYSTEM)
        raise LookupError

    with pytest.raises(LookupError):
        store.transaction(workspace, fail)
    assert entries(store, workspace) == []


def test_writers_of_one_workspace_take_turns(store: Store) -> None:
    workspace = a_workspace(store)

    def append(_: int) -> int:
        return store.transaction(workspace, lambda tx: tx.append(Act.CAMPAIGN_CREATED, SYSTEM).sequence)

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(append, range(40)))
    assert sorted(numbers) == list(range(1, 41))
    assert verify(entries(store, workspace), str(workspace)).broken is None


def test_two_workspaces_have_chains_of_their_own(store: Store) -> None:
    one, other = a_workspace(store, "one"), a_workspace(store, "other")
    store.transaction(one, lambda tx: tx.append(Act.CAMPAIGN_CREATED, SYSTEM))
    assert [len(entries(store, id)) for id in (one, other)] == [1, 0]


def test_instants_come_back_aware_and_in_utc(store: Store) -> None:
    workspace = a_workspace(store)
    row = store.read(workspace, lambda tx: tx.session.get_one(WorkspaceRow, workspace))
    assert row.created_at.tzinfo is UTC
    assert abs(datetime.now(UTC) - row.created_at) < timedelta(minutes=1)


@pytest.mark.parametrize("statement", ["UPDATE gov_audit_entry SET act = 'x'", "DELETE FROM gov_audit_entry"])
def test_the_database_refuses_to_change_an_entry(store: Store, statement: str) -> None:
    workspace = a_workspace(store)
    store.transaction(workspace, lambda tx: tx.append(Act.CAMPAIGN_CREATED, SYSTEM))
    with pytest.raises(DBAPIError, match="never changed"), store.engine.begin() as connection:
        connection.execute(text(statement))
