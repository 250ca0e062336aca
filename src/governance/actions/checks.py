"""Running the checks on a revision and keeping what they said."""

import json
from dataclasses import dataclass

from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.copy.variant import Variant
from governance.core.errors import Place
from governance.core.policy.policy_set import PolicySet
from governance.core.report import ENGINE, Report
from governance.core.review.claim_terms import basis_of
from governance.outside.checking import check
from governance.outside.copy_files.located import Located
from governance.outside.reports.json_report import report_object
from governance.store.as_json import basis_json, generator_of, manifest_of, revision_of
from governance.store.policies import remember_policy_set
from governance.store.tables.variants import ReportRow, RevisionRow, VariantRow
from governance.store.transaction import Tx


@dataclass(frozen=True, slots=True)
class Checked:
    """A report and the policies it was made under."""

    report: Report
    policies: PolicySet


def run_checks(variant: Variant, policies: PolicySet) -> Checked:
    """Check one variant. A defect of the engine blocks the variant and never passes it."""
    return Checked(check(Located(Place(variant.id), variant), policies).report, policies)


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
    report, policies = checked.report, checked.policies
    remember_policy_set(tx, policies)
    basis = basis_of(report, policies)
    tx.session.add(
        ReportRow(
            workspace_id=tx.workspace_id,
            variant_id=variant.id,
            revision=variant.revision,
            policy_set=report.policy_set,
            engine=ENGINE,
            verdict=report.verdict,
            basis=basis_json(basis),
            content=json.dumps(report_object(report), separators=(",", ":")).encode(),
            checked_at=tx.now,
        )
    )
    blockers, warnings = len(basis.of("blocker")), len(basis.of("warning"))
    claims = sorted([claim.ref, claim.digest] for claim in basis.claims)
    tx.append(
        Act.CHECK_COMPLETED,
        actor,
        ("variant", variant.id),
        {
            "revision": variant.revision,
            "content_digest": report.revision,
            "manifest_digest": report.manifest,
            "engine": ENGINE,
            "verdict": report.verdict,
            "blockers": blockers,
            "warnings": warnings,
            "claims": claims,
        },
        policy_set=report.policy_set,
    )
