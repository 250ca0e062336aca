"""Speed and memory beside other linters, in one run: `python -m benchmarks.side_by_side`."""

import argparse
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.compose import LEAST_WORDS, MOST_WORDS, REPEATED, compose
from benchmarks.contenders import Contender, contenders, write_inputs
from benchmarks.growth import growth_lines
from benchmarks.made_up import made_up_claims, made_up_documents
from benchmarks.measure import Run, run_process
from benchmarks.policy_files import write_policies

CLAIMS = 28
REPETITIONS = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """One contender's runs over all e-mails and over a single one."""

    contender: Contender
    full: list[Run]
    single: list[Run]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.side_by_side", description=__doc__)
    parser.add_argument("--emails", type=int, default=1_000, help="how many e-mails [default: 1000]")
    parser.add_argument("--guardrails", type=Path, metavar="PYTHON", help="of the environment with guardrails-ai")
    options = parser.parse_args(arguments)
    count = options.emails
    print(f"{count} e-mails of {LEAST_WORDS} to {MOST_WORDS} words, {REPEATED:.0%} of sentences repeated;")
    print(f"governance holds them against {CLAIMS} claims. Python {platform.python_version()},", end=" ")
    print(f"{os.cpu_count()} cores. Whole processes, alternating, median of {REPETITIONS} after a warm-up.\n")
    with TemporaryDirectory(prefix="side-by-side-") as scratch:
        print(*table(count, measure(count, Path(scratch), options.guardrails)), "", sep="\n")
    print(*growth_lines(count), sep="\n")


def measure(count: int, scratch: Path, guardrails: Path | None) -> list[Measured]:
    """Run everybody in turn, so that a busy moment of the machine falls on all of them."""
    claims = made_up_claims(CLAIMS)
    emails, policies = compose(count, claims), scratch / "policies"
    policies.mkdir()
    write_policies(made_up_documents(claims), policies)
    write_inputs(emails, scratch / "full")
    write_inputs(emails[:1], scratch / "single")
    measured = [Measured(contender, [], []) for contender in contenders(policies, scratch, guardrails)]
    for repetition in range(REPETITIONS + 1):
        for one in measured:
            full = run_process(one.contender.command(scratch / "full"), scratch / "output")
            single = run_process(one.contender.command(scratch / "single"), scratch / "output")
            if repetition:
                one.full.append(full)
                one.single.append(single)
    return measured


def table(count: int, measured: list[Measured]) -> list[str]:
    """The rate of whole processes, and without the time that a single e-mail takes: once the program has started."""
    heading = (
        f"{'':36}{'e-mails/s':>10}{'slowest-fastest':>18}{'peak MiB':>10}{'one e-mail s':>14}{'started e-mails/s':>19}"
    )
    return [heading, *(_line(count, one) for one in measured)]


def _line(count: int, one: Measured) -> str:
    rates = sorted(count / run.seconds for run in one.full)
    peak = max(run.peak_mib for run in one.full)
    start = median(run.seconds for run in one.single)
    started = (count - 1) / (median(run.seconds for run in one.full) - start)
    spread = f"{rates[0]:,.0f}-{rates[-1]:,.0f}"
    return f"{one.contender.name:36}{median(rates):>10,.0f}{spread:>18}{peak:>10,.0f}{start:>14.2f}{started:>19,.0f}"


if __name__ == "__main__":
    main()
