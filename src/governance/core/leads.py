"""Leads held against the stages of the qualification policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from graphlib import TopologicalSorter
from typing import Any

from governance.core.policy.criteria import members
from governance.core.policy.evaluation import Judgement, Outcome, Standing, any_of, evaluate
from governance.core.policy.qualification import ANY_PERSONA, Profile, QualificationPolicy
from governance.core.titles import fits


@dataclass(frozen=True, slots=True)
class StageVerdict:
    """Whether a lead meets a stage, and the judgement on each criterion of it."""

    stage: str
    outcome: Outcome
    criteria: tuple[Judgement, ...]

    @property
    def failing(self) -> tuple[str, ...]:
        """Ids of the criteria that do not pass, the unknown ones included."""
        return tuple(
            judged.criterion.id or judged.observed for judged in self.criteria if judged.outcome is not Outcome.PASS
        )


def judge_lead(lead: Mapping[str, Any], policy: QualificationPolicy, at: datetime) -> dict[str, StageVerdict]:
    """The verdict of every declared stage, in the order in which stages build on each other."""
    stages = policy.stages
    order = TopologicalSorter({name: stages.required_stages(name) for name in stages.declared}).static_order()
    personas = _personas(lead, policy.profile)
    verdicts: dict[str, StageVerdict] = {}
    for name in order:
        standing = Standing({stage: verdict.outcome for stage, verdict in verdicts.items()}, personas)
        judged = evaluate(stages.declared[name], lead, at, standing)
        criteria = judged.parts if members(judged.criterion) else (judged,)
        verdicts[name] = StageVerdict(name, judged.outcome, criteria)
    return verdicts


def _personas(lead: Mapping[str, Any], profile: Profile) -> dict[str, Outcome]:
    title = lead.get("title")
    if not isinstance(title, str) or not title.strip():
        return {}
    outcomes = {persona.id: Outcome.PASS if fits(title, persona) else Outcome.FAIL for persona in profile.personas}
    return {ANY_PERSONA: any_of(outcomes.values()), **outcomes}
