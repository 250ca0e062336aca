"""Copy that shouts.

What it finds
    Two or more words of three letters and longer in capitals, one after the other, and more exclamation
    marks than the channel allows. Abbreviations that the policies themselves write are not shouting.

Why it matters
    Readers and spam filters both take it for an advertisement.

Instead
    Write as to one person. Emphasis comes from the fact.
"""

import re
from collections.abc import Iterable, Iterator

from governance.core.checks.capitals import in_capitals
from governance.core.checks.finding import Assessment, Observation
from governance.core.checks.place import message
from governance.core.copy.parsed import ParsedCopy, ParsedPart, Sentence
from governance.core.copy.text import MappedText, Span
from governance.core.copy.variant import PartName
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "shouting"
SEVERITY: Severity = "warning"

_MARK = re.compile("[!！]")


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    standard = policies.ref(policies.standard)
    if policies.standard.tone.shouting == "forbidden":
        for part in seen.copy.texts:
            for span in in_capitals(part, policies):
                yield Observation(part, span, f"{standard} forbids shouting; write these words in lower case")
    yield from _exclamations(seen, policies)


def _exclamations(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    channel = policies.standard.channels.get(seen.manifest.channel or "")
    limit = channel.limits.exclamation_marks if channel else None
    marks = list(_marks(_read_parts(seen.copy))) if limit is not None else []
    if limit is not None and len(marks) > limit:
        part, span = marks[limit]
        rule = f"{policies.ref(policies.standard)} allows {limit} on {seen.manifest.channel}"
        yield Observation(part, span, f"The message has {len(marks)} exclamation marks; {rule}")


def _read_parts(copy: ParsedCopy) -> Iterable[ParsedPart]:
    return [part for part in copy.parts if part.name is PartName.SUBJECT] + [message(copy)]


def _marks(parts: Iterable[ParsedPart]) -> Iterator[tuple[ParsedPart, Span]]:
    for part in parts:
        for sentence in part.sentences:
            yield from ((part, span) for span in _most_marks(sentence))


def _most_marks(sentence: Sentence) -> list[Span]:
    return max((_mark_spans(text) for text in sentence.renderings), key=len)


def _mark_spans(text: MappedText) -> list[Span]:
    return [text.span(*mark.span()) for mark in _MARK.finditer(text.text)]
