"""Cases of review, built in a line: a text of `author`'s, checked and put forward, and who said what of it.

Everybody holds the role that their name begins with: `marketing`, `marketing2`, `sales`, `partner@northwind`.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from governance.core.policy.approval import ApprovalPolicy
from governance.core.policy.standard import Severity
from governance.core.review.basis import Basis, CheckedUnder, ClaimTerms, FindingKey
from governance.core.review.case import (
    Campaign,
    Case,
    Decision,
    DecisionVerdict,
    PolicyTerms,
    Submission,
    Text,
    Waiver,
)
from governance.core.review.people import Contributor, Standing

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=400)
EARLIER = NOW - timedelta(hours=1)
HEAD = Text(1, "sha256:words", "sha256:manifest")
ENGINE = "engine/1"
UNDER = CheckedUnder("sha256:set", ENGINE)
BEFORE = CheckedUnder("sha256:set-before", ENGINE)
APPROVE, CHANGES, VETO = DecisionVerdict.APPROVE, DecisionVerdict.REQUEST_CHANGES, DecisionVerdict.VETO
ROLES = ("marketing", "sales", "partner", "compliance", "revops")


def needs(role: str, approvals: int = 1, **more: Any) -> dict[str, Any]:
    """A requirement of the policy, known by its role unless it has an id."""
    return {"id": role, "role": role, "approvals": approvals, **more}


def policy(*requirements: dict[str, Any], **more: Any) -> ApprovalPolicy:
    return ApprovalPolicy.model_validate(
        {
            "kind": "approval",
            "key": "approval",
            "title": "Who approves",
            "in_force_from": LONG_AGO.date(),
            "reason": "First version.",
            "roles": ROLES,
            "owners": dict.fromkeys(("message_standard", "talk_track", "qualification", "approval"), ("revops",)),
            "requirements": tuple(requirements) or (needs("marketing"), needs("sales")),
            "approval_valid_days": 60,
            "permit_lasts_days": 30,
            **more,
        },
        strict=False,
    )


def role_of(person: str) -> str:
    return person.partition("@")[0].rstrip("0123456789")


def somebody(name: str, *roles: str, since: datetime = LONG_AGO, **more: Any) -> Standing:
    """A person; without roles named, of the one that their name says, and of the partner behind an @."""
    partner = name.partition("@")[2] or None
    return Standing(name, partner=partner, roles=dict.fromkeys(roles or (role_of(name),), since), **more)


def says(person: str, verdict: DecisionVerdict = APPROVE, role: str | None = None, **more: Any) -> Decision:
    """What somebody said of the head an hour ago, in the role of their name."""
    said = Decision("", 0, "s1", person, role or role_of(person), verdict, HEAD, UNDER, EARLIER)
    return replace(said, **more)


def finding(severity: Severity = "blocker", code: str = "forbidden_word", quote: str = "risk-free") -> FindingKey:
    return FindingKey(code, severity, "body", quote)


def claim(ref: str = "metric@1", category: str = "metric", **more: Any) -> ClaimTerms:
    terms: dict[str, Any] = {"approved": True, "begins": LONG_AGO, "ends": None, **more}
    return ClaimTerms(ref, f"sha256:{ref}", category, **terms)


def waiver(of: FindingKey, person: str = "compliance", **more: Any) -> Waiver:
    until = NOW + timedelta(days=5)
    given = Waiver("w", of, HEAD.content_digest, HEAD.manifest_digest, person, role_of(person), EARLIER, until)
    return replace(given, **more)


def basis(findings: Iterable[FindingKey] = (), claims: Iterable[ClaimTerms] = (), under: CheckedUnder = UNDER) -> Basis:
    return Basis(under, frozenset(findings), frozenset(claims))


def terms(
    approval: ApprovalPolicy | None, under: CheckedUnder = UNDER, standard: str = "sha256:standard"
) -> PolicyTerms:
    return PolicyTerms(under.policy_set, standard, approval)


def case(
    *decisions: Decision,
    approval: ApprovalPolicy | None = None,
    found: Basis | None = None,
    people: Iterable[Standing] = (),
    **more: Any,
) -> Case:
    """These decisions in this order, by people with the role of their name unless they are given."""
    numbered = tuple(replace(one, id=one.id or f"d{n}", sequence=n) for n, one in enumerate(decisions, 1))
    report = found or basis()
    parts: dict[str, Any] = {
        "variant": "v",
        "head": HEAD,
        "campaign": Campaign("january"),
        "submission": Submission("s1", HEAD, EARLIER),
        "contributors": (Contributor("author"),),
        "people": {one.person: somebody(one.person) for one in numbered} | {one.person: one for one in people},
        "terms": terms(approval or policy()),
        "engine": ENGINE,
        "bases": {report.checked_under: report},
        **more,
    }
    return Case(decisions=numbered, **parts)
