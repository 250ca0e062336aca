"""What the API takes, field by field: unknown fields are refused, nothing is guessed."""

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    model_validator,
)

from governance.core.copy.variant import Audience, Generator, Manifest, PartName, Revision, Variant
from governance.core.launch.message import Message
from governance.core.review.basis import FindingKey
from governance.core.review.case import CallVerdict, DecisionVerdict, Text
from governance.core.review.comment import Anchor
from governance.core.review.deciding import Say
from governance.web.api.fields import (
    Copy,
    Count,
    Digest,
    FieldName,
    Instant,
    KeyName,
    Line,
    Link,
    Name,
    Note,
    Number,
    Reason,
    Secret,
    Value,
    Words,
    Yaml,
)


class Body(BaseModel):
    """A request body."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def model_validate(cls, obj: Any, **asked: Any) -> Self:
        """As strict as each field says. The framework asks for none to be, which would make a number of "7"."""
        return super().model_validate(obj, **{**asked, "strict": None})


class SignInBody(Body):
    email: Line
    password: Secret


class PasswordBody(Body):
    password: Secret


class InvitationBody(Body):
    """The token of an invitation, and the password to set."""

    token: Secret
    password: Secret


class PersonBody(Body):
    """Somebody to invite. Roles count once a second person has confirmed them."""

    name: Name
    email: Line
    partner: KeyName | None = None
    roles: Annotated[list[KeyName], Field(max_length=20)] = []


class MachineBody(Body):
    name: Name
    owner: UUID
    scopes: Annotated[list[Literal["submit", "read", "launch"]], Field(min_length=1, max_length=3)]
    ends_at: Instant


class DocumentBody(Body):
    """A policy document as people write it: YAML, read strictly."""

    yaml: Yaml


class CampaignBody(Body):
    key: KeyName
    name: Name
    partner: KeyName | None = None


class AudienceBody(Body):
    persona: Line | None = None
    industry: Line | None = None
    employees_min: Count | None = None
    employees_max: Count | None = None
    country: Line | None = None


class GeneratorBody(Body):
    """The model and the prompt that wrote the copy."""

    model: Line | None = None
    prompt: Line | None = None


class CopyBody(Body):
    """The words, and what they are sent with. Unset is null; setting it later is a change."""

    subject: Copy | None = None
    body: Copy | None = None
    html: Copy | None = None
    channel: KeyName = "email"
    kind: Literal["cold", "followup"] = "cold"
    regions: Annotated[list[Name], Field(max_length=250)] | None = None
    audience: AudienceBody | None = None
    platform: Name | None = None
    sender: Line | None = None
    reply_to: Line | None = None
    agency: Line | None = None
    unsubscribe_header: StrictBool | None = None
    links: Annotated[list[Link], Field(max_length=50)] | None = None
    schedule: Line | None = None
    volume_cap: Count | None = None
    thread: Literal["new", "reply"] | None = None
    generator: GeneratorBody | None = None

    @model_validator(mode="after")
    def _has_words(self) -> "CopyBody":
        if not (self.body or self.html):
            raise ValueError("body or html must hold the words")
        return self

    def variant(self, name: str) -> Variant:
        return Variant(
            id=name,
            revision=Revision(body=self.body, subject=self.subject, html=self.html),
            manifest=Manifest(
                channel=self.channel,
                kind=self.kind,
                regions=tuple(self.regions) if self.regions else None,
                audience=Audience(**self.audience.model_dump()) if self.audience else None,
                platform=self.platform,
                sender=self.sender,
                reply_to=self.reply_to,
                agency=self.agency,
                unsubscribe_header=self.unsubscribe_header,
                links=tuple(self.links) if self.links else None,
                schedule=self.schedule,
                volume_cap=self.volume_cap,
                thread=self.thread,
            ),
            generator=Generator(**self.generator.model_dump()) if self.generator else None,
        )


class VariantBody(CopyBody):
    """A new variant. The campaign is named by `campaign_id`, or by `campaign`, its key among your own."""

    name: Name
    campaign: KeyName | None = None
    campaign_id: UUID | None = None
    submit: StrictBool = False


class RevisionBody(CopyBody):
    """A new revision, on top of the one that you read."""

    based_on: Number


class SubmitBody(Body):
    revision: Number


class TextBody(Body):
    """Exactly the text that was read: its revision and both digests."""

    revision: Number
    content_digest: Digest
    manifest_digest: Digest


class DecisionBody(Body):
    """One decision on exactly one text, under the policy set that was in force when it was read."""

    verdict: DecisionVerdict
    text: TextBody
    policy_set: Digest
    role: KeyName | None = None
    call: CallVerdict | None = None
    note: Note | None = None

    def say(self) -> Say:
        read = Text(self.text.revision, self.text.content_digest, self.text.manifest_digest)
        return Say(self.verdict, read, self.policy_set, self.role, self.call, self.note)


class FindingBody(Body):
    """A finding, as the report shows it."""

    code: KeyName
    severity: Literal["note", "warning", "blocker"]
    part: Literal["subject", "body", "html"]
    quote: Copy

    def key(self) -> FindingKey:
        return FindingKey(self.code, self.severity, self.part, self.quote)


class WaiverBody(Body):
    finding: FindingBody
    reason: Reason
    ends_at: Instant


class AnchorBody(Body):
    """A place in a part of the head revision, by characters of its source, with the words that stand there."""

    part: Literal["subject", "body", "html"]
    start: Count
    end: Count
    quote: Annotated[Copy, Field(min_length=1)]

    def anchor(self) -> Anchor:
        return Anchor(PartName(self.part), self.start, self.end, self.quote)


class CommentBody(Body):
    """A comment on a text, or on a place in it; `suggestion` is what to say there instead."""

    body: Annotated[Words, Field(min_length=1, max_length=5_000)]
    anchor: AnchorBody | None = None
    suggestion: Annotated[Words, Field(min_length=1, max_length=2_000)] | None = None


class MessageBody(Body):
    """A message about to be sent: the rendered text, this recipient's merge values, and their country."""

    variant: UUID
    subject: Copy | None = None
    body: Copy | None = None
    html: Copy | None = None
    values: Annotated[dict[FieldName, Value], Field(max_length=100)] = {}
    country: Name | None = None
    platform: Name | None = None
    recipient: Line | None = None
    step: Annotated[StrictInt, Field(ge=1, le=1_000)] = 1

    def message(self) -> Message:
        rendered = Revision(body=self.body, subject=self.subject, html=self.html)
        return Message(rendered, self.values, self.country, self.platform)
