"""`governance check` and `governance explain`: no database, no network, no key."""

import gc
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from inspect import getdoc
from pathlib import Path

import rich_click as click

from governance.cli.options import (
    BROKEN_PIPE,
    FOLDER,
    NOTHING_BLOCKED,
    SOMETHING_BLOCKED,
    UNREADABLE,
    now_option,
    refused,
)
from governance.core.checks.catalogue import CHECKS
from governance.core.checks.finding import Check
from governance.core.errors import CopyFileError, Problem
from governance.core.policy.policy_set import PolicySet
from governance.core.report import ReportVerdict
from governance.outside.checking import Checked, check_all
from governance.outside.copy_files.any_file import read_copy
from governance.outside.copy_files.located import Located, Touch
from governance.outside.policy_files import load_policy_set
from governance.outside.reports.json_report import write_json, write_json_lines
from governance.outside.reports.progress import with_progress
from governance.outside.reports.sarif import write_sarif
from governance.outside.reports.shown import shown

FORMATS = ("text", "json", "jsonl", "sarif")


@click.command()
@click.option("--policies", "folder", required=True, type=FOLDER, metavar="DIR", help="One company's policies.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@now_option
@click.option("--channel", default="email", show_default=True, help="Of copy that does not name its own.")
@click.option("--kind", type=click.Choice(["cold", "followup"]), default="cold", show_default=True)
@click.option("--regions", default="", metavar="DE,UK", help="Of the recipients of copy that names none.")
@click.option("--jobs", type=click.IntRange(min=0), default=1, show_default=True, help="Processes; 0: one a core.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def check(
    folder: Path,
    form: str,
    now: datetime | None,
    channel: str,
    kind: str,
    regions: str,
    jobs: int,
    files: tuple[str, ...],
) -> int:
    """Check copy in .txt, .md, .eml, .csv and .jsonl files, and campaigns of sending platforms in .json files.

    `-` is standard input as JSON lines.

    Exits with 0 if nothing is blocked, 1 if something is, 2 if a file or the policies cannot be read.
    """
    policies = load_policy_set(folder, now or datetime.now(UTC))
    # What the checks remember lives as long as the process; looking through it often finds nothing to free.
    gc.set_threshold(50_000, 20, 100)
    _require_channel(channel, policies)
    unread: list[Problem] = []
    verdicts: set[ReportVerdict] = set()
    variants = _variants(files, Touch(channel, kind, tuple(filter(None, map(str.strip, regions.split(","))))), unread)
    checked = _noting(check_all(variants, policies, jobs or os.cpu_count() or 1), verdicts)
    try:
        _write(form, with_progress(checked), policies, unread)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    if unread:
        return UNREADABLE
    return SOMETHING_BLOCKED if ReportVerdict.BLOCKED in verdicts else NOTHING_BLOCKED


def _require_channel(channel: str, policies: PolicySet) -> None:
    if channel not in policies.standard.channels:
        allowed = ", ".join(policies.standard.channels)
        standard = policies.ref(policies.standard)
        raise click.UsageError(f"Channel {channel!r} is not in {standard}; its channels are {allowed}")


def _variants(files: Sequence[str], touch: Touch, unread: list[Problem]) -> Iterator[Located]:
    """The variants of all files. One that cannot be read is named on stderr and does not stop the others."""
    for file in files:
        try:
            yield from read_copy(file, touch, sys.stdin.buffer)
        except CopyFileError as error:
            unread.append(error.problem)
            refused([error.problem])


def _noting(checked: Iterable[Checked], verdicts: set[ReportVerdict]) -> Iterator[Checked]:
    for one in checked:
        verdicts.add(one.report.verdict)
        yield one


def _write(form: str, checked: Iterable[Checked], policies: PolicySet, unread: list[Problem]) -> None:
    out = sys.stdout.buffer
    if form == "text":
        # Rich takes longer to load than a small file takes to check.
        from governance.outside.reports.text import write_text

        write_text(checked, policies, unread, sys.stdout)
    elif form == "sarif":
        write_sarif(checked, policies, unread, out)
    else:
        {"json": write_json, "jsonl": write_json_lines}[form](checked, out)
    sys.stdout.flush()


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> int:
    """Explain one check by its CODE, or list all of them."""
    checks = {check.CODE: check for check in CHECKS}
    if code is None:
        width = max(map(len, checks))
        for name, check in checks.items():
            click.echo(f"{name:{width}}  {_documentation(check).splitlines()[0]}")
        return NOTHING_BLOCKED
    if code not in checks:
        raise click.UsageError(f"No check is called {shown(code)}{_nearest(code, list(checks))}")
    click.echo(f"{code} ({checks[code].SEVERITY} unless the message standard says otherwise)\n")
    click.echo(_documentation(checks[code]))
    return NOTHING_BLOCKED


def _documentation(check: Check) -> str:
    return getdoc(check) or check.CODE


def _nearest(code: str, codes: Sequence[str]) -> str:
    near = get_close_matches(code, codes, n=1)
    return f"; the nearest is {near[0]}" if near else "; `governance explain` lists them all"
