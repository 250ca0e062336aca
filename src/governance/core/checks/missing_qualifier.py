"""A claim stated without the words that must accompany it.

What it finds
    A faithful statement of a claim whose qualifier stands nowhere in the same message.

Why it matters
    The figure is true of the survey, the plan or the period that the qualifier names, and of nothing else.

Instead
    Add the qualifier anywhere in the message; the fix puts it after the approved wording.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Fix, Observation
from governance.core.checks.judged import judged
from governance.core.claims.statement import Statement, Verdict
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "missing_qualifier"
SEVERITY: Severity = "warning"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    talk_track = policies.ref(policies.talk_track)
    for part, statement in judged(seen, Verdict.MISSING_QUALIFIER):
        message = f"{talk_track} allows {statement.claim} only with {_words(statement, policies)}"
        fix = Fix(statement.span, statement.wording) if statement.wording else None
        yield Observation(part, statement.span, message, claim=statement.claim, fix=fix)


def _words(statement: Statement, policies: PolicySet) -> str:
    claim = next((known.claim for known in policies.claims if known.ref == statement.claim), None)
    return f"“{claim.qualifier}”" if claim and claim.qualifier else "its qualifier"
