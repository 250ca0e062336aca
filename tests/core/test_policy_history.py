"""Which published versions are in force, and that publishing never rewrites the past."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.core.review_cases import policy
from tests.core.sample_policy import policy_set

from governance.core.policy.document import Document
from governance.core.policy.history import Published, in_force, numbered_claims, policy_set_at
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.talk_track import Claim, TalkTrack

SAMPLE = policy_set()
MAY, JUNE, JULY, AUGUST = (datetime(2026, month, 1, 9, tzinfo=UTC) for month in (5, 6, 7, 8))
SECOND = timedelta(seconds=1)


def track(*claims: Claim, **fields: Any) -> TalkTrack:
    return SAMPLE.talk_track.model_copy(update={"claims": claims or SAMPLE.talk_track.claims, **fields})


def version(document: Document, number: int, at: datetime) -> Published:
    return Published(document, number, at)


STANDARD = version(SAMPLE.standard, 1, MAY)


def at(instant: datetime, *versions: Published) -> PolicySet | None:
    return policy_set_at(SAMPLE.workspace, (STANDARD, *versions), instant)


def numbers(found: PolicySet | None) -> dict[str, int]:
    return found.versions if found else {}


@pytest.mark.parametrize(
    ("day", "there"),
    [("2026-05-31", False), ("2026-06-01", True), ("2026-06-30", True), ("2026-07-01", False)],
)
def test_a_version_is_in_force_on_its_first_and_its_last_day(day: str, there: bool) -> None:
    june = version(track(in_force_from=date(2026, 6, 1), in_force_until=date(2026, 6, 30)), 1, MAY)
    found = in_force([june], TalkTrack, date.fromisoformat(day), AUGUST)
    assert found == (june if there else None)


def test_a_version_counts_from_its_publication_whatever_dates_it_carries() -> None:
    first, second = version(track(), 1, MAY), version(track(reason="Backdated."), 2, JULY)
    assert in_force([first, second], TalkTrack, date(2026, 6, 1), JULY - SECOND) == first
    assert in_force([first, second], TalkTrack, date(2026, 6, 1), JULY) == second
    assert in_force([second], TalkTrack, date(2026, 6, 1), JULY - SECOND) is None


def test_of_two_in_force_the_one_published_last_wins_then_the_higher_number() -> None:
    early, late = version(track(reason="A."), 2, JUNE), version(track(reason="B."), 1, JULY)
    assert in_force([late, early], TalkTrack, date(2026, 8, 1), AUGUST) == late
    same_instant = version(track(reason="C."), 3, JULY)
    assert in_force([same_instant, late, early], TalkTrack, date(2026, 8, 1), AUGUST) == same_instant


def test_only_documents_of_the_kind_are_looked_at() -> None:
    assert in_force([STANDARD, version(policy(), 1, JULY)], TalkTrack, date(2026, 8, 1), AUGUST) is None


def test_a_later_version_with_an_end_gives_way_to_the_one_before() -> None:
    first = version(track(), 1, MAY)
    summer = version(track(reason="Summer.", in_force_until=date(2026, 7, 31)), 2, JULY)
    assert numbers(at(JULY, first, summer))["shift-planning"] == 2
    assert numbers(at(AUGUST, first, summer))["shift-planning"] == 1


def test_what_was_in_force_stays_what_was_in_force() -> None:
    first = version(track(), 1, MAY)
    before = at(JUNE, first)
    swaps = SAMPLE.claims_by_id["swaps"].claim
    second = version(track(swaps.model_copy(update={"evidence": "New"}), reason="Second."), 2, JULY)
    after = at(JUNE, first, second)
    assert before is not None
    assert after is not None
    assert (after.digest, after.claims, after.versions) == (before.digest, before.claims, before.versions)


def test_a_set_takes_a_standard_and_a_talk_track_the_rest_may_be_missing() -> None:
    whole = at(JULY, version(track(), 1, MAY), version(policy(), 4, JUNE))
    assert whole is not None
    assert (whole.approval, whole.qualification) == (policy(), None)
    assert whole.versions == {"house-style": 1, "shift-planning": 1, "yes": 4}
    assert at(JULY) is None
    assert policy_set_at(SAMPLE.workspace, [version(track(), 1, MAY)], JULY) is None
    assert policy_set_at(SAMPLE.workspace, [], JULY) is None


def test_the_day_is_that_of_the_workspaces_clock() -> None:
    """Amsterdam is two hours ahead in summer."""
    july = version(track(in_force_from=date(2026, 7, 1)), 1, MAY)
    midnight = datetime(2026, 6, 30, 22, tzinfo=UTC)
    assert at(midnight - SECOND, july) is None
    found = at(midnight, july)
    assert found is not None
    assert found.day == date(2026, 7, 1)


SWAPS = SAMPLE.claims_by_id["swaps"].claim
PAYBACK = SAMPLE.claims_by_id["payback"].claim
CHANGED = SWAPS.model_copy(update={"evidence": "A new survey"})
THIRD = SWAPS.model_copy(update={"evidence": "A third one"})


def refs(*history: TalkTrack) -> list[str]:
    return [one.ref for one in numbered_claims(history, history[-1])]


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([track(SWAPS)], ["swaps@1"]),
        ([track(SWAPS), track(SWAPS, PAYBACK)], ["swaps@1", "payback@1"]),
        ([track(SWAPS, PAYBACK), track(CHANGED, PAYBACK)], ["swaps@2", "payback@1"]),
        ([track(SWAPS), track(CHANGED), track(THIRD)], ["swaps@3"]),
        ([track(SWAPS, PAYBACK), track(PAYBACK), track(SWAPS)], ["swaps@1"]),
        ([track(SWAPS, PAYBACK), track(PAYBACK), track(CHANGED)], ["swaps@2"]),
        ([track(SWAPS), track(CHANGED), track(SWAPS)], ["swaps@1"]),
        ([track(SWAPS), track(CHANGED), track(SWAPS), track(THIRD)], ["swaps@3"]),
    ],
)
def test_a_claims_number_rises_only_when_it_says_something_new(history: list[TalkTrack], expected: list[str]) -> None:
    assert refs(*history) == expected


def test_versions_that_were_never_published_leave_gaps_that_change_nothing() -> None:
    versions = [version(track(SWAPS), 1, MAY), version(track(CHANGED, reason="Fourth."), 4, JUNE)]
    found = at(JULY, *reversed(versions))
    assert found is not None
    assert [one.ref for one in found.claims] == ["swaps@2"]
    assert found.versions["shift-planning"] == 4


def test_an_earlier_version_that_is_in_force_again_numbers_its_claims_as_it_did() -> None:
    versions = [
        version(track(SWAPS), 1, MAY),
        version(track(CHANGED, reason="July only.", in_force_until=date(2026, 7, 31)), 2, JUNE),
    ]
    found = [at(instant, *versions) for instant in (MAY, JULY, AUGUST)]
    assert [[one.ref for one in policies.claims] for policies in found if policies] == [
        ["swaps@1"],
        ["swaps@2"],
        ["swaps@1"],
    ]


def test_the_same_documents_published_again_are_the_same_set_with_the_same_claims() -> None:
    """A report is kept under the digest of its set, so that digest must name its claims in one way only."""
    first, second = version(track(SWAPS), 1, MAY), version(track(CHANGED, reason="Second."), 2, JUNE)
    rolled_back = at(JULY, first, second, version(track(SWAPS), 3, JULY))
    original = at(MAY, first)
    assert rolled_back is not None
    assert original is not None
    assert (rolled_back.digest, rolled_back.claims) == (original.digest, original.claims)


def test_versions_of_another_talk_track_do_not_number_its_claims() -> None:
    other = version(track(CHANGED, key="other", in_force_until=date(2026, 5, 31)), 1, MAY)
    found = at(JULY, other, version(track(SWAPS), 2, JUNE))
    assert found is not None
    assert [one.ref for one in found.claims] == ["swaps@1"]
