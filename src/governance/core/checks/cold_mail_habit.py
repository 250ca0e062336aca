"""A first e-mail that does not keep to the habits of cold mail.

What it finds
    A link or an image, more than 100 words, a subject of more than 60 characters, words in capitals, emoji and
    `!!!`, in any rendering of a first touch; on Instantly, `<br>`. The message standard switches the habits on by
    region. What it limits more strictly itself is not found a second time.

Why it matters
    It is no law, but messages that look like advertisements end in the spam folder, and the mailbox suffers.

Instead
    Write short plain text, as to one person, and send what there is to read when they have answered.
"""

import re
from collections.abc import Callable, Iterator

from governance.core.checks import place
from governance.core.checks.capitals import in_capitals
from governance.core.checks.demanded import is_postal
from governance.core.checks.finding import Assessment, Observation
from governance.core.checks.length import length
from governance.core.copy.links import distinct_links, is_way_out, without_comments
from governance.core.copy.parsed import MAX_PART_LENGTH, ParsedPart
from governance.core.copy.phrases import find_phrases
from governance.core.copy.text import Span
from governance.core.copy.variant import PartName
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.rules_by_region import rules_for
from governance.core.policy.sending_rules import Demand
from governance.core.policy.standard import Channel, Limits, Severity

CODE = "cold_mail_habit"
SEVERITY: Severity = "note"

MOST_WORDS = 100
MOST_CHARACTERS = 60  # of the subject
MARKS = "!!!"
_IMAGE = re.compile(r"<img(?=[\s/>])", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55\u231a\u231b\u23e9-\u23f3]")


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    if seen.manifest.channel != "email" or seen.manifest.kind == "followup":
        return
    for rule in rules_for(policies.standard, seen.manifest.recipient_regions):
        if rule.demand in _HABITS:
            for one in _HABITS[rule.demand](seen, policies):
                yield Observation(one.part, one.span, f"{one.message}; {rule.id} (source: {rule.source})")


def _limits(policies: PolicySet) -> Limits:
    return policies.standard.channels.get("email", Channel()).limits


def _exceeds(count: int, most: int, stricter: int | None) -> bool:
    """Whether a count is over the habit's limit, and within that of the standard, which is found elsewhere."""
    return count > most and (stricter is None or count <= stricter)


def _links(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    found = distinct_links(seen.copy.parts)
    if _exceeds(len(found), 0, _limits(policies).links):
        part, link = next(iter(found.values()))
        yield Observation(part, link.span, f"A first message holds no link, and this one can hold {len(found)}")


def _images(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    del policies
    yield from _markup(seen, _IMAGE, "A first message holds an image; leave it out")


def _breaks(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    del policies
    if seen.manifest.dialect.name == "instantly":
        yield from _markup(seen, _BREAK, "Lines are broken with <br> on instantly; write paragraphs, or plain text")


def _markup(seen: Assessment, tag: re.Pattern[str], message: str) -> Iterator[Observation]:
    """The first such tag of each part."""
    for part in place.messages(seen.copy):
        source = without_comments(part.source) if len(part.source) <= MAX_PART_LENGTH else ""
        if found := tag.search(source):
            yield Observation(part, Span(*found.span()), message)


def _words(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    part = place.message(seen.copy)
    footers = frozenset(one.name for one, _ in part.merge_fields if is_postal(one.name) or is_way_out(one.name))
    measured = length(part, footers)
    if _exceeds(measured.words, MOST_WORDS, _limits(policies).words_for("cold")):
        counted = f"The {part.name} can have {measured.words} words; a first message has at most {MOST_WORDS}"
        yield Observation(part, measured.after_words(MOST_WORDS), counted)


def _subject(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    subject = seen.copy.part(PartName.SUBJECT)
    if subject and _exceeds(length(subject).characters, MOST_CHARACTERS, _limits(policies).subject_chars):
        count, span = length(subject).characters, length(subject).after_characters(MOST_CHARACTERS)
        yield Observation(
            subject, span, f"The subject can have {count} characters; at most {MOST_CHARACTERS} are usual"
        )


def _calm(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    for part in seen.copy.parts:
        if policies.standard.tone.shouting == "allowed":
            for span in in_capitals(part, policies):
                yield Observation(part, span, "These words are in capitals; write them in lower case")
        yield from _marks(part, policies)
        yield from _emoji(part, policies)


def _marks(part: ParsedPart, policies: PolicySet) -> Iterator[Observation]:
    most = _limits(policies).exclamation_marks
    if most is None or most >= len(MARKS):
        for found in find_phrases(part, (MARKS,))[:1]:
            yield Observation(part, found.span, "Exclamation marks stand in a row; one is enough")


def _emoji(part: ParsedPart, policies: PolicySet) -> Iterator[Observation]:
    patterns = policies.standard.words.patterns
    for found in _EMOJI.finditer(part.text.text):
        if not any(pattern.compiled.search(found[0]) for pattern in patterns):
            yield Observation(part, part.text.span(*found.span()), "An emoji stands here; say it in words")
            return


_HABITS: dict[Demand, Callable[[Assessment, PolicySet], Iterator[Observation]]] = {
    Demand.NO_LINKS: _links,
    Demand.NO_IMAGES: _images,
    Demand.FEW_WORDS: _words,
    Demand.SHORT_SUBJECT: _subject,
    Demand.CALM: _calm,
    Demand.NO_BREAKS: _breaks,
}
