"""Statements with a verdict, each with the part it stands in."""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment
from governance.core.claims.statement import Statement, Verdict
from governance.core.copy.parsed import ParsedPart


def judged(seen: Assessment, verdict: Verdict) -> Iterator[tuple[ParsedPart, Statement]]:
    found = [statement for statement in seen.statements if statement.verdict is verdict]
    parts = {part.name: part for part in seen.copy.parts} if found else {}
    for statement in found:
        yield parts[statement.part], statement
