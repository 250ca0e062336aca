"""What a run adds up to. Memory is bounded: past MAX_DISTINCT, statements are no longer told apart."""

import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from governance.core.claims.statement import Verdict
from governance.core.policy.standard import Severity
from governance.core.report import Report, ReportVerdict

MAX_DISTINCT = 100_000


@dataclass
class Tally:
    """Counts of variants by verdict, findings by code, sentences, and distinct statements."""

    verdicts: Counter[ReportVerdict] = field(default_factory=Counter)
    codes: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    sentences: int = 0
    statements: set[int] = field(default_factory=set)

    def add(self, report: Report) -> None:
        self.verdicts[report.verdict] += 1
        self.codes.update((finding.code, finding.severity) for finding in report.findings)
        self.sentences += len(report.statements)
        if len(self.statements) < MAX_DISTINCT:
            said = (one.quote for one in report.statements if one.verdict is not Verdict.NONE)
            self.statements.update(hash(_normal(quote)) for quote in said)

    @property
    def variants(self) -> int:
        return self.verdicts.total()

    @property
    def to_read(self) -> str:
        count = len(self.statements)
        return f"more than {MAX_DISTINCT:,}" if count >= MAX_DISTINCT else f"{count:,}"


def _normal(quote: str) -> str:
    return " ".join(unicodedata.normalize("NFC", quote).casefold().split())
