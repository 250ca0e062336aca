"""Checking again what lives, when other policies or another engine are in force, and when time has passed."""

from collections.abc import Sequence
from uuid import UUID

from governance.actions.checks import Checked, keep_report, run_checks, variant_of_rows
from governance.actions.notice import notice_policies
from governance.actions.settle import Settled, settle_all
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.report import ENGINE
from governance.core.review.requirements import current
from governance.core.review.survival import stale_reason
from governance.store.policies import policies_in_force
from governance.store.rechecks import due, heads_after
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Store, Tx
from governance.store.variants import report_row, rows_by_id

SYSTEM = Actor("system")
CHUNK = 25


def recheck_chunk(store: Store, workspace_id: UUID, after: int) -> int | None:
    """Check the next live variants under what is in force now; the number to go on after, or None at the end."""
    rows, policies = store.read(workspace_id, lambda tx: (heads_after(tx, after, CHUNK), policies_in_force(tx)))
    if not rows or policies is None:
        return None
    checked = {variant.id: run_checks(variant_of_rows(variant, head), policies) for variant, head in rows}
    store.transaction(workspace_id, lambda tx: _keep(tx, checked))
    return rows[-1][0].sequence


def _keep(tx: Tx, checked: dict[UUID, Checked]) -> None:
    """Keep the reports of texts that did not change meanwhile, and say which decisions survived."""
    rows = [row for row in rows_by_id(tx, list(checked)) if _same(row, checked[row.id])]
    for row in rows:
        report = checked[row.id].report
        if report_row(tx, row, row.revision, report.policy_set, ENGINE) is None:
            keep_report(tx, SYSTEM, row, checked[row.id])
    for row, settled in zip(rows, settle_all(tx, rows), strict=True):
        _say_what_survived(tx, row, settled)


def _same(row: VariantRow, checked: Checked) -> bool:
    return (row.content_digest, row.manifest_digest) == (checked.report.revision, checked.report.manifest)


def _say_what_survived(tx: Tx, row: VariantRow, settled: Settled) -> None:
    case = settled.case
    for decision in current(case.decisions, case.submission.id if case.submission else ""):
        if decision.text != case.head or decision.checked_under == case.in_force:
            continue
        reason = stale_reason(decision, case)
        act = Act.DECISION_STALE if reason else Act.DECISION_SURVIVED
        data = {"decision": decision.id, "reason": reason}
        tx.append(act, SYSTEM, ("variant", row.id), data, case.terms.digest if case.terms else None)


def keep_time(store: Store, workspace_ids: Sequence[UUID]) -> None:
    """What time alone does: other policies come into force; approvals, claims and waivers end."""
    for workspace_id in workspace_ids:
        while store.transaction(workspace_id, _keep_time):
            pass


def _keep_time(tx: Tx) -> bool:
    """Whether there may be more that is due."""
    notice_policies(tx, SYSTEM)
    rows = due(tx, CHUNK)
    settle_all(tx, rows)
    return len(rows) == CHUNK
