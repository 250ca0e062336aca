"""The library as the number of claims grows, each size in a process of its own: `python -m benchmarks.growth`.

Seconds are processor time of the one process.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from benchmarks.compose import Email, compose
from benchmarks.library import policy_set, variant
from benchmarks.made_up import made_up_claims
from governance.core.policy.policy_set import PolicySet
from governance.core.report import check_variant

SIZES = (28, 1_000, 10_000, 100_000)
_KIB_PER_MIB = 1024


@dataclass(frozen=True, slots=True)
class Growth:
    """One size. `new` are e-mails whose sentences are new apart from those that variants share, `known` e-mails made
    of sentences checked before, `sentence` the microseconds that an e-mail of the first kind takes for each sentence.
    """

    claims: int
    prepare_seconds: float
    new_per_second: float
    known_per_second: float
    sentence_us: float
    peak_mib: float


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.growth", description=__doc__)
    parser.add_argument("--emails", type=int, default=1_000, help="how many e-mails [default: 1000]")
    parser.add_argument("--claims", type=int, help="this size alone, as JSON")
    options = parser.parse_args(arguments)
    if options.claims:
        print(json.dumps(asdict(measure(options.claims, options.emails))))
    else:
        print(*growth_lines(options.emails), sep="\n")


def growth_lines(count: int) -> Iterator[str]:
    """A line for each number of claims."""
    yield "The library in one process (check_variant), processor time; known: every sentence checked before:"
    yield f"{'claims':>9}{'prepare s':>11}{'new e-mails/s':>15}{'us/sentence':>13}{'known/s':>9}{'peak MiB':>10}"
    for size in SIZES:
        one = in_own_process(size, count)
        yield (
            f"{one.claims:>9,}{one.prepare_seconds:>11.2f}{one.new_per_second:>15,.0f}{one.sentence_us:>13,.0f}"
            f"{one.known_per_second:>9,.0f}{one.peak_mib:>10,.0f}"
        )


def in_own_process(claims: int, count: int) -> Growth:
    command = [sys.executable, "-m", "benchmarks.growth", "--claims", str(claims), "--emails", str(count)]
    return Growth(**json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


def measure(claims: int, count: int) -> Growth:
    """Prepare with a first e-mail that is not counted, check new e-mails, then ones of known sentences."""
    made_up = made_up_claims(claims)
    policies = policy_set(made_up)
    prepare, _ = _seconds(compose(1, made_up, seed=1), policies)
    new, sentences = _seconds(compose(count, made_up), policies)
    known = compose(2 * count, made_up, repeated=1.0, seed=11)
    _seconds(known[:count], policies)
    again, _ = _seconds(known[count:], policies)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_PER_MIB
    return Growth(claims, prepare, count / new, count / again, new / sentences * 1e6, peak)


def _seconds(emails: list[Email], policies: PolicySet) -> tuple[float, int]:
    """Seconds to check e-mails, and how many sentences they have."""
    variants = [variant(email) for email in emails]
    started = time.process_time()
    sentences = sum(len(check_variant(one, policies).statements) for one in variants)
    return time.process_time() - started, sentences


if __name__ == "__main__":
    main()
