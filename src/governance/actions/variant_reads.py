"""Reading variants: lists, one with all that is known of it, its report, its trace, and the queue."""

import json
from typing import Any
from uuid import UUID

from governance.actions import shown
from governance.actions.audit import entry_json
from governance.actions.queue import due_at
from governance.actions.settle import Settled
from governance.core.actor import Actor
from governance.core.audit.chain import Entry
from governance.core.errors import WrongState
from governance.core.report import ENGINE
from governance.core.review.state import review
from governance.store.cases import dossier_of
from governance.store.permits import last_permit
from governance.store.policies import policies_in_force
from governance.store.reading import to_read
from governance.store.tables.variants import VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.traces import entries_about
from governance.store.transaction import Tx
from governance.store.variants import report_row, revision_row, variant_for, variants_page
from governance.store.waiting import queue_page

Json = dict[str, Any]


def list_variants(
    tx: Tx, actor: Actor, state: str | None, campaign: UUID | None, upload: UUID | None, after: int, limit: int
) -> Json:
    """Variants in the order in which they came, of one state, campaign or upload if asked."""
    rows = _listed(tx, actor, state, campaign, upload, after, limit)
    return {"items": [shown.variant(row, of) for row, of in rows], "next": _following(rows, limit)}


def list_variants_told(
    tx: Tx, actor: Actor, state: str | None, campaign: UUID | None, upload: UUID | None, after: int, limit: int
) -> Json:
    """The same with what tells them apart: the opening, findings and requirements."""
    rows = _listed(tx, actor, state, campaign, upload, after, limit)
    items = [shown.variant(row, of) | shown.projection(row) for row, of in rows]
    return {"items": items, "next": _following(rows, limit)}


Rows = list[tuple[VariantRow, CampaignRow]]


def _listed(
    tx: Tx, actor: Actor, state: str | None, campaign: UUID | None, upload: UUID | None, after: int, limit: int
) -> Rows:
    actor.require_scope("read")
    wanted = {VariantRow.state: state, VariantRow.campaign_id: campaign, VariantRow.upload_id: upload}
    filters = [column == value for column, value in wanted.items() if value is not None]
    return variants_page(tx, actor, after, limit, filters)


def _following(rows: Rows, limit: int) -> int | None:
    return rows[-1][0].sequence if len(rows) == limit else None


def look_at_variant(tx: Tx, actor: Actor, id: UUID) -> Json:
    """A variant with its head revision, its review, its decisions and its permit."""
    actor.require_scope("read")
    row = variant_for(tx, actor, id)
    found, permit = dossier_of(tx, row), last_permit(tx, row)
    case = found.case
    return {
        **shown.variant(row, found.campaign),
        "head": shown.revision(revision_row(tx, row, row.revision)),
        "contributors": [contributor.person for contributor in case.contributors],
        "submission": shown.submission(found.submission) if found.submission else None,
        "decisions": [shown.decision(decision) for decision in found.decisions],
        "review": shown.review(Settled(case, review(case, tx.now))),
        "permit": shown.permit(permit) if permit else None,
    }


def look_at_revision(tx: Tx, actor: Actor, id: UUID, number: int) -> Json:
    actor.require_scope("read")
    return shown.revision(revision_row(tx, variant_for(tx, actor, id), number))


def look_at_report(tx: Tx, actor: Actor, id: UUID) -> Json:
    """The report on the head revision under the policies and the engine in force. Raises WrongState without one."""
    actor.require_scope("read")
    row = variant_for(tx, actor, id)
    policies = policies_in_force(tx)
    found = report_row(tx, row, row.revision, policies.digest, ENGINE) if policies else None
    if found is None:
        raise WrongState("The checks have not run under the policies in force", code="check_missing")
    report: Json = json.loads(found.content)
    return {**report, "revision": row.revision, "checked_at": found.checked_at.isoformat()}


def list_queue(tx: Tx, actor: Actor, after: int, limit: int) -> Json:
    """What waits for a person, longest first."""
    actor.require_person()
    rows = queue_page(tx, actor, after, limit)
    reading = to_read(tx, actor, [variant for _, variant, _ in rows])
    items = [
        {
            "requirement": waiting.requirement,
            "role": waiting.role,
            "since": waiting.since.isoformat(),
            "due_at": due_at(waiting),
            "variant": shown.variant(variant, campaign),
            "findings": variant.findings,
            "new": reading[variant.id].new,
            "known": reading[variant.id].known,
        }
        for waiting, variant, campaign in rows
    ]
    return {"items": items, "next": rows[-1][0].number if len(rows) == limit else None}


def trace(tx: Tx, actor: Actor, id: UUID, after: int, limit: int) -> Json:
    """Everything recorded about one variant, oldest first."""
    actor.require_scope("read")
    row = variant_for(tx, actor, id)
    found = entries_about(tx, row.id, after, limit)
    items = [entry_json(Entry(one.sequence, one.previous, one.hash, one.canonical)) for one in found]
    return {"items": items, "next": found[-1].sequence if len(found) == limit else None}
