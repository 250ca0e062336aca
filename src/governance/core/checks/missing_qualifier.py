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
from governance.core.claims.statement import Verdict
from governance.core.copy.text import Span
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "missing_qualifier"
SEVERITY: Severity = "warning"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    """The fix puts the qualifier behind the sentence, so that nothing else of it is lost."""
    talk_track = policies.ref(policies.talk_track)
    for part, statement in judged(seen, Verdict.MISSING_QUALIFIER):
        qualifier = statement.detail
        words = f"“{qualifier}”" if qualifier else "its qualifier"
        message = f"{talk_track} allows {statement.claim} only with {words}"
        behind = Span(statement.span.end, statement.span.end)
        fix = Fix(behind, f" {qualifier}") if qualifier else None
        yield Observation(part, statement.span, message, claim=statement.claim, fix=fix)
