"""A merge field that the message standard does not list.

What it finds
    A merge field with a name that is not allowed, nested in choices and fallbacks too, and in the
    attributes of HTML. Where a platform writes firstName, that is the first_name of the standard.

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
    names = policies.standard.merge_fields
    allowed = tuple(map(seen.manifest.dialect.written, names))
    standard = policies.ref(policies.standard)
    for part in seen.copy.parts:
        for name, span in _fields(part):
            if name not in allowed and name not in names:
                fix = _fix(part, name, span, allowed)
                rule = f"the nearest of {standard} is {fix.text}" if fix else f"{standard} allows {_listed(allowed)}"
                yield Observation(part, span, f"Merge field {name} is unknown; {rule}", fix=fix)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "none"


def _fields(part: ParsedPart) -> Iterator[tuple[str, Span]]:
    read = [(field.name, span) for text in (part, *part.asides) for field, span in text.merge_fields]
    yield from read
    starts = {span.start for _, span in read}
    if part.name is PartName.HTML and len(part.source) <= MAX_PART_LENGTH:
        for match in _FIELD.finditer(part.source):
            if match.start() not in starts:
                yield match[1], Span(*match.span())


def _fix(part: ParsedPart, name: str, span: Span, allowed: tuple[str, ...]) -> Fix | None:
    nearest = _nearest(name, allowed)
    at = part.source.find(name, span.start, span.end)
    return Fix(Span(at, at + len(name)), nearest) if nearest and at >= 0 else None


def _nearest(name: str, allowed: tuple[str, ...]) -> str | None:
    """The allowed field that is meant: company for companyName, first_name for first_nme."""
    for field in allowed:
        if _bare(field).removesuffix("name") == _bare(name).removesuffix("name"):
            return field
    near = process.extractOne(name, allowed, scorer=fuzz.ratio, processor=_bare, score_cutoff=CLOSE)
    return near[0] if near else None


def _bare(name: str) -> str:
    return name.replace("_", "").casefold()
