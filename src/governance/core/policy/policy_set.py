"""All documents in force on a day, under one digest."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from governance.core.countries import same_country
from governance.core.digest import digest
from governance.core.policy.approval import ApprovalPolicy
from governance.core.policy.document import Document
from governance.core.policy.qualification import QualificationPolicy
from governance.core.policy.standard import MessageStandard, Severity
from governance.core.policy.talk_track import Claim, NeverSay, TalkTrack
from governance.core.policy.workspace import Workspace


@dataclass(frozen=True)
class VersionedClaim:
    """A claim with its own number, raised only when its own fields change."""

    claim: Claim
    number: int

    @property
    def ref(self) -> str:
        return f"{self.claim.id}@{self.number}"


@dataclass(frozen=True, eq=False)
class PolicySet:
    """What is in force in a workspace on a day. `versions` maps a document's key to its number."""

    workspace: Workspace
    day: date
    standard: MessageStandard
    talk_track: TalkTrack
    claims: tuple[VersionedClaim, ...]
    qualification: QualificationPolicy | None
    approval: ApprovalPolicy | None
    versions: dict[str, int]

    @property
    def documents(self) -> tuple[Document, ...]:
        every = (self.standard, self.talk_track, self.qualification, self.approval)
        return tuple(document for document in every if document is not None)

    @cached_property
    def digest(self) -> str:
        return digest("policy_set/v1", {document.key: document.digest for document in self.documents})

    @cached_property
    def claims_by_id(self) -> dict[str, VersionedClaim]:
        return {versioned.claim.id: versioned for versioned in self.claims}

    @cached_property
    def claims_by_ref(self) -> dict[str, VersionedClaim]:
        """Claims by `id@n`."""
        return {versioned.ref: versioned for versioned in self.claims}

    @property
    def never_say(self) -> tuple[NeverSay, ...]:
        return self.talk_track.never_say

    def ref(self, document: Document) -> str:
        """`key@version` of a document of this set."""
        return f"{document.key}@{self.versions[document.key]}"

    def severity(self, code: str, default: Severity) -> Severity:
        return self.standard.severities.get(code, default)

    def region_allowed(self, allowed: tuple[str, ...] | str, region: str) -> bool:
        """Whether a region is among those allowed: by name, or by a group of the standard."""
        if isinstance(allowed, str):
            return True
        named = [member for name in allowed for member in (name, *self.standard.groups.get(name, ()))]
        return same_country(region) in map(same_country, named)
