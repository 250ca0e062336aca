"""Uploads: many variants at once, kept whole or not at all, then checked in the background."""

from typing import Any
from uuid import UUID, uuid4

from governance.actions import shown
from governance.actions.checks import run_checks
from governance.actions.chunks import Row, take_chunk
from governance.actions.upload_reading import Reading
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.store.as_json import variant_json, variant_of
from governance.store.campaigns import campaign_for
from governance.store.policies import policies_in_force
from governance.store.tables.variants import UploadRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Store, Tx
from governance.store.uploads import (
    add_uploaded,
    keep_file,
    rows_waiting,
    states_of_upload,
    upload_for,
    uploads_of_campaign,
    uploads_page,
    verdicts_of_upload,
    waiting_count,
    waiting_counts,
)

CHUNK = 25
SHOWN = 200
"""Unreadable rows that an answer lists; the count is always exact."""


def receive_upload(
    tx: Tx, actor: Actor, campaign: CampaignRow, reading: Reading, name: str, submit: bool
) -> dict[str, Any]:
    """Keep an upload. Its rows become checked variants in the background, whatever happens to the server."""
    actor.require_scope("submit")
    row = UploadRow(
        workspace_id=tx.workspace_id,
        id=uuid4(),
        sequence=tx.number(),
        campaign_id=campaign.id,
        partner_id=campaign.partner_id,
        name=name,
        platform=reading.file.platform if reading.file else None,
        submit=submit,
        person_id=UUID(actor.person),
        machine_id=UUID(actor.machine) if actor.machine else None,
        organisation=actor.organisation,
        total=len(reading.variants),
        unread=[*reading.unread[:SHOWN]],
        unread_total=len(reading.unread),
        created_at=tx.now,
    )
    tx.session.add(row)
    if reading.file:
        keep_file(tx, row, reading.file.source.encode())
    add_uploaded(tx, row, [variant_json(variant) for variant in reading.variants])
    data = {"total": row.total, "unread": len(reading.unread), "submit": submit, "campaign": str(campaign.id)}
    tx.append(Act.UPLOAD_RECEIVED, actor, ("upload", row.id), data)
    tx.enqueue("check_upload", f"upload:{row.id}", str(tx.workspace_id), str(row.id))
    return shown.upload(row, row.total)


def check_chunk(store: Store, workspace_id: UUID, upload_id: UUID) -> int:
    """Turn the next rows of an upload into checked variants; how many are left.

    The checks run outside the transaction, so that nobody waits for them. A row goes in the transaction that
    makes it a variant: run twice, nothing is made twice.
    """
    rows, policies = store.read(workspace_id, lambda tx: (rows_waiting(tx, upload_id, CHUNK), policies_in_force(tx)))
    variants = [(row.number, variant_of(row.content)) for row in rows]
    checked = [Row(number, one, run_checks(one, policies) if policies else None) for number, one in variants]
    return store.transaction(workspace_id, lambda tx: take_chunk(tx, upload_id, checked))


def upload_progress(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """An upload with what became of its rows so far: variants by state, and reports by verdict."""
    row = upload_for(tx, actor, id)
    policies = policies_in_force(tx)
    return {
        **look_at_upload(tx, actor, id),
        "states": states_of_upload(tx, row.id),
        "verdicts": verdicts_of_upload(tx, row.id, policies.digest) if policies else {},
        "campaign_name": campaign_for(tx, actor, row.campaign_id).name,
    }


def look_at_upload(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    actor.require_scope("submit", "read")
    row = upload_for(tx, actor, id)
    return shown.upload(row, waiting_count(tx, row.id))


def list_uploads(tx: Tx, actor: Actor, after: int, limit: int) -> dict[str, Any]:
    actor.require_scope("submit", "read")
    rows = uploads_page(tx, actor, after, limit)
    items = [shown.upload(row, waiting_count(tx, row.id) if row.checked_at is None else 0) for row in rows]
    return {"items": items, "next": shown.following(rows, limit)}


def uploads_of(tx: Tx, actor: Actor, campaign: UUID, most: int = 20) -> list[dict[str, Any]]:
    """The last uploads of a campaign that the actor may see, with their progress."""
    rows = uploads_of_campaign(tx, campaign_for(tx, actor, campaign).id, most)
    waiting = waiting_counts(tx, [row.id for row in rows])
    return [shown.upload(row, waiting.get(row.id, 0)) for row in rows]
