"""Options, exit codes and errors that all commands share."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import rich_click as click

from governance.core.errors import Problem
from governance.outside.reports.shown import shown

NOTHING_BLOCKED, SOMETHING_BLOCKED, UNREADABLE = 0, 1, 2
INTERRUPTED, BROKEN_PIPE = 130, 141


class Instant(click.ParamType[datetime]):
    """An ISO time; one without a zone is UTC."""

    name = "ISO-TIME"

    def convert(self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            instant = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no ISO time; write one like 2026-10-01T09:00Z", param, ctx)
        return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


FOLDER = click.Path(path_type=Path)
now_option = click.option("--now", type=Instant(), help="Check as of this time. [default: the present]")


def refused(problems: Sequence[Problem]) -> int:
    """Name every problem on stderr, after what is already written."""
    sys.stdout.flush()
    for problem in problems:
        click.echo(shown(str(problem)), err=True)
    return UNREADABLE
