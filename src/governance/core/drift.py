"""How far a whole message has moved from the talk track."""

from dataclasses import dataclass
from enum import StrEnum

from governance.core.claims.statement import Statement
from governance.core.copy.parsed import ParsedCopy
from governance.core.policy.policy_set import PolicySet


class DriftVerdict(StrEnum):
    """Uses points of the talk track; mixes in others; makes none of them."""

    ON_MESSAGE = "on_message"
    PARTIAL = "partial"
    OFF_MESSAGE = "off_message"


@dataclass(frozen=True, slots=True)
class Drift:
    """`score` is 0 on message, 1 off."""

    verdict: DriftVerdict
    score: float


def judge_drift(copy: ParsedCopy, statements: tuple[Statement, ...], policies: PolicySet) -> Drift:
    raise NotImplementedError
