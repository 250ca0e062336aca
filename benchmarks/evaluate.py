"""Measure the product on labelled copy: `python -m benchmarks.evaluate DIR` or `--own`."""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.claim_pairs import pair_lines
from benchmarks.command_line import check_rows
from benchmarks.company import Company, Row, companies
from benchmarks.labels import company_results
from benchmarks.own_samples import SAMPLES, sample_results
from benchmarks.policy_files import policy_documents, write_policies
from benchmarks.predictions import copy_row, prediction_rows
from benchmarks.summary import summary, total


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.evaluate", description=__doc__)
    parser.add_argument("world", nargs="?", type=Path, metavar="DIR", help="folder of labelled company folders")
    parser.add_argument("--own", action="store_true", help="measure on our own labelled companies")
    parser.add_argument("--verbose", action="store_true", help="show the sentences missed and falsely flagged")
    options = parser.parse_args(arguments)
    if options.own:
        evaluate_samples(options.verbose)
    elif options.world:
        evaluate_world(options.world, options.verbose)
    else:
        parser.error("name a DIR, or --own")


def evaluate_samples(verbose: bool) -> None:
    """Every company of our own: its summary, then one line over all of them."""
    everything = []
    for sample in SAMPLES:
        results = sample_results(sample)
        everything += results
        print(f"== {sample.name} (our own)", *summary(results, verbose), "", sep="\n")
    print(total(everything))


def evaluate_world(world: Path, verbose: bool) -> None:
    """Every company of a world: its summary, then the figures of the world's own scorer."""
    found = list(companies(world))
    if not found:
        print(f"No labelled data in {world}; nothing is measured.")
        return
    with TemporaryDirectory(prefix="evaluation-") as scratch:
        predictions = Path(scratch) / "predictions.jsonl"
        predictions.touch()
        for company in found:
            print(f"== {company.key}")
            try:
                reports = check_company(company, Path(scratch))
            except RuntimeError as error:
                print(f"Not measured: {error}\n")
                continue
            _append(predictions, company, reports.values())
            print(*summary(company_results(company, reports), verbose), "", sep="\n")
        pairs = list(pair_lines(world / "claims", Path(scratch)))
        print("== claims against evidence: balanced accuracy", *pairs, "", sep="\n")
        print("Leads, meetings and dispositions are not predicted yet; the scorer counts them as wrong.")
        _score(world, predictions)


def check_company(company: Company, scratch: Path) -> dict[str, Row]:
    """Convert, then run the product on the label-free copy, as of each variant's review date."""
    policies = scratch / company.key
    policies.mkdir()
    write_policies(policy_documents(company), policies)
    reports: dict[str, Row] = {}
    review_date = itemgetter("review_date")
    for day, variants in groupby(sorted(company.variants, key=review_date), review_date):
        reports |= check_rows(policies, [copy_row(variant) for variant in variants], f"{day}T12:00:00+00:00")
    return reports


def _append(predictions: Path, company: Company, reports: Iterable[Row]) -> None:
    with predictions.open("a", encoding="utf-8") as file:
        for report in reports:
            file.writelines(json.dumps(row) + "\n" for row in prediction_rows(company, report))


def _score(world: Path, predictions: Path) -> None:
    scorer = world / "score.py"
    if not scorer.is_file():
        print(f"No scorer at {scorer}; only the summary is given.")
        return
    command = [sys.executable, str(scorer), str(predictions), "--world", str(world)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    print(f"== {scorer}", ran.stdout or ran.stderr, sep="\n")


if __name__ == "__main__":
    main()
