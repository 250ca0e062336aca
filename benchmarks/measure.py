"""Whole processes measured from outside: seconds and peak memory."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_KIB_PER_MIB = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """One process from start to end; `peak_mib` is its largest resident memory, or its largest child's."""

    seconds: float
    peak_mib: float


def run_process(command: Sequence[str], output: Path) -> Run:
    """Run a command with its output written to a file.

    Exit codes are not looked at: one of the linters ends with the number of its findings. Raises RuntimeError
    if the command wrote to stderr or was ended by a signal.
    """
    complaints = output.with_suffix(".stderr")
    with output.open("wb") as out, complaints.open("wb") as err:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode < 0 or complaints.stat().st_size:
        said = complaints.read_text("utf-8", "replace")[-2000:]
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {said}")
    return Run(seconds, usage.ru_maxrss / _KIB_PER_MIB)
