"""Permits and authorisations."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from governance.web.api.answers.review import Obstacle, Review, Text


class Permit(TypedDict):
    """Signed: this text may go to this platform, or to any if it is null, until `expires_at`."""

    id: UUID
    variant: UUID
    submission: UUID
    text: Text
    policy_set: str
    platform: str | None
    issued_at: datetime
    expires_at: datetime
    recalled_at: datetime | None
    key_id: str
    signature: str


class Permits(TypedDict):
    items: list[Permit]
    next: int | None


class RunningPermit(TypedDict):
    permit: Permit | None


class AskedPermit(TypedDict):
    """A permit, or every reason why there is none."""

    permit: Permit | None
    reasons: list[Obstacle]


class Recalled(TypedDict):
    permit: Permit
    review: Review


class _Answered(TypedDict):
    allow: bool


class Given(TypedDict, total=False):
    id: UUID
    ends_at: datetime
    used_at: datetime


class Authorised(_Answered, total=False):
    """`authorisation` if it is allowed; every reason why not if it is refused."""

    authorisation: Given
    reasons: list[Obstacle]
