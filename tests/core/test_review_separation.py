"""Who counts: never an author or their organisation, nobody twice, no partner for anybody but a partner."""

import pytest
from tests.core.review_cases import (
    BOTH_SAID_YES,
    COMPANY,
    LONG_AGO,
    NOW,
    PARTNERS,
    YESTERDAY,
    a_case,
    everybody,
    person,
    reasons,
    requirement,
    said,
    terms,
)

from governance.core.policy.approval import Requirement
from governance.core.review.case import Campaign, Case, Decision
from governance.core.review.people import Contributor, Standing
from governance.core.review.reason import Reason
from governance.core.review.state import review

PINECONE = Campaign("spring", "pinecone")


def approved(case: Case) -> bool:
    return review(case, NOW).approved


def test_one_person_in_two_roles_counts_once() -> None:
    once = a_case(said("both", "marketing"), said("sam", "sales"))
    assert approved(once)
    alone = review(a_case(said("both", "marketing"), said("both", "sales")), NOW)
    assert [len(one.decisions) for one in alone.requirements] == [0, 1]
    assert not alone.approved


def test_two_requirements_of_one_role_take_two_people() -> None:
    rules = terms(requirement("words", "marketing"), requirement("brand", "marketing"))
    assert not approved(a_case(said("mara", "marketing"), terms=rules))
    assert not approved(a_case(said("mara", "marketing"), said("mara", "marketing"), terms=rules))
    assert approved(a_case(said("mara", "marketing"), said("mike", "marketing"), terms=rules))


def partner_case(*decisions: Decision, requirements: tuple[Requirement, ...]) -> Case:
    """Written by pia of pinecone, so that paul may only decide where her organisation is not excluded."""
    return a_case(
        *decisions,
        terms=terms(*requirements),
        campaign=PINECONE,
        contributors=(Contributor("pia", "pinecone"),),
        people=everybody(*COMPANY, *PARTNERS, person("pol", "partner", partner="pinecone")),
    )


LOOSE = requirement("loose", "partner", excludes="contributors")
STRICT = requirement("strict", "partner")


def test_requirements_that_share_a_role_are_rearranged_until_everybody_has_a_place() -> None:
    """The only answer to the question came first, and must move from the requirement that asks nothing."""
    plain, asking = requirement("plain", "marketing"), requirement("asking", "marketing", asks="call")
    answered, silent = said("mara", "marketing", call="yes"), said("mike", "marketing")
    for rules in (terms(plain, asking), terms(asking, plain)):
        assert approved(a_case(answered, silent, terms=rules))
        assert approved(a_case(silent, answered, terms=rules))
        assert not approved(a_case(silent, said("both", "marketing"), terms=rules))


def test_an_author_never_counts() -> None:
    seen = review(a_case(*BOTH_SAID_YES, contributors=(Contributor("ada"), Contributor("mara"))), NOW)
    assert reasons(seen) == {Reason.REQUIREMENT_OPEN}
    assert [len(one.decisions) for one in seen.requirements] == [0, 1]


def test_whoever_wrote_an_earlier_revision_still_does_not_count() -> None:
    """Contributors only ever grow: they are those of every revision, not of the head."""
    everyone = (Contributor("mara"), Contributor("ada"), Contributor("sam", "pinecone"))
    assert [len(one.decisions) for one in review(a_case(*BOTH_SAID_YES, contributors=everyone), NOW).requirements] == [
        0,
        0,
    ]


def test_company_people_count_although_a_colleague_wrote_it() -> None:
    assert approved(a_case(*BOTH_SAID_YES, contributors=(Contributor("ada", None),)))


@pytest.mark.parametrize(("rule", "counts"), [(STRICT, False), (LOOSE, True)])
def test_a_partner_requirement_says_whether_the_whole_organisation_stands_back(rule: Requirement, counts: bool) -> None:
    assert approved(partner_case(said("paul", "partner"), requirements=(rule,))) is counts


def test_the_author_stands_back_even_where_the_organisation_does_not() -> None:
    assert not approved(partner_case(said("pia", "partner"), requirements=(LOOSE,)))


@pytest.mark.parametrize("wrote", ["forest", "pinecone"])
def test_a_group_of_organisations_stands_back_as_one(wrote: str) -> None:
    """Whether the contribution was recorded for the group or for the organisation before it joined one."""
    pia = person("pia", "partner", partner="pinecone", group="forest")
    case = a_case(
        said("pia", "partner"),
        terms=terms(STRICT),
        campaign=PINECONE,
        contributors=(Contributor("quinn", wrote),),
        people=everybody(pia),
    )
    assert not approved(case)


def test_an_organisation_of_another_group_may_decide() -> None:
    pia = person("pia", "partner", partner="pinecone", group="forest")
    written_by_others = (Contributor("quinn", "oakleaf"),)
    yes = said("pia", "partner")
    assert approved(
        a_case(yes, terms=terms(STRICT), campaign=PINECONE, contributors=written_by_others, people=everybody(pia))
    )


@pytest.mark.parametrize("role", ["marketing", "sales", "compliance"])
def test_a_partners_decision_never_meets_another_role(role: str) -> None:
    """Not even where a partner's person somehow came to hold it."""
    pia = person("pia", role, "partner", partner="pinecone")
    case = a_case(said("pia", role), terms=terms(requirement(role)), campaign=PINECONE, people=everybody(pia))
    assert not approved(case)


def test_a_company_person_never_meets_a_partner_requirement() -> None:
    mara = person("mara", "partner")
    for campaign in (PINECONE, Campaign("spring")):
        assert not approved(
            a_case(said("mara", "partner"), terms=terms(LOOSE), campaign=campaign, people=everybody(mara))
        )


def test_another_partners_people_do_not_count() -> None:
    assert not approved(a_case(said("olga", "partner"), terms=terms(LOOSE), campaign=PINECONE))
    assert approved(a_case(said("paul", "partner"), terms=terms(LOOSE), campaign=PINECONE))


def test_a_campaign_of_the_company_has_no_partner_who_could_decide() -> None:
    assert not approved(a_case(said("pia", "partner"), terms=terms(LOOSE)))


def holder(**fields: object) -> Standing:
    return person("mara", "marketing", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mara", "counts"),
    [
        (holder(since=YESTERDAY), True),
        (holder(since=LONG_AGO), True),
        (holder(since=NOW), False),
        (person("mara", "sales"), False),
        (person("mara"), False),
        (holder(active=False), False),
        (holder(partner="pinecone"), False),
    ],
)
def test_the_role_counts_from_the_decision_until_now(mara: Standing, counts: bool) -> None:
    case = a_case(*BOTH_SAID_YES, people=everybody(*COMPANY) | {"mara": mara})
    assert approved(case) is counts
    assert bool(review(case, NOW).uncounted) is not counts


def test_a_decision_of_tomorrow_does_not_count_today() -> None:
    assert not approved(a_case(said("mara", "marketing", decided_at=NOW.replace(day=15)), said("sam", "sales")))
