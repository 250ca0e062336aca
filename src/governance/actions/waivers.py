"""Waivers: an entitled person's acceptance of one finding of one text, with a reason and an end."""

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from governance.actions import shown
from governance.actions.settle import settle
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.audit.chain import commitment
from governance.core.errors import NotAllowed, Unusable, WrongState
from governance.core.policy.approval import Waivable
from governance.core.review.case import Case, FindingKey
from governance.store.cases import case_of
from governance.store.tables.review import WaiverRow
from governance.store.transaction import Tx
from governance.store.variants import variant_for


def waive(tx: Tx, actor: Actor, id: UUID, finding: FindingKey, reason: str, ends_at: datetime) -> dict[str, Any]:
    """Accept a finding for a time. Only what the approval policy calls waivable, by the roles it names."""
    row = variant_for(tx, actor, id, lock=True)
    case = case_of(tx, row)
    role = actor.require_role(*_entitled(case, finding))
    if any(contributor.person == actor.person for contributor in case.contributors):
        raise NotAllowed("Whoever wrote, edited or uploaded the text never waives its findings", code="contributed")
    if ends_at <= tx.now:
        raise Unusable(f"The waiver would end at {ends_at.isoformat()}, which is past", field="ends_at")
    salt = secrets.token_bytes(32)
    waiver = WaiverRow(
        workspace_id=tx.workspace_id,
        id=uuid4(),
        variant_id=row.id,
        content_digest=row.content_digest,
        manifest_digest=row.manifest_digest,
        code=finding.code,
        severity=finding.severity,
        part=finding.part,
        quote=finding.quote,
        person_id=UUID(actor.person),
        role=role,
        reason=reason,
        reason_salt=salt,
        granted_at=tx.now,
        ends_at=ends_at,
    )
    tx.session.add(waiver)
    data = {
        "waiver": str(waiver.id),
        "code": finding.code,
        "severity": finding.severity,
        "role": role,
        "content_digest": row.content_digest,
        "manifest_digest": row.manifest_digest,
        "ends_at": ends_at.isoformat(),
        "reason": commitment(salt, reason),
    }
    tx.append(Act.FINDING_WAIVED, actor, ("variant", row.id), data, case.terms.digest if case.terms else None)
    return shown.review(settle(tx, row))


def _entitled(case: Case, finding: FindingKey) -> tuple[str, ...]:
    policy = case.terms.approval if case.terms else None
    if policy is None or case.basis is None:
        raise WrongState("The checks have not run under the policies in force")
    if finding not in case.basis.findings:
        raise Unusable("The text has no such finding; a waiver names one as the report shows it", field="finding")
    handling = policy.findings.blocker if finding.severity == "blocker" else policy.findings.warning
    if finding.severity == "note" or not isinstance(handling, Waivable):
        raise NotAllowed(f"The approval policy lets nobody waive a {finding.severity}", code="not_waivable")
    return handling.waivable_by
