"""Two requests at the same moment about one text, on both databases: whichever comes first, nothing bad goes out.

`GOVERNANCE_RACES=1000` runs as many of each pair; the suite runs a few. Each race is judged by the oracle, which
reads the record in its order, and by asking afterwards for what must not be had any more.
"""

import os
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import httpx
import pytest
from tests.proof.ground import MANIFESTS, PLAIN, TEXTS, WARNED, Json, World, ground
from tests.web.oracle import Violation

RACES = int(os.environ.get("GOVERNANCE_RACES", "0"))
FEW = 8
Ask = Callable[[], httpx.Response]


class Race:
    """One text, brought to where the race begins; two requests; and what nobody may have afterwards."""

    approvers: tuple[str, ...] = ()

    def __init__(self, world: World, variant: str) -> None:
        self.world, self.variant = world, variant
        for name in self.approvers:
            assert world.decide(name, variant).status_code == 201
        self.prepare()

    def prepare(self) -> None:
        """What else has to be there before."""

    def first(self) -> Ask:
        raise NotImplementedError

    def second(self) -> Ask:
        raise NotImplementedError

    def after(self) -> httpx.Response:
        return self.world.authorise("robot", self.world.message(self.variant))

    def _asking(self, who: str, path: str, body: Json | None = None) -> Ask:
        return lambda: self.world.ask(who, "POST", path, body)

    def _deciding(self, who: str, verdict: str) -> Ask:
        return self._asking(who, f"/variants/{self.variant}/decisions", self.world.decision(self.variant, verdict))


class ApproveAndEdit(Race):
    approvers = ("tom",)

    def first(self) -> Ask:
        return self._deciding("priya", "approve")

    def second(self) -> Ask:
        body = {"subject": "A question", "body": TEXTS[WARNED], **MANIFESTS[0], "based_on": 1}
        return self._asking("klara", f"/variants/{self.variant}/revisions", body)


class ApproveAndVeto(Race):
    approvers = ("tom",)

    def first(self) -> Ask:
        return self._deciding("priya", "approve")

    def second(self) -> Ask:
        return self._deciding("jonas", "veto")


class AuthoriseAndRecall(Race):
    approvers = ("tom", "priya")

    def first(self) -> Ask:
        message = self.world.message(self.variant)
        return lambda: self.world.authorise("robot", message)

    def second(self) -> Ask:
        permit = self.world.look(self.variant)["permit"]["id"]
        return self._asking("mara", f"/permits/{permit}/recall")


class UseAndRecall(AuthoriseAndRecall):
    def prepare(self) -> None:
        answer = self.world.authorise("robot", self.world.message(self.variant))
        self.authorisation = answer.json()["authorisation"]["id"]

    def first(self) -> Ask:
        return lambda: self.world.use("robot", self.authorisation)

    def after(self) -> httpx.Response:
        return self.world.use("robot", self.authorisation)


def came_first(world: World, since: int) -> str:
    """The act that stands first in the record, of those since."""
    return next(act for sequence, act in world.oracle.history if sequence > since and not act.startswith("session"))


def run(race: Race, pool: ThreadPoolExecutor, outcomes: Counter[str], times: list[float]) -> None:
    race.world.replay()
    since = race.world.oracle.sequence
    start = Barrier(2)

    def at_once(ask: Ask) -> httpx.Response:
        start.wait()
        began = time.perf_counter()
        answer = ask()
        times.append(time.perf_counter() - began)
        return answer

    asked = [pool.submit(at_once, ask) for ask in (race.first(), race.second())]
    answers = [one.result() for one in asked]
    race.world.replay()
    said = ["done" if _done(answer) else "refused" for answer in answers]
    outcomes[f"{came_first(race.world, since)} first: {said[0]}, {said[1]}"] += 1
    if _done(race.after()):
        raise Violation("R3", f"it went out after {said}")
    race.world.replay()


def _done(answer: httpx.Response) -> bool:
    found: Any = answer.json()
    return answer.status_code < 400 and found.get("allow") is not False


@pytest.mark.parametrize("pair", [ApproveAndEdit, ApproveAndVeto, AuthoriseAndRecall, UseAndRecall])
def test_whichever_comes_first(
    database_url: str, tmp_path: Path, pair: type[Race], capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes: Counter[str] = Counter()
    times: list[float] = []
    with ground(database_url, tmp_path) as place, ThreadPoolExecutor(2) as pool:
        world = place.found()
        for variant in world.many("klara", PLAIN, RACES or FEW):
            run(pair(world, variant), pool, outcomes, times)
    assert sum(outcomes.values()) == (RACES or FEW)
    if RACES:
        times.sort()
        with capsys.disabled():
            kind = database_url.partition(":")[0]
            print(f"\n{kind} {pair.__name__}: {dict(outcomes)}; bad 0, 5xx 0; ", end="")
            print(f"p50 {times[len(times) // 2] * 1000:.0f} ms, p99 {times[len(times) * 99 // 100] * 1000:.0f} ms")
