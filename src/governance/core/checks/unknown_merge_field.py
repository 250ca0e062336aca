"""A merge field that the message standard does not list.

What it finds
    A merge field with a name that is not allowed, nested in choices and fallbacks too, and in the
    attributes of HTML.

Why it matters
    A field that nobody fills goes out blank, or as its own braces.

Instead
    Use a field that the standard lists, or have the new one added to the standard and the lead list.
"""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from governance.core.checks.finding import Assessment, Fix, Observation
from governance.core.copy.parsed import MAX_PART_LENGTH, ParsedPart
from governance.core.copy.text import Span
from governance.core.copy.variant import PartName
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "unknown_merge_field"
SEVERITY: Severity = "blocker"

CLOSE = 80  # percent of RapidFuzz's ratio; a slip of the hand, not another field

_FIELD = re.compile(r"\{\{\s*([^\W\d][\w.]*)\s*(?:\}\}|\|)")


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    allowed = policies.standard.merge_fields
    rule = f"{policies.ref(policies.standard)} allows {', '.join(allowed) or 'none'}"
    for part in seen.copy.parts:
        for name, span in _fields(part):
            if name not in allowed:
                yield Observation(
                    part, span, f"Merge field {name} is unknown; {rule}", fix=_fix(part, name, span, allowed)
                )


def _fields(part: ParsedPart) -> Iterator[tuple[str, Span]]:
    read = [(field.name, span) for field, span in part.merge_fields]
    yield from read
    starts = {span.start for _, span in read}
    if part.name is PartName.HTML and len(part.source) <= MAX_PART_LENGTH:
        for match in _FIELD.finditer(part.source):
            if match.start() not in starts:
                yield match[1], Span(*match.span())


def _fix(part: ParsedPart, name: str, span: Span, allowed: tuple[str, ...]) -> Fix | None:
    nearest = process.extractOne(name, allowed, scorer=fuzz.ratio, processor=_bare, score_cutoff=CLOSE)
    at = part.source.find(name, span.start, span.end)
    if nearest is None or at < 0:
        return None
    return Fix(Span(at, at + len(name)), nearest[0])


def _bare(name: str) -> str:
    return name.replace("_", "").casefold()
