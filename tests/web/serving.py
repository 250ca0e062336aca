"""The real service over real HTTP, in a thread of the test process, on a database of the test's own.

Background work is done when the test says so, by the functions that the job runner calls; the job runner itself,
and what a kill does to it, is tested with processes of its own.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import uvicorn
from litestar import Litestar
from sqlalchemy import Connection, Engine
from tests.databases import connected
from tests.service.company import CHEAP, Company

from governance.actions.rechecks import recheck_chunk
from governance.actions.uploads import check_chunk
from governance.outside.checkpoint_file import CheckpointFile
from governance.outside.signing import Keys
from governance.store.transaction import Store
from governance.web.app import create_app
from governance.web.door import COOKIE, CSRF_HEADER
from governance.web.service import Service


@dataclass
class Served:
    """A running service. `work()` does what was enqueued, as the job runner would."""

    service: Service
    url: str
    enqueued: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)
    clients: list[httpx.Client] = field(default_factory=list)

    @property
    def store(self) -> Store:
        return self.service.store

    def work(self) -> None:
        while self.enqueued:
            name, arguments = self.enqueued.pop(0)
            workspace = UUID(arguments[0])
            if name == "check_upload":
                while check_chunk(self.store, workspace, UUID(arguments[1])):
                    pass
            else:
                after: int | None = 0
                while after is not None:
                    after = recheck_chunk(self.store, workspace, after)

    def client(self, session: dict[str, Any] | None = None, token: str | None = None) -> httpx.Client:
        """A client as somebody: a browser with a session (the answer of `sign_in`), a machine, or nobody."""
        headers = {}
        if session:
            headers = {"Cookie": f"{COOKIE}={session['session']}", CSRF_HEADER: session["csrf"]}
        if token:
            headers = {"Authorization": f"Bearer {token}"}
        client = httpx.Client(base_url=self.url, headers=headers, timeout=30, verify=False)
        self.clients.append(client)
        return client

    def as_(self, company: Company, name: str) -> httpx.Client:
        """A client as one of a company's people, signed in anew."""
        return self.client(company.sign_in(name))


@dataclass
class _Listening:
    """An application on a free port of the loopback interface, in a thread. Who it serves is in its state."""

    app: Litestar
    url: str


_IDLE: list[_Listening] = []
"""Those that no test uses now: building and starting one takes longer than most tests do."""


@contextmanager
def serving(database_url: str, folder: Path) -> Iterator[Served]:
    """The service, listening."""
    with connected(database_url) as engine:
        yield from _served(engine, folder)


def _served(engine: Engine, folder: Path) -> Iterator[Served]:
    keys = Keys(folder / "keys")
    store = Store(engine, signer=keys)
    service = Service(store, keys, CheckpointFile(folder / "checkpoints.jsonl", keys), hasher=CHEAP)
    listening = _IDLE.pop() if _IDLE else _listening(service)
    listening.app.state.service = service
    served = Served(service, listening.url)

    def enqueue(_connection: Connection, name: str, _id: str, arguments: tuple[Any, ...]) -> None:
        served.enqueued.append((name, arguments))

    store.enqueue = enqueue
    try:
        yield served
    finally:
        for client in served.clients:
            client.close()
        _IDLE.append(listening)


def _listening(service: Service) -> _Listening:
    app = create_app(service)
    # asyncio sends small answers at once only where the socket names its protocol.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on"))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    _wait(server)
    return _Listening(app, f"http://127.0.0.1:{listening.getsockname()[1]}")


def _wait(server: uvicorn.Server) -> None:
    for _ in range(500):
        if server.started:
            return
        threading.Event().wait(0.01)
    raise RuntimeError("the server did not start")
