"""A real server, killed at random moments while it checks an upload and people decide: nothing acknowledged is lost.

`GOVERNANCE_KILLS=50` kills it as often on each database; the suite does so twice. Whoever gets no answer asks again
with the same Idempotency-Key, as a client must that wants to know.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func
from sqlmodel import col, select
from tests.databases import disposing
from tests.service.company import Company, company

from governance.store.engine import make_engine
from governance.store.tables.review import DecisionRow
from governance.store.tables.variants import ReportRow, UploadedRow, UploadRow, VariantRow
from governance.store.transaction import Store
from governance.web.door import COOKIE, CSRF_HEADER

KILLS = int(os.environ.get("GOVERNANCE_KILLS", "0"))
ROWS = 300 if KILLS else 100
READY_S = 30.0
W = "/api/w/loopfern"
BODY = "Hi {{first_name}},\n\nhow do you handle returns of range %d?\n\n{{postal_address}}\n{{unsubscribe_link}}"
DECIDERS = {"tom": None, "klara": None, "priya": "yes", "jonas": "yes"}
Json = dict[str, Any]


@dataclass
class Server:
    """`governance serve` on a database, in a process group of its own."""

    url: str
    data: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    starts: list[float] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        began = time.monotonic()
        command = [sys.executable, "-m", "governance", "serve", "--database", self.url, "--data", str(self.data)]
        log = (self.data / "server.log").open("ab")
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)], stdout=log, stderr=log, start_new_session=True
        )
        log.close()
        while not self._ready():
            assert self.process.poll() is None, (self.data / "server.log").read_text()[-2_000:]
            assert time.monotonic() - began < READY_S, "the server was not ready in time"
            time.sleep(0.02)
        self.starts.append(time.monotonic() - began)

    def _ready(self) -> bool:
        try:
            return httpx.get(f"{self.address}/health", timeout=1).status_code == 200
        except httpx.TransportError:
            return False

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, how)
            self.process.wait(30)


@dataclass
class Client:
    """Somebody who asks until there is an answer, and remembers what was acknowledged."""

    address: str
    session: Json
    over: threading.Event
    acknowledged: list[str] = field(default_factory=list)
    unanswered: int = 0
    trouble: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        headers = {"Cookie": f"{COOKIE}={self.session['session']}", CSRF_HEADER: self.session["csrf"]}
        self.http = httpx.Client(base_url=self.address + W, headers=headers, timeout=10, verify=False)

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """The answer to one request, however often it takes to get it."""
        headers = {"Idempotency-Key": str(uuid4())} if method == "POST" else {}
        for _ in range(3_000):
            try:
                answer = self.http.request(method, path, headers=headers, **more)
            except httpx.TransportError:
                self.unanswered += 1
                time.sleep(0.05)
                continue
            if answer.status_code != 503:
                return answer
            time.sleep(0.05)
        raise AssertionError(f"{method} {path} was never answered")

    def decide_until_over(self, call: str | None) -> None:
        try:
            while not self.over.is_set():
                self._decide_some(call)
        except Exception as error:
            self.trouble.append(repr(error))
            raise

    def _decide_some(self, call: str | None) -> None:
        waiting = self.ask("GET", "/queue", params={"limit": 20}).json()["items"]
        random.shuffle(waiting)
        for item in waiting[:5]:
            path = f"/variants/{item['variant']['id']}"
            review = self.ask("GET", f"{path}/review").json()
            body = {"verdict": "approve", "text": review["text"], "policy_set": review["policy_set"], "call": call}
            answer = self.ask("POST", f"{path}/decisions", json=body)
            if answer.status_code == 201:
                self.acknowledged.append(answer.json()["decision"]["id"])
            elif answer.status_code not in (403, 404, 409):
                self.trouble.append(f"{answer.status_code}: {answer.text[:300]}")
        if not waiting:
            time.sleep(0.05)


@dataclass
class Uploads:
    """One upload after another, each until its last row is checked."""

    client: Client
    most: int | None
    acknowledged: list[str] = field(default_factory=list)

    def bring(self) -> None:
        while not self.client.over.is_set() and (self.most is None or len(self.acknowledged) < self.most):
            self._one()

    def _one(self) -> None:
        number = len(self.acknowledged)
        lines = [{"id": f"{number}-{row}", "subject": "A question", "body": BODY % row} for row in range(ROWS)]
        content = "\n".join(json.dumps({**line, "channel": "email", "kind": "cold"}) for line in lines)
        answer = self.client.ask("POST", "/uploads", params={"format": "jsonl", "campaign": "january"}, content=content)
        assert answer.status_code == 202, answer.text
        self.acknowledged.append(answer.json()["id"])
        while self.client.ask("GET", f"/uploads/{self.acknowledged[-1]}").json()["checked_at"] is None:
            time.sleep(0.1)


@pytest.fixture
def loopfern(database_url: str) -> Iterator[Company]:
    with disposing(make_engine(database_url)) as engine:
        founded = company(Store(engine))
        founded.put_in_force()
        yield founded


@pytest.fixture
def server(database_url: str, tmp_path: Path) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    made = Server(database_url, tmp_path, port)
    yield made
    made.kill()


def test_nothing_acknowledged_is_lost(loopfern: Company, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    over = threading.Event()
    clients = {name: Client(server.address, loopfern.sign_in(name), over) for name in DECIDERS}
    uploads = Uploads(Client(server.address, loopfern.sign_in("ines"), over), None if KILLS else 1)
    server.start()
    deciding = [_thread(clients[name].decide_until_over, call) for name, call in DECIDERS.items()]
    uploading = _thread(uploads.bring)
    try:
        for _ in range(KILLS or 2):
            _wait_for_some_moment(loopfern)
            server.kill()
            server.start()
        _wait_for(lambda: not uploading.is_alive() or bool(KILLS), 120)
    finally:
        over.set()
    for thread in (uploading, *deciding):
        thread.join(120)
        assert not thread.is_alive()
    for one in (uploads.client, *clients.values()):
        one.http.close()
    server.kill(signal.SIGTERM)

    _every_upload_is_whole(loopfern, uploads.acknowledged)
    _every_decision_is_there_once(loopfern, clients)
    _the_record_is_whole(server)
    if KILLS:
        with capsys.disabled():
            print(_summary(server, clients, uploads))


def _thread(work: Callable[..., None], *arguments: Any) -> threading.Thread:
    thread = threading.Thread(target=work, args=arguments, daemon=True)
    thread.start()
    return thread


def _wait_for_some_moment(loopfern: Company) -> None:
    """Any; but one of few is while rows are checked, which is some time after the server is there."""
    before = _checked(loopfern)
    if not KILLS:
        _wait_for(lambda: before < _checked(loopfern) or before == ROWS, 60)
    time.sleep(random.uniform(0.2, 1.5) if KILLS else random.uniform(0, 0.5))


def _checked(loopfern: Company) -> int:
    return loopfern.read(lambda tx: tx.session.exec(select(func.count()).select_from(ReportRow)).one())


def _wait_for(done: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "the work was not taken up again"
        time.sleep(0.05)


def _every_upload_is_whole(loopfern: Company, acknowledged: list[str]) -> None:
    """Each row became one variant with one report; nothing waits; each upload ended once."""
    uploads = loopfern.read(lambda tx: tx.session.exec(select(UploadRow)).all())
    assert sorted(str(one.id) for one in uploads) == sorted(acknowledged)
    assert all(one.checked_at for one in uploads)
    assert loopfern.read(lambda tx: tx.session.exec(select(func.count()).select_from(UploadedRow)).one()) == 0
    rows = loopfern.read(lambda tx: tx.session.exec(select(VariantRow.upload_id, VariantRow.upload_row)).all())
    assert len(rows) == len(set(rows)) == ROWS * len(acknowledged)
    reports = loopfern.read(lambda tx: tx.session.exec(select(ReportRow.variant_id, ReportRow.revision)).all())
    assert len(reports) == len(set(reports)) == len(rows)
    acts = Counter(loopfern.acts())
    assert acts["upload.received"] == acts["upload.checked"] == len(acknowledged)
    assert acts["revision.created"] == acts["submission.received"] == acts["check.completed"] == len(rows)


def _every_decision_is_there_once(loopfern: Company, clients: dict[str, Client]) -> None:
    """What was acknowledged is in the table and in the record, once; and nothing else is."""
    assert [one.trouble for one in clients.values()] == [[]] * len(clients)
    acknowledged = sorted(id for one in clients.values() for id in one.acknowledged)
    assert acknowledged, "nobody decided anything"
    rows = loopfern.read(lambda tx: tx.session.exec(select(col(DecisionRow.id))).all())
    recorded = [one["data"]["decision"] for one in loopfern.record() if one["act"] == "decision.made"]
    assert sorted(map(str, rows)) == sorted(recorded) == acknowledged


def _the_record_is_whole(server: Server) -> None:
    command = [sys.executable, "-m", "governance", "audit", "verify", "--database", server.url]
    verified = subprocess.run([*command, "--data", str(server.data)], capture_output=True, text=True, check=False)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert (server.data / "checkpoints.jsonl").read_text().count("\n") > 1


def _summary(server: Server, clients: dict[str, Client], uploads: Uploads) -> str:
    again = sorted(server.starts[1:])
    return (
        f"\n{server.url.partition(':')[0]}: {KILLS} kills; {len(uploads.acknowledged)} uploads, "
        f"{ROWS * len(uploads.acknowledged)} variants; {sum(len(one.acknowledged) for one in clients.values())} "
        f"decisions acknowledged, {sum(one.unanswered for one in clients.values())} requests without an answer; "
        f"restart to ready: median {again[len(again) // 2]:.2f} s, longest {again[-1]:.2f} s"
    )
