"""Cases of one variant for tests of review and launch: values with defaults, nothing that decides."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from governance.core.policy.approval import ApprovalPolicy, Owners, Requirement
from governance.core.policy.standard import Severity
from governance.core.review.basis import Basis, CheckedUnder, ClaimTerms, FindingKey
from governance.core.review.case import Campaign, Case, Decision, DecisionVerdict, PolicyTerms, Submission, Text, Waiver
from governance.core.review.people import Contributor, Standing
from governance.core.review.reason import Reason
from governance.core.review.state import Review

NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)
DAY = timedelta(days=1)
YESTERDAY = NOW - DAY
LONG_AGO = NOW - 200 * DAY
TICK = timedelta(microseconds=1)

TEXT = Text(1, "words", "manifest")
ENGINE = "governance/1"
UNDER = CheckedUnder("policies", ENGINE)
EARLIER = CheckedUnder("policies before", ENGINE)

APPROVE, CHANGES, VETO = DecisionVerdict.APPROVE, DecisionVerdict.REQUEST_CHANGES, DecisionVerdict.VETO
ROLES = ("marketing", "sales", "compliance", "partner")


def requirement(id: str, role: str | None = None, approvals: int = 1, **fields: Any) -> Requirement:
    return Requirement(id=id, role=role or id, approvals=approvals, **fields)


TWO = (requirement("marketing"), requirement("sales"))


def policy(*requirements: Requirement, **fields: Any) -> ApprovalPolicy:
    """An approval policy; by default one person of marketing and one of sales."""
    owners = Owners(message_standard=ROLES, talk_track=ROLES, qualification=ROLES, approval=ROLES)
    known: dict[str, Any] = {
        "kind": "approval",
        "key": "yes",
        "title": "Who says yes",
        "in_force_from": date(2026, 1, 1),
        "reason": "First version.",
        "roles": ROLES,
        "owners": owners,
        "requirements": requirements or TWO,
        "approval_valid_days": 60,
        "permit_lasts_days": 30,
    }
    return ApprovalPolicy(**(known | fields))


def terms(*requirements: Requirement, standard: str = "standard", **fields: Any) -> PolicyTerms:
    return PolicyTerms(UNDER.policy_set, standard, policy(*requirements, **fields))


def person(name: str, *roles: str, since: datetime = LONG_AGO, **fields: Any) -> Standing:
    return Standing(name, roles=dict.fromkeys(roles, since), **fields)


def everybody(*people: Standing) -> dict[str, Standing]:
    return {one.person: one for one in people}


COMPANY = (
    person("mara", "marketing"),
    person("mike", "marketing"),
    person("sam", "sales"),
    person("cleo", "compliance"),
    person("both", "marketing", "sales"),
)
PARTNERS = (
    person("pia", "partner", partner="pinecone"),
    person("paul", "partner", partner="pinecone"),
    person("olga", "partner", partner="oakleaf"),
)


def said(who: str, role: str, verdict: DecisionVerdict = APPROVE, **fields: Any) -> Decision:
    """One decision; a case numbers its decisions in the order in which they stand."""
    known: dict[str, Any] = {
        "id": "",
        "sequence": 0,
        "submission": "submission",
        "text": TEXT,
        "checked_under": UNDER,
        "decided_at": YESTERDAY,
    }
    return Decision(person=who, role=role, verdict=verdict, **(known | fields))


def numbered(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple(replace(one, id=f"d{number}", sequence=number) for number, one in enumerate(decisions, start=1))


BOTH_SAID_YES = (said("mara", "marketing"), said("sam", "sales"))


def a_case(*decisions: Decision, **fields: Any) -> Case:
    """A submitted text by ada, checked without a finding, under a policy of marketing and sales."""
    known: dict[str, Any] = {
        "variant": "variant",
        "head": TEXT,
        "campaign": Campaign("spring"),
        "submission": Submission("submission", TEXT, YESTERDAY - DAY),
        "contributors": (Contributor("ada"),),
        "decisions": numbered(decisions),
        "people": everybody(*COMPANY, *PARTNERS),
        "terms": terms(),
        "engine": ENGINE,
        "bases": {UNDER: basis()},
    }
    return Case(**(known | fields))


def basis(*said: FindingKey | ClaimTerms, under: CheckedUnder = UNDER) -> Basis:
    findings = frozenset(one for one in said if isinstance(one, FindingKey))
    return Basis(under, findings, frozenset(one for one in said if isinstance(one, ClaimTerms)))


def found(severity: Severity, code: str = "forbidden_word", part: str = "body", quote: str = "act now") -> FindingKey:
    return FindingKey(code, severity, part, quote)


def claim(ref: str = "swaps@1", **fields: Any) -> ClaimTerms:
    known: dict[str, Any] = {"digest": f"digest of {ref}", "category": "capability", "approved": True, "ends": None}
    return ClaimTerms(ref, **({"begins": LONG_AGO} | known | fields))


def waiver(finding: FindingKey, who: str = "cleo", role: str = "compliance", **fields: Any) -> Waiver:
    known: dict[str, Any] = {
        "id": "waiver",
        "content_digest": TEXT.content_digest,
        "manifest_digest": TEXT.manifest_digest,
        "granted_at": YESTERDAY,
        "ends_at": NOW + 5 * DAY,
    }
    return Waiver(finding=finding, person=who, role=role, **(known | fields))


def reasons(found: Review) -> set[Reason]:
    return {refusal.code for refusal in found.refusals}
