"""`governance audit`: the record is proved unaltered, its heads are signed, and it is handed to others."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from governance.cli.data import BROKEN, checkpoints_in, data_option, database_option, keys_in, present
from governance.cli.options import FOLDER, NOTHING_BLOCKED
from governance.core.errors import WrongState
from governance.outside.reports.shown import shown

if TYPE_CHECKING:
    from uuid import UUID

    from governance.core.audit.checkpoint import Checkpoint
    from governance.core.audit.verify import Verified
    from governance.outside.checkpoint_file import Checking
    from governance.store.transaction import Store

UNSEEN = "without one, nobody can see that the end was cut off or the whole written anew"


@click.group(no_args_is_help=True)
def audit() -> None:
    """Prove the record, sign its heads, hand it to others."""


@audit.command("verify")
@click.option("--workspace", "key", metavar="KEY", help="One workspace alone.  [default: all]")
@click.option("--file", "file", type=FOLDER, metavar="FILE", help="An export, instead of a database.")
@click.option("--key", "public", type=FOLDER, metavar="FILE", help="The raw public key to check an export with.")
@database_option
@data_option
def audit_verify(key: str | None, file: Path | None, public: Path | None, database: str, data: Path) -> int:
    """Read every entry again, from its bytes, and compare it with what was signed.

    Exits with 0 if the record is intact. Otherwise names the first entry that is not as it was written, and exits
    with 10 if it was altered, 11 if it is missing, 12 if it stands in another order, 13 if the record was cut off,
    14 if it was written anew, 15 if an entry cannot be read; with 2 if the database, a key or a checkpoint cannot
    be used. Of several broken workspaces, the first gives the code.
    """
    if file is not None:
        return _verify_file(file, public, data)
    if public is not None:
        raise click.UsageError("--key goes with --file; a database is checked with the keys in --data")
    return _verify_database(key, database, data)


def _verify_database(key: str | None, database: str, data: Path) -> int:
    from governance.actions.audit import verify_record, workspaces_in

    checkpoints = checkpoints_in(data)
    # Before the database: what is signed meanwhile may lie beyond the snapshot that is read.
    kept = checkpoints.read()
    if not checkpoints.exists:
        click.echo(f"There is no checkpoint file at {shown(str(checkpoints.path))}; {UNSEEN}")
    codes: list[int] = []
    with present(database) as store:
        names = store.read(None, lambda tx: workspaces_in(tx, kept))
        for id, name in _chosen(store, key, names):
            signed = kept.get(str(id), [])
            codes.append(_tell(name, verify_record(store, id, signed), signed))
    return next(filter(None, codes), NOTHING_BLOCKED)


def _chosen(store: "Store", key: str | None, names: "dict[UUID, str]") -> "Iterable[tuple[UUID, str]]":
    from governance.store.workspaces import workspace_id_of

    return names.items() if key is None else [(workspace_id_of(store, key), key)]


def _verify_file(file: Path, public: Path | None, data: Path) -> int:
    from governance.core.audit.verify import verify
    from governance.core.errors import Unusable
    from governance.outside.audit_export import read_entries, read_export

    try:
        with file.open("rb") as opened:
            exported = read_export(opened, file, _checking(public, data))
            entries = read_entries(opened)
            verified = verify(entries, exported.workspace, exported.checkpoints, exported.head)
    except OSError as error:
        raise Unusable(f"{file} cannot be read: {error.strerror}") from None
    return _tell(exported.workspace, verified, exported.checkpoints)


def _checking(public: Path | None, data: Path) -> "Checking":
    from governance.outside.signing import PublicKeys, read_public_key

    return PublicKeys(read_public_key(public)) if public else keys_in(data)


def _tell(name: str, verified: "Verified", signed: "Iterable[Checkpoint]") -> int:
    """One line about a workspace; the exit code that it gives."""
    if verified.broken:
        click.echo(shown(f"{name}: {verified.broken.flaw}. {verified.broken.message}"))
        return BROKEN[f"record_{verified.broken.flaw}"]
    click.echo(shown(f"{name}: intact, {verified.head.sequence} entries; {_bound(list(signed))}"))
    for one in signed:
        if one.lost_from is not None:
            click.echo(shown(f"{name}: a restore of {one.at} gave up what was signed from entry {one.lost_from} on"))
    return NOTHING_BLOCKED


def _bound(signed: "list[Checkpoint]") -> str:
    if not signed:
        return f"no checkpoint of it, and {UNSEEN}"
    return f"the last checkpoint, of {signed[-1].at}, signed entry {signed[-1].sequence}"


@audit.command("checkpoint")
@database_option
@data_option
def audit_checkpoint(database: str, data: Path) -> int:
    """Sign the head of every record that moved, into the checkpoint file.

    Exits with 0; with 13 if a record ends before what was signed of it, with 14 if it was written anew. Nothing of
    such a record is signed.
    """
    from governance.actions.audit import checkpoint_all

    with present(database) as store:
        try:
            signed = checkpoint_all(store, keys_in(data), checkpoints_in(data))
        except WrongState as refused:
            click.echo(shown(refused.message), err=True)
            return BROKEN[refused.code]
    for one in signed:
        click.echo(f"{one.workspace}: signed entry {one.sequence} with key {one.key_id}")
    if not signed:
        click.echo("No record moved since its last checkpoint")
    return NOTHING_BLOCKED


@audit.command("export")
@click.argument("target", type=FOLDER, metavar="FILE")
@click.option("--workspace", "key", required=True, metavar="KEY", help="The workspace whose record it is.")
@database_option
@data_option
def audit_export(target: Path, key: str, database: str, data: Path) -> int:
    """Write one workspace's record and its checkpoints to FILE as JSON lines.

    `governance audit verify --file FILE --key KEY.pub` proves it where there is no database.
    """
    from governance.actions.audit import export_record
    from governance.outside.whole_file import whole_file
    from governance.store.workspaces import workspace_id_of

    kept = checkpoints_in(data).read()
    with present(database) as store:
        id = workspace_id_of(store, key)
        with whole_file(target) as file:
            count = export_record(store, id, kept.get(str(id), []), file.write)
    click.echo(shown(f"{target}: {count} entries and {len(kept.get(str(id), []))} checkpoints of {key}"))
    return NOTHING_BLOCKED
