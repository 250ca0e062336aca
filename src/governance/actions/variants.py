"""Variants and their revisions: bringing words, and changing them."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from governance.actions import shown
from governance.actions.checks import Checked, keep_report, run_checks
from governance.actions.settle import Settled, settle
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.copy.variant import Variant
from governance.core.errors import Stale, WrongState
from governance.core.report import ENGINE
from governance.core.review.state import review
from governance.store.as_json import variant_json
from governance.store.cases import case_of
from governance.store.policies import policies_in_force
from governance.store.tables.variants import RevisionRow, UploadRow, VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Tx
from governance.store.variants import contribute, report_row, variant_for


def create_variant(tx: Tx, actor: Actor, campaign: CampaignRow, variant: Variant) -> VariantRow:
    """A new variant with its first revision, checked, not yet put forward."""
    actor.require_scope("submit")
    row = new_variant(tx, actor, campaign, variant)
    check_head(tx, actor, row, variant)
    settle(tx, row)
    return row


def new_variant(
    tx: Tx, actor: Actor, campaign: CampaignRow, variant: Variant, upload: UploadRow | None = None, number: int = 0
) -> VariantRow:
    row = VariantRow(
        workspace_id=tx.workspace_id,
        id=uuid4(),
        sequence=tx.number(),
        name=variant.id,
        campaign_id=campaign.id,
        partner_id=campaign.partner_id,
        upload_id=upload.id if upload else None,
        upload_row=number if upload else None,
        revision=0,
        content_digest="",
        manifest_digest="",
        created_at=tx.now,
    )
    tx.session.add(row)
    _add_revision(tx, actor, row, variant)
    return row


def revise(tx: Tx, actor: Actor, id: UUID, based_on: int, variant: Variant) -> dict[str, Any]:
    """A new revision on top of the one that the author read. It ends every approval of the text before."""
    actor.require_scope("submit")
    row = variant_for(tx, actor, id, lock=True)
    if based_on != row.revision:
        message = f"Revision {row.revision} was saved while you were writing on revision {based_on}"
        raise Stale(message, code="text_changed", field="based_on")
    variant = replace(variant, id=row.name)
    if (variant.revision.digest, variant.manifest.digest) == (row.content_digest, row.manifest_digest):
        raise WrongState("Nothing was changed", code="nothing_changed")
    _add_revision(tx, actor, row, variant)
    check_head(tx, actor, row, variant)
    return shown.review(settle(tx, row))


def _add_revision(tx: Tx, actor: Actor, row: VariantRow, variant: Variant) -> None:
    stored = variant_json(variant)
    row.revision += 1
    row.content_digest, row.manifest_digest = variant.revision.digest, variant.manifest.digest
    tx.session.add(row)
    tx.session.flush()
    tx.session.add(
        RevisionRow(
            workspace_id=tx.workspace_id,
            variant_id=row.id,
            number=row.revision,
            content=stored["revision"],
            content_digest=row.content_digest,
            manifest=stored["manifest"],
            manifest_digest=row.manifest_digest,
            generator=stored["generator"],
            person_id=UUID(actor.person),
            machine_id=UUID(actor.machine) if actor.machine else None,
            created_at=tx.now,
        )
    )
    contribute(tx, actor, row)
    data = {
        "revision": row.revision,
        "content_digest": row.content_digest,
        "manifest_digest": row.manifest_digest,
        "campaign": str(row.campaign_id),
        "organisation": actor.organisation,
    }
    tx.append(Act.REVISION_CREATED, actor, ("variant", row.id), data)


def check_head(tx: Tx, actor: Actor, row: VariantRow, variant: Variant, checked: Checked | None = None) -> None:
    """Check the head revision under the policies in force. Without policies there is no report, and no approval."""
    policies = policies_in_force(tx)
    if policies is None or report_row(tx, row, row.revision, policies.digest, ENGINE) is not None:
        return
    if checked is None or checked.policies.digest != policies.digest:
        checked = run_checks(variant, policies)
    keep_report(tx, actor, row, checked)


def look_at_review(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """Why a variant is not approved yet, or that it is: evaluated now, not read from a column."""
    case = case_of(tx, variant_for(tx, actor, id))
    return shown.review(Settled(case, review(case, tx.now)))
