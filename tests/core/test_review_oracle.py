"""Whatever is approved, told anew from the record alone: by whom, when, on which words, and that nobody stopped it."""

from hypothesis import HealthCheck, given, settings
from tests.core.review_cases import APPROVE, CHANGES, DAY, NOW, VETO
from tests.core.review_strategies import cases, good_cases, quorums

from governance.core.review.case import Case, Decision
from governance.core.review.requirements import Status
from governance.core.review.state import review


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases() | good_cases() | quorums())
def test_whoever_made_it_approved_could_and_nobody_stopped_it(case: Case) -> None:
    seen = review(case, NOW)
    if not seen.approved:
        return
    by_id = {one.id: one for one in case.decisions}
    counted = [by_id[id] for one in seen.requirements for id in one.decisions]
    assert len({one.person for one in counted}) == len(counted) > 0
    assert all(could(one, case) for one in counted)
    assert not any(stops(one, case) for one in case.decisions)
    for one in seen.requirements:
        assert one.status in (Status.SATISFIED, Status.NOT_APPLICABLE)
        assert len(one.decisions) == (one.needed if one.status is Status.SATISFIED else 0)


def could(decision: Decision, case: Case) -> bool:
    """A yes to exactly this text, by somebody who held the role then and now, did not write it, and said no more."""
    who, submission = case.people[decision.person], case.submission
    assert submission is not None
    mine = [one for one in case.decisions if (one.person, one.submission) == (decision.person, submission.id)]
    return (
        decision.verdict is APPROVE
        and not decision.withdrawn
        and (decision.text, decision.submission) == (case.head, submission.id)
        and decision == max(mine, key=lambda one: one.sequence)
        and who.active
        and who.roles[decision.role] <= decision.decided_at <= NOW < decision.decided_at + 60 * DAY
        and (who.partner is None or (decision.role, who.partner) == ("partner", case.campaign.partner))
        and who.person not in {writer.person for writer in case.contributors}
    )


def stops(decision: Decision, case: Case) -> bool:
    """A veto on these words; or a request for changes on this submission after which its author said nothing."""
    if decision.withdrawn or case.submission is None:
        return False
    if decision.verdict is VETO:
        return decision.text.same_words(case.head)
    later = (one for one in case.decisions if one.sequence > decision.sequence and not one.withdrawn)
    silent = not any((one.person, one.submission) == (decision.person, decision.submission) for one in later)
    return decision.verdict is CHANGES and decision.submission == case.submission.id and silent
