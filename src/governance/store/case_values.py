"""Rows as the values that a case is made of."""

from governance.core.policy.policy_set import PolicySet
from governance.core.review.basis import CheckedUnder, FindingKey
from governance.core.review.case import CallVerdict, Decision, DecisionVerdict, PolicyTerms, Submission, Text, Waiver
from governance.core.review.people import Contributor
from governance.store.tables.review import DecisionRow, SubmissionRow, WaiverRow
from governance.store.tables.variants import ContributorRow, VariantRow


def head_of(row: VariantRow) -> Text:
    return Text(row.revision, row.content_digest, row.manifest_digest)


def contributor_of(row: ContributorRow) -> Contributor:
    return Contributor(str(row.person_id), row.organisation)


def terms_of(policies: PolicySet | None) -> PolicyTerms | None:
    return PolicyTerms(policies.digest, policies.standard.digest, policies.approval) if policies else None


def submission_of(row: SubmissionRow) -> Submission:
    text = Text(row.revision, row.content_digest, row.manifest_digest)
    return Submission(str(row.id), text, row.submitted_at, row.withdrawn_at is not None, row.recalled_at is not None)


def decision_of(row: DecisionRow) -> Decision:
    return Decision(
        id=str(row.id),
        sequence=row.sequence,
        submission=str(row.submission_id),
        person=str(row.person_id),
        role=row.role,
        verdict=DecisionVerdict(row.verdict),
        text=Text(row.revision, row.content_digest, row.manifest_digest),
        checked_under=CheckedUnder(row.policy_set, row.engine),
        decided_at=row.decided_at,
        has_note=bool(row.note and row.note.strip()),
        call=CallVerdict(row.call) if row.call else None,
        withdrawn=row.withdrawn_at is not None,
    )


def waiver_of(row: WaiverRow) -> Waiver:
    finding = FindingKey(row.code, row.severity, row.part, row.quote)  # type: ignore[arg-type]
    return Waiver(
        id=str(row.id),
        finding=finding,
        content_digest=row.content_digest,
        manifest_digest=row.manifest_digest,
        person=str(row.person_id),
        role=row.role,
        granted_at=row.granted_at,
        ends_at=row.ends_at,
    )
