"""`governance copy drift`: how the channels of one campaign differ, without a database, a network or a key."""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import rich_click as click

from governance.cli.options import FOLDER, NOTHING_BLOCKED, UNREADABLE, now_option, refused
from governance.core.drift.comparison import Row, side_by_side, told_in
from governance.core.drift.element import Element
from governance.core.errors import CopyFileError
from governance.core.policy.policy_set import PolicySet
from governance.outside.checking import check
from governance.outside.copy_files.any_file import read_copy
from governance.outside.copy_files.located import Touch
from governance.outside.policy_files import load_policy_set
from governance.outside.reports.json_report import comparison_object

Messages = list[tuple[str, tuple[Element, ...]]]
"""The channel and the elements of each message."""


@click.command()
@click.option("--policies", "folder", required=True, type=FOLDER, metavar="DIR", help="One company's policies.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@now_option
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def drift(folder: Path, form: str, now: datetime | None, files: tuple[str, ...]) -> int:
    """Compare what the channels of each campaign say, element by element, and mark what departs.

    Copy that names no campaign belongs to its file. Exits with 0, or 2 if a file, or copy in it, cannot be read.
    """
    policies = load_policy_set(folder, now or datetime.now(UTC))
    campaigns: dict[str, Messages] = {}
    read = [_read(file, policies, campaigns) for file in files]
    for campaign, messages in campaigns.items():
        channels = list(dict.fromkeys(channel for channel, _ in messages))
        _print(form, campaign, channels, side_by_side(told_in(messages), channels))
    return max(read, default=NOTHING_BLOCKED)


def _read(file: str, policies: PolicySet, campaigns: dict[str, Messages]) -> int:
    code = NOTHING_BLOCKED
    try:
        for located in read_copy(file, Touch(), sys.stdin.buffer):
            checked = check(located, policies)
            if checked.variant is None:
                code = UNREADABLE
                click.echo(checked.report.findings[0].message, err=True)
                continue
            channel, elements = checked.variant.manifest.channel or "email", checked.report.drift.elements
            campaigns.setdefault(checked.variant.campaign or file, []).append((channel, elements))
    except CopyFileError as error:
        code = refused([error.problem])
    return code


def _print(form: str, campaign: str, channels: list[str], rows: Iterable[Row]) -> None:
    if form == "jsonl":
        click.echo(json.dumps({"campaign": campaign, "elements": comparison_object(rows)}))
        return
    # Rich takes longer to load than a small file takes to check.
    from governance.outside.reports.channels import channel_table
    from governance.outside.reports.text import text_console

    text_console(sys.stdout).print(channel_table(campaign, channels, list(rows)))
