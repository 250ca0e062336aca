"""Criteria held against facts: pass, fail, or unknown where a fact is missing. Unknown never passes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from governance.core.policy.criteria import (
    AllOf,
    AnyOf,
    ClaimCategoryCriterion,
    Criterion,
    EventCriterion,
    FieldCriterion,
    NoneOf,
    PersonaCriterion,
    StageCriterion,
)
from governance.core.policy.facts import MISSING, Facts, among, equal, fact, is_number, shown, within


class Outcome(StrEnum):
    """Three-valued: what is not known is neither met nor missed."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a lead beside its facts: outcomes of stages, and of personas by id or `any`."""

    stages: Mapping[str, Outcome] = field(default_factory=dict)
    personas: Mapping[str, Outcome] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One criterion's outcome, what was observed, and the outcomes of the criteria it combines."""

    criterion: Criterion
    outcome: Outcome
    observed: str
    parts: tuple["Judgement", ...] = ()


NOTHING_KNOWN = Standing()


def evaluate(criterion: Criterion, facts: Facts, at: datetime, standing: Standing = NOTHING_KNOWN) -> Judgement:
    """Judge one criterion at an aware instant. Nested facts are named by dotted paths."""
    match criterion:
        case AllOf(all=parts):
            return _combined(criterion, parts, facts, at, standing, all_of)
        case AnyOf(any=parts):
            return _combined(criterion, parts, facts, at, standing, any_of)
        case NoneOf(none=parts):
            return _combined(criterion, parts, facts, at, standing, none_of)
        case FieldCriterion():
            return _field(criterion, facts, at)
        case EventCriterion():
            return _event(criterion, facts, at)
        case ClaimCategoryCriterion():
            return _category(criterion, facts)
        case StageCriterion(stage=name):
            return _known(criterion, f"stage {name}", standing.stages.get(name))
        case PersonaCriterion(persona=name):
            return _known(criterion, f"persona {name}", standing.personas.get(name))


def all_of(outcomes: Iterable[Outcome]) -> Outcome:
    seen = set(outcomes)
    if Outcome.FAIL in seen:
        return Outcome.FAIL
    return Outcome.UNKNOWN if Outcome.UNKNOWN in seen else Outcome.PASS


def any_of(outcomes: Iterable[Outcome]) -> Outcome:
    seen = set(outcomes)
    if Outcome.PASS in seen:
        return Outcome.PASS
    return Outcome.UNKNOWN if Outcome.UNKNOWN in seen else Outcome.FAIL


def none_of(outcomes: Iterable[Outcome]) -> Outcome:
    opposite = {Outcome.PASS: Outcome.FAIL, Outcome.FAIL: Outcome.PASS}
    found = any_of(outcomes)
    return opposite.get(found, found)


def _combined(
    criterion: Criterion,
    parts: tuple[Criterion, ...],
    facts: Facts,
    at: datetime,
    standing: Standing,
    combine: Callable[[Iterable[Outcome]], Outcome],
) -> Judgement:
    judged = tuple(evaluate(part, facts, at, standing) for part in parts)
    observed = "; ".join(part.observed for part in judged)
    return Judgement(criterion, combine(part.outcome for part in judged), observed, judged)


def _known(criterion: Criterion, name: str, outcome: Outcome | None) -> Judgement:
    if outcome is None or outcome is Outcome.UNKNOWN:
        return Judgement(criterion, Outcome.UNKNOWN, f"{name} is not known")
    return Judgement(criterion, outcome, f"{name} is {'met' if outcome is Outcome.PASS else 'not met'}")


def _category(criterion: ClaimCategoryCriterion, facts: Facts) -> Judgement:
    known = facts.get("claim_categories")
    if not isinstance(known, (list, tuple)):
        return Judgement(criterion, Outcome.UNKNOWN, "claim_categories is not known")
    return Judgement(criterion, _outcome(criterion.claim_category in known), f"claims are {list(known)}")


def _field(criterion: FieldCriterion, facts: Facts, at: datetime) -> Judgement:
    operator, operand = criterion.operation
    if operator == "is_set":
        return _is_set(criterion, facts, operand)
    value = fact(facts, criterion.field)
    if value is MISSING or value is None:
        return Judgement(criterion, Outcome.UNKNOWN, f"{criterion.field} is not known")
    observed = f"{criterion.field} is {shown(value)}"
    met = _met(criterion, operator, operand, value, at)
    if met is None:
        return Judgement(criterion, Outcome.UNKNOWN, f"{observed}, which {operator} cannot be held against")
    return Judgement(criterion, _outcome(met), observed)


def _is_set(criterion: FieldCriterion, facts: Facts, wanted: bool) -> Judgement:
    """An absent field of a record that is there is known not to be set; without the record, unknown."""
    record, _, _ = criterion.field.rpartition(".")
    if record and not isinstance(fact(facts, record), Mapping):
        return Judgement(criterion, Outcome.UNKNOWN, f"{record} is not known")
    is_set = fact(facts, criterion.field) not in (MISSING, None, "")
    observed = f"{criterion.field} is {'set' if is_set else 'not set'}"
    return Judgement(criterion, _outcome(is_set is wanted), observed)


def _met(criterion: FieldCriterion, operator: str, operand: Any, value: Any, at: datetime) -> bool | None:
    """Whether a known value meets the operator; None for a value of a kind it cannot compare."""
    match operator:
        case "is":
            return equal(value, operand)
        case "one_of":
            return among(value, operand)
        case "not_one_of":
            found = among(value, operand)
            return None if found is None else not found
        case "matches":
            return criterion.pattern.search(value) is not None if isinstance(value, str) else None
        case "within_days":
            return within(value, operand, at)
    if not is_number(value):
        return None
    low, high = {
        "at_least": (operand, value),
        "at_most": (value, operand),
        "between": operand,
    }[operator]
    return bool(low <= value <= high)


def _event(criterion: EventCriterion, facts: Facts, at: datetime) -> Judgement:
    events = facts.get("events")
    if not isinstance(events, (list, tuple)):
        return Judgement(criterion, Outcome.UNKNOWN, "events is not known")
    mine = [e for e in events if isinstance(e, Mapping) and criterion.event in (e.get("event"), e.get("name"))]
    timely = [(event, _timely(event, criterion.within_days, at)) for event in mine]
    sure = _tally([event for event, when in timely if when], criterion.distinct)
    possible = len([event for event, when in timely if when is not False])
    observed = f"{criterion.event} happened {_times(sure)}"
    if sure >= criterion.at_least:
        return Judgement(criterion, Outcome.PASS, observed)
    open_ = possible >= criterion.at_least and _undecided(timely, criterion.distinct)
    return Judgement(criterion, Outcome.UNKNOWN if open_ else Outcome.FAIL, observed)


def _timely(event: Facts, days: int | None, at: datetime) -> bool | None:
    """Whether an event counts: not after `at`, and within the days asked for; None without a time."""
    if days is None and event.get("at") is None:
        return True
    return within(event.get("at"), days, at)


def _times(number: int) -> str:
    return {0: "never", 1: "once"}.get(number, f"{number} times")


def _tally(events: list[Facts], distinct: str | None) -> int:
    if distinct is None:
        return len(events)
    return len({shown(event[distinct]) for event in events if event.get(distinct) is not None})


def _undecided(timely: list[tuple[Facts, bool | None]], distinct: str | None) -> bool:
    return any(
        when is None or (when and distinct is not None and event.get(distinct) is None) for event, when in timely
    )


def _outcome(met: bool) -> Outcome:
    return Outcome.PASS if met else Outcome.FAIL
