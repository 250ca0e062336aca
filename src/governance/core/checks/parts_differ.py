"""Text and HTML part of one message that do not say the same.

What it finds
    Sentences that stand in only one of the two, the first three on each side. Layout, list marks, emphasis, link
    addresses, labels of a word or two, alternative texts and the line for unsubscribing may differ.

Why it matters
    The recipient's program decides which part is shown, so each must be the whole message.

Instead
    Say the sentence in both parts, or in neither.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Observation
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.parting import only_in
from governance.core.copy.variant import PartName
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "parts_differ"
SEVERITY: Severity = "warning"

_MOST_SHOWN = 3


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:  # noqa: ARG001
    body, html = seen.copy.part(PartName.BODY), seen.copy.part(PartName.HTML)
    if body and html and not (body.unreadable or html.unreadable):
        yield from _differences(body, html)
        yield from _differences(html, body)


def _differences(part: ParsedPart, other: ParsedPart) -> Iterator[Observation]:
    alone = list(only_in(part, other))
    further = len(alone) - _MOST_SHOWN
    for number, sentence in enumerate(alone[:_MOST_SHOWN], start=1):
        more = f", and {further} more like it" if further > 0 and number == _MOST_SHOWN else ""
        message = f"This stands in the {part.name} and not in the {other.name}{more}; say it in both or in neither"
        yield Observation(part, sentence.span, message)
