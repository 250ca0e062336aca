"""A database that was brought back, before it is made live: proved, or refused; what was lost is said."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from governance.actions.audit import sign_checkpoint, verify_in, workspaces_in
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.audit.chain import SALT_BYTES, Head, commitment
from governance.core.audit.checkpoint import Checkpoint, in_force
from governance.core.errors import WrongState
from governance.core.launch.permit import Signer
from governance.outside.checkpoint_file import CheckpointFile, Kept
from governance.outside.losses import keep_reason
from governance.store.audit import stored_head
from governance.store.restoring import end_sessions, recall_all
from governance.store.transaction import Store, Tx

OPERATOR = Actor("operator")


@dataclass(frozen=True, slots=True)
class Record:
    """A workspace's record as it was brought back, and up to which entry more was signed, if more was."""

    workspace: UUID
    key: str
    head: Head
    signed: int = 0
    permits_recalled: int = 0

    @property
    def lost(self) -> tuple[int, int] | None:
        """The first and the last entry that were signed and are gone."""
        return (self.head.sequence + 1, self.signed) if self.signed > self.head.sequence else None


@dataclass(frozen=True, slots=True)
class Restored:
    """Every record that was restored, or is gone."""

    records: tuple[Record, ...]


def settle_restored(
    store: Store, tx: Tx, keys: Signer, file: CheckpointFile, own: Kept, reason: str | None
) -> Restored:
    """Prove every record, end every session, and record the restore. Raises WrongState for what is not proved.

    `own` are the backup's checkpoints; those of the file know what was signed since.
    """
    kept = file.read()
    names = workspaces_in(tx, [*kept, *own])
    records = [_proved(Tx(tx.session, id, tx.now, store), key, kept, own) for id, key in names.items()]
    if reason is None:
        _require_no_loss(records, kept)
    end_sessions(tx)
    salt = secrets.token_bytes(SALT_BYTES)
    committed = commitment(salt, reason) if reason else None
    told = [_recorded(Tx(tx.session, one.workspace, tx.now, store), one, committed) for one in records]
    tx.session.flush()
    if lost := [record for record in told if record.lost]:
        keep_reason(file.path.parent, reason or "", salt, [_loss(record) for record in lost])
        # Signed before the database is made live: if that fails, the next attempt finds a shorter loss, not none.
        with file.writing() as writing:
            writing.append(_given_up(Tx(tx.session, one.workspace, tx.now, store), keys, one) for one in lost)
    return Restored(tuple(told))


def _proved(tx: Tx, key: str, kept: Kept, own: Kept) -> Record:
    """A record that is whole, and holds what was signed of it as far as it goes."""
    id = str(tx.workspace_id)
    signed = in_force(kept.get(id, []))
    ends = stored_head(tx)
    within = [one for one in signed if one.sequence <= ends.sequence]
    for checkpoints in (own.get(id, []), within):
        broken = verify_in(tx, checkpoints).broken
        if broken:
            message = f"The backup's record of {key} is broken, and nothing was restored. {broken.message}"
            raise WrongState(message, code=f"record_{broken.flaw}")
    return Record(tx.workspace_id, key, ends, max((one.sequence for one in signed), default=0))


def _require_no_loss(records: list[Record], kept: Kept) -> None:
    for record in records:
        if record.lost:
            at = kept[str(record.workspace)][-1].at
            raise WrongState(
                f"The backup's record of {record.key} ends at entry {record.head.sequence}; the checkpoint of {at} "
                f"signed entry {record.signed}. Nothing was restored; --accept-loss REASON gives these entries up",
                code="record_cut_off",
            )


def _recorded(tx: Tx, record: Record, reason: str | None) -> Record:
    """Append that the record was restored; with a loss, recall every permit, since recalls may be among the lost."""
    if record.head.sequence == 0:
        return record
    lost = record.lost
    data: Mapping[str, object] = {
        "lost_from": lost[0] if lost else None,
        "lost_to": lost[1] if lost else None,
        "reason": reason if lost else None,
    }
    tx.append(Act.RECORD_RESTORED, OPERATOR, ("workspace", tx.workspace_id), data)
    permits = recall_all(tx) if lost else []
    for permit in permits:
        about = {"permit": str(permit.id), "submission": str(permit.submission_id)}
        tx.append(Act.PERMIT_RECALLED, OPERATOR, ("variant", permit.variant_id), about, permit.policy_set)
    return replace(record, permits_recalled=len(permits))


def _given_up(tx: Tx, keys: Signer, record: Record) -> Checkpoint:
    """What was signed of the lost entries no longer binds."""
    return sign_checkpoint(keys, tx, stored_head(tx), lost_from=record.head.sequence + 1)


def _loss(record: Record) -> dict[str, object]:
    return {"workspace": str(record.workspace), "lost": record.lost}
