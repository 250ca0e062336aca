"""Our own sample companies, measured against the expectations written beside them."""

from pathlib import Path

from benchmarks.command_line import check_rows
from benchmarks.company import Row, read_rows
from benchmarks.labels import first_alteration, is_unreadable, statement_over
from benchmarks.scoring import FLAGGED, SentenceResult, VariantResult

ROOT = Path(__file__).parent.parent
SAMPLES = ("loopfern", "nordkeel")
DAY = "2026-11-16T12:00:00+00:00"
"""A day on which the samples' policies are in force; nothing in them runs out by itself."""

CLAIM_FINDINGS = frozenset(
    {"unsupported_claim", "altered_claim", "expired_claim", "claim_out_of_scope"} | {"missing_qualifier", "never_say"}
)
"""Findings that repeat a statement's verdict; expectations name them as verdicts."""


def sample_results(name: str) -> list[VariantResult]:
    """The results of one sample company's campaigns."""
    copy = campaign_rows(name)
    reports = check_rows(ROOT / "policies" / name, copy, DAY)
    expected = expectations(name)
    return [_result(row, reports[row["id"]], [line for line in expected if line["id"] == row["id"]]) for row in copy]


def campaign_rows(name: str) -> list[Row]:
    files = sorted((ROOT / "policies" / name / "campaigns").glob("*.jsonl"))
    return [row for file in files for row in read_rows(file)]


def expectations(name: str) -> list[Row]:
    """A line for every sentence that is not `none`, by its quote, and one for every variant."""
    return read_rows(ROOT / "tests" / "eval" / f"{name}.jsonl")


def place_of(quote: str, row: Row) -> tuple[str, int, int]:
    """Part, start and end of an expectation's quote. Raises ValueError if no part has it."""
    for part in ("body", "subject", "html"):
        start = (row.get(part) or "").find(quote)
        if start >= 0:
            return part, start, start + len(quote)
    raise ValueError(f"{row['id']} has no sentence {quote!r}")


def _result(row: Row, report: Row, lines: list[Row]) -> VariantResult:
    about_variant = next(line for line in lines if "quote" not in line)
    labelled = [line for line in lines if "quote" in line]
    return VariantResult(
        id=row["id"],
        unreadable=is_unreadable(report),
        clean=not about_variant["findings"] and not any(line["verdict"] in FLAGGED for line in labelled),
        sentences=_sentences(row, report, labelled),
        expected_drift=about_variant["drift"],
        drift_score=report["drift"]["score"],
        expected_inside=about_variant["inside"],
        given_inside=report["audience"]["inside"],
        expected_issues=frozenset(about_variant["findings"]),
        given_issues=frozenset(finding["code"] for finding in report["findings"]) - CLAIM_FINDINGS,
    )


def _sentences(row: Row, report: Row, labelled: list[Row]) -> tuple[SentenceResult, ...]:
    """The labelled sentences, then every other statement, expected to be `none`."""
    found = [(line, statement_over(report, *place_of(line["quote"], row))) for line in labelled]
    matched = [statement for _, statement in found if statement]
    others = [statement for statement in report["statements"] if statement not in matched]
    return (
        *(_sentence(line, statement) for line, statement in found),
        *(SentenceResult(statement["quote"], "none", statement["verdict"]) for statement in others),
    )


def _sentence(line: Row, statement: Row | None) -> SentenceResult:
    return SentenceResult(
        quote=line["quote"],
        expected=line["verdict"],
        given=statement["verdict"] if statement else "none",
        expected_alteration=line["alteration"],
        given_alteration=first_alteration(statement) if statement else None,
    )
