"""Permits: asked for, listed, recalled."""

from typing import Any
from uuid import UUID

from governance.actions import shown
from governance.actions.settle import settle
from governance.actions.signing import sign_all
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import NotAllowed, WrongState
from governance.core.launch.gate import permit_refusals
from governance.core.review.case import Case
from governance.core.review.reason import OPERATOR, Reason, Refusal
from governance.core.review.state import Review, review
from governance.store import permits
from governance.store.cases import case_of
from governance.store.permits import last_permit, permit_for, permits_page
from governance.store.submissions import last_submission
from governance.store.tables.permits import PermitRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx
from governance.store.variants import variant_for


def ask_for_permit(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """The running permit of an approved variant, signed anew if the last one ended; or every reason why not."""
    actor.require_scope("launch")
    row = variant_for(tx, actor, id, lock=True)
    case = case_of(tx, row)
    found = review(case, tx.now)
    refusals = _refusals(tx, case, found)
    if refusals:
        codes = [refusal.code for refusal in refusals]
        tx.append(Act.LAUNCH_REFUSED, actor, ("variant", row.id), {"asked": "permit", "codes": codes})
        return {"permit": None, "reasons": shown.refusals(refusals)}
    (permit,) = sign_all(tx, actor, [(row, case, found)])
    return {"permit": shown.permit(permit), "reasons": []}


def _refusals(tx: Tx, case: Case, found: Review) -> list[Refusal]:
    refusals = list(permit_refusals(case, found))
    if tx.signer is None:
        refusals.append(Refusal(Reason.PERMIT_MISSING, "The service has no key to sign permits with", (OPERATOR,)))
    return refusals


def list_permits(tx: Tx, actor: Actor, after: int, limit: int) -> dict[str, Any]:
    actor.require_scope("launch", "read")
    rows = permits_page(tx, actor, after, limit)
    return {"items": [shown.permit(row) for row in rows], "next": shown.following(rows, limit)}


def recall(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """Withdraw a permit at once. The text needs a new submission, and new decisions, to go out again."""
    permit, found = permit_for(tx, actor, id)
    row = variant_for(tx, actor, found.id, lock=True)
    actor.require_person()
    if not actor.roles:
        raise NotAllowed("A recall takes a role", code="role_needed")
    if permit.recalled_at is not None:
        raise WrongState("The permit was recalled already")
    permit.recalled_at, permit.recalled_by = tx.now, UUID(actor.person)
    submission = last_submission(tx, row)
    if submission is not None and submission.id == permit.submission_id:
        submission.recalled_at = tx.now
    data = {"permit": str(permit.id), "submission": str(permit.submission_id)}
    tx.append(Act.PERMIT_RECALLED, actor, ("variant", row.id), data, permit.policy_set)
    return {"permit": shown.permit(permit), "review": shown.review(settle(tx, row))}


def running_permit(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """The last permit of a variant, running or not."""
    actor.require_scope("launch", "read")
    permit = last_permit(tx, variant_for(tx, actor, id))
    return {"permit": shown.permit(permit) if permit else None}


def newest_permits(tx: Tx, actor: Actor, before: int | None, limit: int) -> dict[str, Any]:
    """Permits with the variants that they are for, the newest first."""
    actor.require_scope("launch", "read")
    rows = permits.newest_permits(tx, actor, before, limit)
    items = [_told(tx, permit, variant) for permit, variant in rows]
    return {"items": items, "next": rows[-1][0].sequence if len(rows) == limit else None}


def look_at_permit(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """One permit with what was sent under it, and whether the actor may recall it."""
    actor.require_scope("launch", "read")
    permit, variant = permit_for(tx, actor, id)
    given, used = permits.authorisations_under(tx, permit)
    may = actor.kind == "person" and bool(actor.roles)
    return {**_told(tx, permit, variant), "given": given, "used": used, "recalls": may}


def _told(tx: Tx, permit: PermitRow, variant: VariantRow) -> dict[str, Any]:
    """A permit in the words of where it stands: running, ended, recalled, or of a text that changed since."""
    state = "recalled" if permit.recalled_at else "ended" if permit.expires_at <= tx.now else "running"
    if state == "running" and (variant.state != "approved" or variant.content_digest != permit.content_digest):
        state = "shut"
    return {**shown.permit(permit), "state": state, "name": variant.name}
