"""`governance copy recipients`: a list of recipients against copy, without a database, a network or a key."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import rich_click as click

from governance.cli.options import FOLDER, NOTHING_BLOCKED, SOMETHING_BLOCKED, UNREADABLE, now_option, refused
from governance.core.copy.variant import Variant
from governance.core.errors import CopyFileError
from governance.core.launch.lead_templates import Templates
from governance.core.launch.recipient_report import FlawedRow, RecipientReport, judge_recipients
from governance.core.launch.recipients import Recipients
from governance.core.policy.policy_set import PolicySet
from governance.outside.copy_files.any_file import read_copy
from governance.outside.copy_files.located import Touch
from governance.outside.lead_file import LeadFile, read_leads
from governance.outside.policy_files import load_policy_set
from governance.outside.reports.progress import with_progress
from governance.outside.reports.shown import counted, shown


@click.command()
@click.option("--policies", "folder", required=True, type=FOLDER, metavar="DIR", help="One company's policies.")
@click.option("--leads", required=True, type=click.Path(exists=True, dir_okay=False), help="The recipients, as CSV.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@now_option
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def recipients(folder: Path, leads: str, form: str, now: datetime | None, files: tuple[str, ...]) -> int:
    """Hold a list of recipients against copy: rows that leave a hole, or hold what may not be put in.

    Exits with 0 if every row can be sent to, 1 if one cannot, 2 if a file or a text cannot be read.
    """
    policies = load_policy_set(folder, now or datetime.now(UTC))
    try:
        templates = Templates(list(_variants(files)))
        with Path(leads).open("rb") as stream:
            report = _judged(read_leads(stream, leads), templates, policies)
    except CopyFileError as error:
        return refused([error.problem])
    for row in report.first:
        click.echo(json.dumps(asdict(row)) if form == "jsonl" else _row(leads, row))
    if form == "text":
        click.echo("\n".join(_summary(report)))
    if report.unread:
        return UNREADABLE
    return SOMETHING_BLOCKED if report.flawed else NOTHING_BLOCKED


def _variants(files: Sequence[str]) -> Iterator[Variant]:
    """The variants of all files. Raises CopyFileError for one that cannot be read."""
    for file in files:
        for located in read_copy(file, Touch(), sys.stdin.buffer):
            if not isinstance(located.variant, Variant):
                raise CopyFileError(located.place, located.variant.message)
            yield located.variant


def _judged(leads: LeadFile, templates: Templates, policies: PolicySet) -> RecipientReport:
    report = RecipientReport.begun(templates, leads.columns)
    for _ in with_progress(judge_recipients(leads.rows, Recipients(templates, policies), report), "rows"):
        pass
    return report


def _row(file: str, row: FlawedRow) -> str:
    said = "; ".join(shown(problem.message) for problem in row.problems)
    return f"{shown(file)}:{row.line}: {shown(row.recipient)}: {said}"


def _summary(report: RecipientReport) -> Iterator[str]:
    for one in report.unread:
        yield f"{shown(one)}, so nothing is said of it"
    if report.missing:
        yield f"No column gives {', '.join(map(shown, report.missing))}: a hole, unless the platform fills it"
    if report.unproven:
        yield f"No column gives evidence, so nothing is said of what {', '.join(map(shown, report.unproven))} states"
    if report.flawed > len(report.first):
        yield f"and {report.flawed - len(report.first):,} more"
    yield f"{counted(report.rows, 'row')}, {report.flawed:,} cannot be sent to"
