"""Signing permits: what is signed, when one that runs is enough, and what the record keeps of it."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.launch.permit import Permit, Signer, genuine, permit_ends
from governance.core.review.case import Case
from governance.core.review.state import Review
from governance.store.as_json import manifest_of
from governance.store.permits import last_permits, permit_of
from governance.store.tables.permits import PermitRow
from governance.store.tables.variants import RevisionRow, VariantRow
from governance.store.transaction import Tx

Approved = tuple[VariantRow, Case, Review]


def sign_all(tx: Tx, actor: Actor, approved: Sequence[Approved]) -> list[PermitRow]:
    """A permit for each approved text, signed unless one runs already. Without a signer nothing is permitted."""
    signer = tx.signer
    if signer is None or not approved:
        return []
    last = last_permits(tx, [variant for variant, _, _ in approved])
    permits = []
    for variant, case, found in approved:
        row = last.get(variant.id)
        runs = row is not None and _runs(tx, permit_of(row), case, signer)
        permits.append(row if row is not None and runs else _sign(tx, actor, case, found, signer))
    return permits


def _runs(tx: Tx, permit: Permit, case: Case, signer: Signer) -> bool:
    """Whether a permit is ours, for this submission, and neither recalled nor over."""
    mine = case.submission is not None and permit.submission == case.submission.id and permit.text == case.head
    return mine and permit.recalled_at is None and tx.now < permit.expires_at and genuine(permit, signer)


def _sign(tx: Tx, actor: Actor, case: Case, found: Review, signer: Signer) -> PermitRow:
    submission, terms = case.submission, case.terms
    if submission is None or terms is None or terms.approval is None:
        raise RuntimeError("what is approved has a submission and policies")
    revision = tx.session.get_one(RevisionRow, (tx.workspace_id, UUID(case.variant), case.head.revision))
    permit = Permit(
        id=str(uuid4()),
        workspace=str(tx.workspace_id),
        variant=case.variant,
        submission=submission.id,
        text=case.head,
        policy_set=terms.digest,
        platform=manifest_of(revision.manifest).platform,
        issued_at=tx.now,
        expires_at=permit_ends(found, terms.approval, tx.now),
        key_id=signer.key_id,
    )
    row = _row(tx, permit, signer.sign(permit.note))
    tx.session.add(row)
    tx.append(Act.PERMIT_SIGNED, actor, ("variant", case.variant), _record(permit, found), permit.policy_set)
    return row


def _record(permit: Permit, found: Review) -> dict[str, object]:
    """What the record keeps of a permit: everything that it says, and the decisions that it rests on."""
    return {
        "permit": permit.id,
        "submission": permit.submission,
        "revision": permit.text.revision,
        "content_digest": permit.text.content_digest,
        "manifest_digest": permit.text.manifest_digest,
        "platform": permit.platform,
        "expires_at": permit.expires_at.isoformat(),
        "decisions": sorted(id for one in found.requirements for id in one.decisions),
    }


def _row(tx: Tx, permit: Permit, signature: str) -> PermitRow:
    return PermitRow(
        workspace_id=tx.workspace_id,
        id=UUID(permit.id),
        sequence=tx.number(),
        variant_id=UUID(permit.variant),
        submission_id=UUID(permit.submission),
        revision=permit.text.revision,
        content_digest=permit.text.content_digest,
        manifest_digest=permit.text.manifest_digest,
        policy_set=permit.policy_set,
        platform=permit.platform,
        issued_at=permit.issued_at,
        expires_at=permit.expires_at,
        key_id=permit.key_id,
        signature=signature,
    )
