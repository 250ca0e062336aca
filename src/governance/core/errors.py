"""Every error that governance raises on purpose.

GovernanceError
├── PolicyError     a policy folder cannot be used; carries every problem found
├── CopyFileError   a file of copy cannot be read as a whole
└── Refused         somebody asked for what cannot be; nothing was changed
    ├── NotFound      it does not exist, or not for whoever asks
    ├── NotSignedIn   nobody knows who asks
    ├── NotAllowed    whoever asks may not
    ├── WrongState    not now
    ├── Stale         what was looked at has changed since
    ├── Unusable      a value is wrong
    └── Unavailable   the service cannot answer now
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


class Refused(GovernanceError):
    """Somebody asked for what they may not have, or what cannot be now. Nothing was changed.

    `code` never changes; `field` names the value that is wrong, where one is.
    """

    code = "refused"

    def __init__(self, message: str, *, code: str | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.field = field


class NotFound(Refused):
    """It does not exist, or not for whoever asks: the answer is the same."""

    code = "not_found"


class NotAllowed(Refused):
    """The actor may not do this, whatever the state."""

    code = "not_allowed"


class NotSignedIn(Refused):
    """Nobody knows who asks."""

    code = "not_signed_in"


class WrongState(Refused):
    """It can be done, but not now."""

    code = "wrong_state"


class Stale(Refused):
    """The text, the manifest or the policies changed since the actor looked. Nothing was recorded."""

    code = "stale"


class Unusable(Refused):
    """A value that cannot be used: what was found, and what is allowed."""

    code = "unusable"


class Unavailable(Refused):
    """The service cannot answer now: the database is read-only, full or away."""

    code = "unavailable"
