"""Expected and given verdicts side by side, and the figures drawn from them."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

FLAGGED = frozenset({"altered", "unsupported", "expired", "prohibited", "missing_qualifier"})
"""Verdicts that stop a sentence; the others are none and supported."""

_SEED = 2026
_RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class SentenceResult:
    """One labelled sentence. The label accepts verdicts `also_accepted` and alterations `also_allowed` as well."""

    quote: str
    expected: str
    given: str
    also_accepted: tuple[str, ...] = ()
    expected_alteration: str | None = None
    given_alteration: str | None = None
    also_allowed: tuple[str, ...] = ()

    @property
    def missed(self) -> bool:
        return self.expected in FLAGGED and self.given not in FLAGGED

    @property
    def false_alarm(self) -> bool:
        return self.given in FLAGGED and self.expected not in FLAGGED

    @property
    def caught(self) -> bool:
        return self.given in FLAGGED and self.expected in FLAGGED

    @property
    def right_verdict(self) -> bool:
        return self.given in (self.expected, *self.also_accepted)

    @property
    def right_alteration(self) -> bool:
        return self.given_alteration in (self.expected_alteration, *self.also_allowed)


@dataclass(frozen=True, slots=True)
class VariantResult:
    """One labelled variant. `clean` says that its label finds nothing wrong with it."""

    id: str
    unreadable: bool
    clean: bool
    sentences: tuple[SentenceResult, ...]
    expected_drift: str
    drift_score: float
    expected_inside: bool | None
    given_inside: bool | None
    expected_issues: frozenset[str]
    given_issues: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and false negatives."""

    hits: int
    false_alarms: int
    misses: int

    @property
    def precision(self) -> float:
        return _share(self.hits, self.hits + self.false_alarms)

    @property
    def recall(self) -> float:
        return _share(self.hits, self.hits + self.misses)

    @property
    def f1(self) -> float:
        return _share(2 * self.hits, 2 * self.hits + self.false_alarms + self.misses)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def flagged_counts(results: Iterable[VariantResult]) -> Counts:
    """Counts over sentences: flagged or not, whatever the kind of flag."""
    sentences = [sentence for result in results for sentence in result.sentences]
    return Counts(
        sum(sentence.caught for sentence in sentences),
        sum(sentence.false_alarm for sentence in sentences),
        sum(sentence.missed for sentence in sentences),
    )


def issue_counts(results: Iterable[VariantResult]) -> Counts:
    """Counts over standards issues of variants."""
    pairs = [(result.expected_issues, result.given_issues) for result in results]
    return Counts(
        sum(len(expected & given) for expected, given in pairs),
        sum(len(given - expected) for expected, given in pairs),
        sum(len(expected - given) for expected, given in pairs),
    )


def interval(
    results: Sequence[VariantResult],
    count: Callable[[Iterable[VariantResult]], Counts],
    figure: Callable[[Counts], float],
) -> tuple[float, float]:
    """95% bootstrap interval of a figure, resampling whole variants, with a fixed seed."""
    rng = random.Random(_SEED)
    counts = [count([result]) for result in results]
    figures = sorted(figure(_sum(rng.choices(counts, k=len(counts)))) for _ in range(_RESAMPLES))
    return figures[int(0.025 * _RESAMPLES)], figures[int(0.975 * _RESAMPLES) - 1]


def _sum(counts: Sequence[Counts]) -> Counts:
    return Counts(
        sum(count.hits for count in counts),
        sum(count.false_alarms for count in counts),
        sum(count.misses for count in counts),
    )


def area_under_curve(higher: Sequence[float], lower: Sequence[float]) -> float | None:
    """How often a value that should be higher is; ties count half. None without both kinds."""
    if not higher or not lower:
        return None
    wins = sum((h > low) + 0.5 * (h == low) for h in higher for low in lower)
    return wins / (len(higher) * len(lower))


def drift_area(results: Iterable[VariantResult]) -> float | None:
    """Area under the curve of the drift score: off message and partial against on message."""
    results = list(results)
    on = [result.drift_score for result in results if result.expected_drift == "on_message"]
    other = [result.drift_score for result in results if result.expected_drift != "on_message"]
    return area_under_curve(other, on)


Item = TypeVar("Item")


def counted(items: Iterable[Item], condition: Callable[[Item], bool]) -> tuple[int, int]:
    """How many of how many meet a condition."""
    met = [condition(item) for item in items]
    return sum(met), len(met)
