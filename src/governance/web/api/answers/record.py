"""The record."""

from typing import Any, TypedDict


class Entry(TypedDict):
    """One act. Everything but sequence, previous and hash is as the hashed bytes tell it."""

    sequence: int
    id: str | None
    at: str | None
    act: str | None
    actor: Any
    object: Any
    policy_set: str | None
    data: Any
    request: str | None
    previous: str
    hash: str


class Record(TypedDict):
    entries: list[Entry]
    next: int | None


class Trace(TypedDict):
    items: list[Entry]
    next: int | None


class Broken(TypedDict):
    sequence: int
    flaw: str
    message: str


class Verified(TypedDict):
    entries: int
    hash: str
    checkpoints: int
    intact: bool
    broken: Broken | None
