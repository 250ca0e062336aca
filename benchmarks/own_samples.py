"""Our own companies, measured against the expectations written beside them."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.command_line import check_rows
from benchmarks.company import Row, read_rows
from benchmarks.labels import first_alteration, is_unreadable, statement_over, statements_over
from benchmarks.scoring import FLAGGED, SentenceResult, VariantResult

_ROOT = Path(__file__).parent.parent
_EVAL = _ROOT / "tests" / "eval"

CLAIM_FINDINGS = frozenset(
    {"unsupported_claim", "altered_claim", "expired_claim", "claim_out_of_scope"} | {"missing_qualifier", "never_say"}
)
"""Findings that repeat a statement's verdict; expectations name them as verdicts."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One company: its policies, its copy, what is expected of it, and the instant as of which it is judged."""

    name: str
    policies: Path
    copy: tuple[Path, ...]
    expected: Path
    now: str


def _shown(name: str) -> Sample:
    """A sample that users see; nothing in its policies runs out by itself."""
    policies = _ROOT / "policies" / name
    campaigns = tuple(sorted((policies / "campaigns").glob("*.jsonl")))
    return Sample(name, policies, campaigns, _EVAL / f"{name}.jsonl", "2026-11-16T12:00:00+00:00")


def _world(name: str) -> Sample:
    """A company written for measuring only."""
    folder = _EVAL / "worlds" / name
    copy, expected = folder / "copy.jsonl", folder / "expected.jsonl"
    return Sample(name, folder / "policies", (copy,), expected, "2026-09-15T12:00:00+00:00")


SAMPLES = (
    *(_shown(name) for name in ("loopfern", "nordkeel")),
    *(_world(name) for name in ("larkfield", "redmarque", "hyllvolt", "parlanza", "coldhaven", "briefwell")),
    *(_world(name) for name in ("tidewell", "gritstone", "tidewell_second", "gritstone_second")),
    *(_world(name) for name in ("marrowgate", "pinebarrow", "solvanta", "quillmere")),
    *(_world(name) for name in ("fennholt", "larchmere", "ostrava_dental", "willowgate")),
    *(_world(name) for name in ("oakmere", "kestrelyn", "tarnbrook")),
)


def sample_results(sample: Sample) -> list[VariantResult]:
    """The results of one company's copy."""
    copy = copy_rows(sample)
    reports = check_rows(sample.policies, copy, sample.now)
    expected = expectations(sample)
    return [_result(row, reports[row["id"]], [line for line in expected if line["id"] == row["id"]]) for row in copy]


def copy_rows(sample: Sample) -> list[Row]:
    return [row for file in sample.copy for row in read_rows(file)]


def expectations(sample: Sample) -> list[Row]:
    """A line for every sentence that is not `none`, by its quote, and one for every variant."""
    return read_rows(sample.expected)


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
        clean=_is_clean(about_variant, labelled),
        sentences=_sentences(row, report, labelled),
        expected_drift=about_variant["drift"],
        drift_score=report["drift"]["score"],
        expected_inside=about_variant["inside"],
        given_inside=report["audience"]["inside"],
        expected_issues=frozenset(about_variant["findings"]),
        given_issues=frozenset(finding["code"] for finding in report["findings"]) - CLAIM_FINDINGS,
    )


def _is_clean(about_variant: Row, labelled: list[Row]) -> bool:
    """Nothing is expected to be wrong with the variant: no finding, no flagged sentence, no drift."""
    flagged = any(line["verdict"] in FLAGGED for line in labelled)
    return not flagged and not about_variant["findings"] and about_variant["drift"] == "on_message"


def _sentences(row: Row, report: Row, labelled: list[Row]) -> tuple[SentenceResult, ...]:
    """The labelled sentences, then every statement outside them, expected to be `none`."""
    places = [(line, place_of(line["quote"], row)) for line in labelled]
    within = [statement for _, place in places for statement in statements_over(report, *place)]
    others = [statement for statement in report["statements"] if statement not in within]
    return (
        *(_sentence(line, statement_over(report, *place)) for line, place in places),
        *(SentenceResult(statement["quote"], "none", statement["verdict"]) for statement in others),
    )


def _sentence(line: Row, statement: Row | None) -> SentenceResult:
    return SentenceResult(
        quote=line["quote"],
        expected=line["verdict"],
        given=statement["verdict"] if statement else "none",
        also_accepted=tuple(line.get("accept", ())),
        expected_alteration=line["alteration"],
        given_alteration=first_alteration(statement) if statement else None,
        also_allowed=tuple(line.get("accept_alterations", ())),
    )
