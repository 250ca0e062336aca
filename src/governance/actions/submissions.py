"""Submissions: one revision put forward for review, and taken back."""

from typing import Any
from uuid import UUID, uuid4

from governance.actions import shown
from governance.actions.checks import variant_of_rows
from governance.actions.settle import settle
from governance.actions.variants import check_head, create_variant
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.copy.variant import Variant
from governance.core.errors import Stale, WrongState
from governance.store.submissions import last_submission
from governance.store.tables.review import SubmissionRow
from governance.store.tables.variants import RevisionRow, VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Tx
from governance.store.variants import contribute, variant_for


def bring(tx: Tx, actor: Actor, campaign: CampaignRow, variant: Variant, submit: bool) -> dict[str, Any]:
    """One new variant, checked at once, and put forward if its author says so."""
    row = create_variant(tx, actor, campaign, variant)
    if submit:
        add_submission(tx, actor, row)
    review = shown.review(settle(tx, row))
    return {**shown.variant(row, campaign), "review": review}


def submit(tx: Tx, actor: Actor, id: UUID, revision: int) -> dict[str, Any]:
    """Put the head revision forward. Blockers do not stop it: a person may need to ask."""
    actor.require_scope("submit")
    row = variant_for(tx, actor, id, lock=True)
    if revision != row.revision:
        raise Stale(f"Revision {row.revision} is there now", code="text_changed", field="revision")
    last = last_submission(tx, row)
    if last and _is_open(last, row):
        raise WrongState("This revision is in review already", code="already_submitted")
    stored = tx.session.get_one(RevisionRow, (tx.workspace_id, row.id, row.revision))
    check_head(tx, actor, row, variant_of_rows(row, stored))
    new_submission(tx, actor, row)
    return shown.review(settle(tx, row))


def new_submission(tx: Tx, actor: Actor, row: VariantRow) -> None:
    """Put the head revision forward. Whoever does counts as a contributor."""
    contribute(tx, actor, row)
    add_submission(tx, actor, row)


def add_submission(tx: Tx, actor: Actor, row: VariantRow) -> None:
    """Put the head revision forward, by somebody who is known to have contributed."""
    submission = SubmissionRow(
        workspace_id=tx.workspace_id,
        id=uuid4(),
        sequence=tx.number(),
        variant_id=row.id,
        revision=row.revision,
        content_digest=row.content_digest,
        manifest_digest=row.manifest_digest,
        person_id=UUID(actor.person),
        machine_id=UUID(actor.machine) if actor.machine else None,
        submitted_at=tx.now,
    )
    tx.session.add(submission)
    data = {"submission": str(submission.id), "organisation": actor.organisation, **text_of(row)}
    tx.append(Act.SUBMISSION_RECEIVED, actor, ("variant", row.id), data)


def withdraw(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """Take the open submission back. Its decisions stay in the record and count no more."""
    actor.require_scope("submit")
    row = variant_for(tx, actor, id, lock=True)
    last = last_submission(tx, row)
    if last is None or not _is_open(last, row):
        raise WrongState("The variant is not in review", code="not_submitted")
    last.withdrawn_at = tx.now
    tx.append(Act.SUBMISSION_WITHDRAWN, actor, ("variant", row.id), {"submission": str(last.id)})
    return shown.review(settle(tx, row))


def text_of(row: VariantRow) -> dict[str, Any]:
    return {
        "revision": row.revision,
        "content_digest": row.content_digest,
        "manifest_digest": row.manifest_digest,
    }


def _is_open(submission: SubmissionRow, row: VariantRow) -> bool:
    ended = submission.withdrawn_at or submission.recalled_at
    return ended is None and submission.revision == row.revision
