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
from governance.core.policy.document import Document, Key, Names, Path, Strict, Words, fault

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
            raise fault(f"employees from {self.from_} to {self.to} allows nobody; swap them", "to")
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

    def required_stages(self, name: str) -> dict[str, Path]:
        """The stages that a stage's criteria name, each with the path at which it stands."""
        named = leaves(self.declared[name], (name,))
        return {leaf.stage: (*path, "stage") for path, leaf in named if isinstance(leaf, StageCriterion)}

    @model_validator(mode="after")
    def _stages_build_on_declared_ones(self) -> "Stages":
        declared = self.declared
        for name in declared:
            for required, path in self.required_stages(name).items():
                if required not in declared:
                    message = f"stage {name} names stage {required}; declared are {', '.join(declared)}"
                    raise fault(message, *path)
        try:
            TopologicalSorter({name: self.required_stages(name) for name in declared}).prepare()
        except CycleError as error:
            cycle = error.args[1]
            path = self.required_stages(cycle[1])[cycle[0]]
            raise fault(f"stages wait for each other: {' → '.join(cycle)}", *path) from None
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
        for path, leaf in self._leaves():
            if isinstance(leaf, PersonaCriterion) and leaf.persona not in (ANY_PERSONA, *personas):
                allowed = ", ".join((ANY_PERSONA, *personas))
                raise fault(f"a criterion names persona {leaf.persona}; allowed are {allowed}", *path, "persona")
            if isinstance(leaf, ClaimCategoryCriterion):
                message = "claim_category stands in approval policies only; a lead makes no claims"
                raise fault(message, *path, "claim_category")
            if isinstance(leaf, StageCriterion) and leaf.stage not in self.stages.declared:
                declared = ", ".join(self.stages.declared)
                raise fault(f"a criterion names stage {leaf.stage}; declared are {declared}", *path, "stage")
        return self

    @model_validator(mode="after")
    def _every_rejection_has_a_reason(self) -> "QualificationPolicy":
        reasons = self.dispositions.get("rejection_reason", ())
        for number, criterion in enumerate(self.meetings.accept_when if self.meetings else ()):
            if criterion.reject_reason not in reasons:
                raise fault(
                    f"meeting criterion {criterion.id} has reject_reason {criterion.reject_reason}; "
                    f"dispositions.rejection_reason allows {', '.join(reasons) or 'none'}",
                    *("meetings", "accept_when", number, "reject_reason"),
                )
        return self

    @model_validator(mode="after")
    def _the_last_route_takes_every_other(self) -> "QualificationPolicy":
        if self.routing and [route for route in self.routing if route.otherwise] != [self.routing[-1]]:
            raise fault("routing ends with exactly one route of otherwise: true", "routing")
        return self

    @model_validator(mode="after")
    def _tests_name_declared_stages(self) -> "QualificationPolicy":
        declared = self.stages.declared
        for number, test in enumerate(self.tests, 1):
            if undeclared := sorted(test.expect.stages.keys() - declared):
                message = f"test {number} expects stage {undeclared[0]}; declared are {', '.join(declared) or 'none'}"
                raise fault(message, "tests", number - 1, "expect", undeclared[0])
        return self

    def _leaves(self) -> Iterator[tuple[Path, Criterion]]:
        for name, criterion in self.stages.declared.items():
            yield from leaves(criterion, ("stages", name))
        for number, criterion in enumerate(self.meetings.accept_when if self.meetings else ()):
            yield from leaves(criterion, ("meetings", "accept_when", number))
        for number, route in enumerate(self.routing):
            yield from leaves(route.when, ("routing", number, "when")) if route.when else ()
        for number, score in enumerate(self.scoring):
            yield from leaves(score.when, ("scoring", number, "when"))
