"""The tests that stand in policy documents, run against the documents in force."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from governance.core.policy.approval import SubmissionExpectation, SubmissionTest
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.qualification import LeadExpectation, LeadTest, Stages
from governance.core.policy.standard import StandardTest
from governance.core.policy.talk_track import ClaimTest
from governance.core.policy_tests import count_policy_tests, run_policy_tests
from governance.outside.policy_files import load_policy_set

NORDKEEL = Path(__file__).parents[2] / "policies" / "nordkeel"
STAGES = Stages.model_validate_json(
    '{"mql": {"all": [{"id": "size", "field": "company.employees", "at_least": 30},'
    ' {"id": "visits", "event": "visit", "within_days": 30}]}}'
)


@pytest.fixture(scope="module")
def policies() -> PolicySet:
    """A sample company without the tests of its documents."""
    loaded = load_policy_set(NORDKEEL, datetime(2026, 10, 31, 12, tzinfo=UTC))
    bare = {"tests": ()}
    assert loaded.qualification
    assert loaded.approval
    return replace(
        loaded,
        talk_track=loaded.talk_track.model_copy(update=bare),
        standard=loaded.standard.model_copy(update=bare),
        qualification=loaded.qualification.model_copy(update=bare),
        approval=loaded.approval.model_copy(update=bare),
    )


def failures(policies: PolicySet) -> list[str]:
    return [str(failure) for failure in run_policy_tests(policies)]


def claim_test(**expect: object) -> ClaimTest:
    copy = "Our sensors survive an hour under water."
    return ClaimTest.model_validate({"copy": copy, "expect": expect}, strict=False)


def standard_test(*findings: str) -> StandardTest:
    copy = "{{first_name}}, a no-brainer. Shall I call?"
    expect = {"findings": findings}
    return StandardTest.model_validate({"copy": copy, "channel": "linkedin", "expect": expect})


def test_documents_without_tests_have_none_to_fail(policies: PolicySet) -> None:
    assert (count_policy_tests(policies), failures(policies)) == (0, [])


def test_a_talk_track_test_compares_verdict_and_claim(policies: PolicySet) -> None:
    tests = (claim_test(verdict="unsupported"), claim_test(verdict="supported", claim="iso-27001"))
    tested = replace(policies, talk_track=policies.talk_track.model_copy(update={"tests": tests}))
    assert count_policy_tests(tested) == 2
    assert failures(tested) == ["test 2 of cold-chain@2 expected supported, iso-27001, got unsupported, no claim"]


def test_a_standard_test_compares_exactly_the_standards_own_codes(policies: PolicySet) -> None:
    tests = (standard_test("forbidden_word"), standard_test())
    tested = replace(policies, standard=policies.standard.model_copy(update={"tests": tests}))
    assert failures(tested) == ["test 2 of house-style@1 expected none, got forbidden_word"]


def test_a_lead_test_compares_stages_and_failing_criteria(policies: PolicySet) -> None:
    lead = {"company": {"employees": 29}, "events": [{"event": "visit", "days_ago": 31}]}
    right = LeadExpectation(mql="fail", failing=("visits", "size"))
    wrong = LeadExpectation(mql="unknown", failing=("size",))
    tests = (LeadTest(lead=lead, expect=right), LeadTest(lead=lead, expect=wrong))
    assert policies.qualification
    changes = {"stages": STAGES, "tests": tests}
    tested = replace(policies, qualification=policies.qualification.model_copy(update=changes))
    assert failures(tested) == [
        "test 2 of who-we-serve@1 expected mql unknown; failing size, got mql fail; failing size, visits"
    ]


def test_a_submission_test_compares_the_requirements_that_apply(policies: PolicySet) -> None:
    expect = SubmissionExpectation(requirements=("sales", "marketing"))
    known = {"campaign": {"partner": None}, "claim_categories": ["metric"]}
    tests = (
        SubmissionTest(submission=known, expect=expect),
        SubmissionTest(submission={"claim_categories": []}, expect=expect),
    )
    assert policies.approval
    tested = replace(policies, approval=policies.approval.model_copy(update={"tests": tests}))
    assert failures(tested) == [
        "test 2 of outreach-approval@1 expected marketing, sales, got marketing, partner-copy (unknown), sales"
    ]
