"""One message of a variant: to whom, whether it is what was approved, and whether it was sent before."""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import rfc8785

from governance.actions.checks import variant_of_rows
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.launch.message import Message, message_refusals
from governance.core.launch.permit import Permit
from governance.core.review.case import Case, PolicyTerms
from governance.core.review.reason import SENDER, Reason, Refusal
from governance.store.as_json import manifest_of
from governance.store.permits import authorisations_to, messages_counted
from governance.store.policies import policies_in_force
from governance.store.tables.permits import AuthorisationRow
from governance.store.tables.variants import RevisionRow, VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Tx

AUTHORISED_FOR = timedelta(minutes=15)


def recipient_hash(tx: Tx, row: VariantRow, message: Message, recipient: str | None, step: int) -> str:
    """A keyed hash of who a message is for; without a recipient the merge values stand for them."""
    campaign = tx.session.get_one(CampaignRow, (tx.workspace_id, row.campaign_id))
    who = recipient.strip().casefold() if recipient else rfc8785.dumps(dict(message.values)).decode()
    return hmac.new(campaign.recipient_key, f"{step}\0{who}".encode(), hashlib.sha256).hexdigest()


def rendering_refusals(tx: Tx, row: VariantRow, case: Case, message: Message) -> Iterator[Refusal]:
    """Why the message is not the approved text with this recipient's data; nothing where the review has refused."""
    policies = policies_in_force(tx)
    if policies is not None and case.basis is not None:
        variant = variant_of_rows(row, _head(tx, row))
        yield from message_refusals(variant, case.basis, message, policies)


def asked_before(
    tx: Tx, row: VariantRow, case: Case, permit: Permit | None, message: Message, whom: str
) -> tuple[AuthorisationRow | None, list[Refusal]]:
    """The authorisation that runs for exactly this message, if any, and why there can be no other one."""
    before = authorisations_to(tx, row, whom)
    sent = any(one.used_at is not None for one in before)
    running = [one for one in before if one.used_at is None and tx.now < one.ends_at]
    same = next((one for one in running if _is_for(one, case, permit, message)), None)
    return same, list(sent_refusals(row, sent, bool(running) and same is None))


def sent_refusals(row: VariantRow, sent: bool, running: bool) -> Iterator[Refusal]:
    """One message a recipient and step: none after one that was sent, and none while another may still be."""
    if sent or running:
        what = "was sent to" if sent else "is about to be sent to"
        yield Refusal(Reason.ALREADY_AUTHORISED, f"{row.name[:80]} {what} this recipient in this step", (SENDER,))


def _is_for(one: AuthorisationRow, case: Case, permit: Permit | None, message: Message) -> bool:
    """Whether it was given for exactly this message under the permit and the policies of now."""
    if permit is None or case.terms is None:
        return False
    given = (one.permit_id, one.policy_set, one.rendered_digest)
    return given == (UUID(permit.id), case.terms.digest, message.digest)


def cap_refusals(tx: Tx, row: VariantRow) -> Iterator[Refusal]:
    """Whether one more message would be too many."""
    cap = manifest_of(_head(tx, row).manifest).volume_cap
    if cap is not None and messages_counted(tx, row, tx.now) >= cap:
        yield Refusal(Reason.CAP_REACHED, f"The manifest allows {cap} messages", (SENDER,))


def authorised(
    tx: Tx, actor: Actor, row: VariantRow, permit: Permit, terms: PolicyTerms, message: Message, whom: str
) -> AuthorisationRow:
    """A new authorisation, kept and recorded."""
    given = AuthorisationRow(
        workspace_id=tx.workspace_id,
        id=uuid4(),
        permit_id=UUID(permit.id),
        variant_id=row.id,
        recipient_hash=whom,
        rendered_digest=message.digest,
        policy_set=terms.digest,
        issued_at=tx.now,
        ends_at=min(tx.now + AUTHORISED_FOR, permit.expires_at),
    )
    tx.session.add(given)
    data = {
        "authorisation": str(given.id),
        "permit": permit.id,
        "recipient": whom,
        "content_digest": row.content_digest,
        "manifest_digest": row.manifest_digest,
        "message": message.digest,
    }
    tx.append(Act.LAUNCH_AUTHORISED, actor, ("variant", row.id), data, terms.digest)
    return given


def _head(tx: Tx, row: VariantRow) -> RevisionRow:
    return tx.session.get_one(RevisionRow, (tx.workspace_id, row.id, row.revision))
