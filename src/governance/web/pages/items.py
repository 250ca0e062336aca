"""What there is to look at in a text, in reading order: statements with a verdict, and findings that stand alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from governance.core.claims.statement import Verdict
from governance.core.copy.variant import PartName

Json = Mapping[str, Any]
PARTS = [part.value for part in PartName]
RANK = {"supported": 0, "note": 1, "warning": 2, "blocker": 3}
OF_VERDICTS = frozenset(
    "altered_claim unsupported_claim expired_claim missing_qualifier never_say claim_out_of_scope".split()
)
"""Findings that say of a whole statement what its verdict says."""


@dataclass(frozen=True)
class Item:
    """One thing to look at. `nth` counts statements from 1; a finding that stands alone has none.

    `severity` draws it: that of the verdict's finding, `supported`, or that of the finding itself. `findings` are
    all of them in it, the worst first.
    """

    number: int
    part: str
    start: int
    end: int
    severity: str
    findings: tuple[Json, ...]
    statement: Json | None = None
    nth: int | None = None
    mark: str | None = None
    known: bool = False
    seen: bool = False

    @property
    def new(self) -> bool:
        return self.statement is not None and not self.known

    @property
    def inner(self) -> tuple[Json, ...]:
        """Findings that stand inside a statement and are no verdict on it: they get marks of their own."""
        if self.statement is None:
            return ()
        return tuple(one for one in self.findings if one["code"] not in OF_VERDICTS and one["start"] < one["end"])

    @property
    def severity_rank(self) -> int:
        """From supported to blocker."""
        return RANK[self.severity]

    @property
    def verdict(self) -> str:
        """The statement's verdict, or the code of the finding."""
        return str(self.statement["verdict"]) if self.statement else str(self.findings[0]["code"])

    @property
    def absent(self) -> bool:
        """Whether it marks something that is missing, and so stands nowhere."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of a statement: its mark, whether it was approved before, whether whoever looks has seen it."""

    mark: str
    known: bool
    seen: bool


@dataclass
class _Making:
    """An item before its number is known."""

    part: str
    start: int
    end: int
    statement: Json | None = None
    index: int = -1
    findings: list[Json] = field(default_factory=list)


def items(report: Json, reads: Mapping[int, Read]) -> list[Item]:
    """Everything in a report that deserves a look. `reads` goes by the statement's place in the report."""
    made = [
        _Making(one["part"], one["start"], one["end"], one, index)
        for index, one in enumerate(report["statements"])
        if one["verdict"] != Verdict.NONE
    ]
    for finding in report["findings"]:
        around = next((one for one in made if one.statement and _holds(one, finding)), None)
        if around is None:
            around = _Making(finding["part"], finding["start"], finding["end"])
            made.append(around)
        around.findings.append(finding)
    made.sort(key=lambda one: (one.start == one.end, PARTS.index(one.part), one.start, one.end))
    return _numbered(made, reads)


def _holds(one: _Making, finding: Json) -> bool:
    inside = bool(one.start <= finding["start"] and finding["end"] <= one.end)
    return bool(one.part == finding["part"]) and inside and bool(finding["start"] < finding["end"])


def _numbered(made: Sequence[_Making], reads: Mapping[int, Read]) -> list[Item]:
    found, nth = [], 0
    for number, one in enumerate(made, 1):
        nth += one.statement is not None
        read = reads.get(one.index)
        found.append(
            Item(
                number=number,
                part=one.part,
                start=one.start,
                end=one.end,
                severity=_severity(one),
                findings=tuple(sorted(one.findings, key=lambda finding: -RANK[finding["severity"]])),
                statement=one.statement,
                nth=nth if one.statement else None,
                mark=read.mark if read else None,
                known=bool(read and read.known),
                seen=bool(read and read.seen),
            )
        )
    return found


def _severity(one: _Making) -> str:
    if one.statement is not None and one.statement["verdict"] == Verdict.SUPPORTED:
        return "supported"
    telling = [finding for finding in one.findings if one.statement is None or finding["code"] in OF_VERDICTS]
    return max((finding["severity"] for finding in telling), key=lambda severity: RANK[severity], default="note")


def worst(found: Sequence[Item]) -> Item | None:
    """What to show first: the worst that is new, else the worst, else the first."""
    return max(found, key=lambda item: (RANK[item.severity], item.new, -item.number), default=None)


def chosen(found: Sequence[Item], number: int | None) -> Item | None:
    """The item of that number, else what to show first."""
    return next((item for item in found if item.number == number), None) or worst(found)
