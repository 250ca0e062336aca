"""Chunks of an upload: checked rows become variants, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from governance.actions.checks import Checked, keep_reports, run_checks
from governance.actions.settle import SYSTEM, settle_all
from governance.actions.submissions import add_submission
from governance.actions.variants import new_variants
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.copy.variant import Variant
from governance.store.policies import policies_in_force
from governance.store.tables.variants import UploadRow, VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Tx
from governance.store.uploads import take_uploaded, waiting_count


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an upload by its number, and what the checks said; nothing while no policies are in force."""

    number: int
    variant: Variant
    checked: Checked | None


def take_chunk(tx: Tx, upload_id: UUID, rows: Sequence[Row]) -> int:
    """Make variants of those rows that are still there; how many rows of the upload are left."""
    upload = tx.session.get_one(UploadRow, (tx.workspace_id, upload_id))
    there = take_uploaded(tx, upload, [row.number for row in rows])
    settle_all(tx, _made(tx, upload, [row for row in rows if row.number in there]))
    left = waiting_count(tx, upload.id)
    if left == 0 and upload.checked_at is None:
        upload.checked_at = tx.now
        tx.append(Act.UPLOAD_CHECKED, SYSTEM, ("upload", upload.id), {"total": upload.total})
    return left


def _made(tx: Tx, upload: UploadRow, rows: Sequence[Row]) -> list[VariantRow]:
    """In few statements however many rows there are: what belongs together is written together."""
    campaign = tx.session.get_one(CampaignRow, (tx.workspace_id, upload.campaign_id))
    author, policies = _author(upload), policies_in_force(tx)
    made = new_variants(tx, author, campaign, [(row.number, row.variant) for row in rows], upload)
    if policies is not None:
        checked = [run_checks(row.variant, policies, row.checked) for row in rows]
        keep_reports(tx, SYSTEM, list(zip(made, checked, strict=True)))
    if upload.submit:
        for variant in made:
            add_submission(tx, author, variant)
    return made


def _author(upload: UploadRow) -> Actor:
    """Whoever uploaded, as they were then."""
    return Actor(
        kind="machine" if upload.machine_id else "person",
        person=str(upload.person_id),
        machine=str(upload.machine_id) if upload.machine_id else None,
        partner=str(upload.partner_id) if upload.partner_id else None,
        organisation=upload.organisation,
    )
