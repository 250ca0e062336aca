"""A veto stands until whoever gave it takes it back, or the words change."""

from dataclasses import replace

import pytest
from tests.core.gate_cases import CHANGES, HEAD, NOW, VETO, case, says, somebody

from governance.core.review.case import Decision, Submission
from governance.core.review.reason import Reason
from governance.core.review.state import review

BOTH = (says("marketing"), says("sales"))


def vetoed(*decisions: Decision, **more: object) -> bool:
    found = review(case(*decisions, **more), NOW)  # type: ignore[arg-type]
    assert found.approved is not (found.state == "vetoed")
    return Reason.VETO_STANDS in [refusal.code for refusal in found.refusals]


def test_one_veto_is_enough() -> None:
    assert vetoed(*BOTH, says("sales2", VETO))
    assert vetoed(says("sales2", VETO), *BOTH)


def test_a_veto_outlives_later_decisions_of_its_author() -> None:
    assert vetoed(*BOTH, says("sales2", VETO), says("sales2"))
    assert vetoed(*BOTH, says("sales", VETO), says("sales", CHANGES), says("sales"))


@pytest.mark.parametrize("gone", [somebody("sales2", active=False), somebody("sales2", "revops"), somebody("nobody")])
def test_a_veto_outlives_the_account_and_the_role_of_its_author(gone: object) -> None:
    known = {**case(*BOTH).people, gone.person: gone}  # type: ignore[attr-defined]
    of = replace(case(*BOTH, says("sales2", VETO)), people=known)
    assert review(of, NOW).state == "vetoed"


def test_a_veto_outlives_a_new_submission_of_the_same_words() -> None:
    again = Submission("s2", HEAD, NOW)
    decisions = (says("sales2", VETO), *(replace(one, submission="s2") for one in BOTH))
    assert vetoed(*decisions, submission=again)


def test_a_veto_is_back_when_the_same_words_are() -> None:
    """A, then B, then A again: the words that were vetoed are vetoed, whatever their number."""
    third = replace(HEAD, revision=3)
    decisions = (says("sales2", VETO), *(replace(one, submission="s3", text=third) for one in BOTH))
    assert vetoed(*decisions, head=third, submission=Submission("s3", third, NOW))


@pytest.mark.parametrize("part", ["content_digest", "manifest_digest"])
def test_a_veto_ends_with_its_words_and_with_their_manifest(part: str) -> None:
    assert not vetoed(*BOTH, says("sales2", VETO, text=replace(HEAD, **{part: "sha256:other"})))


def test_a_veto_ends_when_it_is_taken_back() -> None:
    assert not vetoed(*BOTH, says("sales2", VETO, withdrawn=True))


def test_each_of_two_equal_vetoes_stands_until_it_is_taken_back() -> None:
    """An oracle once took an equal second veto for the first one."""
    veto = says("sales2", VETO)
    assert vetoed(*BOTH, replace(veto, withdrawn=True), veto)
    assert vetoed(*BOTH, veto, replace(veto, withdrawn=True))
    assert not vetoed(*BOTH, replace(veto, withdrawn=True), replace(veto, withdrawn=True))


def test_a_veto_says_more_than_a_request_for_changes() -> None:
    found = review(case(says("marketing", CHANGES), says("sales", VETO)), NOW)
    assert found.state == "vetoed"
