"""Does the state machine alone find each control that is switched off? `python -m benchmarks.soak_controls`.

Each control of tests/proof/controls.py is off in turn, with what backs it up; the machine runs until something is
violated or the runs are over. Those that it misses are found by their stories in tests/proof/test_controls.py.
"""

import argparse
import contextlib
import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.proof.controls import CONTROLS, Control
from tests.proof.ground import Ground, ground
from tests.web import test_invariants as machine

from benchmarks.soak import BATCH, database


def hunt(place: Ground, control: Control, runs: int, number: int) -> tuple[str, int]:
    """What was violated, and after how many runs."""
    machine.COUNTED.clear()
    with pytest.MonkeyPatch.context() as patch:
        control.off(patch)
        if control.beside:
            control.beside[1](patch)
        while machine.COUNTED["runs"] < runs:
            try:
                with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
                    machine.run_on(place, machine.examples(BATCH, 30, always_the_same=False), number)
            except Exception as error:
                return _first_words(error), machine.COUNTED["runs"]
            number += 1
    return "", machine.COUNTED["runs"]


def _first_words(error: Exception) -> str:
    found = re.match(r"(I\d+|R\d+|order)\b", str(error))
    return found.group(1) if found else f"{type(error).__name__}: {str(error)[:60]}"


def main(runs: int, number: int) -> None:
    with TemporaryDirectory() as name, database("sqlite", Path(name)) as url, ground(url, Path(name)) as place:
        for control in CONTROLS:
            found, after = hunt(place, control, runs, number)
            told = f"{found} after {after} runs" if found else f"not in {after} runs"
            also = f" with {control.beside[0]}" if control.beside else ""
            print(f"{control.name}{also} | {control.story.__name__}: {control.caught} | {told}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    main(chosen.runs, chosen.seed)
