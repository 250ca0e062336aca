"""A factual statement about us that no approved claim covers.

What it finds
    A sentence that asserts something about the company, its product, customers, prices or security, and
    that no claim of the talk track entails. The nearest approved wording is named, never applied.

Why it matters
    Nobody has checked it. What a recipient relies on, the company has to answer for.

Instead
    Use an approved wording, drop the sentence, or ask for the claim to be approved with evidence.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Observation
from governance.core.checks.judged import judged
from governance.core.claims.statement import Statement, Verdict
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "unsupported_claim"
SEVERITY: Severity = "blocker"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    talk_track = policies.ref(policies.talk_track)
    for part, statement in judged(seen, Verdict.UNSUPPORTED):
        message = f"No claim of {talk_track} covers this statement{_nearest(statement)}"
        yield Observation(part, statement.span, message, claim=statement.claim)


def _nearest(statement: Statement) -> str:
    return f"; the nearest approved wording is “{statement.wording}”" if statement.wording else ""
