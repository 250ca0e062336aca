"""Wording that matches a pattern the message standard forbids.

What it finds
    What an RE2 pattern of the standard matches, in a sentence or across the whole part, in every rendering,
    and also once look-alike letters and invisible characters are read as a person reads them.

Why it matters
    Some promises have many wordings; the pattern names the family, and the standard says why.

Instead
    Drop the promise, or state the approved claim behind it.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Observation
from governance.core.copy.folding import fold_character
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.text import MappedText, Span
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Pattern, Severity

CODE = "forbidden_pattern"
SEVERITY: Severity = "blocker"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    patterns = policies.standard.words.patterns
    standard = policies.ref(policies.standard)
    for part in seen.copy.parts if patterns else ():
        texts = list(_texts(part))
        for pattern in patterns:
            for span in _matches(pattern, texts):
                yield Observation(part, span, f"{standard} forbids this wording: {pattern.why}")


def _texts(part: ParsedPart) -> Iterator[MappedText]:
    """The whole part and every rendering of each sentence, as written and as it reads."""
    written = [part.text, *(text for sentence in part.sentences for text in sentence.renderings)]
    yield from written
    yield from (_as_read(text) for text in written if not text.text.isascii())


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


def _as_read(text: MappedText) -> MappedText:
    """Look-alikes and invisible characters folded, upper and lower case kept."""
    pieces = [_cased(char) for char in text.text]
    starts = [start for piece, start in zip(pieces, text.starts, strict=True) for _ in piece]
    ends = [end for piece, end in zip(pieces, text.ends, strict=True) for _ in piece]
    return MappedText("".join(pieces), starts, ends)


def _cased(char: str) -> str:
    if char.isascii():
        return char
    folded = fold_character(char)
    return folded.upper() if char.isupper() else folded
