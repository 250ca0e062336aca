"""What a campaign file of any platform comes to: its steps, each with the texts that may be sent in it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from governance.outside.campaign_files.json_source import Value
from governance.outside.reports.shown import shown

EMAIL = "email"
DAY = 24 * 60
"""Minutes."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a step, by the strings of the file that hold its words.

    `words` is the body, or the HTML part where `html` is true. `weight` is its share of the step in percent. A text
    that is not `enabled` is one click from being sent, and is reviewed like any other.
    """

    words: Value
    subject: Value | None = None
    html: bool = True
    label: str | None = None
    weight: float | None = None
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class FileStep:
    """A step of a sequence. `wait` are the minutes between the step before and this one, however the file counts."""

    number: int
    texts: Sequence[Text]
    wait: int | None = None
    channel: str = EMAIL
    replies: bool = False
    """Whether an e-mail goes out in the thread of the one before: its subject is not its own."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as its platform exports it. What the file does not say is None."""

    steps: Sequence[FileStep]
    called: str | None = None
    sender: str | None = None
    schedule: str | None = None
    unsubscribe_header: bool | None = None

    @property
    def name(self) -> str | None:
        """What the file calls itself, as it may be shown."""
        return shown(self.called) if self.called else None


def is_blank(value: Value | None) -> bool:
    """Whether a subject is not there: such an e-mail goes out in the thread of the one before."""
    return value is None or not isinstance(value.scalar, str) or not value.scalar.strip()


def in_thread(number: int, subjects: Iterable[Value | None]) -> bool:
    """Whether a step goes on in the thread of the one before: not the first, and none of its texts with a subject."""
    each = [is_blank(subject) for subject in subjects]
    return number > 1 and bool(each) and all(each)


def grouped(pairs: Iterable[tuple[str | None, Value]]) -> Mapping[str | None, list[Value]]:
    """Values by what they belong to; what nothing belongs to has none."""
    found: defaultdict[str | None, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def is_html(value: Value) -> bool:
    """Whether a text is written with markup, where its platform takes both."""
    return isinstance(value.scalar, str) and _TAG.search(value.scalar) is not None


def letter(place: int) -> str:
    """How platforms call the variants of a step that name none: A, B and so on."""
    return chr(ord("A") + place % 26)
