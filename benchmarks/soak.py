"""The state machine of tests/web/test_invariants.py for as long as one likes: `python -m benchmarks.soak`.

Batches of examples on one database, each with a seed of its own, until the time is over. A violation ends it and
prints the steps that led to it, with the seed that finds it again.
"""

import argparse
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.databases import PostgresServer, sqlite_template
from tests.proof.ground import ground
from tests.web import test_invariants as machine

BATCH = 25


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        file = folder / "soak.db"
        shutil.copy(sqlite_template(folder), file)
        yield f"sqlite:///{file}"
        return
    server = PostgresServer(folder / "postgres")
    try:
        with server.database() as url:
            yield url
    finally:
        server.stop()


def soak(kind: str, minutes: float, steps: int, first_seed: int) -> None:
    began, number = time.monotonic(), first_seed
    with TemporaryDirectory() as name, database(kind, Path(name)) as url, ground(url, Path(name)) as place:
        while time.monotonic() - began < minutes * 60:
            print(f"{kind}, seed {number}", flush=True)
            machine.run_on(place, machine.examples(BATCH, steps, always_the_same=False), number)
            number += 1
            counted = machine.COUNTED
            print(
                f"  {counted['runs']} runs, {counted['steps']} steps, {counted['entry permit.signed']} permits, "
                f"{counted['allowed']} authorisations, {counted['used']} used, {counted['entry launch.refused']} "
                f"refused, 0 violations, {time.monotonic() - began:.0f} s",
                flush=True,
            )
        print(dict(sorted(machine.COUNTED.items())))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--seed", type=int, default=os.getpid() * 100_000)
    chosen = parser.parse_args()
    soak(chosen.database, chosen.minutes, chosen.steps, chosen.seed)
