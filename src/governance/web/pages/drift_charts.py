"""The pictures of drift as coordinates: the server draws them, with attributes alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
WIDTH, HEIGHT = 264, 84
"""Of the plot of a small multiple; its scale is the same in all of them, from 0 to 1."""
TOP = 14
"""Room above the plot for the flags of new prompts and models."""
BAR = 132
"""Width of the longest bar of findings."""
READABLE = 16
"""Width from which a number stands inside its part of a bar."""
SPARK_WIDTH, SPARK_HEIGHT = 60, 18


@dataclass(frozen=True)
class Multiple:
    """One group over weeks: its line with the area under it, lone weeks, flags, and where it ends."""

    line: str
    area: str
    dots: tuple[tuple[float, float], ...]
    limit: float
    flags: tuple[float, ...]
    end: tuple[float, float] | None
    over: bool


def multiple(group: Json, weeks: Sequence[str], limit: float) -> Multiple:
    """The picture of a group. Weeks without copy leave a gap that no line crosses."""
    points = [(_x(at, weeks), _y(value)) for at, value in enumerate(group["distance"]) if value is not None]
    runs = _runs(group["distance"], weeks)
    return Multiple(
        line=" ".join(_line(run) for run in runs if len(run) > 1),
        area=" ".join(f"{_line(run)}V{TOP + HEIGHT}H{run[0][0]}Z" for run in runs if len(run) > 1),
        dots=tuple(run[0] for run in runs if len(run) == 1),
        limit=_y(limit),
        flags=tuple(_x(weeks.index(week), weeks) for week in group["begins"]),
        end=points[-1] if points else None,
        over=group["over"],
    )


def _runs(distances: Sequence[float | None], weeks: Sequence[str]) -> list[list[tuple[float, float]]]:
    """Points of weeks that follow each other."""
    runs: list[list[tuple[float, float]]] = [[]]
    for at, value in enumerate(distances):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((_x(at, weeks), _y(value)))
    return [run for run in runs if run]


def _line(run: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in run)


def _x(at: int, weeks: Sequence[str]) -> float:
    return round(at * WIDTH / (len(weeks) - 1), 1)


def _y(value: float) -> float:
    return round(TOP + HEIGHT * (1 - value), 1)


@dataclass(frozen=True)
class Part:
    """One kind of finding in a bar: so many in 100 variants."""

    kind: str
    number: int
    x: float
    width: float

    @property
    def readable(self) -> bool:
        return self.width >= READABLE


@dataclass(frozen=True)
class Bar:
    """What one writer's findings come to in 100 variants."""

    parts: tuple[Part, ...]
    total: int


def bars(writers: Sequence[Json]) -> list[Bar]:
    """The bars of all writers on one scale."""
    every = [_per_hundred(one) for one in writers]
    longest = max((sum(numbers.values()) for numbers in every), default=0) or 1
    return [_bar(numbers, BAR / longest) for numbers in every]


def _per_hundred(writer: Json) -> dict[str, int]:
    return {kind: round(100 * writer[kind] / writer["variants"]) for kind in ("altered", "unsupported", "other")}


def _bar(numbers: Mapping[str, int], unit: float) -> Bar:
    parts, x = [], 0.0
    for kind, number in numbers.items():
        parts.append(Part(kind, number, round(x, 1), round(number * unit, 1)))
        x += number * unit
    return Bar(tuple(part for part in parts if part.number), sum(numbers.values()))


@dataclass(frozen=True)
class Column:
    """One week of a claim: how high it was stated, and how high of that altered."""

    x: float
    width: float
    stated: float
    altered: float


def columns(claim: Json) -> list[Column]:
    """The weeks of a claim, on a scale of its own."""
    most = max((week["stated"] for week in claim["weeks"]), default=0) or 1
    step = SPARK_WIDTH / max(len(claim["weeks"]), 1)
    return [
        Column(round(at * step, 1), round(step - 1, 1), _height(week["stated"], most), _height(week["altered"], most))
        for at, week in enumerate(claim["weeks"])
    ]


def _height(number: int, most: int) -> float:
    return round(SPARK_HEIGHT * number / most, 1)
