"""Any case there can be, small, and more often than not a good one."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from hypothesis import strategies as st
from tests.core.review_cases import (
    APPROVE,
    CHANGES,
    DAY,
    EARLIER,
    LONG_AGO,
    NOW,
    TEXT,
    UNDER,
    VETO,
    YESTERDAY,
    a_case,
    basis,
    claim,
    everybody,
    found,
    numbered,
    requirement,
    said,
    terms,
    waiver,
)

from governance.core.policy.approval import Findings, Requirement, Waivable
from governance.core.policy.criteria import ClaimCategoryCriterion, FieldCriterion
from governance.core.review.case import CallVerdict, Campaign, Case, Decision, Text
from governance.core.review.people import Contributor, Standing

NAMES = ("ann", "ben", "cat", "dan", "eve")
ORGANISATIONS = (None, None, None, "pinecone", "oakleaf")
FINDINGS = (found("blocker"), found("warning", "shouting"), found("warning", quote="free"), found("note"))
CONDITIONS = (
    FieldCriterion(field="campaign.partner", is_set=True),
    ClaimCategoryCriterion(claim_category="metric"),
    FieldCriterion(field="campaign.budget", at_least=5),
)


def mostly(good: Any, *others: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from((good,) * (3 * len(others)) + others)


@st.composite
def standings(draw: st.DrawFn, name: str) -> Standing:
    partner = draw(st.sampled_from(ORGANISATIONS))
    held = {"partner"} if partner else draw(st.sets(st.sampled_from(("marketing", "sales")), min_size=1))
    since = draw(mostly(LONG_AGO, YESTERDAY, NOW))
    group = draw(mostly(None, "forest")) if partner else None
    return Standing(name, draw(mostly(True, False)), partner, group, dict.fromkeys(sorted(held), since))


@st.composite
def requirement_lists(draw: st.DrawFn) -> list[Requirement]:
    roles = draw(st.lists(st.sampled_from(("marketing", "sales", "partner")), min_size=1, max_size=3))
    made = []
    for number, role in enumerate(roles):
        before = draw(mostly((), (f"r{number - 1}",))) if number else ()
        fields = {"when": draw(mostly(None, *CONDITIONS)), "asks": draw(mostly(None, "call")), "after": before}
        excludes = draw(st.sampled_from(("organisation", "contributors")))
        made.append(requirement(f"r{number}", role, draw(mostly(1, 2)), excludes=excludes, **fields))
    return made


@st.composite
def decisions(draw: st.DrawFn, people: dict[str, Standing]) -> Decision:
    who = draw(st.sampled_from(NAMES))
    held = tuple(people[who].roles) if who in people else ()
    return said(
        who,
        draw(mostly(draw(st.sampled_from(held or ("sales",))), "sales")),
        draw(mostly(APPROVE, CHANGES, VETO)),
        decided_at=draw(mostly(YESTERDAY, NOW - 59 * DAY, NOW - 60 * DAY, NOW + DAY)),
        has_note=draw(mostly(True, False)),
        call=draw(mostly(CallVerdict.YES, None, CallVerdict.NO, CallVerdict.WITH_CHANGES)),
        withdrawn=draw(mostly(False, True)),
        checked_under=draw(mostly(UNDER, EARLIER)),
        text=draw(mostly(TEXT, Text(2, TEXT.content_digest, TEXT.manifest_digest), Text(1, "other", "manifest"))),
        submission=draw(mostly("submission", "another")),
    )


@st.composite
def claims(draw: st.DrawFn, later: datetime = NOW + DAY) -> Any:
    ref, category = draw(st.sampled_from((("swaps@1", "capability"), ("time@1", "metric"))))
    fields = {"begins": draw(mostly(LONG_AGO, later)), "ends": draw(mostly(None, later, NOW))}
    return claim(ref, category=category, **fields)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    people = everybody(*(draw(standings(name)) for name in NAMES))
    made = draw(requirement_lists())
    waivable = Findings(blocker=Waivable(waivable_by=("sales", "marketing")))
    rules: dict[str, Any] = {"findings": draw(st.sampled_from((Findings(), waivable)))}
    said_of_it = [*draw(st.lists(mostly(*FINDINGS[::-1]), max_size=2)), *draw(st.lists(claims(), max_size=2))]
    if draw(st.booleans()):
        said_of_it = []
    partner = draw(st.sampled_from((None, "pinecone")))
    writers = draw(st.lists(st.sampled_from((Contributor("ann"), Contributor("zoe", "pinecone"))), max_size=1))
    waivers = draw(
        st.lists(
            st.builds(
                lambda who, role, granted: waiver(FINDINGS[0], who, role, granted_at=granted),
                st.sampled_from(NAMES),
                st.sampled_from(("sales", "marketing")),
                mostly(YESTERDAY, NOW + DAY),
            ),
            max_size=1,
        )
    )
    return a_case(
        terms=terms(*made, **rules),
        earlier_terms={EARLIER.policy_set: terms(*made, **rules)},
        people=people,
        campaign=Campaign("spring", partner),
        contributors=(Contributor("ada"), *writers),
        decisions=numbered(draw(st.lists(decisions(people), max_size=6))),
        bases={UNDER: basis(*said_of_it), EARLIER: basis(*said_of_it, under=EARLIER)},
        waivers=tuple(waivers),
    )


@st.composite
def good_cases(draw: st.DrawFn) -> Case:
    """A clean text, requirements of any kind, and as many eligible people who said yes as those ask for."""
    made = [known_to_apply(one) for one in draw(requirement_lists())]
    people, yes = [], []
    for one in made:
        for place in range(one.approvals):
            partner = "pinecone" if one.role == "partner" else None
            people.append(Standing(f"{one.id}-{place}", partner=partner, roles={one.role: LONG_AGO}))
            yes.append(said(people[-1].person, one.role, call=CallVerdict.YES))
    return a_case(
        terms=terms(*made),
        people=everybody(*people),
        campaign=Campaign("spring", "pinecone"),
        decisions=numbered(draw(st.permutations(yes))),
    )


@st.composite
def quorums(draw: st.DrawFn) -> Case:
    """Requirements that all apply, and at most one approval a person, in any of their roles."""
    people = [draw(standings(name)) for name in NAMES]
    active = [replace(one, active=True, roles=dict.fromkeys(one.roles, LONG_AGO)) for one in people]
    made = [one.model_copy(update={"when": None}) for one in draw(requirement_lists())]
    answers = st.sampled_from((None, CallVerdict.YES))
    yes = [said(one.person, draw(st.sampled_from(sorted(one.roles))), call=draw(answers)) for one in active]
    writers = (Contributor("ada"), Contributor("ann"), Contributor("zoe", "pinecone"), Contributor("zoe", "forest"))
    return a_case(
        terms=terms(*made),
        people=everybody(*active),
        campaign=Campaign("spring", draw(st.sampled_from((None, "pinecone", "oakleaf")))),
        contributors=(Contributor("ada"), *draw(st.lists(st.sampled_from(writers), max_size=1))),
        decisions=numbered(draw(st.permutations(yes))),
    )


def known_to_apply(one: Requirement) -> Requirement:
    """The same requirement, of a condition that a partner's campaign meets."""
    return one.model_copy(update={"when": CONDITIONS[0] if one.when else None})


def with_basis(case: Case, *added: Any) -> Case:
    """The case with more in the report that counts now."""
    now = case.bases[UNDER]
    return replace(case, bases={**case.bases, UNDER: basis(*now.findings, *now.claims, *added)})
