"""A workspace with nothing but a record, and what somebody can do to it who rules the database."""

from uuid import UUID, uuid4

from sqlalchemy import text

from governance.core.audit.chain import GENESIS
from governance.store.tables.audit import HeadRow
from governance.store.tables.workspaces import WorkspaceRow
from governance.store.transaction import Store, Tx

HOURS = {"days": ["mon"], "from": "09:00", "to": "17:00"}
GUARDS = {
    "sqlite": ("DROP TRIGGER gov_audit_entry_no_update", "DROP TRIGGER gov_audit_entry_no_delete"),
    "postgresql": ("DROP TRIGGER gov_audit_entry_no_change ON gov_audit_entry",),
}


def a_workspace(store: Store, key: str = "loopfern") -> UUID:
    """A workspace whose record is empty."""
    id = uuid4()

    def create(tx: Tx) -> None:
        tx.session.add(WorkspaceRow(id=id, key=key, name=key, time_zone="UTC", business_hours=HOURS, created_at=tx.now))
        tx.session.flush()
        tx.session.add(HeadRow(workspace_id=id, hash=GENESIS, at=tx.now))

    store.transaction(None, create)
    return id


def as_administrator(store: Store, *statements: str) -> None:
    """Take the guard of the record away, and change what one likes."""
    with store.engine.begin() as connection:
        for statement in (*GUARDS[store.engine.dialect.name], *statements):
            connection.execute(text(statement))
