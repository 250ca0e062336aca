"""Where a finding about the whole message stands."""

from governance.core.copy.parsed import ParsedCopy, ParsedPart, parse_part
from governance.core.copy.text import Span
from governance.core.copy.variant import PartName


def message(copy: ParsedCopy) -> ParsedPart:
    """The body, else the HTML part, else an empty body."""
    return copy.part(PartName.BODY) or copy.part(PartName.HTML) or parse_part(PartName.BODY, "")


def beginning() -> Span:
    return Span(0, 0)


def end(part: ParsedPart) -> Span:
    """The empty span after the last character that is not white space."""
    last = len(part.source.rstrip())
    return Span(last, last)
