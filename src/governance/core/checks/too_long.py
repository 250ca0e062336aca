"""A text longer than its channel allows.

What it finds
    A subject or message with more characters or words than the limit, in its longest rendering. Lines that
    hold a required merge field, such as the unsubscribe line, do not count.

Why it matters
    The platform cuts what is too long, and nobody reads the rest.

Instead
    Say one thing, and leave out what the reader does not need in order to answer.
"""

import re
from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Observation
from governance.core.checks.length import length
from governance.core.checks.place import message
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.variant import PartName
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Channel, Severity

CODE = "too_long"
SEVERITY: Severity = "warning"

_FIELD = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    channel = policies.standard.channels.get(seen.manifest.channel or "")
    if channel is None:
        return
    rule = f"{policies.ref(policies.standard)} allows"
    where = " ".join(filter(None, (seen.manifest.kind, seen.manifest.channel)))
    subject = seen.copy.part(PartName.SUBJECT)
    if subject is not None:
        yield from _subject(subject, channel, rule)
    yield from _message(message(seen.copy), channel, seen.manifest.kind, f"{rule} {{}} for {where}")


def _subject(subject: ParsedPart, channel: Channel, rule: str) -> Iterator[Observation]:
    limit, measured = channel.limits.subject_chars, length(subject)
    if limit is not None and (count := measured.characters) > limit:
        counted = f"The subject has {count} characters; {rule} {limit}"
        yield Observation(subject, measured.after_characters(limit), counted)


def _message(part: ParsedPart, channel: Channel, kind: str | None, rule: str) -> Iterator[Observation]:
    limits, measured = channel.limits, length(part, _footer_fields(channel))
    if limits.chars is not None and (count := measured.characters) > limits.chars:
        counted = f"The {part.name} has {count} characters; {rule.format(limits.chars)}"
        yield Observation(part, measured.after_characters(limits.chars), counted)
    words = limits.words_for(kind)
    if words is not None and (count := measured.words) > words:
        counted = f"The {part.name} has {count} words; {rule.format(words)}"
        yield Observation(part, measured.after_words(words), counted)


def _footer_fields(channel: Channel) -> frozenset[str]:
    return frozenset(field[1] for entry in channel.require if (field := _FIELD.fullmatch(entry)))
