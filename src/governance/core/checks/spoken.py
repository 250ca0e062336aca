"""What a call script must have the caller say, understood from the words of the standard."""

import re
from collections.abc import Callable, Iterable

from governance.core.copy.parsed import ParsedPart, Sentence
from governance.core.copy.phrases import find_phrases
from governance.core.copy.text import MappedText
from governance.core.policy.policy_set import PolicySet

Said = Callable[[ParsedPart, PolicySet], bool]

INTRODUCED_WITHIN = 3  # sentences
ASKED_WITHIN = 4  # sentences

_CALLER_FIELD = re.compile(r"\{\{(?=[\w.]*(?:sender|caller|(?<![a-z])rep(?![a-z])))(?![\w.]*company)[\w.]+\}\}")
_OWN_NAME = re.compile(
    r"\b(?i:my name is|my name[’']s|this is|it[’']s|i[’']m|i am)\s+([A-Z][^\W\d_]+)|\b([A-Z][^\W\d_]+) here\b"
)
_ASKS = re.compile(
    r"\b(?:may|can|could|might) (?:i|we)\b|\bdo you have\b|\bhave you got\b|\bgot (?:a|half a|one|two)\b"
    r"|\bis (?:it|this|that|now) (?:a )?(?:ok|okay|all right|alright|good|bad|fine)\b"
    r"|\b(?:good|bad|convenient) (?:time|moment)\b|\bquick (?:minute|moment|question|word|second)\b"
    r"|\b(?:half a|a|one|two|thirty|30|60) (?:minutes?|moments?|seconds?)\b|\b(?:would|do) you mind\b"
)


def reading(entry: str) -> Said | None:
    """How to see whether an entry is said; None for one that only a person can judge."""
    words = set(re.findall(r"[a-z]+", entry.lower()))
    if {"name", "company"} <= words:
        return introduces
    if "permission" in words:
        return asks_permission
    return None


def introduces(part: ParsedPart, policies: PolicySet) -> bool:
    """The first sentences give the caller's own name and one of the company's names."""
    first = _spoken(part)[:INTRODUCED_WITHIN]
    names = (*policies.talk_track.names, policies.workspace.name)
    company = {found.span for found in find_phrases(part, names)}

    def names_caller(text: MappedText) -> bool:
        if _CALLER_FIELD.search(text.text.lower()):
            return True
        own = (text.span(*match.span(match.lastindex or 0)) for match in _OWN_NAME.finditer(text.text))
        return any(not any(span.overlaps(name) for name in company) for span in own)

    named = any(sentence.span.contains(span) for sentence in first for span in company)
    return named and any(all(map(names_caller, sentence.renderings)) for sentence in first)


def asks_permission(part: ParsedPart, policies: PolicySet) -> bool:  # noqa: ARG001
    """One of the first sentences asks for a moment."""
    return _always(_spoken(part)[:ASKED_WITHIN], lambda text: bool(_ASKS.search(text.text)))


def _spoken(part: ParsedPart) -> list[Sentence]:
    """The sentences outside stage directions, which stand in square brackets."""
    spoken, direction = [], False
    for sentence in part.sentences:
        words = part.quote(sentence.span)
        direction = direction or words.startswith("[")
        directed, direction = direction, direction and "]" not in words
        if not directed or not (direction or words.endswith("]")):
            spoken.append(sentence)
    return spoken


def _always(sentences: Iterable[Sentence], said: Callable[[MappedText], bool]) -> bool:
    return any(all(map(said, sentence.folded)) for sentence in sentences)
