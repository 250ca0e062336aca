"""What was measured, in words: shares with their counts, misses and false alarms apart."""

from collections.abc import Callable, Iterator, Sequence

from benchmarks.scoring import (
    Counts,
    VariantResult,
    counted,
    drift_area,
    flagged_counts,
    interval,
    issue_counts,
)

_FIGURES: dict[str, Callable[[Counts], float]] = {
    "precision": lambda counts: counts.precision,
    "recall": lambda counts: counts.recall,
    "F1": lambda counts: counts.f1,
}


def summary(results: Sequence[VariantResult], verbose: bool) -> Iterator[str]:
    """The figures of one measurement, line by line."""
    sentences = sum(len(result.sentences) for result in results)
    yield f"{len(results)} variants, {sentences} sentences; 95% intervals by bootstrap over variants"
    if unreadable := [result.id for result in results if result.unreadable]:
        yield f"NOT READ, so nothing in them is judged: {', '.join(unreadable)}"
    yield from _flagged(results)
    yield from _labels(results)
    yield from _variants(results)
    yield from _listed("Misses", "missed", results, verbose)
    yield from _listed("False alarms", "false_alarm", results, verbose)


def total(results: Sequence[VariantResult]) -> str:
    """The figures of several measurements together, in one line."""
    counts = flagged_counts(results)
    figures = (
        f"{_counts(counts)}, F1 {counts.f1:.3f}",
        f"alteration kinds {_of(_kinds(results))}",
        f"clean variants falsely flagged {_of(_clean_flagged(results))}",
        f"drift AUC {_area(results)}",
        f"audience {_of(_audience(results))}",
    )
    return f"Total, {len(results)} variants: {'; '.join(figures)}"


def _flagged(results: Sequence[VariantResult]) -> Iterator[str]:
    yield f"Flagged sentences: {_counts(flagged_counts(results))}"
    for name, figure in _FIGURES.items():
        low, high = interval(results, flagged_counts, figure)
        yield f"  {name:9} {figure(flagged_counts(results)):.3f}  [{low:.3f}, {high:.3f}]"


def _labels(results: Sequence[VariantResult]) -> Iterator[str]:
    caught = [sentence for result in results for sentence in result.sentences if sentence.caught]
    yield f"Verdict of flagged sentences: {_of(counted(caught, lambda s: s.right_verdict))} as labelled or accepted"
    yield f"Alterations: {_of(_kinds(results))} altered sentences flagged with the right kind"


def _variants(results: Sequence[VariantResult]) -> Iterator[str]:
    yield f"Clean variants with a false flag: {_of(_clean_flagged(results))}"
    yield f"Drift, off or partial against on message: AUC {_area(results)}"
    yield f"Audience inside or outside the profile: {_of(_audience(results))} right"
    yield f"Standards issues: {_counts(issue_counts(results))}"
    for result in results:
        for issue in sorted(result.expected_issues ^ result.given_issues):
            wrong = "missed" if issue in result.expected_issues else "false alarm"
            yield f"  {result.id}: {issue} ({wrong})"


def _listed(title: str, kind: str, results: Sequence[VariantResult], verbose: bool) -> Iterator[str]:
    found = [(result.id, sentence) for result in results for sentence in result.sentences if getattr(sentence, kind)]
    yield f"{title}: {len(found)}"
    for id, sentence in found:
        quote = f"  {sentence.quote!r}" if verbose else ""
        yield f"  {id}: labelled {sentence.expected}, given {sentence.given}{quote}"


def _kinds(results: Sequence[VariantResult]) -> tuple[int, int]:
    sentences = [sentence for result in results for sentence in result.sentences]
    altered = [sentence for sentence in sentences if sentence.expected == "altered"]
    return counted(altered, lambda sentence: sentence.caught and sentence.right_alteration)


def _clean_flagged(results: Sequence[VariantResult]) -> tuple[int, int]:
    clean = [result for result in results if result.clean]
    return counted(clean, lambda result: any(sentence.false_alarm for sentence in result.sentences))


def _audience(results: Sequence[VariantResult]) -> tuple[int, int]:
    return counted(results, lambda result: result.given_inside is result.expected_inside)


def _area(results: Sequence[VariantResult]) -> str:
    area = drift_area(results)
    return "-" if area is None else f"{area:.3f}"


def _counts(counts: Counts) -> str:
    return f"{counts.hits} right, {counts.false_alarms} false alarms, {counts.misses} missed"


def _of(counts: tuple[int, int]) -> str:
    part, whole = counts
    share = f" ({part / whole:.1%})" if whole else ""
    return f"{part} of {whole}{share}"
