"""What holds for every case: taking away or adding an objection never approves, and nothing is refused in silence."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import permutations
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.core.review_cases import (
    APPROVE,
    CHANGES,
    DAY,
    EARLIER,
    NOW,
    TICK,
    UNDER,
    VETO,
    claim,
    found,
    requirement,
    said,
)
from tests.core.review_strategies import cases, good_cases, quorums, with_basis

from governance.core.policy.approval import ApprovalPolicy, Requirement
from governance.core.review.basis import CheckedUnder
from governance.core.review.case import Case, PolicyTerms
from governance.core.review.people import Contributor, Standing
from governance.core.review.requirements import Status
from governance.core.review.state import Review, review

# How fast a case is drawn says nothing of reviews on a machine that others use too.
EXAMPLES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Harm = Callable[[Case, str], Case]


def person_gone(case: Case, who: str) -> Case:
    return replace(case, people={name: one for name, one in case.people.items() if name != who})


def standing(case: Case, who: str, **fields: Any) -> Case:
    return replace(case, people={**case.people, who: replace(case.people[who], **fields)})


def policy_of(case: Case) -> ApprovalPolicy:
    assert case.terms is not None
    assert case.terms.approval is not None
    return case.terms.approval


def with_requirements(case: Case, made: Iterable[Requirement]) -> Case:
    """Other requirements; what changes nothing for a text to which none applies."""
    assert case.terms is not None
    if all(one.status is Status.NOT_APPLICABLE for one in review(case, NOW).requirements):
        return case
    changed = policy_of(case).model_copy(update={"requirements": tuple(made)})
    return replace(case, terms=PolicyTerms(case.terms.digest, case.terms.standard_digest, changed))


def saying(case: Case, who: str, verdict: Any, **fields: Any) -> Case:
    number = len(case.decisions) + 1
    return replace(case, decisions=(*case.decisions, said(who, "sales", verdict, id="x", sequence=number, **fields)))


def without_approvals(case: Case, who: str) -> Case:
    kept = (one for one in case.decisions if (one.person, one.verdict) != (who, APPROVE))
    return replace(case, decisions=tuple(kept))


def without_report(case: Case, under: CheckedUnder) -> Case:
    return replace(case, bases={one: found for one, found in case.bases.items() if one != under})


HARMS: dict[str, Harm] = {
    "person removed": person_gone,
    "person inactive": lambda case, who: standing(case, who, active=False),
    "roles removed": lambda case, who: standing(case, who, roles={}),
    "roles counting later": lambda case, who: standing(case, who, roles=dict.fromkeys(case.people[who].roles, NOW)),
    "approvals removed": without_approvals,
    "approvals withdrawn": lambda case, who: (
        replace(
            case, decisions=tuple(replace(one, withdrawn=one.withdrawn or one.person == who) for one in case.decisions)
        )
        if not any(one.person == who and one.verdict is not APPROVE for one in case.decisions)
        else case
    ),
    "report removed": lambda case, _: without_report(case, UNDER),
    "earlier report removed": lambda case, _: without_report(case, EARLIER),
    "terms removed": lambda case, _: replace(case, terms=None),
    "earlier terms removed": lambda case, _: replace(case, earlier_terms={}),
    "submission removed": lambda case, _: replace(case, submission=None),
    "waivers removed": lambda case, _: replace(case, waivers=()),
    "veto added": lambda case, who: saying(case, who, VETO),
    "veto under an earlier submission": lambda case, who: saying(case, who, VETO, submission="another"),
    "changes requested": lambda case, who: saying(case, who, CHANGES),
    "blocker added": lambda case, _: with_basis(case, found("blocker", "never_say")),
    "warning added": lambda case, _: with_basis(case, found("warning", "never_say")),
    "ended claim added": lambda case, _: with_basis(case, claim("payback@1", ends=NOW)),
    "requirement added": lambda case, _: with_requirements(
        case, (*policy_of(case).requirements, requirement("more", "sales"))
    ),
    "requirement repeated": lambda case, _: with_requirements(
        case, (*policy_of(case).requirements, policy_of(case).requirements[0].model_copy(update={"id": "again"}))
    ),
    "one more approval asked": lambda case, _: with_requirements(
        case, (one.model_copy(update={"approvals": one.approvals + 1}) for one in policy_of(case).requirements)
    ),
    "contributor added": lambda case, who: replace(case, contributors=(*case.contributors, Contributor(who))),
    "organisation contributed": lambda case, _: replace(
        case, contributors=(*case.contributors, Contributor("zoe", "pinecone"))
    ),
}


@EXAMPLES
@given(case=cases() | good_cases() | quorums(), harm=st.sampled_from(sorted(HARMS)), data=st.data())
def test_no_loss_and_no_objection_turns_a_refusal_into_an_approval(case: Case, harm: str, data: st.DataObject) -> None:
    who = data.draw(st.sampled_from(sorted(case.people)))
    before, after = review(case, NOW), review(HARMS[harm](case, who), NOW)
    event(f"{before.approved} -> {after.approved}")
    assert before.approved or not after.approved


@EXAMPLES
@given(case=cases(), days=st.integers(0, 100))
def test_time_alone_never_approves(case: Case, days: int) -> None:
    """What begins later, a claim, a waiver or a decision, is left out: it is not time that approves then."""
    begun = {
        under: replace(one, claims=frozenset(said for said in one.claims if said.begins <= NOW))
        for under, one in case.bases.items()
    }
    decided = tuple(one for one in case.decisions if one.decided_at <= NOW)
    waived = tuple(one for one in case.waivers if one.granted_at <= NOW)
    case = replace(case, bases=begun, decisions=decided, waivers=waived)
    assert review(case, NOW).approved or not review(case, NOW + days * DAY).approved


@EXAMPLES
@given(case=cases() | good_cases())
def test_a_denial_names_a_reason_and_who_can_clear_it_and_an_approval_names_none(case: Case) -> None:
    seen = review(case, NOW)
    assert seen.approved is (not seen.refusals) is (seen.state == "approved")
    assert all(one.message and one.who_can_clear for one in seen.refusals)
    assert (seen.valid_until is not None) is seen.approved
    assert all(one.message for one in seen.uncounted)


@EXAMPLES
@given(case=good_cases())
def test_an_eligible_quorum_on_a_clean_text_is_approved(case: Case) -> None:
    seen = review(case, NOW)
    assert (seen.approved, seen.refusals, seen.uncounted) == (True, (), ())
    counted = [id for one in seen.requirements for id in one.decisions]
    assert sorted(counted) == sorted(one.id for one in case.decisions)


PARTS = ("submission", "terms", "bases", "contributors", "people", "decisions", "approval", "engine", "head")


@EXAMPLES
@given(case=good_cases(), part=st.sampled_from(PARTS))
def test_whatever_is_missing_denies_with_a_reason(case: Case, part: str) -> None:
    assert case.terms is not None
    empty: dict[str, Any] = {"submission": None, "terms": None, "engine": "", "approval": None}
    empty |= {"bases": {}, "people": {}, "contributors": (), "decisions": ()}
    if part == "approval":
        lacking = replace(case, terms=replace(case.terms, approval=None))
    elif part == "head":
        lacking = replace(case, head=replace(case.head, content_digest=""))
    else:
        lacking = replace(case, **{part: empty[part]})
    seen = review(lacking, NOW)
    assert not seen.approved
    assert seen.refusals


@EXAMPLES
@given(case=good_cases(), data=st.data())
def test_every_single_yes_is_needed(case: Case, data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(case.decisions))
    fewer = replace(case, decisions=tuple(other for other in case.decisions if other is not one))
    assert not review(fewer, NOW).approved


def may_meet(case: Case, one: Requirement, number: int) -> bool:
    """Written anew from the rules: role, question, authorship, organisation, partner."""
    yes = case.decisions[number]
    who: Standing = case.people[yes.person]
    authors = {writer.person for writer in case.contributors}
    organisations = {writer.organisation for writer in case.contributors} - {None}
    if yes.role != one.role or who.person in authors or (one.asks and yes.call is None):
        return False
    if one.excludes == "organisation" and organisations & {who.partner, who.group}:
        return False
    if one.role == "partner":
        return who.partner is not None and who.partner == case.campaign.partner
    return who.partner is None


def a_quorum_exists(case: Case) -> bool:
    """Whether some choice of distinct people fills every place, tried one by one."""
    places = [one for one in policy_of(case).requirements for _ in range(one.approvals)]
    return any(
        all(may_meet(case, one, number) for one, number in zip(places, chosen, strict=True))
        for chosen in permutations(range(len(case.decisions)), len(places))
    )


@EXAMPLES
@given(case=quorums())
def test_approved_if_and_only_if_distinct_people_fill_every_place(case: Case) -> None:
    seen = review(case, NOW)
    event(f"approved: {seen.approved}")
    assert seen.approved is a_quorum_exists(case)
    counted = [id for one in seen.requirements for id in one.decisions]
    assert len(counted) == len(set(counted))
    numbers = {yes.id: number for number, yes in enumerate(case.decisions)}
    for one, met in zip(policy_of(case).requirements, seen.requirements, strict=True):
        assert all(may_meet(case, one, numbers[id]) for id in met.decisions)


def same(one: Review, other: Review) -> bool:
    return (one.state, one.requirements, set(one.refusals), set(one.uncounted), one.valid_until, one.changes_at) == (
        other.state,
        other.requirements,
        set(other.refusals),
        set(other.uncounted),
        other.valid_until,
        other.changes_at,
    )


@EXAMPLES
@given(case=cases(), data=st.data())
def test_the_order_in_which_decisions_are_listed_says_nothing(case: Case, data: st.DataObject) -> None:
    mixed = replace(case, decisions=tuple(data.draw(st.permutations(case.decisions))))
    assert same(review(mixed, NOW), review(case, NOW))


@EXAMPLES
@given(case=cases() | quorums(), data=st.data())
def test_the_order_in_which_different_people_decide_approves_nothing_and_refuses_nothing(
    case: Case, data: st.DataObject
) -> None:
    """Only a person's own later word takes the place of an earlier one."""
    latest = {one.person: one for one in case.decisions}
    once = replace(case, decisions=tuple(latest.values()))
    mixed = data.draw(st.permutations(once.decisions))
    other = replace(case, decisions=tuple(replace(one, sequence=n) for n, one in enumerate(mixed)))
    before, after = review(once, NOW), review(other, NOW)
    assert (after.state, after.approved, set(after.uncounted)) == (before.state, before.approved, set(before.uncounted))


@EXAMPLES
@given(case=cases() | good_cases(), part=st.floats(0, 1, exclude_max=True))
def test_a_review_stays_as_it_is_until_the_instant_at_which_time_changes_it(case: Case, part: float) -> None:
    seen = review(case, NOW)
    end = seen.changes_at or NOW + 4_000 * DAY
    for later in (min(NOW + part * (end - NOW), end - TICK), end - TICK):
        assert review(case, later) == seen
