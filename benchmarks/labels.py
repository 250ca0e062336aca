"""Labels laid beside the product's reports: the same figures for outside data and for our own samples."""

from benchmarks.company import Company, Row
from benchmarks.predictions import standards_issues
from benchmarks.scoring import FLAGGED, SentenceResult, VariantResult

_NOTHING: Row = {"verdict": "none", "alterations": []}


def company_results(company: Company, reports: dict[str, Row]) -> list[VariantResult]:
    """The results of one company's labelled variants."""
    return [_labelled(variant, reports[variant["variant_id"]]) for variant in company.variants]


def _labelled(variant: Row, report: Row) -> VariantResult:
    labels = variant["labels"]
    return VariantResult(
        id=variant["variant_id"],
        unreadable=is_unreadable(report),
        clean=labels["clean"],
        sentences=tuple(_sentence(gold, report) for gold in variant["sentences"]),
        expected_drift=labels["drift"],
        drift_score=report["drift"]["score"],
        expected_inside=labels["in_icp"],
        given_inside=report["audience"]["inside"] is True,
        expected_issues=frozenset(labels["standards_issues"]),
        given_issues=frozenset(standards_issues(report["findings"])),
    )


def _sentence(gold: Row, report: Row) -> SentenceResult:
    given = statement_over(report, "body", gold["start"], gold["end"]) or _NOTHING
    return SentenceResult(
        quote=gold["text"],
        expected=gold["label"],
        given=given["verdict"],
        also_accepted=tuple(gold["accept_labels"]),
        expected_alteration=gold["alteration"],
        given_alteration=first_alteration(given),
        also_allowed=tuple(gold["accept_alterations"]),
    )


def statement_over(report: Row, part: str, start: int, end: int) -> Row | None:
    """The statement over a place; of several, a flagged one goes first."""
    over = statements_over(report, part, start, end)
    return min(over, key=lambda statement: statement["verdict"] not in FLAGGED, default=None)


def statements_over(report: Row, part: str, start: int, end: int) -> list[Row]:
    """The statements that share with a place at least half of the shorter of the two."""
    return [
        statement for statement in report["statements"] if statement["part"] == part and _shared(statement, start, end)
    ]


def _shared(statement: Row, start: int, end: int) -> bool:
    overlap = min(statement["end"], end) - max(statement["start"], start)
    shorter = min(statement["end"] - statement["start"], end - start)
    return bool(overlap > 0 and 2 * overlap >= shorter)


def is_unreadable(report: Row) -> bool:
    """Whether the product could not read the variant or not finish the check; it then judges no sentence."""
    return any(finding["code"] == "unreadable_copy" for finding in report["findings"])


def first_alteration(statement: Row) -> str | None:
    """The kind of the first alteration, which the product takes for the main one."""
    return next((alteration["kind"] for alteration in statement["alterations"]), None)
