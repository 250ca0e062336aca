"""From a report to what a decision on it rests on."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from governance.core.policy.policy_set import PolicySet, VersionedClaim
from governance.core.report import Report
from governance.core.review.case import Basis, CheckedUnder, ClaimTerms, FindingKey


def basis_of(report: Report, policies: PolicySet) -> Basis:
    """The findings and the claims of a report, with the terms of each claim under its policies."""
    refs = {ref for statement in report.statements for ref in statement.claims}
    known = policies.claims_by_ref
    return Basis(
        checked_under=CheckedUnder(report.policy_set, report.engine),
        findings=frozenset(FindingKey(f.code, f.severity, f.part, f.quote) for f in report.findings),
        claims=frozenset(claim_terms(known[ref], policies) for ref in refs if ref in known),
    )


def claim_terms(versioned: VersionedClaim, policies: PolicySet) -> ClaimTerms:
    """A claim's civil dates as half-open instants of the workspace's time zone."""
    claim, zone = versioned.claim, ZoneInfo(policies.workspace.time_zone)
    last = claim.valid_until
    ends = datetime.combine(last + timedelta(days=1), time(), zone) if last else None
    return ClaimTerms(
        ref=versioned.ref,
        digest=claim.digest,
        category=claim.category,
        approved=claim.status == "approved",
        begins=datetime.combine(claim.valid_from, time(), zone),
        ends=ends,
    )
