"""What keeps a version of a policy document from being published."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from math import isfinite
from typing import Any
from zoneinfo import ZoneInfo

from governance.core.checks.catalogue import CHECKS
from governance.core.claims.own_words import dangling_words
from governance.core.policy import references
from governance.core.policy.approval import ApprovalPolicy
from governance.core.policy.document import Document
from governance.core.policy.history import Published, policy_set_at
from governance.core.policy.life import turns
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.qualification import QualificationPolicy
from governance.core.policy.standard import MessageStandard
from governance.core.policy.talk_track import TalkTrack
from governance.core.policy.workspace import Workspace
from governance.core.policy_tests import run_policy_tests

MOST_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing to put right before publishing, and the field of the document it stands in, where there is one."""

    message: str
    field: str | None = None


def obstacles(
    version: Published, others: Sequence[Published], workspace: Workspace, instant: datetime
) -> list[Obstacle]:
    """All that is wrong with publishing a version at an instant, beside those published before; each said once."""
    found = [*_own(version.document, workspace, instant), *_in_sets(version, others, workspace, instant)]
    return list(dict.fromkeys(found))


def unstaffed(policy: ApprovalPolicy, staffed: Collection[str]) -> Iterator[Obstacle]:
    """Requirements that nobody could ever meet. `staffed` are the roles that somebody holds and that count."""
    for requirement in policy.requirements:
        if requirement.role not in staffed:
            message = f"requirement {requirement.id} needs role {requirement.role}, which nobody holds and counts in"
            yield Obstacle(message, f"requirements[{requirement.id}].role")


def unkeepable(value: Any) -> Iterator[str]:
    """Values that a database does not give back as they were."""
    match value:
        case str() if "\0" in value:
            yield "a text holds the character U+0000; remove it"
        case float() if not isfinite(value) or abs(value) >= MOST_EXACT:
            yield f"number {value} cannot be kept exactly; numbers lie between -{MOST_EXACT} and {MOST_EXACT}"
        case dict():
            for part in (*value.keys(), *value.values()):
                yield from unkeepable(part)
        case list():
            for part in value:
                yield from unkeepable(part)


def _own(document: Document, workspace: Workspace, instant: datetime) -> Iterator[Obstacle]:
    until, day = document.in_force_until, workspace.day(instant)
    if until is not None and until < day:
        yield Obstacle(f"in_force_until {until} has passed; today is {day}", "in_force_until")
    dangling: Iterator[references.Dangling] = iter(())
    match document:
        case ApprovalPolicy(confirm_decisions_with="passkey"):
            message = "confirm_decisions_with is passkey, and there are no passkeys yet; allowed are session, password"
            yield Obstacle(message, "confirm_decisions_with")
        case MessageStandard():
            yield from _obstacles(document, references.dangling_codes(document, [check.CODE for check in CHECKS]))
            yield from _obstacles(document, references.dangling_rule_sets(document))
            dangling = references.dangling_regions_of_standard(document)
        case TalkTrack():
            dangling = dangling_words(document)
        case QualificationPolicy():
            dangling = references.dangling_countries(document)
    yield from _obstacles(document, dangling)


def _in_sets(
    version: Published, others: Sequence[Published], workspace: Workspace, instant: datetime
) -> Iterator[Obstacle]:
    """What is wrong in the policy sets that the version would be part of: today's, and those of days to come."""
    every, first = (*others, version), True
    for moment in _moments(version, every, workspace, instant):
        policies = policy_set_at(workspace, every, moment)
        if policies is None or version.document not in policies.documents:
            continue
        yield from _obstacles(version.document, _dangling(policies))
        if first:
            failures = run_policy_tests(policies)
            yield from (Obstacle(str(one), "tests") for one in failures if one.document is version.document)
        first = False


def _moments(
    version: Published, every: Sequence[Published], workspace: Workspace, instant: datetime
) -> Iterator[datetime]:
    zone, today = ZoneInfo(workspace.time_zone), workspace.day(instant)
    if version.document.in_force(today):
        yield instant
    for day in turns(every, today):
        if version.document.in_force(day):
            yield datetime.combine(day, time(12), zone)


def _dangling(policies: PolicySet) -> Iterator[references.Dangling]:
    yield from references.dangling_scopes(policies.talk_track, policies.standard)
    yield from references.dangling_owners(policies.talk_track, policies.approval)


def _obstacles(document: Document, dangling: Iterator[references.Dangling]) -> Iterator[Obstacle]:
    for one in dangling:
        steps = [f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in one.path]
        path = "".join(steps).removeprefix(".")
        if one.source is document:
            yield Obstacle(f"{path}: {one.message}", path)
        elif isinstance(one.source, Document):
            yield Obstacle(f"{one.source.key}, {path}: {one.message}")
