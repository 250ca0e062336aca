"""After every change: where the variant stands now, whose queue it is in, and a permit if all is met.

The state is a pure function of what was recorded. What is written here is its projection, in the same
transaction, so that lists are quick; nothing that decides ever reads it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.launch.gate import permit_refusals
from governance.core.launch.permit import Permit, permit_ends
from governance.core.report import ENGINE
from governance.core.review.case import Case
from governance.core.review.state import Review, review
from governance.store.as_json import manifest_of
from governance.store.cases import cases_of
from governance.store.permits import last_permit
from governance.store.tables.permits import PermitRow
from governance.store.tables.review import WaitingRow
from governance.store.tables.variants import RevisionRow, VariantRow
from governance.store.transaction import Tx
from governance.store.waiting import waiting_of

SYSTEM = Actor("system")


@dataclass(frozen=True)
class Settled:
    """A variant's case and review, as they are after the change."""

    case: Case
    review: Review


def settle(tx: Tx, variant: VariantRow) -> Settled:
    """Write the projection of a variant's review, and sign its permit when every requirement is met."""
    return settle_all(tx, [variant])[0]


def settle_all(tx: Tx, variants: Sequence[VariantRow]) -> list[Settled]:
    """Settle many variants with the queries of one."""
    settled = [Settled(case, review(case, tx.now)) for case in cases_of(tx, variants)]
    waiting = waiting_of(tx, variants)
    for variant, one in zip(variants, settled, strict=True):
        _project(tx, variant, one)
        _write_waiting(tx, variant, one.review, waiting[variant.id])
        if not permit_refusals(one.case, one.review):
            sign_permit(tx, SYSTEM, variant, one)
    return settled


def _project(tx: Tx, variant: VariantRow, settled: Settled) -> None:
    case = settled.case
    variant.state = settled.review.state
    variant.checked_under = f"{case.terms.digest} {ENGINE}" if case.terms and case.basis else None
    variant.changes_at = settled.review.changes_at
    tx.session.add(variant)


def _write_waiting(tx: Tx, variant: VariantRow, found: Review, rows: Sequence[WaitingRow]) -> None:
    wanted = {one.id: one.role for one in found.open_requirements}
    for row in rows:
        if row.requirement in wanted:
            del wanted[row.requirement]
        else:
            tx.session.delete(row)
    for requirement, role in wanted.items():
        tx.session.add(
            WaitingRow(
                workspace_id=tx.workspace_id,
                variant_id=variant.id,
                requirement=requirement,
                role=role,
                partner_id=variant.partner_id,
                number=tx.number(),
                since=tx.now,
            )
        )


def sign_permit(tx: Tx, actor: Actor, variant: VariantRow, settled: Settled) -> PermitRow | None:
    """Sign a permit for an approved text, unless one runs already. Without a signer nothing is permitted."""
    case, signer = settled.case, tx.signer
    if signer is None or case.submission is None or case.terms is None or case.terms.approval is None:
        return None
    last = last_permit(tx, variant)
    if (
        last
        and last.submission_id == UUID(case.submission.id)
        and last.recalled_at is None
        and tx.now < last.expires_at
    ):
        return last
    revision = tx.session.get_one(RevisionRow, (tx.workspace_id, variant.id, variant.revision))
    permit = Permit(
        id=str(uuid4()),
        workspace=str(tx.workspace_id),
        variant=case.variant,
        submission=case.submission.id,
        text=case.head,
        policy_set=case.terms.digest,
        platform=manifest_of(revision.manifest).platform,
        issued_at=tx.now,
        expires_at=permit_ends(settled.review, case.terms.approval, tx.now),
        key_id=signer.key_id,
    )
    row = _row(tx, permit, signer.sign(permit.note))
    tx.session.add(row)
    decisions = sorted(id for one in settled.review.requirements for id in one.decisions)
    data = {**_named(permit), "decisions": decisions}
    tx.append(Act.PERMIT_SIGNED, actor, ("variant", variant.id), data, permit.policy_set)
    return row


def _named(permit: Permit) -> dict[str, str | int | None]:
    """What the record keeps of a permit."""
    return {
        "permit": permit.id,
        "submission": permit.submission,
        "revision": permit.text.revision,
        "content_digest": permit.text.content_digest,
        "manifest_digest": permit.text.manifest_digest,
        "platform": permit.platform,
        "expires_at": permit.expires_at.isoformat(),
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
