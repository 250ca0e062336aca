"""What the doors show of rows: JSON values, ids as text, instants as ISO 8601."""

from collections.abc import Sequence
from typing import Any

from governance.actions.settle import Settled, findings
from governance.core.review.case import Text
from governance.core.review.reason import Refusal
from governance.core.review.state import Review
from governance.store.tables.permits import PermitRow
from governance.store.tables.review import DecisionRow, SubmissionRow
from governance.store.tables.variants import RevisionRow, UploadRow, VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.variants import MOST

Json = dict[str, Any]


def campaign(row: CampaignRow) -> Json:
    return {
        "id": str(row.id),
        "key": row.key,
        "name": row.name,
        "partner": _id(row.partner_id),
        "paused": row.paused_at is not None,
        "created_at": row.created_at.isoformat(),
    }


def variant(row: VariantRow, of: CampaignRow) -> Json:
    return {
        "id": str(row.id),
        "name": row.name,
        "campaign": {"id": str(of.id), "key": of.key},
        "partner": _id(row.partner_id),
        "upload": _id(row.upload_id),
        "step": row.step,
        "state": row.state,
        "revision": row.revision,
        "content_digest": row.content_digest,
        "manifest_digest": row.manifest_digest,
        "created_at": row.created_at.isoformat(),
    }


def projection(row: VariantRow) -> Json:
    """What lists tell of a variant besides: written when it last changed, and never decided on."""
    names = ("id", "role", "status", "needed", "decisions")
    return {
        "summary": row.summary,
        "requirements": [dict(zip(names, one, strict=True)) for one in row.requirements],
        "findings": row.findings,
    }


def revision(row: RevisionRow) -> Json:
    return {
        "number": row.number,
        "content": row.content,
        "content_digest": row.content_digest,
        "manifest": row.manifest,
        "manifest_digest": row.manifest_digest,
        "generator": row.generator,
        "by": str(row.person_id),
        "machine": _id(row.machine_id),
        "created_at": row.created_at.isoformat(),
    }


def submission(row: SubmissionRow) -> Json:
    return {
        "id": str(row.id),
        "revision": row.revision,
        "by": str(row.person_id),
        "machine": _id(row.machine_id),
        "submitted_at": row.submitted_at.isoformat(),
        "withdrawn_at": _instant(row.withdrawn_at),
        "recalled_at": _instant(row.recalled_at),
    }


def decision(row: DecisionRow) -> Json:
    return {
        "id": str(row.id),
        "submission": str(row.submission_id),
        "person": str(row.person_id),
        "role": row.role,
        "verdict": row.verdict,
        "call": row.call,
        "note": row.note,
        "text": text(Text(row.revision, row.content_digest, row.manifest_digest)),
        "policy_set": row.policy_set,
        "decided_at": row.decided_at.isoformat(),
        "withdrawn_at": _instant(row.withdrawn_at),
    }


def permit(row: PermitRow) -> Json:
    return {
        "id": str(row.id),
        "variant": str(row.variant_id),
        "submission": str(row.submission_id),
        "text": text(Text(row.revision, row.content_digest, row.manifest_digest)),
        "policy_set": row.policy_set,
        "platform": row.platform,
        "issued_at": row.issued_at.isoformat(),
        "expires_at": row.expires_at.isoformat(),
        "recalled_at": _instant(row.recalled_at),
        "key_id": row.key_id,
        "signature": row.signature,
    }


def upload(row: UploadRow, waiting: int) -> Json:
    """An upload with its progress: how many of its rows have become checked variants."""
    return {
        "id": str(row.id),
        "name": row.name,
        "platform": row.platform,
        "campaign": str(row.campaign_id),
        "submit": row.submit,
        "total": row.total,
        "checked": row.total - waiting,
        "unread": row.unread,
        "unread_total": row.unread_total,
        "created_at": row.created_at.isoformat(),
        "checked_at": _instant(row.checked_at),
    }


def text(value: Text) -> Json:
    """What a decision must name to be about this text."""
    return {
        "revision": value.revision,
        "content_digest": value.content_digest,
        "manifest_digest": value.manifest_digest,
    }


def review(settled: Settled) -> Json:
    """Where a variant stands and everything that is still in the way, with who can clear it."""
    case, found = settled.case, settled.review
    return {
        "state": found.state,
        "approved": found.approved,
        "text": text(case.head),
        "policy_set": case.terms.digest if case.terms else None,
        "requirements": _requirements(found),
        "reasons": refusals(found.refusals),
        "decisions_not_counted": [{"decision": one.decision, "message": one.message} for one in found.uncounted],
        "findings": findings(case),
        "valid_until": _instant(found.valid_until),
        "changes_at": _instant(found.changes_at),
    }


def following(rows: Sequence[Any], limit: int) -> int | None:
    """Where the next page of a list begins: after its last row, or nowhere when the page was not full."""
    return rows[-1].sequence if rows and len(rows) >= min(limit, MOST) else None


def refusals(found: Sequence[Refusal]) -> list[Json]:
    return [{"code": one.code, "message": one.message, "who_can_clear": list(one.who_can_clear)} for one in found]


def _requirements(found: Review) -> list[Json]:
    return [
        {
            "id": one.id,
            "role": one.role,
            "status": one.status,
            "needed": one.needed,
            "decisions": list(one.decisions),
            "waiting_for": list(one.waiting_for),
            "message": one.message,
        }
        for one in found.requirements
    ]


def _id(value: object) -> str | None:
    return str(value) if value else None


def _instant(value: Any) -> str | None:
    return value.isoformat() if value else None
