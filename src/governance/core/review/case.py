"""All that is known of one variant when the gate looks at it: values only, no opinion."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from governance.core.policy.approval import ApprovalPolicy
from governance.core.review.basis import Basis, CheckedUnder, FindingKey
from governance.core.review.people import Contributor, Standing


class DecisionVerdict(StrEnum):
    """What one person says of one text."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    VETO = "veto"


class CallVerdict(StrEnum):
    """Would you say this on a call?"""

    YES = "yes"
    NO = "no"
    WITH_CHANGES = "with_changes"


@dataclass(frozen=True, slots=True)
class Text:
    """Exactly which words with which manifest: the numbers and digests that a decision names."""

    revision: int
    content_digest: str
    manifest_digest: str

    def same_words(self, other: "Text") -> bool:
        """Whether words and manifest are equal, whatever the revision."""
        return (self.content_digest, self.manifest_digest) == (other.content_digest, other.manifest_digest)


@dataclass(frozen=True, slots=True)
class PolicyTerms:
    """The parts of a policy set that review follows. Without an approval policy nothing is approved."""

    digest: str
    standard_digest: str
    approval: ApprovalPolicy | None


@dataclass(frozen=True, slots=True)
class Submission:
    """One text put forward for review."""

    id: str
    text: Text
    submitted_at: datetime
    withdrawn: bool = False
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided in one role on one text, and what they saw when they did."""

    id: str
    sequence: int
    submission: str
    person: str
    role: str
    verdict: DecisionVerdict
    text: Text
    checked_under: CheckedUnder
    decided_at: datetime
    has_note: bool = False
    call: CallVerdict | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Waiver:
    """An entitled person's acceptance of one finding of one text, until an instant."""

    id: str
    finding: FindingKey
    content_digest: str
    manifest_digest: str
    person: str
    role: str
    granted_at: datetime
    ends_at: datetime

    def covers(self, text: Text) -> bool:
        return (self.content_digest, self.manifest_digest) == (text.content_digest, text.manifest_digest)


@dataclass(frozen=True, slots=True)
class Campaign:
    """The campaign as far as review and launch ask: whose it is, and whether it may send."""

    key: str
    partner: str | None = None
    paused: bool = False


@dataclass(frozen=True)
class Case:
    """One variant with its head revision, its open submission and everything said about it."""

    variant: str
    head: Text
    campaign: Campaign
    submission: Submission | None
    contributors: tuple[Contributor, ...]
    decisions: tuple[Decision, ...]
    people: Mapping[str, Standing]
    terms: PolicyTerms | None
    """What is in force; None while no complete policy set is."""
    engine: str
    bases: Mapping[CheckedUnder, Basis]
    """Reports on the head text, under the set in force and under those that decisions saw."""
    earlier_terms: Mapping[str, PolicyTerms] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()

    @property
    def in_force(self) -> CheckedUnder | None:
        return CheckedUnder(self.terms.digest, self.engine) if self.terms else None

    @property
    def basis(self) -> Basis | None:
        """The report that counts now; None where the checks have not run."""
        return self.bases.get(self.in_force) if self.in_force else None

    def contributed(self, person: Standing) -> bool:
        """Whether a person ever had a hand in the words."""
        return any(contributor.person == person.person for contributor in self.contributors)

    def organisation_contributed(self, person: Standing) -> bool:
        """Whether somebody of the person's partner organisation, or of its group, ever had a hand in the words."""
        theirs = {person.organisation, person.partner} - {None}
        return any(contributor.organisation in theirs for contributor in self.contributors)


State = Literal["draft", "checking", "in_review", "changes_requested", "vetoed", "approved", "withdrawn", "recalled"]
