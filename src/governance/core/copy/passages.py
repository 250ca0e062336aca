"""Hidden passages of an HTML part that say something, and the preheader among them.

Padding that shows nothing is none, nor are lines that the recipient sees elsewhere in the part: mail says the same
again for other screens and other programs.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from governance.core.copy.folding import fold
from governance.core.copy.hidden import NOT_SEEN
from governance.core.copy.invisible import is_invisible
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.text import MappedText, Span, identity
from governance.core.copy.visible import OUTLOOK

LONGEST_PREHEADER = 200
"""Characters; no inbox shows more."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Hidden text: where it stands in the source, by what it is hidden, how many characters would be seen."""

    span: Span
    how: str
    characters: int


@dataclass(frozen=True, slots=True)
class HiddenText:
    """What a part hides. The preheader is what an inbox shows behind the subject: hidden text that stands first."""

    preheader: Passage | None
    passages: tuple[Passage, ...]


def hidden_text(part: ParsedPart) -> HiddenText:
    """What is hidden in a part, in order, the preheader apart."""
    if not part.hidden:
        return HiddenText(None, ())
    known = set(_lines(part.only_seen.text))
    found = [(hidden.span.start, hidden.how, part.text.cut(*hidden.span)) for hidden in part.hidden]
    saying = [(at, _passage(text, how)) for at, how, text in found if not known.issuperset(_lines(text.text))]
    if saying and _is_preheader(saying[0][1]) and not _shown(part.seen[: saying[0][0]].replace(NOT_SEEN, " ")):
        return HiddenText(saying[0][1], tuple(passage for _, passage in saying[1:]))
    return HiddenText(None, tuple(passage for _, passage in saying))


def _is_preheader(passage: Passage) -> bool:
    return passage.characters <= LONGEST_PREHEADER and passage.how != OUTLOOK


def _passage(text: MappedText, how: str) -> Passage:
    shown = _shown(text.text)
    return Passage(text.span(shown[0], shown[-1] + 1), how, len(shown))


def _shown(text: str) -> list[int]:
    """Where characters stand that would be seen."""
    return [at for at, char in enumerate(text) if not char.isspace() and not is_invisible(char)]


def _lines(text: str) -> Iterable[str]:
    lines = (" ".join(fold(identity(line)).text.split()) for line in text.split("\n"))
    return [line for line in lines if line]
