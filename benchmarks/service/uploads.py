"""How long an upload takes until every variant is checked and put forward."""

import json
import time
from typing import Any

from benchmarks.compose import compose
from benchmarks.made_up import made_up_claims
from benchmarks.service.running import KEY, PEOPLE, Running

W = f"/api/w/{KEY}"


def measure_upload(server: Running, count: int) -> dict[str, Any]:
    """Composed e-mails of 80 to 120 words as JSON lines, 30 % of their sentences repeated."""
    client = server.client(PEOPLE["marketing"][0])
    rows = (
        {"id": email.id, "subject": email.subject, "body": email.body} for email in compose(count, made_up_claims(28))
    )
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    began = time.perf_counter()
    address = f"{W}/uploads?format=jsonl&campaign=upload-{count}"
    answer = client.post(address, content=content, headers={"Content-Type": "application/jsonl"})
    answer.raise_for_status()
    accepted = time.perf_counter() - began
    upload = f"{W}/uploads/{answer.json()['id']}"
    while client.get(upload).json()["checked_at"] is None:
        time.sleep(0.2)
    seconds = time.perf_counter() - began
    return {
        "variants": count,
        "accepted_seconds": round(accepted, 2),
        "checked_seconds": round(seconds, 1),
        "per_second": round(count / seconds, 1),
    }


def measure_queue(server: Running, requests: int) -> dict[str, Any]:
    """Pages of 50 of the queue, in order from its head, again and again."""
    from benchmarks.service.running import percentile

    client = server.client(PEOPLE["marketing"][1])
    seconds, after = [], 0
    for _ in range(requests):
        began = time.perf_counter()
        page = client.get(f"{W}/queue", params={"limit": 50, "after": after})
        page.raise_for_status()
        seconds.append(time.perf_counter() - began)
        after = page.json()["next"] or 0
    return {
        "requests": requests,
        "p50_ms": round(1000 * percentile(seconds, 0.5), 1),
        "p95_ms": round(1000 * percentile(seconds, 0.95), 1),
        "bytes": len(page.content),
    }
