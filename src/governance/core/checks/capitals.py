"""Words in capitals, one after the other, that are no abbreviations of the policies."""

import re
from collections.abc import Iterator
from functools import lru_cache

from governance.core.copy.parsed import ParsedPart
from governance.core.copy.text import Span
from governance.core.policy.policy_set import PolicySet

SHORTEST = 3  # letters
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TWO_WITHOUT_SMALL = re.compile(r"[^\W_a-z][ \t\u00a0]+[^\W_a-z]")
"""Where one of two words ends and the other begins, if neither has a small letter there: what every run holds."""


def in_capitals(part: ParsedPart, policies: PolicySet) -> list[Span]:
    """Two or more such words of three letters and longer, in any rendering."""
    several = [text for s in part.sentences if len(s.renderings) > 1 for text in s.renderings]
    runs = [(text, run) for text in (part.text, *several) for run in _runs(text.text)]
    known = _abbreviations(policies) if runs else frozenset()
    loud = {text.span(run[0].start(), run[-1].end()) for text, run in runs if _is_loud(run, known)}
    return sorted(loud)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Words in capitals with nothing but spaces between them, at least two of them long enough."""
    run: list[re.Match[str]] = []
    if not _TWO_WITHOUT_SMALL.search(text):
        return
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


@lru_cache(maxsize=8)
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
