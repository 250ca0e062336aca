"""The tests that stand in policy documents: an input and what its author expects."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from governance.core.claims.judgement import judge_copy
from governance.core.claims.message import read_message
from governance.core.claims.statement import Verdict
from governance.core.copy.dialects import PLAIN
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.leads import judge_lead
from governance.core.policy.approval import ApprovalPolicy, SubmissionTest
from governance.core.policy.document import Document
from governance.core.policy.evaluation import Outcome
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.qualification import LeadTest, QualificationPolicy
from governance.core.policy.standard import MessageStandard, StandardTest
from governance.core.policy.talk_track import ClaimTest, TalkTrack
from governance.core.report import check_variant

STANDARD_CODES = frozenset(
    (
        "forbidden_word",
        "preferred_word",
        "forbidden_pattern",
        "missing_element",
        "too_long",
        "too_many_links",
        "shouting",
        "unknown_merge_field",
        "competitor_mention",
    )
)
SENDING_CODES = frozenset(("sending_rule", "cold_mail_habit"))


@dataclass(frozen=True, slots=True)
class PolicyTestFailure:
    """A test of a document that came out otherwise.

    `number` counts the document's tests from 1. `given` is the copy, or the facts as JSON, in full.
    """

    document: Document
    reference: str
    number: int
    given: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"test {self.number} of {self.reference} expected {self.expected}, got {self.got}"


def run_policy_tests(policies: PolicySet) -> tuple[PolicyTestFailure, ...]:
    """Run the tests of every document in force, at noon of the policy set's day in the workspace's zone."""
    return tuple(
        PolicyTestFailure(document, policies.ref(document), number, _given(test), expected, got)
        for document in policies.documents
        for number, (test, expected, got) in enumerate(_results(document, policies), 1)
        if expected != got
    )


def count_policy_tests(policies: PolicySet) -> int:
    """How many tests run_policy_tests runs."""
    every = (policies.talk_track, policies.standard, policies.qualification, policies.approval)
    return sum(len(document.tests) for document in every if document)


PolicyTest = ClaimTest | StandardTest | LeadTest | SubmissionTest


def _given(test: PolicyTest) -> str:
    if isinstance(test, ClaimTest | StandardTest):
        return test.copy_
    return json.dumps(test.lead if isinstance(test, LeadTest) else test.submission, ensure_ascii=False)


def _results(document: Document, policies: PolicySet) -> Iterator[tuple[PolicyTest, str, str]]:
    """Each test, what it expects and what came out, in words that are equal when the test passes."""
    noon = datetime.combine(policies.day, time(12), ZoneInfo(policies.workspace.time_zone))
    match document:
        case TalkTrack():
            yield from ((test, *_claim(test, policies)) for test in document.tests)
        case MessageStandard():
            yield from ((test, *_standard(test, policies)) for test in document.tests)
        case QualificationPolicy():
            yield from ((test, *_lead(test, document, noon)) for test in document.tests)
        case ApprovalPolicy():
            yield from ((test, *_submission(test, document, noon)) for test in document.tests)


def _claim(test: ClaimTest, policies: PolicySet) -> tuple[str, str]:
    copy = parse_copy(Revision(body=test.copy_), PLAIN)
    regions = (test.region,) if test.region else None
    statements = judge_copy(read_message(copy), Manifest(channel=test.channel, regions=regions), policies)
    worst = max(statements, key=lambda statement: statement.verdict.rank, default=None)
    verdict = worst.verdict if worst else Verdict.NONE
    expected, got = [str(test.expect.verdict)], [str(verdict)]
    if test.expect.alterations is not None:
        expected += sorted(test.expect.alterations)
        got += sorted({alteration.kind for alteration in worst.alterations} if worst else ())
    if test.expect.claim is not None:
        expected.append(test.expect.claim)
        got.append(worst.claim.partition("@")[0] if worst and worst.claim else "no claim")
    return ", ".join(expected), ", ".join(got)


def _standard(test: StandardTest, policies: PolicySet) -> tuple[str, str]:
    revision = Revision(body=test.copy_, subject=test.subject)
    regions = (test.region,) if test.region else None
    variant = Variant("test", revision, Manifest(channel=test.channel, kind="cold", regions=regions))
    codes = {finding.code for finding in check_variant(variant, policies).findings}
    tested = STANDARD_CODES | SENDING_CODES if test.region else STANDARD_CODES
    return _listed(test.expect.findings), _listed(codes & tested)


def _lead(test: LeadTest, policy: QualificationPolicy, at: datetime) -> tuple[str, str]:
    verdicts = judge_lead(_dated(test.lead, at), policy, at)
    named = test.expect.stages
    expected = [f"{stage} {outcome}" for stage, outcome in named.items()]
    got = [f"{stage} {verdicts[stage].outcome}" for stage in named]
    if test.expect.failing is not None:
        failing = {
            id for stage in named for id in verdicts[stage].failing if verdicts[stage].outcome is not Outcome.PASS
        }
        expected.append(f"failing {_listed(test.expect.failing)}")
        got.append(f"failing {_listed(failing)}")
    return "; ".join(expected), "; ".join(got)


def _submission(test: SubmissionTest, policy: ApprovalPolicy, at: datetime) -> tuple[str, str]:
    applying = [
        requirement.id if outcome is Outcome.PASS else f"{requirement.id} (unknown)"
        for requirement in policy.requirements
        if (outcome := requirement.applies(test.submission, at)) is not Outcome.FAIL
    ]
    return _listed(test.expect.requirements), _listed(applying)


def _dated(lead: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The lead with `days_ago` of its events as instants."""
    events = lead.get("events")
    if not isinstance(events, list):
        return dict(lead)
    return {**lead, "events": [_dated_event(event, at) for event in events]}


def _dated_event(event: Any, at: datetime) -> Any:
    days = event.get("days_ago") if isinstance(event, dict) else None
    if not isinstance(days, int) or not 0 <= days <= 100_000:
        return event
    return {**event, "at": (at - timedelta(days=days)).isoformat()}


def _listed(names: Any) -> str:
    return ", ".join(sorted(names)) or "none"
