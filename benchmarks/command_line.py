"""The product as users run it: `governance check` in a process of its own."""

import json
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from benchmarks.company import Row

GOVERNANCE = Path(sysconfig.get_path("scripts")) / "governance"
_COMPLAINT = 2_000


def check_rows(policies: Path, rows: list[Row], now: str) -> dict[str, Any]:
    """Check copy rows at an instant; the report rows by variant id.

    Raises RuntimeError, with the product's own words, when it refuses the policies or the file.
    """
    source = "".join(json.dumps(row) + "\n" for row in rows)
    command = [str(GOVERNANCE), "check", "--policies", str(policies), "--now", now, "--format", "jsonl", "-"]
    ran = subprocess.run(command, input=source, capture_output=True, encoding="utf-8", check=False)
    reports = [json.loads(line) for line in ran.stdout.split("\n") if line.strip()]
    if ran.returncode not in (0, 1) or len(reports) != len(rows):
        said = ran.stderr[-_COMPLAINT:].strip()
        raise RuntimeError(f"governance check ended with {ran.returncode}, {len(reports)} reports: {said}")
    sys.stderr.write(ran.stderr[-_COMPLAINT:])
    return {report["id"]: report for report in reports}
