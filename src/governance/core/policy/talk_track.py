"""The talk track: the agreed storyline with its approved claims and what must never be said."""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from governance.core.digest import digest
from governance.core.policy.document import Document, Everywhere, Key, Names, Strict, Words, fault
from governance.core.policy.language import Language

Category = Literal["metric", "capability", "customer_proof", "comparative", "price_offer", "security_compliance"]
Status = Literal["approved", "expired", "retired", "superseded"]
ALL: Everywhere = "all"


class Claim(Strict):
    """An approved, checkable statement. `valid_from` and `valid_until` are inclusive."""

    id: Key
    category: Category
    wordings: Names
    qualifier: Words | None = None
    attribution: Words | None = None
    evidence: Words
    owner: Key
    valid_from: date
    valid_until: date | None = None
    channels: Annotated[tuple[Key, ...], Field(min_length=1)] | Everywhere = ALL
    regions: Annotated[tuple[str, ...], Field(min_length=1)] | Everywhere = ALL
    status: Status = "approved"
    superseded_by: Key | None = None
    applies_to_live: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> "Claim":
        if self.valid_until and self.valid_until < self.valid_from:
            message = f"valid_until {self.valid_until} lies before valid_from {self.valid_from}"
            raise fault(message, "valid_until")
        if self.superseded_by and self.status == "approved":
            message = "superseded_by is set, so status must be superseded, expired or retired"
            raise fault(message, "superseded_by")
        if self.status == "superseded" and not self.superseded_by:
            raise fault("status is superseded, so superseded_by must name a claim", "status")
        return self

    @cached_property
    def digest(self) -> str:
        return digest("claim/v1", self.model_dump(mode="json"))

    def valid(self, day: date) -> bool:
        """Whether the claim may be said on a day."""
        begun = self.valid_from <= day
        ended = self.valid_until is not None and day > self.valid_until
        return self.status == "approved" and begun and not ended


class Pillar(Strict):
    """One of the few messages that a talk track carries."""

    id: Key
    says: Words


class Offer(Strict):
    """What copy may ask for or offer: a pilot, a call."""

    id: Key
    says: Words


class Objection(Strict):
    """What buyers say, and the agreed answer."""

    hears: Words
    answers: Words


class NeverSay(Strict):
    """A promise that nobody may make. The prose alone must work; examples sharpen it."""

    id: Key
    rule: Words
    examples: tuple[Words, ...] = ()
    but_not: tuple[Words, ...] = ()

    @cached_property
    def digest(self) -> str:
        return digest("never_say/v1", self.model_dump(mode="json"))


class ClaimExpectation(Strict):
    """What a talk track's own test expects of its copy."""

    verdict: Literal["none", "supported", "missing_qualifier", "altered", "unsupported", "expired", "prohibited"]
    alterations: tuple[str, ...] | None = None
    claim: Key | None = None


class ClaimTest(Strict):
    """A test that stands in the talk track."""

    copy_: Words = Field(alias="copy")
    channel: Key | None = None
    region: str | None = None
    expect: ClaimExpectation


class TalkTrack(Document):
    """Positioning, pillars, claims, objections, never-say rules and the company's own language."""

    kind: Literal["talk_track"]
    names: tuple[Words, ...] = ()
    positioning: Words
    buyers: tuple[Words, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    offers: tuple[Offer, ...] = ()
    objections: tuple[Objection, ...] = ()
    claims: tuple[Claim, ...] = ()
    never_say: tuple[NeverSay, ...] = ()
    language: Language = Language()
    tests: tuple[ClaimTest, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "TalkTrack":
        ids = [("claims", number, claim.id) for number, claim in enumerate(self.claims)]
        ids += [("never_say", number, rule.id) for number, rule in enumerate(self.never_say)]
        seen: set[str] = set()
        for key, number, id in ids:
            if id in seen:
                raise fault(f"id {id} stands twice; claims and never_say rules share their ids", key, number, "id")
            seen.add(id)
        return self

    @model_validator(mode="after")
    def _successors_are_claims(self) -> "TalkTrack":
        known = {claim.id for claim in self.claims}
        for number, claim in enumerate(self.claims):
            if claim.superseded_by and claim.superseded_by not in known:
                message = f"claim {claim.id} is superseded_by {claim.superseded_by}, which is no claim"
                raise fault(message, "claims", number, "superseded_by")
        return self
