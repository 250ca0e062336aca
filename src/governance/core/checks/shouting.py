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

from governance.core.checks.finding import Assessment, Observation
from governance.core.checks.place import message
from governance.core.copy.parsed import ParsedCopy, ParsedPart, Sentence
from governance.core.copy.text import MappedText, Span
from governance.core.copy.variant import PartName
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "shouting"
SEVERITY: Severity = "warning"

SHORTEST = 3  # letters
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MARK = re.compile("[!！]")


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    standard = policies.ref(policies.standard)
    if policies.standard.tone.shouting == "forbidden":
        for part in seen.copy.texts:
            for span in _shouts(part, policies):
                yield Observation(part, span, f"{standard} forbids shouting; write these words in lower case")
    yield from _exclamations(seen, policies)


def _shouts(part: ParsedPart, policies: PolicySet) -> list[Span]:
    several = [text for s in part.sentences if len(s.renderings) > 1 for text in s.renderings]
    runs = [(text, run) for text in (part.text, *several) for run in _runs(text.text)]
    known = _abbreviations(policies) if runs else frozenset()
    loud = {text.span(run[0].start(), run[-1].end()) for text, run in runs if _is_loud(run, known)}
    return sorted(loud)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Words in capitals with nothing but spaces between them, at least two of them long enough."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if run and not text[run[-1].end() : word.start()].strip(" \t\u00a0") and _is_capitals(word[0]):
            run.append(word)
            continue
        if len(run) > 1:
            yield run
        run = [word] if _is_capitals(word[0]) else []
    if len(run) > 1:
        yield run


def _is_capitals(word: str) -> bool:
    return word.isupper() and not any(char.isdigit() for char in word)


def _is_loud(run: list[re.Match[str]], known: frozenset[str]) -> bool:
    return sum(len(word[0]) >= SHORTEST and word[0] not in known for word in run) > 1


def _abbreviations(policies: PolicySet) -> frozenset[str]:
    """Words that the policies write in capitals, and the names of channels."""
    written = " ".join([*_policy_words(policies), *(name.upper() for name in policies.standard.channels)])
    return frozenset(word[0] for word in _WORD.finditer(written) if _is_capitals(word[0]))


def _policy_words(policies: PolicySet) -> Iterator[str]:
    track = policies.talk_track
    yield from (policies.workspace.name, *track.names, *policies.standard.competitors.names)
    for claim in track.claims:
        yield from (*claim.wordings, claim.qualifier or "", claim.attribution or "")
    yield from (rule.say for rule in policies.standard.words.preferred)


def _exclamations(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    channel = policies.standard.channels.get(seen.manifest.channel or "")
    limit = channel.limits.exclamation_marks if channel else None
    marks = list(_marks(_read_parts(seen.copy)))
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
