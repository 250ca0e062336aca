"""Every error that governance raises on purpose.

GovernanceError
├── PolicyError     a policy folder cannot be used; carries every problem found
└── CopyFileError   a file of copy cannot be read as a whole
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something was found. Lines and columns count from 1."""

    file: str
    line: int | None = None
    column: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n is not None]
        position = ":".join([self.file, *numbers])
        return f"{position} ({self.field})" if self.field else position


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file: what was found there, and what is allowed."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class GovernanceError(Exception):
    """Base of all errors that governance raises on purpose."""


class PolicyError(GovernanceError):
    """A policy folder cannot be used. Nothing of it is in force."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class CopyFileError(GovernanceError):
    """A file of copy cannot be read as a whole."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(f"{place}: {message}")
        self.problem = Problem(place, message)
