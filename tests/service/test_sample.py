"""The sample companies: loaded once, with a true record, and something to do for everybody."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import col, select
from tests.service.copy import all_agree_in

from governance.actions.variant_reads import list_queue
from governance.core.audit.chain import Entry
from governance.core.audit.verify import verify
from governance.outside.signing import Keys
from governance.paths import packaged
from governance.sample import COMPANIES, load_samples
from governance.store.people import person_actor
from governance.store.people_lists import workspace_by_key
from governance.store.tables.audit import AuditEntryRow
from governance.store.tables.people import GrantRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Store

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def loaded(store: Store, tmp_path: Path) -> Store:
    store.signer = Keys(tmp_path / "keys")
    assert load_samples(store, packaged("policies"), NOW) == list(COMPANIES)
    store.clock = lambda: NOW
    return store


def ids(store: Store) -> list[UUID]:
    found = store.read(None, lambda tx: [workspace_by_key(tx, key) for key in COMPANIES])
    return [row.id for row in found if row is not None]


def entries(store: Store, workspace: UUID) -> list[Entry]:
    chosen = select(AuditEntryRow).where(AuditEntryRow.workspace_id == workspace)
    rows = store.read(workspace, lambda tx: tx.session.exec(chosen.order_by(col(AuditEntryRow.sequence))).all())
    return [Entry(row.sequence, row.previous, row.hash, row.canonical) for row in rows]


def test_the_samples_leave_work_for_everybody_and_are_loaded_once(loaded: Store) -> None:
    assert len(ids(loaded)) == len(COMPANIES)
    before = {id: entries(loaded, id) for id in ids(loaded)}
    for id, record in before.items():
        assert verify(record, str(id)).broken is None
        assert loaded.read(id, all_agree_in)
        roles = {role for role, _ in _held(loaded, id)}
        assert {role for role, person in _held(loaded, id) if _queue(loaded, id, person)} == roles
        assert _states(loaded, id) == {"in_review", "changes_requested", "vetoed", "approved"}
    load_samples(loaded, packaged("policies"), NOW)
    assert {id: entries(loaded, id) for id in ids(loaded)} == before


def _states(store: Store, id: UUID) -> set[str]:
    chosen = select(VariantRow.state).where(VariantRow.workspace_id == id)
    return set(store.read(id, lambda tx: tx.session.exec(chosen).all()))


def _held(store: Store, id: UUID) -> list[tuple[str, UUID]]:
    chosen = select(GrantRow.role, GrantRow.person_id).where(GrantRow.workspace_id == id)
    return list(store.read(id, lambda tx: tx.session.exec(chosen).all()))


def _queue(store: Store, id: UUID, person: UUID) -> list[object]:
    items: list[object] = store.read(id, lambda tx: list_queue(tx, person_actor(tx, person), 0, 50))["items"]
    return items
