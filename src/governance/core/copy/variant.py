"""What is submitted: a variant's revision (the words) and its manifest (what they are sent with)."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache

from governance.core.copy.dialects import Dialect, dialect_of
from governance.core.countries import known_country
from governance.core.digest import digest


class PartName(StrEnum):
    """The parts of a message that a recipient can meet."""

    SUBJECT = "subject"
    BODY = "body"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who a campaign says it addresses. A missing fact is None, and unknown."""

    persona: str | None = None
    industry: str | None = None
    employees_min: int | None = None
    employees_max: int | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Generator:
    """The model and the prompt that wrote the copy."""

    model: str | None = None
    prompt: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the same words are sent with. Unset is None; setting it later is a change.

    `links` are the targets that placeholders for links may resolve to, `schedule` the window in the platform's own
    words, `volume_cap` the most messages that may be sent. `agency` is the organisation that sends for the company,
    by its key or its name, or the company itself; `unsubscribe_header` says whether the platform adds the headers
    for unsubscribing with one click. `thread` is `reply` for a follow-up that goes on in the thread of the message
    before, under its subject.
    """

    channel: str | None = None
    kind: str | None = None
    regions: tuple[str, ...] | None = None
    audience: Audience | None = None
    platform: str | None = None
    sender: str | None = None
    reply_to: str | None = None
    agency: str | None = None
    unsubscribe_header: bool | None = None
    links: tuple[str, ...] | None = None
    schedule: str | None = None
    volume_cap: int | None = None
    thread: str | None = None

    @property
    def digest(self) -> str:
        return _manifest_digest(self)

    @property
    def dialect(self) -> Dialect:
        """How the platform reads the copy; plain where none is named, or one that is not known."""
        return dialect_of(self.platform)

    @property
    def replies(self) -> bool:
        """Whether it goes on in the thread of the message before: a cold touch has none."""
        return self.kind == "followup" and self.thread == "reply"

    @property
    def recipient_regions(self) -> tuple[str, ...]:
        """Regions as declared, else the code of the audience's country, else none known."""
        if self.regions:
            return self.regions
        country = self.audience.country if self.audience else None
        return (known_country(country) or country,) if country else ()


@lru_cache(maxsize=1_024)
def _manifest_digest(manifest: Manifest) -> str:
    """Many variants are sent with the same."""
    return digest("manifest/v1", asdict(manifest))


@dataclass(frozen=True, slots=True)
class Revision:
    """One immutable state of a variant's text. At least the body or the HTML part is given."""

    body: str | None = None
    subject: str | None = None
    html: str | None = None

    @property
    def digest(self) -> str:
        return digest("revision/v1", {name: getattr(self, name) for name in self.__slots__})

    @property
    def parts(self) -> dict[PartName, str]:
        """The parts that are there, in reading order."""
        named = {PartName.SUBJECT: self.subject, PartName.BODY: self.body, PartName.HTML: self.html}
        return {name: text for name, text in named.items() if text is not None}


@dataclass(frozen=True, slots=True)
class Step:
    """Where a text stands in the sequence of its campaign. Not a part of what is approved.

    `number` counts from 1, `label` tells apart the variants of one step, `wait_minutes` pass since the step before,
    `weight` is the variant's share of the step in percent. What a file does not say is None.
    """

    number: int
    label: str | None = None
    wait_minutes: int | None = None
    weight: float | None = None
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Variant:
    """A text for a touch: its words, what they are sent with, where they come from and stand in a sequence."""

    id: str
    revision: Revision
    manifest: Manifest
    campaign: str | None = None
    generator: Generator | None = None
    step: Step | None = None
