"""Public pairs of evidence and claim, through `governance claims compare`: how often support is told from the rest."""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.command_line import GOVERNANCE
from benchmarks.company import Row, read_rows

SUPPORTED = "SUPPORTED"
KEYS = ("id", "evidence", "claim")


def pair_lines(folder: Path, scratch: Path) -> Iterator[str]:
    """A line for each file of labelled pairs, and one for each domain of a file that names them."""
    for file in sorted(folder.glob("*.jsonl")):
        rows = read_rows(file)
        given = _verdicts(rows, scratch / file.name)
        yield _line(file.stem, rows, given)
        for domain in sorted({row["domain"] for row in rows if "domain" in row}):
            yield _line(f"  {domain}", [row for row in rows if row["domain"] == domain], given)


def _verdicts(rows: Sequence[Row], file: Path) -> dict[str, str]:
    """The product's verdicts by id, from a file without the labels."""
    file.write_text("".join(json.dumps({key: row[key] for key in KEYS}) + "\n" for row in rows), encoding="utf-8")
    ran = subprocess.run([str(GOVERNANCE), "claims", "compare", str(file)], capture_output=True, text=True, check=False)
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    if len(found) != len(rows):
        raise RuntimeError(f"governance claims compare judged {len(found)} of {len(rows)} claims: {ran.stderr}")
    return {one["id"]: one["verdict"] for one in found}


def _line(name: str, rows: Sequence[Row], given: Mapping[str, str]) -> str:
    passed = [(row["label"] == SUPPORTED, given[row["id"]] == SUPPORTED.lower()) for row in rows]
    yes = [found for labelled, found in passed if labelled]
    no = [not found for labelled, found in passed if not labelled]
    accuracy = f"{50 * (sum(yes) / len(yes) + sum(no) / len(no)):.1f}" if yes and no else "-"
    told = f"{sum(yes)} of {len(yes)} supported and {sum(no)} of {len(no)} others told"
    return f"{name:28}{accuracy:>6}  {told}"
