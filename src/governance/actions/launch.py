"""Launch: may this message be sent? Evaluated anew each time, answered once, and recorded either way."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from governance.actions import shown
from governance.actions.messages import asked_before, authorised, cap_refusals, recipient_hash, rendering_refusals
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import NotAllowed, WrongState
from governance.core.launch.gate import launch_refusals
from governance.core.launch.message import Message
from governance.core.launch.permit import Permit, genuine
from governance.core.review.case import Case
from governance.core.review.reason import OPERATOR, SENDER, Reason, Refusal
from governance.core.review.state import review
from governance.store.cases import case_of, cases_of
from governance.store.permits import authorisation_for, last_permit, last_permits, permit_of
from governance.store.tables.permits import AuthorisationRow
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Tx
from governance.store.variants import variant_for

Json = dict[str, Any]


def authorize(tx: Tx, actor: Actor, id: UUID, message: Message, recipient: str | None, step: int) -> Json:
    """Allow one message, or every reason why not and who can clear it."""
    require_sender(actor)
    row = variant_for(tx, actor, id, lock=True)
    case, permit = _case_and_permit(tx, row)
    whom = recipient_hash(tx, row, message, recipient, step)
    again, taken = asked_before(tx, row, case, permit, message, whom)
    refusals = [
        *_gate(tx, case, permit, message.platform),
        *rendering_refusals(tx, row, case, message),
        *taken,
        *(() if again else cap_refusals(tx, row)),
    ]
    if refusals or permit is None or case.terms is None:
        return _refused(tx, actor, row, "message", refusals)
    given = again or authorised(tx, actor, row, permit, case.terms, message, whom)
    return {"allow": True, "authorisation": {"id": str(given.id), "ends_at": given.ends_at.isoformat()}}


def use_authorisation(tx: Tx, actor: Actor, id: UUID) -> Json:
    """Take the authorisation when handing the message over: once, and only if everything still holds."""
    require_sender(actor)
    authorisation, found = authorisation_for(tx, actor, id)
    row = variant_for(tx, actor, found.id, lock=True)
    if authorisation.used_at is not None:
        raise WrongState("The authorisation was used already", code=Reason.ALREADY_AUTHORISED)
    case, permit = _case_and_permit(tx, row)
    platform = permit.platform if permit else None
    refusals = [*_gate(tx, case, permit, platform), *_outdated(tx, authorisation, case, permit)]
    if refusals:
        return _refused(tx, actor, row, "use", refusals, authorisation=str(authorisation.id))
    authorisation.used_at = tx.now
    data = {"authorisation": str(authorisation.id), "permit": str(authorisation.permit_id)}
    tx.append(Act.AUTHORISATION_USED, actor, ("variant", row.id), data)
    return {"allow": True, "authorisation": {"id": str(authorisation.id), "used_at": tx.now.isoformat()}}


def require_sender(actor: Actor) -> None:
    """Whoever may ask: a machine whose token is for launch, or a person who holds a role."""
    actor.require_scope("launch")
    if actor.kind == "person" and not actor.roles:
        raise NotAllowed("This takes a role, or a token for launch", code="role_needed")


def each_refused(tx: Tx, variants: Sequence[VariantRow], platform: str | None) -> list[Sequence[Refusal]]:
    """Why each of these variants may not go out to a platform, evaluated anew; nothing for one that may."""
    permits = last_permits(tx, variants)
    rows = [permits.get(variant.id) for variant in variants]
    return [
        _gate(tx, case, permit_of(row) if row else None, platform)
        for row, case in zip(rows, cases_of(tx, variants), strict=True)
    ]


def _case_and_permit(tx: Tx, row: VariantRow) -> tuple[Case, Permit | None]:
    last = last_permit(tx, row)
    return case_of(tx, row), permit_of(last) if last else None


def _gate(tx: Tx, case: Case, permit: Permit | None, platform: str | None) -> Sequence[Refusal]:
    refusals = launch_refusals(case, review(case, tx.now), permit, platform, tx.now)
    if permit is None or genuine(permit, tx.signer):
        return refusals
    return (*refusals, Refusal(Reason.PERMIT_FORGED, "The permit's signature is not ours", (OPERATOR,)))


def _outdated(tx: Tx, authorisation: AuthorisationRow, case: Case, permit: Permit | None) -> Iterator[Refusal]:
    """What was true of the message when it was authorised, and is no more."""
    if permit is not None and UUID(permit.id) != authorisation.permit_id:
        yield Refusal(Reason.PERMIT_MISSING, "The permit that it was given under is not the last one", (SENDER,))
    if tx.now >= authorisation.ends_at:
        yield Refusal(Reason.AUTHORISATION_EXPIRED, "Authorisations last 15 minutes", (SENDER,))
    if case.terms is None or case.terms.digest != authorisation.policy_set:
        message = "Other policies are in force than those that the message was held against"
        yield Refusal(Reason.AUTHORISATION_EXPIRED, message, (SENDER,))


def _refused(tx: Tx, actor: Actor, row: VariantRow, asked: str, refusals: Sequence[Refusal], **more: str) -> Json:
    codes = [refusal.code for refusal in refusals]
    tx.append(Act.LAUNCH_REFUSED, actor, ("variant", row.id), {"asked": asked, "codes": codes, **more})
    return {"allow": False, "reasons": shown.refusals(refusals)}
