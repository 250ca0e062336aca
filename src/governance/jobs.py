"""Durable background work on DBOS, in the database of the service: what was enqueued with a commit gets done.

A step may run twice after a crash, so every step makes its effect once by itself. Names that the store enqueues
are the names of the workflows here.
"""

import logging
import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

from dbos import DBOS, DBOSClient, DBOSConfig
from sqlalchemy import Connection

from governance.actions.rechecks import keep_time, recheck_chunk
from governance.actions.uploads import check_chunk
from governance.store.transaction import Enqueue, Store
from governance.store.workspaces import workspace_ids

APPLICATION = "governance"
QUEUE = "governance"
VERSION = "1"
"""Fixed, so that work which waits is taken up after an update. Raise it with the names or arguments of workflows."""

POLLED_S = 0.2
CLOCK_S = 20.0
log = logging.getLogger("governance.jobs")


def migrate_jobs(url: str) -> None:
    """Make the job library's own tables in the database, or bring them up to date."""
    DBOS.migrate(url)


def enqueuing(url: str) -> Enqueue:
    """A function that enqueues work in the caller's transaction."""
    client = DBOSClient(system_database_url=url, application_name=APPLICATION, lazy=True)

    def enqueue(connection: Connection, name: str, id: str, arguments: tuple[Any, ...]) -> None:
        options: Any = {
            "workflow_name": name,
            "queue_name": QUEUE,
            "workflow_id": id,
            "app_version": VERSION,
            "application_name": APPLICATION,
        }
        client.enqueue_in_transaction(connection, options, *arguments)

    return enqueue


class Jobs:
    """The background work of one process: the workflows, and a clock for what time alone changes.

    Two processes need two executor ids; a process that starts again takes up what its id left undone.
    """

    def __init__(self, store: Store, url: str, executor: str, on_tick: Callable[[], object]) -> None:
        self._store = store
        self._on_tick = on_tick
        self._stopping = threading.Event()
        self._clock = threading.Thread(target=self._keep_time, name="governance-clock", daemon=True)
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": url,
            "application_version": VERSION,
            "executor_id": executor,
            "log_level": "WARNING",
            "enable_otlp": False,
        }
        DBOS(config=config)
        self._register()

    def start(self) -> None:
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=2, polling_interval_sec=POLLED_S)
        self._clock.start()

    def stop(self) -> None:
        self._stopping.set()
        self._clock.join(timeout=10)
        DBOS.destroy()

    def _register(self) -> None:
        store = self._store

        @DBOS.step(name="check_chunk", retries_allowed=True, max_attempts=10)
        def chunk(workspace_id: str, upload_id: str) -> int:
            return check_chunk(store, UUID(workspace_id), UUID(upload_id))

        @DBOS.workflow(name="check_upload")
        def check_upload(workspace_id: str, upload_id: str) -> None:
            while chunk(workspace_id, upload_id):
                pass

        @DBOS.step(name="recheck_chunk", retries_allowed=True, max_attempts=10)
        def again(workspace_id: str, after: int) -> int | None:
            return recheck_chunk(store, UUID(workspace_id), after)

        @DBOS.workflow(name="recheck")
        def recheck(workspace_id: str) -> None:
            after: int | None = 0
            while after is not None:
                after = again(workspace_id, after)

    def _keep_time(self) -> None:
        while not self._stopping.wait(CLOCK_S):
            self.tick()

    def tick(self) -> None:
        """Do what is due. What fails is tried again at the next tick, and said."""
        try:
            keep_time(self._store, workspace_ids(self._store))
            self._on_tick()
        except Exception:
            log.exception("What is due could not be done; it is tried again")
