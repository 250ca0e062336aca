"""A permit: signed, this text may go to this platform until an instant."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import rfc8785

from governance.core.policy.approval import ApprovalPolicy
from governance.core.review.case import Text
from governance.core.review.state import Review


class Signer(Protocol):
    """A signing key that lies outside the database."""

    @property
    def key_id(self) -> str: ...

    def sign(self, note: bytes) -> str: ...

    def valid(self, note: bytes, signature: str, key_id: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Permit:
    """What is signed, and whether it was recalled. Without a platform it covers any."""

    id: str
    workspace: str
    variant: str
    submission: str
    text: Text
    policy_set: str
    platform: str | None
    issued_at: datetime
    expires_at: datetime
    key_id: str
    signature: str = ""
    recalled_at: datetime | None = None

    @property
    def note(self) -> bytes:
        """The bytes that the signature covers: RFC 8785 JSON of everything but signature and recall."""
        return b"permit/v1\0" + rfc8785.dumps(
            {
                "id": self.id,
                "workspace": self.workspace,
                "variant": self.variant,
                "submission": self.submission,
                "revision": self.text.revision,
                "content_digest": self.text.content_digest,
                "manifest_digest": self.text.manifest_digest,
                "policy_set": self.policy_set,
                "platform": self.platform,
                "issued_at": _written(self.issued_at),
                "expires_at": _written(self.expires_at),
                "key_id": self.key_id,
            }
        )


def _written(instant: datetime) -> str:
    """The same letters for the same instant: claims end in the time zone of their workspace, rows are read in UTC."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def genuine(permit: Permit, signer: Signer | None) -> bool:
    """Whether we signed it: a row that we did not sign is worth nothing, whoever wrote it into the database."""
    return signer is not None and signer.valid(permit.note, permit.signature, permit.key_id)


def permit_ends(review: Review, policy: ApprovalPolicy, now: datetime) -> datetime:
    """The earliest end of the approvals, the claims and the policy's own limit."""
    limit = now + timedelta(days=policy.permit_lasts_days)
    return min(review.valid_until, limit) if review.valid_until else limit
