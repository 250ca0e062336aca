"""What a personalised line says of its recipient, held against the evidence that the row gives for it."""

import re
from collections.abc import Iterable

from governance.core.claims.support import Change, Support, support

EVIDENCE = "evidence"
_PERSONAL = frozenset(
    "personalization firstline openingline opener opening hook customintro intro introline personalline".split()
)
_SEPARATORS = re.compile(r"[\s_.-]+")
_PLEASANTRY = re.compile(
    r"^(?:(?:hi|hey|hello)\b[^,]*,\s*)?(?:big |huge |many )?(?:congrat\w*|kudos|well done|hats off|bravo)"
    r"(?: to you)?(?: on| for| with)?\b[\s:,-]*"
    r"|^(?:just |i |i've |we )?"
    r"(?:saw|noticed|read|see|heard|came across|loved?|enjoyed|liked)\b(?: that| how| about)?\s*",
    re.IGNORECASE,
)


def personal_fields(names: Iterable[str]) -> frozenset[str]:
    """The fields that hold a line written for one recipient, of those by these names."""
    return frozenset(name for name in names if _SEPARATORS.sub("", name).casefold() in _PERSONAL)


def unproven(line: str, evidence: str) -> str | None:
    """Why the evidence of a row does not carry its line; None for one that it carries, and for a question."""
    said = _PLEASANTRY.sub("", line.strip())
    if not said or said.rstrip().endswith("?"):
        return None
    if not evidence.strip():
        return "states something of the recipient, and the row gives no evidence for it"
    found = support(evidence, said)
    if found.verdict is Support.SUPPORTED:
        return None
    told = "; ".join(map(_told, found.changes[:2])) or "it speaks of something else"
    return f"says of the recipient what its evidence does not: {told}"


def _told(change: Change) -> str:
    said = f"“{change.quote}”" if change.quote else "words are missing"
    return f"{said}, the evidence has “{change.evidence_quote}”" if change.evidence_quote else said
