"""A promise that nobody may make.

What it finds
    A statement that a never-say rule of the talk track covers.

Why it matters
    The rule was written because the promise cannot be kept, or must not be made.

Instead
    Leave the sentence out, or say what the rule's counter-examples show to be safe.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Observation
from governance.core.checks.judged import judged
from governance.core.claims.statement import Ground, Statement, Verdict
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "never_say"
SEVERITY: Severity = "blocker"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    talk_track = policies.ref(policies.talk_track)
    for part, statement in judged(seen, Verdict.PROHIBITED):
        if statement.ground not in (Ground.CHANNEL, Ground.REGION):
            message = f"{talk_track} forbids this ({statement.rule}): {_rule(statement, policies)}"
            yield Observation(part, statement.span, message, claim=statement.claim)


def _rule(statement: Statement, policies: PolicySet) -> str:
    prose = next((rule.rule for rule in policies.never_say if rule.id == statement.rule), None)
    return prose or statement.detail or "the statement is prohibited"
