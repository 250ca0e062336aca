"""`governance backup` and `governance restore`."""

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from governance.cli.data import BROKEN, KEYS, checkpoints_in, data_option, database_option, keys_in, present
from governance.cli.options import FOLDER, NOTHING_BLOCKED, UNREADABLE
from governance.core.errors import Unavailable, WrongState
from governance.outside.reports.shown import shown

if TYPE_CHECKING:
    from governance.actions.restored import Record


@click.command()
@click.argument("target", type=FOLDER, metavar="FILE")
@database_option
@data_option
def backup(target: Path, database: str, data: Path) -> int:
    """Write the database, as it is at one instant, and its last checkpoints to FILE.

    The signing key is not in it: keep DIR/keys and DIR/checkpoints.jsonl elsewhere, and apart from backups. Exits
    with 13 or 14, as `governance audit checkpoint` does, if a record went back, and then writes nothing.
    """
    from governance.actions.backup import back_up

    with present(database) as store:
        try:
            signed = back_up(store, keys_in(data), checkpoints_in(data), target)
        except WrongState as refused:
            return _broken(refused)
    for one in signed:
        click.echo(f"{one.workspace}: signed entry {one.sequence}")
    click.echo(shown(f"{target} is written. The signing key is not in it; keep {data / KEYS} elsewhere"))
    return NOTHING_BLOCKED


@click.command()
@click.argument("source", type=FOLDER, metavar="FILE")
@click.option("--database", required=True, envvar="GOVERNANCE_DATABASE", metavar="URL", help="An empty database.")
@click.option("--accept-loss", "reason", metavar="REASON", help="Give up signed entries that FILE lacks, and say why.")
@data_option
def restore(source: Path, database: str, reason: str | None, data: Path) -> int:
    """Bring the backup in FILE to an empty database, once its record is proved against the checkpoints in DIR.

    Everybody is signed out, and authorisations that were not used are gone. A record that ends before its last
    checkpoint is refused with 13. With --accept-loss it is restored all the same: the record says which entries were
    given up, DIR/checkpoints.jsonl is told, and every permit is recalled with its submission, because recalls may be
    among what was lost. Use a copy of DIR to try this out. A broken record is refused with the codes of
    `governance audit verify`; 2 is a file or a database that cannot be used. A refusal changes nothing.
    """
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

    from governance.actions.backup import restore as bring_back

    checkpoints = checkpoints_in(data)
    if not checkpoints.exists:
        click.echo(
            shown(f"There is no checkpoint file at {checkpoints.path}; nobody can see whether the backup is the latest")
        )
    try:
        restored = bring_back(source, database, keys_in(data), checkpoints, reason)
    except WrongState as refused:
        return _broken(refused)
    except (ArgumentError, NoSuchModuleError):
        raise click.UsageError("--database takes sqlite:///FILE or postgresql+psycopg://…") from None
    except OperationalError as error:
        raise Unavailable(f"The database cannot be written: {shown(str(error.orig))}") from None
    for record in restored.records:
        click.echo(shown(_told(record)))
    return NOTHING_BLOCKED


def _told(record: "Record") -> str:
    if record.lost is None:
        return f"{record.key}: {record.head.sequence} entries, proved and restored"
    first, last = record.lost
    return (
        f"{record.key}: {record.head.sequence} entries restored; entries {first} to {last} are given up, and "
        f"{record.permits_recalled} permits recalled. Roles, people and tokens that were ended since are as they were "
        "before: look through them"
    )


def _broken(refused: WrongState) -> int:
    click.echo(shown(refused.message), err=True)
    return BROKEN.get(refused.code, UNREADABLE)
