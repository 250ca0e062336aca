"""The command line. Exit codes: 0 nothing blocked, 1 something blocked, 2 something cannot be read."""

import gc
import os
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from inspect import getdoc
from pathlib import Path

import rich_click as click

from governance import __version__
from governance.core.checks.catalogue import CHECKS
from governance.core.checks.finding import Check
from governance.core.errors import CopyFileError, PolicyError, Problem
from governance.core.policy.policy_set import PolicySet
from governance.core.policy_tests import run_policy_tests
from governance.core.report import ReportVerdict
from governance.outside.checking import Checked, check_all
from governance.outside.copy_files import read_copy
from governance.outside.copy_files.located import Located, Touch
from governance.outside.policy_files import load_documents, load_policy_set, policies_in_force
from governance.outside.reports.json_report import write_json, write_json_lines
from governance.outside.reports.policy_report import policy_report
from governance.outside.reports.progress import with_progress
from governance.outside.reports.sarif import write_sarif
from governance.outside.reports.shown import shown

NOTHING_BLOCKED, SOMETHING_BLOCKED, UNREADABLE = 0, 1, 2
INTERRUPTED, BROKEN_PIPE = 130, 141
FORMATS = ("text", "json", "jsonl", "sarif")


def main() -> None:
    """The `governance` command."""
    try:
        code = governance.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except PolicyError as error:
        code = _refused(error.problems)
    except click.Abort:
        code = INTERRUPTED
    except OSError as error:
        click.echo(f"The report cannot be written: {error.strerror}", err=True)
        code = UNREADABLE
    except Exception:
        # A defect must not look like copy that is blocked, nor like copy that is fine.
        traceback.print_exc()
        code = UNREADABLE
    sys.exit(code)


class Instant(click.ParamType[datetime]):
    """An ISO time; one without a zone is UTC."""

    name = "ISO-TIME"

    def convert(self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            instant = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no ISO time; write one like 2026-10-01T09:00Z", param, ctx)
        return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


_FOLDER = click.Path(path_type=Path)
_now = click.option("--now", type=Instant(), help="Check as of this time. [default: the present]")


@click.group(no_args_is_help=True)
@click.version_option(__version__, prog_name="governance")
def governance() -> None:
    """Decides what AI-written outreach may go out."""


@governance.command()
@click.option("--policies", "folder", required=True, type=_FOLDER, metavar="DIR", help="One company's policies.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@_now
@click.option("--channel", default="email", show_default=True, help="Of copy that does not name its own.")
@click.option("--kind", type=click.Choice(["cold", "followup"]), default="cold", show_default=True)
@click.option("--jobs", type=click.IntRange(min=0), default=1, show_default=True, help="Processes; 0: one a core.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def check(
    folder: Path, form: str, now: datetime | None, channel: str, kind: str, jobs: int, files: tuple[str, ...]
) -> int:
    """Check copy in .txt, .md, .eml, .csv and .jsonl files; `-` is standard input as JSON lines.

    Exits with 0 if nothing is blocked, 1 if something is, 2 if a file or the policies cannot be read.
    """
    policies = load_policy_set(folder, now or datetime.now(UTC))
    # What the checks remember lives as long as the process; looking through it often finds nothing to free.
    gc.set_threshold(50_000, 20, 100)
    _require_channel(channel, policies)
    unread: list[Problem] = []
    verdicts: set[ReportVerdict] = set()
    variants = _variants(files, Touch(channel, kind), unread)
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
            _refused([error.problem])


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


@governance.command()
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


@governance.group(no_args_is_help=True)
def policy() -> None:
    """Look at policy folders."""


@policy.command("check")
@click.argument("folder", type=_FOLDER, metavar="DIR")
@_now
def policy_check(folder: Path, now: datetime | None) -> int:
    """Load the policies in DIR and run the documents' own tests.

    Exits with 0 if all tests pass, 1 if one fails, 2 if the policies cannot be read.
    """
    documents = load_documents(folder)
    policies = policies_in_force(documents, now or datetime.now(UTC))
    failures = run_policy_tests(policies)
    for line in policy_report(policies, documents, failures):
        click.echo(shown(line))
    return SOMETHING_BLOCKED if failures else NOTHING_BLOCKED


def _refused(problems: Sequence[Problem]) -> int:
    """Name every problem on stderr, after what is already written."""
    sys.stdout.flush()
    for problem in problems:
        click.echo(shown(str(problem)), err=True)
    return UNREADABLE
