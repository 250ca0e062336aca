"""Launch: may this message be sent? Evaluated anew each time, answered once, and recorded either way."""

import hashlib
import hmac
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import rfc8785

from governance.actions import shown
from governance.actions.checks import variant_of_rows
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import NotAllowed, WrongState
from governance.core.launch.gate import launch_refusals
from governance.core.launch.message import Message, message_refusals
from governance.core.launch.permit import Permit
from governance.core.review.case import Case
from governance.core.review.reason import OPERATOR, SENDER, Reason, Refusal
from governance.core.review.state import review
from governance.store.as_json import manifest_of
from governance.store.cases import case_of
from governance.store.permits import (
    authorisation_for,
    authorisations_to,
    last_permit,
    messages_counted,
    permit_of,
)
from governance.store.policies import policies_in_force
from governance.store.tables.permits import AuthorisationRow
from governance.store.tables.variants import RevisionRow, VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Tx
from governance.store.variants import variant_for

AUTHORISED_FOR = timedelta(minutes=15)


def authorize(tx: Tx, actor: Actor, id: UUID, message: Message, recipient: str | None, step: int) -> dict[str, Any]:
    """Allow one message, or every reason why not and who can clear it."""
    require_sender(actor)
    row = variant_for(tx, actor, id, lock=True)
    case = case_of(tx, row)
    permit_row = last_permit(tx, row)
    permit = permit_of(permit_row) if permit_row else None
    recipient_hash = _recipient(tx, row, message, recipient, step)
    before = authorisations_to(tx, row, recipient_hash)
    refusals = [
        *launch_refusals(case, review(case, tx.now), permit, message.platform, tx.now),
        *_signature(tx, permit),
        *_message(tx, row, case, message),
        *_once(tx, row, message, before),
        *_cap(tx, row),
    ]
    if refusals or permit is None:
        codes = [refusal.code for refusal in refusals]
        tx.append(Act.LAUNCH_REFUSED, actor, ("variant", row.id), {"asked": "message", "codes": codes})
        return {"allow": False, "reasons": shown.refusals(refusals)}
    again = next((one for one in before if one.used_at is None and one.ends_at > tx.now), None)
    given = again or _authorise(tx, actor, row, permit, message, recipient_hash)
    return {"allow": True, "authorisation": {"id": str(given.id), "ends_at": given.ends_at.isoformat()}}


def use_authorisation(tx: Tx, actor: Actor, id: UUID) -> dict[str, Any]:
    """Take the authorisation when handing the message over: once, and only if everything still holds."""
    require_sender(actor)
    authorisation, found = authorisation_for(tx, actor, id)
    row = variant_for(tx, actor, found.id, lock=True)
    if authorisation.used_at is not None:
        raise WrongState("The authorisation was used already", code=Reason.ALREADY_AUTHORISED)
    case = case_of(tx, row)
    permit_row = last_permit(tx, row)
    permit = permit_of(permit_row) if permit_row else None
    platform = permit.platform if permit else None
    refusals = [*launch_refusals(case, review(case, tx.now), permit, platform, tx.now), *_signature(tx, permit)]
    if permit_row is None or permit_row.id != authorisation.permit_id:
        refusals.append(
            Refusal(Reason.PERMIT_MISSING, "The permit that it was given under is not the last one", (SENDER,))
        )
    if tx.now >= authorisation.ends_at:
        refusals.append(Refusal(Reason.AUTHORISATION_EXPIRED, "Authorisations last 15 minutes", (SENDER,)))
    if refusals:
        codes = [refusal.code for refusal in refusals]
        tx.append(Act.LAUNCH_REFUSED, actor, ("variant", row.id), {"asked": "use", "codes": codes})
        return {"allow": False, "reasons": shown.refusals(refusals)}
    authorisation.used_at = tx.now
    data = {"authorisation": str(authorisation.id), "permit": str(authorisation.permit_id)}
    tx.append(Act.AUTHORISATION_USED, actor, ("variant", row.id), data)
    return {"allow": True, "authorisation": {"id": str(authorisation.id), "used_at": tx.now.isoformat()}}


def require_sender(actor: Actor) -> None:
    """Whoever may ask: a machine whose token is for launch, or a person who holds a role."""
    actor.require_scope("launch")
    if actor.kind == "person" and not actor.roles:
        raise NotAllowed("This takes a role, or a token for launch", code="role_needed")


def _signature(tx: Tx, permit: Permit | None) -> list[Refusal]:
    """A permit row that we did not sign is worth nothing, whoever wrote it into the database."""
    if permit is None or (tx.signer and tx.signer.valid(permit.note, permit.signature, permit.key_id)):
        return []
    return [Refusal(Reason.PERMIT_FORGED, "The permit's signature is not ours", (OPERATOR,))]


def _message(tx: Tx, row: VariantRow, case: Case, message: Message) -> list[Refusal]:
    policies = policies_in_force(tx)
    if policies is None or case.basis is None:
        return []  # the review has refused already
    revision = tx.session.get_one(RevisionRow, (tx.workspace_id, row.id, row.revision))
    return list(message_refusals(variant_of_rows(row, revision), case.basis, message, policies))


def _once(tx: Tx, row: VariantRow, message: Message, before: list[AuthorisationRow] | Any) -> list[Refusal]:
    """One message a recipient and step: one that was sent is never allowed again; one that runs only unchanged."""
    sent = any(one.used_at is not None for one in before)
    other = any(one.ends_at > tx.now and one.rendered_digest != message.digest for one in before)
    if not sent and not other:
        return []
    what = "was sent to" if sent else "is about to be sent to"
    return [Refusal(Reason.ALREADY_AUTHORISED, f"{row.name[:80]} {what} this recipient in this step", (SENDER,))]


def _cap(tx: Tx, row: VariantRow) -> list[Refusal]:
    revision = tx.session.get_one(RevisionRow, (tx.workspace_id, row.id, row.revision))
    cap = manifest_of(revision.manifest).volume_cap
    if cap is None or messages_counted(tx, row, tx.now) < cap:
        return []
    return [Refusal(Reason.CAP_REACHED, f"The manifest allows {cap} messages", (SENDER,))]


def _recipient(tx: Tx, row: VariantRow, message: Message, recipient: str | None, step: int) -> str:
    """A keyed hash of who a message is for; without a recipient the merge values stand for them."""
    campaign = tx.session.get_one(CampaignRow, (tx.workspace_id, row.campaign_id))
    who = recipient.strip().casefold() if recipient else rfc8785.dumps(dict(message.values)).decode()
    return hmac.new(campaign.recipient_key, f"{step}\0{who}".encode(), hashlib.sha256).hexdigest()


def _authorise(
    tx: Tx, actor: Actor, row: VariantRow, permit: Permit, message: Message, recipient_hash: str
) -> AuthorisationRow:
    given = AuthorisationRow(
        workspace_id=tx.workspace_id,
        id=uuid4(),
        permit_id=UUID(permit.id),
        variant_id=row.id,
        recipient_hash=recipient_hash,
        rendered_digest=message.digest,
        issued_at=tx.now,
        ends_at=min(tx.now + AUTHORISED_FOR, permit.expires_at),
    )
    tx.session.add(given)
    data = {
        "authorisation": str(given.id),
        "permit": permit.id,
        "recipient": recipient_hash,
        "content_digest": row.content_digest,
        "manifest_digest": row.manifest_digest,
        "message": message.digest,
    }
    tx.append(Act.LAUNCH_AUTHORISED, actor, ("variant", row.id), data, permit.policy_set)
    return given
