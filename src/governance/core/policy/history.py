"""From published versions to the policy set in force at an instant.

Publishing never rewrites the past: a version counts from its publication, whatever dates it carries.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from governance.core.policy.approval import ApprovalPolicy
from governance.core.policy.document import Document
from governance.core.policy.policy_set import PolicySet, VersionedClaim
from governance.core.policy.qualification import QualificationPolicy
from governance.core.policy.standard import MessageStandard
from governance.core.policy.talk_track import TalkTrack
from governance.core.policy.workspace import Workspace

Kind = TypeVar("Kind", bound=Document)
KINDS: dict[str, type[Document]] = {
    "message_standard": MessageStandard,
    "talk_track": TalkTrack,
    "qualification": QualificationPolicy,
    "approval": ApprovalPolicy,
}


@dataclass(frozen=True)
class Published:
    """A published version of a document: `key@number`, and the instant of its publication."""

    document: Document
    number: int
    published_at: datetime

    def in_force(self, day: date, instant: datetime) -> bool:
        return self.published_at <= instant and self.document.in_force(day)


def in_force(versions: Iterable[Published], kind: type[Kind], day: date, instant: datetime) -> Published | None:
    """Of the versions of a kind that are in force on a day, the one published last."""
    there = [one for one in versions if isinstance(one.document, kind) and one.in_force(day, instant)]
    return max(there, key=lambda one: (one.published_at, one.number), default=None)


def policy_set_at(workspace: Workspace, versions: Sequence[Published], instant: datetime) -> PolicySet | None:
    """The policy set in force at an aware instant; None while it has no message standard or no talk track."""
    day = workspace.day(instant)
    chosen = {kind: in_force(versions, model, day, instant) for kind, model in KINDS.items()}
    present = {kind: one for kind, one in chosen.items() if one is not None}
    documents = {kind: one.document for kind, one in present.items()}
    standard, talk_track = documents.get("message_standard"), documents.get("talk_track")
    qualification, approval = documents.get("qualification"), documents.get("approval")
    if not isinstance(standard, MessageStandard) or not isinstance(talk_track, TalkTrack):
        return None
    number = present["talk_track"].number
    mine = [one for one in versions if one.document.key == talk_track.key and one.number <= number]
    history = [one.document for one in sorted(mine, key=lambda one: one.number)]
    return PolicySet(
        workspace=workspace,
        day=day,
        standard=standard,
        talk_track=talk_track,
        claims=numbered_claims(history, talk_track),
        qualification=qualification if isinstance(qualification, QualificationPolicy) else None,
        approval=approval if isinstance(approval, ApprovalPolicy) else None,
        versions={one.document.key: one.number for one in present.values()},
    )


def numbered_claims(history: Iterable[Document], current: TalkTrack) -> tuple[VersionedClaim, ...]:
    """The claims of a talk track with their numbers, each raised by every version with something new of the claim.

    A claim that comes back as it once was has its old number: one set of documents names its claims in one way only.
    `history` holds the versions of the talk track up to the current one, oldest first.
    """
    numbers: dict[str, dict[str, int]] = {}
    for version in history:
        for claim in version.claims if isinstance(version, TalkTrack) else ():
            known = numbers.setdefault(claim.id, {})
            known.setdefault(claim.digest, len(known) + 1)
    return tuple(VersionedClaim(claim, numbers[claim.id][claim.digest]) for claim in current.claims)
