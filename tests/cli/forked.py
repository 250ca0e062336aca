"""The real command in a process of its own, as users run it, but for the seconds in which it is imported.

The processes are forked from one that has imported everything already. `governance` itself, started from nothing,
runs in the tests that interrupt it, measure it or close its output.
"""

import json
import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

# What the commands import when they are called.
import governance.actions.audit
import governance.actions.backup
import governance.actions.policy_versions
import governance.jobs
import governance.sample
import governance.store.migrations  # noqa: F401
from governance.cli import main

PATIENCE_S = 60
STREAMS = ("in", "out", "err")
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__])


@dataclass(frozen=True)
class Run:
    """What a run of the command left behind."""

    code: int
    out: str
    err: str

    def rows(self) -> list[dict[str, Any]]:
        """What was written as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def run(folder: Path, arguments: Sequence[str], environment: Mapping[str, str], stdin: bytes = b"") -> Run:
    """Run `governance` with these arguments in a folder, with the environment of the tests and these variables."""
    with TemporaryDirectory(prefix="governance-run-") as scratch:
        files = [Path(scratch, name) for name in STREAMS]
        files[0].write_bytes(stdin)
        everything = {**os.environ, **environment}
        process = _FORKS.Process(target=_act, args=(folder, [*arguments], everything, files))
        process.start()
        process.join(PATIENCE_S)
        if process.exitcode is None:
            process.kill()
            raise TimeoutError(f"governance {' '.join(arguments)} did not end in {PATIENCE_S} s")
        return Run(process.exitcode, files[1].read_bytes().decode(), files[2].read_bytes().decode())


def _act(folder: Path, arguments: list[str], environment: dict[str, str], files: Sequence[Path]) -> None:
    for number, file in enumerate(files):
        os.dup2(os.open(file, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.stdin = os.fdopen(0, encoding="utf-8")
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace")
    sys.argv = ["governance", *arguments]
    main()
