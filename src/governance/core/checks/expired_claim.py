"""A claim that may no longer be said, or not yet.

What it finds
    A statement that rests on a claim which is expired, retired, superseded or outside its dates.

Why it matters
    It was true once. The old figure contradicts the new one, and nobody stands behind it any more.

Instead
    Use the claim that took its place, or leave the sentence out.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Fix, Observation
from governance.core.checks.judged import judged
from governance.core.claims.statement import Verdict
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "expired_claim"
SEVERITY: Severity = "blocker"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    talk_track = policies.ref(policies.talk_track)
    for part, statement in judged(seen, Verdict.EXPIRED):
        message = f"{statement.claim} of {talk_track} may not be said: {statement.detail}"
        fix = Fix(statement.span, statement.wording) if statement.wording else None
        yield Observation(part, statement.span, message, claim=statement.claim, fix=fix)
