"""Clients at work at the same time, and the time that it takes."""

import math
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain, cycle

from benchmarks.wagtail_peer.admin_session import AdminSession
from benchmarks.wagtail_peer.deadline import Deadline

_BODY = "Our warehouses answered every order of the week within a day. " * 12


@dataclass(frozen=True, slots=True)
class Client:
    """One editor and one moderator at work, never both at once; pages go to a section that is theirs alone."""

    editor: AdminSession
    moderator: AdminSession
    section: int


@dataclass(frozen=True, slots=True)
class Phase:
    """From the first request's start to the last one's end, and each request's own time."""

    seconds: float
    latencies: list[float]

    def percentile_ms(self, percent: int) -> float:
        """The nearest rank: the least time within which this share of the requests was answered."""
        rank = math.ceil(len(self.latencies) * percent / 100)
        return sorted(self.latencies)[rank - 1] * 1000


class Load:
    """Signed-in clients, who share out the work among them."""

    def __init__(self, port: int, sections: list[int], password: str, deadline: Deadline) -> None:
        """Sign a client in for each section."""
        self._deadline = deadline
        self._clients = [Client(AdminSession(port, deadline), AdminSession(port, deadline), one) for one in sections]
        for number, client in enumerate(self._clients):
            client.editor.sign_in("editor", password)
            client.moderator.sign_in(f"moderator-{number}", password)

    def submit(self, pages: int, name: str) -> Phase:
        """Create so many pages and submit each for moderation."""
        return self._share_out(
            partial(client.editor.submit_page, client.section, f"{name}-{number}", _BODY)
            for number, client in zip(range(pages), cycle(self._clients), strict=False)
        )

    def approve(self, waiting: list[tuple[int, int]]) -> Phase:
        """Approve every page that waits."""
        return self._share_out(
            partial(client.moderator.approve, page, task_state)
            for (page, task_state), client in zip(waiting, cycle(self._clients), strict=False)
        )

    def _share_out(self, requests: Iterable[Callable[[], None]]) -> Phase:
        """Each client's requests one after the other, all clients at the same time."""
        everything = list(requests)
        shares = [everything[start :: len(self._clients)] for start in range(len(self._clients))]
        with ThreadPoolExecutor(len(shares)) as pool:
            try:
                started = time.perf_counter()
                latencies = list(pool.map(_one_by_one, shares))
                seconds = time.perf_counter() - started
            except BaseException:
                self._deadline.end_now()  # or leaving the pool would wait for all work of the other clients
                raise
        return Phase(seconds, list(chain.from_iterable(latencies)))


def _one_by_one(requests: list[Callable[[], None]]) -> list[float]:
    """The seconds that each request took."""
    latencies = []
    for request in requests:
        started = time.perf_counter()
        request()
        latencies.append(time.perf_counter() - started)
    return latencies
