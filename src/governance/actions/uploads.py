"""Uploads: many variants at once, kept whole or not at all, then checked in the background."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from governance.actions import shown
from governance.actions.checks import run_checks
from governance.actions.chunks import Row, take_chunk
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.copy.variant import Variant
from governance.core.errors import CopyFileError, Unusable
from governance.core.publication import unkeepable
from governance.outside.copy_files.encoding import refuse_binary
from governance.outside.copy_files.json_lines import read_json_lines
from governance.outside.copy_files.located import Touch, UnreadableVariant
from governance.outside.copy_files.table import Column, read_columns, read_table
from governance.store.as_json import variant_json, variant_of
from governance.store.campaigns import campaign_for
from governance.store.policies import policies_in_force
from governance.store.tables.variants import UploadRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Store, Tx
from governance.store.uploads import (
    add_uploaded,
    rows_waiting,
    states_of_upload,
    upload_for,
    uploads_of_campaign,
    uploads_page,
    verdicts_of_upload,
    waiting_count,
    waiting_counts,
)

MOST_ROWS = 50_000
MOST_BYTES = 50 * 1024 * 1024
CHUNK = 25
SHOWN = 200
"""Unreadable rows that an answer lists; the count is always exact."""


@dataclass(frozen=True)
class Reading:
    """What an upload holds: the variants, and the rows that are none, with place and reason."""

    variants: tuple[Variant, ...]
    unread: tuple[dict[str, str], ...]

    @property
    def campaign(self) -> str | None:
        """The key of the campaign that every row names; None if they do not agree."""
        keys = {variant.campaign for variant in self.variants}
        return keys.pop() if len(keys) == 1 else None


def columns_of(content: bytes, name: str) -> list[Column]:
    """The columns of a CSV, for somebody to say what they become. Raises Unusable."""
    stream = BytesIO(content)
    try:
        refuse_binary(stream, name)
        return read_columns(stream, name)
    except CopyFileError as error:
        raise Unusable(str(error.problem), code="unreadable_file") from None


def read_upload(content: bytes, form: str, name: str, columns: Sequence[str] | None = None) -> Reading:
    """Read a whole upload before anything is kept. Raises Unusable for a file that cannot be read as a whole.

    `columns` are the fields that the columns of a CSV become, from the left.
    """
    if len(content) > MOST_BYTES:
        raise Unusable(f"An upload holds at most {MOST_BYTES // 2**20} MiB; split the file", code="too_large")
    variants: list[Variant] = []
    unread: list[dict[str, str]] = []
    for number, (place, found) in enumerate(_rows(content, form, name, columns), 1):
        if number > MOST_ROWS:
            raise Unusable(f"An upload holds at most {MOST_ROWS:,} rows; split the file", code="too_large")
        if isinstance(found, Variant):
            variants.append(found)
        else:
            unread.append({"row": found.id, "place": place, "message": found.message})
    if not variants:
        raise Unusable(unread[0]["message"] if unread else "The file holds no variant", code="unreadable_file")
    return Reading(tuple(variants), tuple(unread))


def _rows(
    content: bytes, form: str, name: str, columns: Sequence[str] | None
) -> Iterator[tuple[str, Variant | UnreadableVariant]]:
    """Each row with its place. What a database cannot hold cannot be read either."""
    stream = BytesIO(content)
    try:
        refuse_binary(stream, name)
        read = read_json_lines(stream, name, Touch()) if form == "jsonl" else read_table(stream, name, Touch(), columns)
        for located in read:
            found = located.variant
            fault = next(unkeepable(variant_json(found)), None) if isinstance(found, Variant) else None
            yield str(located.place), UnreadableVariant(found.id.replace("\0", ""), fault) if fault else found
    except CopyFileError as error:
        raise Unusable(str(error.problem), code="unreadable_file") from None


def require_all_read(reading: Reading, skip_unread: bool) -> None:
    """Rows that cannot be read refuse the whole upload, unless its sender chose to leave them out."""
    if reading.unread and not skip_unread:
        first = reading.unread[0]
        more = f" and {len(reading.unread) - 1} more" if len(reading.unread) > 1 else ""
        message = f"{first['place']}: {first['message']}{more}; mend the rows, or send skip_unread=true"
        raise Unusable(message, code="unreadable_rows")


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
