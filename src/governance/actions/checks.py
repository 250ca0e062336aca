"""Running the checks on a revision and keeping what they said."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from governance.actions.drift_kept import keep_drift
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.claims.known import marks
from governance.core.copy.variant import Variant
from governance.core.digest import digest
from governance.core.errors import Place
from governance.core.policy.policy_set import PolicySet
from governance.core.report import ENGINE, Report
from governance.core.review.basis import FindingKey, basis_of
from governance.outside.checking import check
from governance.outside.copy_files.located import Located
from governance.outside.reports.json_report import report_object
from governance.store.as_json import basis_json, generator_of, manifest_of, revision_of
from governance.store.policies import policies_in_force, remember_policy_set
from governance.store.reading import replace_statements
from governance.store.tables.variants import ReportRow, RevisionRow, VariantRow
from governance.store.transaction import Tx


@dataclass(frozen=True, slots=True)
class Checked:
    """A variant with its report, and the policies that it was made under."""

    variant: Variant
    report: Report
    policies: PolicySet


def run_checks(variant: Variant, policies: PolicySet, checked: Checked | None = None) -> Checked:
    """Check one variant, unless it was under these policies. A defect of the engine blocks it and never passes it."""
    if checked is not None and checked.policies.digest == policies.digest:
        return checked
    return Checked(variant, check(Located(Place(variant.id), variant), policies).report, policies)


def variant_of_rows(variant: VariantRow, revision: RevisionRow) -> Variant:
    """The variant as the engine takes it."""
    return Variant(
        id=str(variant.id),
        revision=revision_of(revision.content),
        manifest=manifest_of(revision.manifest),
        campaign=str(variant.campaign_id),
        generator=generator_of(revision.generator),
    )


def keep_report(tx: Tx, actor: Actor, variant: VariantRow, checked: Checked) -> None:
    """Keep the report on a variant's head revision, which has none yet under these policies and this engine."""
    keep_reports(tx, actor, [(variant, checked)])


def keep_reports(tx: Tx, actor: Actor, reports: Sequence[tuple[VariantRow, Checked]]) -> None:
    """The same for many, whose rows are written together."""
    for policies in {checked.policies.digest: checked.policies for _, checked in reports}.values():
        remember_policy_set(tx, policies)
    for variant, checked in reports:
        row = ReportRow(
            workspace_id=tx.workspace_id,
            variant_id=variant.id,
            revision=variant.revision,
            policy_set=checked.report.policy_set,
            engine=ENGINE,
            verdict=checked.report.verdict,
            basis={},
            content=b"",
            checked_at=tx.now,
        )
        _write(tx, actor, variant, row, checked)
    _keep_projections(tx, reports)


def renew_report(tx: Tx, actor: Actor, variant: VariantRow, row: ReportRow) -> None:
    """Check the head revision again under the policies of its report: a claim of it began or ended since."""
    head = tx.session.get_one(RevisionRow, (tx.workspace_id, variant.id, variant.revision))
    policies = policies_in_force(tx)
    if policies is not None and policies.digest == row.policy_set:
        checked = run_checks(variant_of_rows(variant, head), policies)
        _write(tx, actor, variant, row, checked)
        _keep_projections(tx, [(variant, checked)])


def _write(tx: Tx, actor: Actor, variant: VariantRow, row: ReportRow, checked: Checked) -> None:
    report, basis = checked.report, basis_of(checked.report, checked.policies)
    row.verdict, row.basis, row.checked_at = report.verdict, basis_json(basis), tx.now
    row.content = json.dumps(report_object(report), separators=(",", ":")).encode()
    tx.session.add(row)
    open_ = [*basis.of("blocker"), *basis.of("warning")]
    data = {
        "revision": variant.revision,
        "content_digest": report.revision,
        "manifest_digest": report.manifest,
        "engine": ENGINE,
        "verdict": report.verdict,
        "blockers": len(basis.of("blocker")),
        "warnings": len(basis.of("warning")),
        "findings": [[one.severity, one.code, mark(one, report.revision)] for one in open_],
        "claims": sorted([claim.ref, claim.digest] for claim in basis.claims),
    }
    tx.append(Act.CHECK_COMPLETED, actor, ("variant", variant.id), data, report.policy_set)


def _keep_projections(tx: Tx, reports: Sequence[tuple[VariantRow, Checked]]) -> None:
    _keep_statements(tx, reports)
    keep_drift(tx, [(variant, checked.variant, checked.report) for variant, checked in reports])


def _keep_statements(tx: Tx, reports: Sequence[tuple[VariantRow, Checked]]) -> None:
    """What people have to read of these head revisions, as their newest reports say."""
    found = {variant.id: marks(checked.report.statements, checked.policies) for variant, checked in reports}
    for variant, _ in reports:
        variant.summary = {**variant.summary, "statements": len(found[variant.id])}
    replace_statements(tx, found)


def mark(finding: FindingKey, content_digest: str) -> str:
    """Stands in the record for a finding of one text, so that two reports on it can be compared; nothing is quoted."""
    value = {"code": finding.code, "part": finding.part, "quote": finding.quote, "of": content_digest}
    return digest("finding/v1", value)
