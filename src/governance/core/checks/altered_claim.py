"""An approved claim whose meaning was changed.

What it finds
    A sentence that is recognisably an approved claim and differs from it in a figure, a unit, a time, a
    hedge, a limit, its scope, a negation, a name, a source, or the strength of a verb. The talk track's
    `language` may name more words that say more than what was approved, or the contrary of it.

Why it matters
    The approval covered the wording. "up to 27%" was substantiated; "27%" was not.

Instead
    Use the approved wording, or ask for the new one to be approved.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Fix, Observation
from governance.core.checks.judged import judged
from governance.core.claims.statement import Alteration, Statement, Verdict
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "altered_claim"
SEVERITY: Severity = "blocker"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    talk_track = policies.ref(policies.talk_track)
    for part, statement in judged(seen, Verdict.ALTERED):
        first = statement.alterations[0].span if statement.alterations else statement.span
        message = f"{_changes(statement)} ({talk_track}, {statement.claim})"
        fix = Fix(statement.span, statement.wording) if statement.wording else None
        yield Observation(part, first, message, claim=statement.claim, fix=fix)


def _changes(statement: Statement) -> str:
    changes = [_change(alteration, statement) for alteration in statement.alterations]
    return "; ".join(changes) or "The meaning of an approved claim changed"


def _change(alteration: Alteration, statement: Statement) -> str:
    words = alteration.kind.words
    if not alteration.approved_quote:
        return f"{words}: “{alteration.quote}”"
    if alteration.span == statement.span:
        return f"{words}: “{alteration.approved_quote}” is missing"
    return f"{words}: “{alteration.approved_quote}” became “{alteration.quote}”"
