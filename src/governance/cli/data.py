"""Where the keys and checkpoints lie, and a database that must be there already."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from governance.cli.options import FOLDER
from governance.core.errors import Unavailable
from governance.outside.reports.shown import shown

if TYPE_CHECKING:
    from governance.outside.checkpoint_file import CheckpointFile
    from governance.outside.signing import Keys
    from governance.store.transaction import Store

KEYS, CHECKPOINTS = "keys", "checkpoints.jsonl"

data_option = click.option(
    "--data",
    type=FOLDER,
    envvar="GOVERNANCE_DATA",
    default=".governance",
    show_default=True,
    metavar="DIR",
    help="The folder of keys/ and checkpoints.jsonl, apart from the database.",
)
database_option = click.option(
    "--database",
    envvar="GOVERNANCE_DATABASE",
    default="sqlite:///governance.db",
    show_default=True,
    metavar="URL",
    help="sqlite:///FILE or postgresql+psycopg://…",
)

BROKEN = {
    "record_altered": 10,
    "record_missing": 11,
    "record_reordered": 12,
    "record_cut_off": 13,
    "record_rewritten": 14,
    "record_unreadable": 15,
}
"""Exit codes by how a record is broken."""


def keys_in(data: Path) -> "Keys":
    from governance.outside.signing import Keys

    return Keys(data / KEYS)


def checkpoints_in(data: Path) -> "CheckpointFile":
    from governance.outside.checkpoint_file import CheckpointFile

    return CheckpointFile(data / CHECKPOINTS, keys_in(data))


@contextmanager
def present(url: str) -> Iterator["Store"]:
    """A database that is there already, as it is: nothing is made, and nothing migrated."""
    from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

    from governance.store.engine import make_engine
    from governance.store.restoring import sqlite_file
    from governance.store.transaction import Store

    try:
        file = sqlite_file(url)
        if file is not None and not file.is_file():
            raise click.UsageError(f"There is no database at {shown(str(file))}; name it with --database")
        engine = make_engine(url)
    except (ArgumentError, NoSuchModuleError):
        raise click.UsageError("--database takes sqlite:///FILE or postgresql+psycopg://…") from None
    try:
        yield Store(engine)
    except DBAPIError as error:
        raise Unavailable(f"The database cannot be read: {shown(str(error.orig))}") from None
    finally:
        engine.dispose()
