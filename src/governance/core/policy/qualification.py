"""The qualification policy: whom we write to, when a lead or a meeting counts, and what follows."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from governance.core.policy.criteria import (
    ClaimCategoryCriterion,
    Criteria,
    Criterion,
    PersonaCriterion,
    StageCriterion,
    leaves,
)
from governance.core.policy.document import Document, Key, Names, Strict, Words

Seniority = Literal["intern", "individual_contributor", "manager", "head", "director", "vp", "c_level"]
OutcomeWord = Literal["pass", "fail", "unknown"]
Headcount = Annotated[int, Field(ge=0, le=100_000_000)]
ANY_PERSONA = "any"


class Persona(Strict):
    """A kind of buyer: listed titles, and the least seniority at which their function counts."""

    id: Key
    titles: Names
    seniority_at_least: Seniority = "individual_contributor"


class Industry(Strict):
    """An industry by id, with the names that mean it."""

    id: Key
    includes: tuple[Words, ...] = ()


class Employees(Strict):
    """Company size, both ends inclusive; an open end is null."""

    from_: Headcount = Field(0, alias="from")
    to: Headcount | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Employees":
        if self.to is not None and self.to < self.from_:
            raise ValueError(f"employees from {self.from_} to {self.to} allows nobody; swap them")
        return self


class Profile(Strict):
    """The ideal customer profile."""

    personas: Annotated[tuple[Persona, ...], Field(min_length=1)]
    industries: Annotated[tuple[Industry, ...], Field(min_length=1)]
    employees: Employees
    countries: Names
    exclude: tuple[Words, ...] = ()


class Stages(Strict):
    """What a lead must meet at each stage."""

    mql: Criterion | None = None
    sal: Criterion | None = None
    sql: Criterion | None = None
    opportunity: Criterion | None = None
    disqualified: Criterion | None = None

    @property
    def declared(self) -> dict[str, Criterion]:
        return {name: criterion for name, criterion in self if criterion is not None}

    def required_stages(self, name: str) -> list[str]:
        """The stages that a stage's criteria name."""
        return [leaf.stage for leaf in leaves(self.declared[name]) if isinstance(leaf, StageCriterion)]

    @model_validator(mode="after")
    def _stages_build_on_declared_ones(self) -> "Stages":
        declared = self.declared
        for name in declared:
            for required in self.required_stages(name):
                if required not in declared:
                    raise ValueError(f"stage {name} names stage {required}; declared are {', '.join(declared)}")
        try:
            TopologicalSorter({name: self.required_stages(name) for name in declared}).prepare()
        except CycleError as cycle:
            raise ValueError(f"stages wait for each other: {' → '.join(cycle.args[1])}") from None
        return self


class Meetings(Strict):
    """When sales accepts a booked meeting, and how long it may take to reject one."""

    accept_when: Criteria
    reject_within_business_days: Annotated[int, Field(ge=1, le=60)]


class Route(Strict):
    """The first route whose criterion passes takes the lead; the last one takes every other."""

    when: Criterion | None = None
    otherwise: Literal[True] | None = None
    to: Key

    @model_validator(mode="after")
    def _when_or_otherwise(self) -> "Route":
        if (self.when is None) == (self.otherwise is None):
            raise ValueError("a route has either when or otherwise: true")
        return self


class FollowUp(Strict):
    """How soon and how often a lead is contacted."""

    first_contact_within_business_hours: Annotated[int, Field(ge=1, le=1_000)]
    attempts_at_least: Annotated[int, Field(ge=1, le=100)]


class Score(Strict):
    """Points that a lead gets when the criterion passes."""

    id: Key
    when: Criterion
    points: Annotated[int, Field(ge=-1_000, le=1_000)]


class LeadExpectation(Strict):
    """The outcome of each stage; `failing` are the criteria of stages named here that do not pass."""

    mql: OutcomeWord | None = None
    sal: OutcomeWord | None = None
    sql: OutcomeWord | None = None
    opportunity: OutcomeWord | None = None
    disqualified: OutcomeWord | None = None
    failing: tuple[Key, ...] | None = None

    @property
    def stages(self) -> dict[str, str]:
        return {name: word for name, word in self if name != "failing" and word is not None}


class LeadTest(Strict):
    """A test that stands in the policy. Events may say `days_ago` in place of an instant."""

    lead: dict[str, Any]
    expect: LeadExpectation


class QualificationPolicy(Document):
    """Profile, stages, meetings and what follows; sales and marketing own it jointly."""

    kind: Literal["qualification"]
    profile: Profile
    stages: Stages = Stages()
    meetings: Meetings | None = None
    dispositions: dict[Key, Annotated[tuple[Key, ...], Field(min_length=1)]] = Field(default_factory=dict)
    routing: tuple[Route, ...] = ()
    follow_up: FollowUp | None = None
    scoring: tuple[Score, ...] = ()
    recycle: tuple[Key, ...] = ()
    tests: tuple[LeadTest, ...] = ()

    @model_validator(mode="after")
    def _references_hold(self) -> "QualificationPolicy":
        personas = [persona.id for persona in self.profile.personas]
        for leaf in self._leaves():
            if isinstance(leaf, PersonaCriterion) and leaf.persona not in (ANY_PERSONA, *personas):
                allowed = ", ".join((ANY_PERSONA, *personas))
                raise ValueError(f"a criterion names persona {leaf.persona}; allowed are {allowed}")
            if isinstance(leaf, ClaimCategoryCriterion):
                raise ValueError("claim_category stands in approval policies only; a lead makes no claims")
            if isinstance(leaf, StageCriterion) and leaf.stage not in self.stages.declared:
                declared = ", ".join(self.stages.declared)
                raise ValueError(f"a criterion names stage {leaf.stage}; declared are {declared}")
        return self

    @model_validator(mode="after")
    def _every_rejection_has_a_reason(self) -> "QualificationPolicy":
        reasons = self.dispositions.get("rejection_reason", ())
        for criterion in self.meetings.accept_when if self.meetings else ():
            if criterion.reject_reason not in reasons:
                raise ValueError(
                    f"meeting criterion {criterion.id} has reject_reason {criterion.reject_reason}; "
                    f"dispositions.rejection_reason allows {', '.join(reasons) or 'none'}"
                )
        return self

    @model_validator(mode="after")
    def _the_last_route_takes_every_other(self) -> "QualificationPolicy":
        if self.routing and [route for route in self.routing if route.otherwise] != [self.routing[-1]]:
            raise ValueError("routing ends with exactly one route of otherwise: true")
        return self

    @model_validator(mode="after")
    def _tests_name_declared_stages(self) -> "QualificationPolicy":
        declared = self.stages.declared
        for number, test in enumerate(self.tests, 1):
            if undeclared := sorted(test.expect.stages.keys() - declared):
                allowed = ", ".join(declared) or "none"
                raise ValueError(f"test {number} expects stage {undeclared[0]}; declared are {allowed}")
        return self

    def _leaves(self) -> Iterator[Criterion]:
        yield from (leaf for criterion in self.stages.declared.values() for leaf in leaves(criterion))
        yield from (leaf for c in (self.meetings.accept_when if self.meetings else ()) for leaf in leaves(c))
        yield from (leaf for route in self.routing if route.when for leaf in leaves(route.when))
        yield from (leaf for score in self.scoring for leaf in leaves(score.when))
