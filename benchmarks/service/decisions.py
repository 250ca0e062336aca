"""Create, submit, approve with 8 clients, as the Wagtail peer does: decisions a second, and how long one takes."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from benchmarks.service.running import KEY, PEOPLE, Running, clean_copy, percentile

W = f"/api/w/{KEY}"
Json = dict[str, Any]


def measure_decisions(server: Running, cycles: int, clients: int) -> Json:
    """Every variant is created and put forward, then approved by marketing, then by sales."""
    authors = [server.client(PEOPLE["marketing"][0]) for _ in range(clients)]
    began = time.perf_counter()
    made, _ = _shared(authors, range(cycles), _create)
    marketing = [server.client(PEOPLE["marketing"][1 + number % 2]) for number in range(clients)]
    sales = [server.client(PEOPLE["sales"][number % 2]) for number in range(clients)]
    deciding = time.perf_counter()
    first, times = _shared(marketing, made, lambda client, one: _approve(client, one, {}))
    approved, more = _shared(sales, made, lambda client, one: _approve(client, one, {"call": "yes"}))
    ended = time.perf_counter()
    assert all(one["review"]["state"] == "approved" for one in approved), approved[0]
    seconds = [*times, *more]
    return {
        "decisions": len(first) + len(approved),
        "decisions_per_second": round(len(seconds) / (ended - deciding), 1),
        "p50_ms": round(1000 * percentile(seconds, 0.5), 1),
        "p95_ms": round(1000 * percentile(seconds, 0.95), 1),
        "cycles_per_second": round(cycles / (ended - began), 1),
    }


def _create(client: httpx.Client, number: int) -> Json:
    answer = client.post(f"{W}/variants", json=clean_copy(number))
    answer.raise_for_status()
    made: Json = answer.json()
    return made


def _approve(client: httpx.Client, made: Json, more: Json) -> Json:
    review = made["review"]
    body = {"verdict": "approve", "text": review["text"], "policy_set": review["policy_set"], **more}
    answer = client.post(f"{W}/variants/{made['id']}/decisions", json=body)
    answer.raise_for_status()
    done: Json = answer.json()
    return done


def _shared(
    clients: Sequence[httpx.Client], items: Sequence[Any], work: Callable[[httpx.Client, Any], Json]
) -> tuple[list[Json], list[float]]:
    """The items dealt out to the clients, all at work at once: the answers in order, and the seconds each took."""

    def share(first: int) -> list[tuple[int, Json, float]]:
        done = []
        for at in range(first, len(items), len(clients)):
            began = time.perf_counter()
            answer = work(clients[first], items[at])
            done.append((at, answer, time.perf_counter() - began))
        return done

    with ThreadPoolExecutor(len(clients)) as pool:
        done = sorted((one for part in pool.map(share, range(len(clients))) for one in part), key=lambda one: one[0])
    return [answer for _, answer, _ in done], [seconds for _, _, seconds in done]
