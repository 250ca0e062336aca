"""Backup and restore: a snapshot in one file, and its way back into an empty database once it is proved."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from governance.actions.audit import checkpoint_all
from governance.actions.restored import Restored, settle_restored
from governance.core.audit.checkpoint import Checkpoint
from governance.core.errors import Unusable, WrongState
from governance.outside.backup import CHECKPOINTS, unpack_backup, write_backup
from governance.outside.checkpoint_file import CheckpointFile, line_of
from governance.outside.signing import Keys, sync_folder
from governance.store.dump import DATABASE, dump, files_of, load, lock_against_others, require_empty, tables_version
from governance.store.engine import make_engine
from governance.store.restoring import bring_up, require_place, sqlite_file
from governance.store.transaction import Store, Tx

SHORTEST_REASON = 10


def back_up(store: Store, keys: Keys, file: CheckpointFile, target: Path) -> list[Checkpoint]:
    """Sign the heads, then write a snapshot with the last checkpoint of every workspace into one file."""
    checkpoint_all(store, keys, file)
    last = [kept[-1] for kept in file.read().values()]
    with _scratch(target) as folder:
        version = dump(store.engine, folder)
        (folder / CHECKPOINTS).write_bytes(b"".join(map(line_of, last)))
        made_at = store.read(None, lambda tx: tx.now.isoformat())
        write_backup(target, folder, store.engine.dialect.name, version, made_at)
    return last


def restore(source: Path, url: str, keys: Keys, file: CheckpointFile, reason: str | None = None) -> Restored:
    """Bring a backup to an empty database. If the record is not proved, raises WrongState and leaves it as it is.

    With a reason, entries that were signed and are not in the backup are given up, and the record says so.
    """
    if reason is not None and len(reason.strip()) < SHORTEST_REASON:
        raise Unusable(f"A reason has at least {SHORTEST_REASON} characters", field="accept-loss")
    restoring = _Restoring(source, keys, file, reason)
    target = sqlite_file(url)
    return restoring.into_sqlite(target) if target else restoring.into_postgres(url)


@contextmanager
def _scratch(beside: Path | None = None) -> Iterator[Path]:
    """A folder for its owner alone, gone afterwards; beside a file, so that it can be moved there at once."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=".governance-", dir=beside.absolute().parent if beside else None))
    except OSError as error:
        raise Unusable(f"Nothing can be written beside {beside}: {error.strerror}") from None
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@dataclass(frozen=True, slots=True)
class _Restoring:
    """One restore: from where, proved with what, and why entries may be given up."""

    source: Path
    keys: Keys
    file: CheckpointFile
    reason: str | None

    def into_sqlite(self, target: Path) -> Restored:
        """Prove the database beside its place, then give it its name."""
        require_place(target)
        with _scratch(target) as folder:
            unpack_backup(self.source, folder, "sqlite", [*files_of("sqlite"), CHECKPOINTS])
            store = Store(make_engine(f"sqlite:///{folder / DATABASE}"))
            try:
                bring_up(store.engine)
                restored = store.transaction(None, lambda tx: self._settled(store, tx, folder))
            finally:
                # The last connection that closes brings all that was written into the file itself.
                store.engine.dispose()
            (folder / DATABASE).replace(target)
            sync_folder(target.absolute().parent)
        return restored

    def into_postgres(self, url: str) -> Restored:
        """Load and prove everything in one transaction, of which nobody sees anything before it is whole."""
        store = Store(make_engine(url))
        try:
            bring_up(store.engine)
            with _scratch() as folder:
                found = unpack_backup(self.source, folder, "postgresql", [*files_of("postgresql"), CHECKPOINTS])
                return store.transaction(None, lambda tx: self._loaded(store, tx, folder, found.version))
        finally:
            store.engine.dispose()

    def _loaded(self, store: Store, tx: Tx, folder: Path, version: str) -> Restored:
        present = tables_version(tx.session.connection())
        if present != version:
            message = f"The backup has tables {version}, and this version {present}; restore it with the one it is of"
            raise WrongState(message, code="other_version")
        lock_against_others(tx.session)
        require_empty(tx.session.connection())
        load(tx.session, folder)
        return self._settled(store, tx, folder)

    def _settled(self, store: Store, tx: Tx, folder: Path) -> Restored:
        # On a new machine there may be no key yet, and so nothing to check the backup's own checkpoints with.
        own = CheckpointFile(folder / CHECKPOINTS, self.keys).read() if self.keys.public.by_id else {}
        return settle_restored(store, tx, self.keys, self.file, own, self.reason)
