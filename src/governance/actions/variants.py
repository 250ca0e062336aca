"""Variants and their revisions: bringing words, and changing them."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID, uuid4

from governance.actions import shown
from governance.actions.checks import keep_report, run_checks, variant_of_rows
from governance.actions.drift_kept import forget_told
from governance.actions.settle import Settled, settle
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.copy.opening import opening
from governance.core.copy.variant import Revision, Variant
from governance.core.errors import Stale, Unusable, WrongState
from governance.core.policy.policy_set import PolicySet
from governance.core.report import ENGINE
from governance.core.review.state import review
from governance.store.as_json import variant_json
from governance.store.cases import case_of
from governance.store.policies import policies_in_force
from governance.store.reading import replace_statements
from governance.store.tables.variants import RevisionRow, UploadRow, VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Tx
from governance.store.variants import contribute, first_contributor, report_row, revision_row, variant_for


def create_variant(tx: Tx, actor: Actor, campaign: CampaignRow, variant: Variant) -> VariantRow:
    """A new variant with its first revision, checked, not yet put forward. Whoever calls settles it."""
    actor.require_scope("submit")
    (row,) = new_variants(tx, actor, campaign, [(0, variant)])
    check_new(tx, actor, row, variant, policies_in_force(tx))
    return row


def new_variants(
    tx: Tx,
    actor: Actor,
    campaign: CampaignRow,
    variants: Sequence[tuple[int, Variant]],
    upload: UploadRow | None = None,
) -> list[VariantRow]:
    """New variants with their first revisions; the number is that of the upload's row."""
    rows = [_row(tx, campaign, variant, upload, number) for number, variant in variants]
    tx.session.add_all(rows)
    tx.session.flush()
    for row, (_, variant) in zip(rows, variants, strict=True):
        _keep_revision(tx, actor, row, variant)
        first_contributor(tx, actor, row)
    return rows


def _row(tx: Tx, campaign: CampaignRow, variant: Variant, upload: UploadRow | None, number: int) -> VariantRow:
    return VariantRow(
        workspace_id=tx.workspace_id,
        id=uuid4(),
        sequence=tx.number(),
        name=variant.id,
        campaign_id=campaign.id,
        partner_id=campaign.partner_id,
        upload_id=upload.id if upload else None,
        upload_row=number if upload else None,
        step=asdict(variant.step) if variant.step else None,
        revision=1,
        content_digest=variant.revision.digest,
        manifest_digest=variant.manifest.digest,
        created_at=tx.now,
        summary=_summary(variant),
    )


def _summary(variant: Variant) -> dict[str, Any]:
    """What tells a head revision apart in a list; how much it states is known once it is checked."""
    return {
        "opening": opening(variant.revision, variant.manifest.dialect),
        "channel": variant.manifest.channel,
        "regions": list(variant.manifest.recipient_regions),
        "statements": None,
    }


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
    row.revision += 1
    row.content_digest, row.manifest_digest = variant.revision.digest, variant.manifest.digest
    row.summary = _summary(variant)
    _keep_revision(tx, actor, row, variant)
    contribute(tx, actor, row)
    check_new(tx, actor, row, variant, policies_in_force(tx))
    return shown.review(settle(tx, row))


def replace_words(
    tx: Tx, actor: Actor, id: UUID, based_on: int, part: str, start: int, end: int, words: str
) -> dict[str, Any]:
    """A new revision with other words in one place of one part. Raises Unusable for a place that is not there."""
    row = variant_for(tx, actor, id)
    head = revision_row(tx, row, row.revision)
    source = head.content.get(part)
    if source is None or not 0 <= start <= end <= len(source):
        raise Unusable(f"The text has no such place in its {part}", field="part")
    content = {**head.content, part: source[:start] + words + source[end:]}
    return revise(tx, actor, id, based_on, replace(variant_of_rows(row, head), revision=Revision(**content)))


def _keep_revision(tx: Tx, actor: Actor, row: VariantRow, variant: Variant) -> None:
    """Keep the head revision of a variant, whose row says its number and digests already."""
    stored = variant_json(variant)
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
    data = {
        "revision": row.revision,
        "content_digest": row.content_digest,
        "manifest_digest": row.manifest_digest,
        "campaign": str(row.campaign_id),
        "organisation": actor.organisation,
    }
    tx.append(Act.REVISION_CREATED, actor, ("variant", row.id), data)


def check_new(tx: Tx, actor: Actor, row: VariantRow, variant: Variant, policies: PolicySet | None) -> None:
    """Check a new head revision. Without policies there is no report, and no approval."""
    if policies is None:
        replace_statements(tx, {row.id: {}})
        forget_told(tx, row)
    else:
        keep_report(tx, actor, row, run_checks(variant, policies))


def check_head(tx: Tx, actor: Actor, row: VariantRow, variant: Variant) -> None:
    """Check the head revision, if it was not under the policies in force."""
    policies = policies_in_force(tx)
    if policies and report_row(tx, row, row.revision, policies.digest, ENGINE) is None:
        check_new(tx, actor, row, variant, policies)


def look_at_review(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """Why a variant is not approved yet, or that it is: evaluated now, not read from a column."""
    actor.require_scope("submit", "read")
    case = case_of(tx, variant_for(tx, actor, id))
    return shown.review(Settled(case, review(case, tx.now)))
