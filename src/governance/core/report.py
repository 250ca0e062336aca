"""All findings and statements of one revision under one policy set and engine version."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from governance.core.audience import AudienceVerdict, judge_audience
from governance.core.checks.catalogue import CHECKS
from governance.core.checks.finding import Assessment, Finding
from governance.core.claims.judgement import judge_copy
from governance.core.claims.message import read_message
from governance.core.claims.statement import Statement
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import PartName, Variant
from governance.core.drift.judgement import Drift, judge_drift
from governance.core.policy.policy_set import PolicySet

ENGINE = "governance/1"


class ReportVerdict(StrEnum):
    """Clean means no blocker and no warning."""

    CLEAN = "clean"
    REVIEW = "review"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Report:
    """What the engine says of one revision with its manifest, under one policy set."""

    variant_id: str
    revision: str
    manifest: str
    policy_set: str
    engine: str
    findings: tuple[Finding, ...]
    statements: tuple[Statement, ...]
    drift: Drift
    audience: AudienceVerdict

    @property
    def verdict(self) -> ReportVerdict:
        severities = {finding.severity for finding in self.findings}
        if "blocker" in severities:
            return ReportVerdict.BLOCKED
        return ReportVerdict.REVIEW if "warning" in severities else ReportVerdict.CLEAN


def check_variant(variant: Variant, policies: PolicySet) -> Report:
    """Parse, judge and check one variant. Pure: the same values give the same report."""
    revision, manifest = variant.revision, variant.manifest
    copy = parse_copy(revision, manifest.dialect)
    message = read_message(copy)
    statements = judge_copy(message, manifest, policies)
    profile = policies.qualification.profile if policies.qualification else None
    audience = judge_audience(manifest.audience, profile)
    seen = Assessment(manifest, copy, statements, audience)
    return Report(
        variant_id=variant.id,
        revision=revision.digest,
        manifest=manifest.digest,
        policy_set=policies.digest,
        engine=ENGINE,
        findings=tuple(sorted(_findings(seen, policies), key=_reading_order)),
        statements=statements,
        drift=judge_drift(message, statements, manifest, audience, policies),
        audience=audience,
    )


def _findings(seen: Assessment, policies: PolicySet) -> Iterator[Finding]:
    for check in CHECKS:
        severity = policies.severity(check.CODE, check.SEVERITY)
        for observed in check.check(seen, policies):
            yield Finding(
                code=check.CODE,
                severity=severity,
                part=observed.part.name,
                span=observed.span,
                quote=observed.part.quote(observed.span),
                message=observed.message,
                claim=observed.claim,
                fix=observed.fix,
            )


_PARTS = {name: place for place, name in enumerate(PartName)}


def _reading_order(finding: Finding) -> tuple[int, int, int, str]:
    return _PARTS[finding.part], finding.span.start, finding.span.end, finding.code
