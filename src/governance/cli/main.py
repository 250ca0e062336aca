"""The command line. Exit codes: 0 nothing blocked, 1 something blocked, 2 something cannot be read."""

import sys
import traceback

import rich_click as click

from governance import __version__
from governance.cli.audit import audit
from governance.cli.backup import backup, restore
from governance.cli.check import check, explain
from governance.cli.claims import claims
from governance.cli.copy import copy
from governance.cli.options import INTERRUPTED, UNREADABLE, refused
from governance.cli.people import person, workspace
from governance.cli.policy import policy
from governance.cli.serve import serve
from governance.core.errors import PolicyError, Refused


def main() -> None:
    """The `governance` command."""
    try:
        code = governance.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except PolicyError as error:
        code = refused(error.problems)
    except Refused as error:
        click.echo(error.message, err=True)
        code = UNREADABLE
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


@click.group(no_args_is_help=True)
@click.version_option(__version__, prog_name="governance")
def governance() -> None:
    """Decides what AI-written outreach may go out."""


for command in (check, explain, copy, claims, policy, serve, workspace, person, audit, backup, restore):
    governance.add_command(command)
