"""Types of fields that bodies share: what both databases can hold, and no guessing."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StrictInt

from governance.core.policy.document import KEY


def _storable(value: str) -> str:
    if "\0" in value:
        raise ValueError("a NUL character is not allowed; remove it")
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError("half of a surrogate pair is no character; remove it")
    return value


def _written(value: object) -> object:
    if not isinstance(value, str):
        raise ValueError("an instant is text in ISO 8601, with a time zone")
    return value


def _reachable(value: datetime) -> datetime:
    """Where a zone's offset leads out of the calendar there is no UTC."""
    if not 1970 <= value.year < 9_000:
        raise ValueError("an instant lies between the years 1970 and 8999")
    return value.astimezone(UTC)


Instant = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_reachable)]
Words = Annotated[str, AfterValidator(_storable)]
"""Text that both databases can hold."""

Name = Annotated[Words, Field(min_length=1, max_length=200)]
Line = Annotated[Words, Field(min_length=1, max_length=500)]
Link = Annotated[Words, Field(min_length=1, max_length=2_000)]
Note = Annotated[Words, Field(max_length=10_000)]
Reason = Annotated[Words, Field(min_length=10, max_length=10_000)]
Secret = Annotated[Words, Field(min_length=1, max_length=1_000)]
Copy = Annotated[Words, Field(max_length=200_000)]
Yaml = Annotated[Words, Field(min_length=1, max_length=65_536)]
FieldName = Annotated[Words, Field(max_length=64)]
Value = Annotated[Words, Field(max_length=2_000)]
Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
KeyName = Annotated[str, Field(pattern=KEY)]
Number = Annotated[StrictInt, Field(ge=1, le=1_000_000)]
Count = Annotated[StrictInt, Field(ge=0, le=1_000_000_000)]
