"""The record: who may read it, how it is proved unaltered, and how its heads are signed and kept elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.audit.chain import Entry, Head
from governance.core.audit.checkpoint import Checkpoint
from governance.core.audit.fields import read_fields
from governance.core.audit.verify import Verified, verify
from governance.core.errors import NotAllowed, Unusable, WrongState
from governance.core.launch.permit import Signer
from governance.outside.audit_export import entry_line, header_line
from governance.outside.checkpoint_file import CheckpointFile, Kept, line_of
from governance.store.audit import (
    RecordHead,
    entries_page,
    hash_at,
    record_heads,
    recorded_workspaces,
    stored_entries,
    stored_head,
)
from governance.store.policies import policies_in_force
from governance.store.transaction import Store, Tx

UNTIL_A_POLICY = ("revops",)
"""Who reads the record while no approval policy is in force that could name its owners."""


def entries(
    tx: Tx,
    actor: Actor,
    *,
    act: str | None = None,
    actor_id: UUID | None = None,
    object_id: UUID | None = None,
    before: int | None = None,
    limit: int = 50,
) -> dict[str, Any]:
    """A page of the record, the newest first. `next` is the `before` of the page that follows."""
    require_reader(tx, actor)
    found = entries_page(tx, act=_act(act), actor_id=actor_id, object_id=object_id, before=before, limit=limit)
    last = found[-1].sequence if found else 1
    return {"entries": [entry_json(entry) for entry in found], "next": last if last > 1 else None}


def require_reader(tx: Tx, actor: Actor) -> None:
    """The record is for administrators and the owners of the approval policy, people of the company itself.

    Everybody else is told that they may not: that there is a record is no secret.
    """
    actor.require_company()
    actor.require_person()
    if actor.administrator:
        return
    policies = policies_in_force(tx)
    owners = policies.approval.owners.approval if policies and policies.approval else UNTIL_A_POLICY
    if not any(role in actor.roles for role in owners):
        raise NotAllowed(f"The record is for administrators and role {' or '.join(owners)}", code="role_needed")


def _act(name: str | None) -> Act | None:
    try:
        return Act(name) if name is not None else None
    except ValueError:
        raise Unusable(f"{name} is no act; they look like {Act.DECISION_MADE}", field="act") from None


def entry_json(entry: Entry) -> dict[str, Any]:
    """An entry as its bytes tell it; only its place and hash if they cannot be read."""
    fields = read_fields(entry.canonical) or {}
    told = {name: fields.get(name) for name in ("id", "at", "act", "actor", "object", "policy_set", "data", "request")}
    return {"sequence": entry.sequence, **told, "previous": entry.previous, "hash": entry.hash}


def verify_record(store: Store, workspace: UUID, checkpoints: Iterable[Checkpoint]) -> Verified:
    """Read a workspace's whole record in one snapshot.

    The checkpoints must have been read before: one that is signed meanwhile may lie beyond the snapshot.
    """
    return store.read(workspace, lambda tx: verify_in(tx, checkpoints))


def verify_in(tx: Tx, checkpoints: Iterable[Checkpoint]) -> Verified:
    return verify(stored_entries(tx), str(tx.workspace_id), checkpoints, stored_head(tx))


def workspaces_in(tx: Tx, kept: Iterable[str]) -> dict[UUID, str]:
    """Every workspace with a record or a kept checkpoint, with its key, or its id where the key is gone."""
    found = recorded_workspaces(tx)
    return found | {UUID(id): id for id in kept if UUID(id) not in found}


def checkpoint_all(store: Store, keys: Signer, file: CheckpointFile) -> list[Checkpoint]:
    """Sign the head of every record that moved, and keep it in the file.

    Raises WrongState for a record that no longer holds what was signed of it; the others are signed all the same.
    """
    with file.writing() as writing:
        signed, refused = store.read(None, lambda tx: _signed(store, tx, keys, writing.kept))
        writing.append(signed)
    for refusal in refused:
        raise refusal
    return signed


def _signed(store: Store, tx: Tx, keys: Signer, kept: Kept) -> tuple[list[Checkpoint], list[WrongState]]:
    signed: list[Checkpoint] = []
    refused: list[WrongState] = []
    for found in record_heads(tx):
        last = kept.get(str(found.workspace), [])[-1:]
        try:
            _require_unbroken(tx, found, last)
        except WrongState as refusal:
            refused.append(refusal)
            continue
        if found.head.sequence and [one.sequence for one in last] != [found.head.sequence]:
            signed.append(sign_checkpoint(keys, Tx(tx.session, found.workspace, tx.now, store), found.head))
    return signed, refused


def sign_checkpoint(keys: Signer, tx: Tx, head: Head, lost_from: int | None = None) -> Checkpoint:
    """The signed checkpoint of the workspace's head."""
    at = tx.now.isoformat(timespec="microseconds")
    id = str(tx.workspace_id)
    unsigned = Checkpoint(id, head.sequence, head.hash, at, keys.key_id, lost_from=lost_from)
    return replace(unsigned, signature=keys.sign(unsigned.note))


def _require_unbroken(tx: Tx, found: RecordHead, last: list[Checkpoint]) -> None:
    """The head must be that of the last entry, and what was signed last must still be there."""
    if found.head.hash != found.last_hash:
        message = f"The record of {found.key} has no entry {found.head.sequence} as its head says; it was cut off"
        raise WrongState(message, code="record_cut_off")
    for checkpoint in last:
        present = hash_at(tx, found.workspace, checkpoint.sequence)
        if present == checkpoint.hash:
            continue
        flaw, how = ("rewritten", "has another") if present else ("cut_off", "no longer has the")
        raise WrongState(
            f"The record of {found.key} {how} entry {checkpoint.sequence} that the checkpoint of {checkpoint.at} "
            "signed. Nothing of it was signed now",
            code=f"record_{flaw}",
        )


def export_record(
    store: Store, workspace: UUID, checkpoints: list[Checkpoint], write: Callable[[bytes], object]
) -> int:
    """Write a workspace's record and its checkpoints as lines, in one snapshot; how many entries there were."""

    def lines(tx: Tx) -> int:
        write(header_line(str(workspace), stored_head(tx), len(checkpoints)))
        for checkpoint in checkpoints:
            write(line_of(checkpoint))
        count = 0
        for entry in stored_entries(tx):
            write(entry_line(entry))
            count += 1
        return count

    return store.read(workspace, lines)
