"""What every policy document has: a stable key, dates in force, a reason and a digest."""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from governance.core.digest import digest

KEY = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"
Key = Annotated[str, StringConstraints(pattern=KEY)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Everywhere = Literal["all"]
Path = tuple[str | int, ...]


class Strict(BaseModel):
    """A value of a policy file: unknown keys are refused, nothing is coerced, nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


def fault(message: str, *path: str | int) -> PydanticCustomError:
    """What a validator raises about the value at a path below its own."""
    return PydanticCustomError("fault", "{message}", {"message": message, "path": path})


class Document(Strict):
    """The head of every document. Dates are civil, inclusive, in the workspace's time zone."""

    kind: str
    key: Key
    title: Words
    in_force_from: date
    in_force_until: date | None = None
    reason: Words

    @model_validator(mode="after")
    def _dates_in_order(self) -> "Document":
        if self.in_force_until and self.in_force_until < self.in_force_from:
            message = f"in_force_until {self.in_force_until} lies before {self.in_force_from}"
            raise fault(message, "in_force_until")
        return self

    def in_force(self, day: date) -> bool:
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)

    @cached_property
    def digest(self) -> str:
        return digest(f"{self.kind}/v1", self.model_dump(mode="json"))


Names = Annotated[tuple[Words, ...], Field(min_length=1)]
