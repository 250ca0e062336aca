"""Waivers: an entitled person's acceptance of one finding of one text, with a reason and an end."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from governance.actions import shown
from governance.actions.checks import mark
from governance.actions.settle import settle
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.audit.chain import commitment
from governance.core.errors import NotAllowed, Unusable, WrongState
from governance.core.policy.approval import Waivable
from governance.core.review.basis import FindingKey
from governance.core.review.case import Case
from governance.core.review.people import Standing
from governance.store.cases import case_of
from governance.store.people import standings
from governance.store.tables.review import WaiverRow
from governance.store.transaction import Tx
from governance.store.variants import variant_for

LONGEST = timedelta(days=366)


def waive(tx: Tx, actor: Actor, id: UUID, finding: FindingKey, reason: str, ends_at: datetime) -> dict[str, Any]:
    """Accept a finding for a time. Only what the approval policy calls waivable, by the roles it names."""
    row = variant_for(tx, actor, id, lock=True)
    case = case_of(tx, row)
    person = actor.require_person()
    role = actor.require_role(*_entitled(case, finding))
    _require_no_hand_in_it(case, standings(tx, [UUID(person)])[person])
    _require_usable(tx, reason, ends_at)
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
        person_id=UUID(person),
        role=role,
        reason=reason,
        reason_salt=secrets.token_bytes(32),
        granted_at=tx.now,
        ends_at=ends_at,
    )
    tx.session.add(waiver)
    under = case.terms.digest if case.terms else None
    tx.append(Act.FINDING_WAIVED, actor, ("variant", row.id), _record(waiver, finding), under)
    return shown.review(settle(tx, row))


def _require_no_hand_in_it(case: Case, person: Standing) -> None:
    if case.contributed(person):
        message = "Whoever wrote, edited or uploaded the text never waives its findings"
        raise NotAllowed(message, code="contributed")
    if case.organisation_contributed(person):
        raise NotAllowed("The organisation that contributed the text does not waive its findings", code="contributed")


def _require_usable(tx: Tx, reason: str, ends_at: datetime) -> None:
    if not reason.strip():
        raise Unusable("Say why the finding may stay", code="reason_needed", field="reason")
    if ends_at.tzinfo is None or not tx.now < ends_at <= tx.now + LONGEST:
        message = f"A waiver ends at an instant with a time zone, within the next {LONGEST.days} days"
        raise Unusable(message, field="ends_at")


def _record(waiver: WaiverRow, finding: FindingKey) -> dict[str, Any]:
    """What the record keeps of a waiver: everything but the reason, which it only commits to."""
    return {
        "waiver": str(waiver.id),
        "code": waiver.code,
        "severity": waiver.severity,
        "finding": mark(finding, waiver.content_digest),
        "role": waiver.role,
        "content_digest": waiver.content_digest,
        "manifest_digest": waiver.manifest_digest,
        "ends_at": waiver.ends_at.isoformat(),
        "reason": commitment(waiver.reason_salt, waiver.reason),
    }


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
