"""Checking again what lives, when other policies or another engine are in force, and when time has passed."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from governance.actions.checks import Checked, keep_reports, renew_report, run_checks, variant_of_rows
from governance.actions.notice import notice_policies
from governance.actions.settle import SYSTEM, settle_all
from governance.core.report import ENGINE
from governance.core.review.basis import CheckedUnder
from governance.store.as_json import basis_of
from governance.store.policies import policies_in_force
from governance.store.rechecks import due, head_reports, heads_after
from governance.store.tables.variants import VariantRow
from governance.store.transaction import Store, Tx
from governance.store.variants import rows_by_id

CHUNK = 25


def recheck_chunk(store: Store, workspace_id: UUID, after: int) -> int | None:
    """Look again at the next live variants under what is in force now; the number to go on after, or None at the end.

    The checks run outside the transaction, and only where there is no report yet. Run twice, nothing is made twice.
    """
    rows, checked = store.read(workspace_id, lambda tx: _checked(tx, after))
    if not rows:
        return None
    store.transaction(workspace_id, lambda tx: _keep(tx, [row.id for row in rows], checked))
    return rows[-1].sequence


def _checked(tx: Tx, after: int) -> tuple[list[VariantRow], dict[UUID, Checked]]:
    """The next live variants, with a new report for each that has none. Without policies there are no reports."""
    heads, policies = heads_after(tx, after, CHUNK), policies_in_force(tx)
    rows = [row for row, _ in heads]
    if policies is None:
        return rows, {}
    there = head_reports(tx, rows, policies.digest, ENGINE)
    missing = [(row, head) for row, head in heads if row.id not in there]
    return rows, {row.id: run_checks(variant_of_rows(row, head), policies) for row, head in missing}


def _keep(tx: Tx, ids: Sequence[UUID], checked: Mapping[UUID, Checked]) -> None:
    """Keep the reports of texts that did not change meanwhile, and write where everything stands."""
    rows = rows_by_id(tx, ids)
    fresh = [(row, checked[row.id]) for row in rows if row.id in checked and _same(row, checked[row.id])]
    if fresh:
        there = head_reports(tx, rows, fresh[0][1].policies.digest, ENGINE)
        keep_reports(tx, SYSTEM, [(row, one) for row, one in fresh if row.id not in there])
    settle_all(tx, rows)


def _same(row: VariantRow, checked: Checked) -> bool:
    return (row.content_digest, row.manifest_digest) == (checked.report.revision, checked.report.manifest)


def keep_time(store: Store, workspace_ids: Sequence[UUID]) -> None:
    """What time alone does: other policies come into force; approvals, claims and waivers end, and claims begin."""
    for workspace_id in workspace_ids:
        while store.transaction(workspace_id, _keep_time):
            pass


def _keep_time(tx: Tx) -> bool:
    """Whether there may be more that is due."""
    notice_policies(tx, SYSTEM)
    rows = due(tx, CHUNK)
    _renew(tx, rows)
    settle_all(tx, rows)
    return len(rows) == CHUNK


def _renew(tx: Tx, rows: Sequence[VariantRow]) -> None:
    """New reports on copy whose claims began or ended since it was checked: the policies say other things of it now."""
    policies = policies_in_force(tx)
    if policies is None or not rows:
        return
    reports = head_reports(tx, rows, policies.digest, ENGINE)
    for row in rows:
        report = reports.get(row.id)
        if report and basis_of(report.basis, CheckedUnder(policies.digest, ENGINE)).turned(report.checked_at, tx.now):
            renew_report(tx, SYSTEM, row, report)
