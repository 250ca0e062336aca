"""What a check saw, and what checks look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from governance.core.audience import AudienceVerdict
from governance.core.claims.statement import Statement
from governance.core.copy.parsed import ParsedCopy, ParsedPart
from governance.core.copy.text import Span
from governance.core.copy.variant import Manifest, PartName
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity


@dataclass(frozen=True, slots=True)
class Fix:
    """Replace this span of the part's source by this text."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check saw. `quote` is the part's source at `span`; an empty span marks something absent."""

    code: str
    severity: Severity
    part: PartName
    span: Span
    quote: str
    message: str
    claim: str | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """What a check reports: a place and a sentence. The report adds code and severity."""

    part: ParsedPart
    span: Span
    message: str
    claim: str | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that is known of a revision before the rules look at it."""

    manifest: Manifest
    copy: ParsedCopy
    statements: tuple[Statement, ...]
    audience: AudienceVerdict


class Check(Protocol):
    """A check module. Its docstring is the documentation, SEVERITY the default a standard may override."""

    __doc__: str | None
    CODE: str
    SEVERITY: Severity

    def check(self, seen: Assessment, policies: PolicySet) -> Iterator[Observation]: ...
