"""Approvals a second beside Wagtail's, in one run: `python -m benchmarks.service.beside_wagtail PYTHON`.

PYTHON is that of an environment with Wagtail. The two take turns, so that a busy moment of the machine falls on both.
"""

import argparse
import json
import subprocess
from collections.abc import Sequence
from statistics import median
from typing import Any

from benchmarks.service.decisions import measure_decisions
from benchmarks.service.running import running

FIGURES = ("decisions_per_second", "p50_ms", "p95_ms", "cycles_per_second")
Figures = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.service.beside_wagtail", description=__doc__)
    parser.add_argument("python", help="the Python of an environment with Wagtail")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args(arguments)
    for database in ("sqlite", "postgresql"):
        rounds = [(_ours(database, asked), _theirs(database, asked)) for _ in range(asked.rounds)]
        print(f"{database}, {asked.clients} clients, {asked.pages} texts, median of {asked.rounds} (lowest-highest)")
        print(_line("governance", [ours for ours, _ in rounds]))
        print(_line("wagtail", [theirs for _, theirs in rounds]), flush=True)


def _ours(database: str, asked: argparse.Namespace) -> Figures:
    with running(database) as server:
        return measure_decisions(server, asked.pages, asked.clients)


def _theirs(database: str, asked: argparse.Namespace) -> Figures:
    command = [asked.python, "-m", "benchmarks.wagtail_peer.run", "--database", database]
    command += ["--clients", str(asked.clients), "--pages", str(asked.pages)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    found: Figures = json.loads(run.stdout.splitlines()[-1])
    return found


def _line(name: str, rounds: Sequence[Figures]) -> str:
    shown = []
    for figure in FIGURES:
        values = [one[figure] for one in rounds]
        shown.append(f"{figure} {median(values):.1f} ({min(values):.1f}-{max(values):.1f})")
    return f"  {name:12}{'  '.join(shown)}"


if __name__ == "__main__":
    main()
