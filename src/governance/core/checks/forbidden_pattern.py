"""Wording that matches a pattern the message standard forbids.

What it finds
    What an RE2 pattern of the standard matches, in a sentence or across the whole part, in every rendering,
    also where options of several sentences put the match together, and also once look-alike letters and
    invisible characters are read as a person reads them.

Why it matters
    Some promises have many wordings; the pattern names the family, and the standard says why.

Instead
    Drop the promise, or state the approved claim behind it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from governance.core.checks.finding import Assessment, Observation
from governance.core.copy.folding import fold_character
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.pattern_machine import PatternMachine, Unsupported
from governance.core.copy.reach import reach
from governance.core.copy.readings import rendered
from governance.core.copy.text import MappedText, Span
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Pattern, Severity

CODE = "forbidden_pattern"
SEVERITY: Severity = "blocker"


_EDGES = re.compile(r"[\^$]|\\[Az]")


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    patterns = policies.standard.words.patterns
    standard = policies.ref(policies.standard)
    for part in seen.copy.texts if patterns else ():
        whole, sentences = _whole(part), _sentences(part)
        for pattern in patterns:
            texts = whole + sentences if _EDGES.search(pattern.re2) else whole
            spans = _matches(pattern, texts) or _put_together(pattern, part)
            for span in spans:
                yield Observation(part, span, f"{standard} forbids this wording: {pattern.why}")


def _whole(part: ParsedPart) -> list[MappedText]:
    """The part, also without what is hidden, and every rendering of the sentences that have several."""
    seen = [part.only_seen] if part.hidden else []
    several = [s.renderings for s in part.sentences if len(s.renderings) > 1]
    return _also_as_read([part.text, *seen, *(text for texts in several for text in texts)])


def _sentences(part: ParsedPart) -> list[MappedText]:
    """The other sentences by themselves: for patterns that look for a beginning or an end."""
    return _also_as_read([s.renderings[0] for s in part.sentences if len(s.renderings) == 1])


def _also_as_read(written: list[MappedText]) -> list[MappedText]:
    read = [(text, _as_read(text)) for text in written if not text.text.isascii()]
    return written + [other for text, other in read if other is not text]


def _matches(pattern: Pattern, texts: list[MappedText]) -> list[Span]:
    """Spans of all matches that hold at least one character; those inside another are left out."""
    found = {
        text.span(*match.span())
        for text in texts
        for match in pattern.compiled.finditer(text.text)
        if match.end() > match.start()
    }
    kept: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept


def _put_together(pattern: Pattern, part: ParsedPart) -> list[Span]:
    """A match that options of several sentences make together: any one, since no listing holds them all."""
    if not any(len(one.renderings) > 1 for one in part.sentences):
        return []
    for machine, read in _machines(pattern.re2):
        states = reach(part.tree.root, part.text.text, machine)
        way = next((range_.least for state, range_ in states.items() if machine.matches(state)), None)
        if way:
            text = rendered(part.tree.root, part.text, way.options)
            return _matches(pattern, [read(text)])[:1] or [text.span(0, len(text.text))]
    return []


@lru_cache(maxsize=256)
def _machines(pattern: str) -> "Sequence[tuple[PatternMachine, Callable[[MappedText], MappedText]]]":
    """The pattern over what is written, and over what a person reads; none for what the machine cannot read."""
    try:
        return (PatternMachine(pattern), _same), (PatternMachine(pattern, _read_aloud), _as_read)
    except Unsupported:
        return ()


def _same(text: MappedText) -> MappedText:
    return text


def _read_aloud(text: str) -> str:
    return text if text.isascii() else "".join(char if char.isascii() else _cased(char) for char in text)


def _as_read(text: MappedText) -> MappedText:
    """Look-alikes and invisible characters folded, upper and lower case kept."""
    folds = {ord(char): _cased(char) for char in set(text.text) if not char.isascii()}
    if all(folded == chr(char) for char, folded in folds.items()):
        return text
    read = text.text.translate(folds)
    if all(len(folded) == 1 for folded in folds.values()):
        return MappedText(read, text.starts, text.ends)
    lengths = [len(folds.get(ord(char), char)) for char in text.text]
    starts = [start for start, length in zip(text.starts, lengths, strict=True) for _ in range(length)]
    ends = [end for end, length in zip(text.ends, lengths, strict=True) for _ in range(length)]
    return MappedText(read, starts, ends)


def _cased(char: str) -> str:
    folded = fold_character(char)
    return folded.upper() if char.isupper() else folded
