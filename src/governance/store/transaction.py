"""Transactions: one writer a workspace at a time, serialisable, tried again where databases ask for it.

On SQLite `BEGIN IMMEDIATE` makes the writer wait its turn. On PostgreSQL an advisory lock of the workspace does,
taken before the snapshot, so that a decision, an edit, a veto, a permit and a recall never meet half-way; the
transaction is SERIALIZABLE as well.
"""

import random
import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, event, text
from sqlmodel import Session

from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.audit.chain import Entry, Head, entry_after
from governance.core.launch.permit import Signer
from governance.store.engine import WRITES, is_sqlite
from governance.store.kept import Kept
from governance.store.tables.audit import AuditEntryRow, HeadRow
from governance.store.tables.people import GrantRow, MembershipRow, PersonRow
from governance.store.tables.policies import DocumentRow
from governance.store.tables.workspaces import PartnerRow
from governance.store.turns import FAILURES, Turns, try_again, unavailable

Result = TypeVar("Result")
Enqueue = Callable[[Connection, str, str, tuple[Any, ...]], None]
"""Enqueue work by name, with an id that makes it happen once, in the caller's transaction."""

READ_ONCE = (DocumentRow, GrantRow, MembershipRow, PartnerRow, PersonRow)
TRIES = 6
KEPT = 64
RECENT = 2_000
FRESH_S = 15
"""Time alone changes little: what is kept until the record grows is read anew after so many seconds, too."""


class Tx:
    """A transaction of one workspace, or of none. Work that reads only never appends."""

    def __init__(self, session: Session, workspace_id: UUID | None, now: datetime, store: "Store") -> None:
        self.session = session
        self.now = now
        self.kept = store.kept
        self.signer = store.signer
        self._recent = store.recent
        self._workspace_id = workspace_id
        self._enqueue = store.enqueue
        self._head: HeadRow | None = None
        self._latest: HeadRow | None = None
        self.request: str | None = None
        self._read: dict[Hashable, Any] = {}
        event.listen(session, "after_flush", self._flushed)

    @property
    def workspace_id(self) -> UUID:
        if self._workspace_id is None:
            raise RuntimeError("this transaction belongs to no workspace")
        return self._workspace_id

    def once(self, key: Hashable, read: Callable[[], Result]) -> Result:
        """What was read of policies and people, once a transaction; again after a change of theirs."""
        if self.session.new or self.session.dirty or self.session.deleted:
            self.session.flush()
        if key not in self._read:
            self._read[key] = read()
        found: Result = self._read[key]
        return found

    def unchanged(self, key: Hashable, read: Callable[[], Result]) -> Result:
        """A small value that changes only with what is recorded: kept until then, for all who ask."""
        head = self.latest
        now = int(self.now.timestamp()) // FRESH_S
        return self._recent.get((self.workspace_id, head.entries, head.numbers, now, key), read)

    def _flushed(self, session: Any, _context: Any) -> None:
        changed = (*session.new, *session.dirty, *session.deleted)
        if any(isinstance(one, READ_ONCE) for one in changed):
            self._read.clear()

    def number(self) -> int:
        """The next number of the workspace's rows, for order and paging."""
        head = self.head
        head.numbers += 1
        return head.numbers

    def append(
        self,
        act: Act,
        actor: Actor,
        about: tuple[str, UUID | str | None] = ("workspace", None),
        data: Mapping[str, Any] | None = None,
        policy_set: str | None = None,
    ) -> Entry:
        """Record one act, in this transaction. `about` is the kind and the id of what it was done to."""
        head = self.head
        at = max(self.now, head.at)
        kind, id = about
        fields = {
            "workspace": str(self.workspace_id),
            "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "id": str(uuid4()),
            "act": act,
            "actor": actor.record,
            "object": {"kind": kind, "id": str(id) if id else None},
            "policy_set": policy_set,
            "data": dict(data or {}),
            "request": self.request,
        }
        entry = entry_after(Head(head.entries, head.hash), fields)
        self.session.add(_row(entry, self.workspace_id, at, act, actor, id))
        head.entries, head.hash, head.at = entry.sequence, entry.hash, at
        return entry

    def enqueue(self, name: str, id: str, *arguments: Any) -> None:
        """Ask for background work; it exists if and only if this transaction commits."""
        self.session.flush()
        self._enqueue(self.session.connection(), name, id, arguments)

    @property
    def latest(self) -> HeadRow:
        """Where the workspace's sequences stood when this transaction first asked: for reading only."""
        if self._latest is None:
            self._latest = self.session.get_one(HeadRow, self.workspace_id)
        return self._latest

    @property
    def head(self) -> HeadRow:
        """Where the workspace's sequences stand, locked until the end."""
        if self._head is None:
            self._head = self.session.get_one(HeadRow, self.workspace_id, with_for_update=True)
        return self._head


def _row(
    entry: Entry, workspace: UUID, at: datetime, act: Act, actor: Actor, about: UUID | str | None
) -> AuditEntryRow:
    return AuditEntryRow(
        workspace_id=workspace,
        sequence=entry.sequence,
        act=act,
        actor_id=UUID(actor.id) if actor.id else None,
        object_id=UUID(str(about)) if about else None,
        at=at,
        previous=entry.previous,
        hash=entry.hash,
        canonical=entry.canonical,
    )


def no_background_work(_connection: Connection, name: str, _id: str, _arguments: tuple[Any, ...]) -> None:
    raise RuntimeError(f"{name} cannot be enqueued: no job runner was given")


def without_background_work(_connection: Connection, _name: str, _id: str, _arguments: tuple[Any, ...]) -> None:
    """For the sample loader, which does at once what would be enqueued."""


class Store:
    """A database, its job queue, the key that signs permits, and its clock.

    `clock` is for the sample loader and tests only. Without a signer nothing is permitted.
    """

    def __init__(
        self,
        engine: Engine,
        enqueue: Enqueue = no_background_work,
        signer: Signer | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.engine = engine
        self.enqueue = enqueue
        self.signer = signer
        self.clock = clock
        self.kept = Kept(KEPT)
        self.recent = Kept(RECENT)
        self._turns = Turns()

    def transaction(self, workspace_id: UUID | None, work: Callable[[Tx], Result]) -> Result:
        """Run work that writes, and commit it whole; nothing of it is kept if it raises.

        Conflicts that the database asks to try again are tried again. Raises Unavailable if it cannot write.
        """
        for attempt in range(TRIES):
            try:
                with self._writing(workspace_id) as tx:
                    return work(tx)
            except FAILURES as error:
                if attempt == TRIES - 1 or not try_again(error):
                    raise unavailable(error) from error
                time.sleep(random.uniform(0, 0.02 * 2**attempt))
        raise AssertionError("unreachable")

    def read(self, workspace_id: UUID | None, work: Callable[[Tx], Result]) -> Result:
        """Run work that only reads, on one snapshot."""
        try:
            with self.engine.connect() as connection:
                if not is_sqlite(connection):
                    connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                with Session(connection, autoflush=False) as session:
                    return work(Tx(session, workspace_id, self._now(connection), self))
        except FAILURES as error:
            raise unavailable(error) from error

    @contextmanager
    def _writing(self, workspace_id: UUID | None) -> Iterator[Tx]:
        with self.engine.connect() as connection, self._turns.taken(connection, workspace_id):
            connection.execution_options(**{WRITES: True})
            # Reading back what was written would cost a query a row; everything is known already.
            with Session(connection, expire_on_commit=False) as session:
                yield Tx(session, workspace_id, self._now(connection), self)
                session.commit()
                connection.commit()

    def _now(self, connection: Connection) -> datetime:
        if self.clock:
            return self.clock()
        if is_sqlite(connection):
            found = connection.exec_driver_sql("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')").scalar_one()
            return datetime.fromisoformat(found).replace(tzinfo=UTC)
        instant: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        return instant.astimezone(UTC)
