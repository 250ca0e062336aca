"""Text of the HTML part that the recipient does not see.

What it finds
    Text without display, size or opacity, off the screen, in the colour of its background, marked hidden, or
    in a comment that only Outlook shows; and rules of style that may hide text but cannot be judged. Lines
    that are also seen, padding, and the preheader are left out.

Why it matters
    Filters take hidden text for deceit, and a condition that nobody can read was not given.

Instead
    Show the text or take it out. Write style at the element, or for a class, an id or a tag alone.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Observation
from governance.core.copy.passages import hidden_text
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "hidden_text"
SEVERITY: Severity = "blocker"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:  # noqa: ARG001
    for part in seen.copy.parts:
        for hidden in hidden_text(part).passages:
            counted = "1 character is" if hidden.characters == 1 else f"{hidden.characters:,} characters are"
            message = f"{counted} hidden from the recipient by {hidden.how}; show the text or take it out"
            yield Observation(part, hidden.span, message)
        for doubt in part.doubts:
            message = f"Whether {doubt.written} hides text cannot be judged; write the style at the element"
            yield Observation(part, doubt.span, message)
