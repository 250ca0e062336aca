"""A preheader: hidden text at the very beginning of the HTML part.

What it finds
    The first text of the HTML part, where it is hidden by style and has at most 200 characters.

Why it matters
    An inbox shows it behind the subject before the mail is opened, so every rule reads it; in the mail itself
    nobody sees it, so it satisfies no requirement.

Instead
    Nothing, if the inbox should show it. Else take it out.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Observation
from governance.core.copy.passages import hidden_text
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "preheader"
SEVERITY: Severity = "note"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:  # noqa: ARG001
    for part in seen.copy.parts:
        if hidden := hidden_text(part).preheader:
            message = f"An inbox shows this behind the subject; in the mail it is hidden by {hidden.how}"
            yield Observation(part, hidden.span, message)
