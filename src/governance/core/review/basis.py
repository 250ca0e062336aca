"""What a report says, as far as a decision rests on it: its findings, and its claims with their terms."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from governance.core.policy.policy_set import PolicySet, VersionedClaim
from governance.core.policy.standard import Severity
from governance.core.report import Report


@dataclass(frozen=True, slots=True)
class CheckedUnder:
    """The policy set and the engine that a report, and a decision on it, rests on."""

    policy_set: str
    engine: str


@dataclass(frozen=True, slots=True)
class FindingKey:
    """A finding as it is told apart: two reports agree on it if all of this is equal."""

    code: str
    severity: Severity
    part: str
    quote: str


@dataclass(frozen=True, slots=True)
class ClaimTerms:
    """One claim that copy rests on, and when it may be said: from `begins`, before `ends`."""

    ref: str
    digest: str
    category: str
    approved: bool
    begins: datetime
    ends: datetime | None

    def valid(self, now: datetime) -> bool:
        return self.approved and self.begins <= now and (self.ends is None or now < self.ends)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a report says, as far as a decision rests on it."""

    checked_under: CheckedUnder
    findings: frozenset[FindingKey]
    claims: frozenset[ClaimTerms]

    def of(self, severity: Severity) -> list[FindingKey]:
        found = (finding for finding in self.findings if finding.severity == severity)
        return sorted(found, key=lambda finding: (finding.part, finding.code, finding.quote))

    def turned(self, since: datetime, now: datetime) -> bool:
        """Whether a claim began or ended in between, so that the checks would say something else now."""
        turns = (instant for claim in self.claims for instant in (claim.begins, claim.ends))
        return any(instant is not None and since < instant <= now for instant in turns)


def basis_of(report: Report, policies: PolicySet) -> Basis:
    """The findings and the claims of a report, with the terms of each claim under its policies."""
    refs = {ref for statement in report.statements for ref in statement.claims}
    return Basis(
        checked_under=CheckedUnder(report.policy_set, report.engine),
        findings=frozenset(FindingKey(f.code, f.severity, f.part, f.quote) for f in report.findings),
        claims=frozenset(_terms(ref, policies) for ref in refs),
    )


def _terms(ref: str, policies: PolicySet) -> ClaimTerms:
    """The terms of a claim; one that the policies do not know may never be said."""
    known = policies.claims_by_ref.get(ref)
    if known is None:
        return ClaimTerms(
            ref, digest="", category="", approved=False, begins=datetime.min.replace(tzinfo=UTC), ends=None
        )
    return claim_terms(known, policies)


def claim_terms(versioned: VersionedClaim, policies: PolicySet) -> ClaimTerms:
    """A claim's civil dates as half-open instants of the workspace's time zone."""
    claim, zone = versioned.claim, ZoneInfo(policies.workspace.time_zone)
    last = claim.valid_until
    ends = datetime.combine(last + timedelta(days=1), time(), zone) if last and last < date.max else None
    return ClaimTerms(
        ref=versioned.ref,
        digest=claim.digest,
        category=claim.category,
        approved=claim.status == "approved",
        begins=datetime.combine(claim.valid_from, time(), zone),
        ends=ends,
    )
