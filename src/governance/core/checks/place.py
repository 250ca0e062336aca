"""Where a finding about the whole message stands."""

from governance.core.copy.parsed import ParsedCopy, ParsedPart, parse_part
from governance.core.copy.text import Span
from governance.core.copy.tree import Branch
from governance.core.copy.variant import PartName

MOST_QUOTED = 60


def message(copy: ParsedCopy) -> ParsedPart:
    """The body, else the HTML part, else an empty body."""
    return copy.part(PartName.BODY) or copy.part(PartName.HTML) or parse_part(PartName.BODY, "")


def messages(copy: ParsedCopy) -> list[ParsedPart]:
    """The body and the HTML part: a recipient sees the one or the other."""
    return [part for part in copy.parts if part.name is not PartName.SUBJECT] or [message(copy)]


def of_option(part: ParsedPart, option: Branch) -> str:
    """An option of a choice in words."""
    text = " ".join(part.text.text[option.span.start : option.span.end].split())
    return f"the option “{text[:MOST_QUOTED]}”" if text else "an empty option"


def beginning() -> Span:
    return Span(0, 0)


def end(part: ParsedPart) -> Span:
    """The empty span after the last character that is not white space."""
    last = len(part.source.rstrip())
    return Span(last, last)
