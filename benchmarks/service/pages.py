"""How long the server takes for each page with many variants, how large it is, and how many queries it asks."""

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

import httpx
from sqlalchemy import event

from benchmarks.service.running import KEY, PEOPLE, Running, percentile
from governance.outside.checkpoint_file import CheckpointFile
from governance.outside.signing import Keys
from governance.paths import packaged
from governance.store.engine import make_engine
from governance.store.transaction import Store
from governance.web.app import create_app
from governance.web.service import Service

W = f"/w/{KEY}"
REQUESTS = 60


def seed_waiting(server: Running, count: int) -> None:
    """So many variants waiting for review: the sample's campaigns again and again, each with a subject of its own."""
    files = sorted((packaged("policies") / KEY / "campaigns").glob("*.jsonl"))
    rows = [json.loads(line) for file in files for line in file.read_text().splitlines() if line.strip()]
    wanted = ({**rows[n % len(rows)], "id": f"bench-{n}", "subject": f"About returns, {n}"} for n in range(count))
    content = "".join(json.dumps({**row, "campaign": "bench"}) + "\n" for row in wanted).encode()
    client = server.client(PEOPLE["marketing"][0])
    sent = client.post(f"/api{W}/uploads?format=jsonl", content=content, headers={"Content-Type": "application/jsonl"})
    sent.raise_for_status()
    while client.get(f"/api{W}/uploads/{sent.json()['id']}").json()["checked_at"] is None:
        time.sleep(0.5)


def measure_pages(server: Running) -> list[dict[str, Any]]:
    """Every page, as somebody of marketing and as an administrator, one request at a time."""
    reviewer, administrator = server.client(PEOPLE["marketing"][1]), server.client("dana.kessler")
    asked = [(reviewer, path) for path in _of_reviewers(reviewer)]
    asked += [(administrator, f"{W}/{path}") for path in ("people", "tokens", "audit", "audit?entry=900", "permits")]
    counting = _Counting(server)
    return [_measured(client, path, counting) for client, path in asked]


def _of_reviewers(client: httpx.Client) -> list[str]:
    first = client.get(f"/api{W}/queue", params={"limit": 1}).json()["items"][0]["variant"]
    variant, campaign = f"{W}/variants/{first['id']}", f"{W}/campaigns/{first['campaign']['id']}"
    views = [f"{W}/queue?view={view}" for view in ("open", "mine", "decided", "approved")]
    more = [f"{W}/{path}" for path in ("campaigns", "find?q=bench", "policies", "policies/returns-automation", "new")]
    return [f"{W}/queue", *views, variant, f"{variant}/evidence?s=1", f"{variant}/history", campaign, *more]


class _Counting:
    """The same service in this process, whose queries are counted."""

    def __init__(self, server: Running) -> None:
        engine = make_engine(server.database)
        keys = Keys(server.folder / "data" / "keys")
        service = Service(Store(engine), keys, CheckpointFile(server.folder / "data" / "checkpoints.jsonl", keys))
        self._app: Any = create_app(service)
        self.queries = 0
        event.listen(engine, "before_cursor_execute", lambda *_: self._count())

    def _count(self) -> None:
        self.queries += 1

    def of(self, client: httpx.Client, path: str) -> int:
        """How many statements a page asks of the database."""
        from litestar.testing import TestClient

        with TestClient(self._app) as inside:
            inside.get(path, headers=dict(client.headers))
            self.queries = 0
            inside.get(path, headers=dict(client.headers)).raise_for_status()
            return self.queries


def _measured(client: httpx.Client, path: str, counting: _Counting) -> dict[str, Any]:
    seconds = [_timed(lambda: client.get(path)) for _ in range(REQUESTS)]
    answer = client.get(path)
    answer.raise_for_status()
    return {
        "page": path.removeprefix(W),
        "p50_ms": round(1000 * statistics.median(seconds), 1),
        "p95_ms": round(1000 * percentile(seconds, 0.95), 1),
        "bytes": len(answer.content),
        "queries": counting.of(client, path),
    }


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
