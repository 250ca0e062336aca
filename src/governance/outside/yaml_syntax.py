"""What the YAML parser could not read, in words for those who write policies, placed where it went wrong."""

import re
from typing import Protocol

import yaml

Position = tuple[int, int]

_KEY_BEFORE = re.compile(r":\s")


class Mark(Protocol):
    """Where the parser is, counted from 0; its two builds have a class each."""

    index: int
    line: int
    column: int


def position(mark: Mark | None) -> Position:
    """Line and column, counted from 1; the head of the file for a mark that is not known."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def syntax_fault(error: yaml.MarkedYAMLError, last: yaml.Event, text: str) -> tuple[str, Position]:
    """What is wrong and where. `last` is the event read before the error."""
    mark = error.problem_mark or error.context_mark or last.start_mark
    problem = error.problem or error.context or "it breaks off"
    here = text[mark.index : mark.index + 1] if mark else ""
    if here == "\t":
        return "a tab stands here; indent with spaces", position(mark)
    if "cannot start any token" in problem:
        return f"{here} cannot begin text; put the text in quotes", position(mark)
    if "mapping values are not allowed" in problem:
        return f"this is not YAML: mapping values are not allowed here; {_colon(mark, text)}", position(mark)
    if error.context == "while scanning a quoted scalar":
        return "the quote that opens here is never closed", position(error.context_mark)
    if _ends_before(last, mark):
        line = position(last.end_mark)[0]
        message = f"the quote that opens here closes on line {line} and more text follows; close it where its text ends"
        return message, position(last.start_mark)
    return f"this is not YAML: {problem}", position(mark)


def _colon(mark: Mark | None, text: str) -> str:
    """The way out of a colon too many: quotes in a line with a key before it, else the key's own indentation."""
    line = text[: mark.index].rpartition("\n")[2] if mark else ""
    if _KEY_BEFORE.search(line):
        return "put text that holds a colon in quotes"
    return "begin a key in the column of the key above it"


def _ends_before(last: yaml.Event, mark: Mark | None) -> bool:
    """Whether the last event is text in quotes that ends on the line of the mark."""
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"') or not (mark and last.end_mark):
        return False
    return last.end_mark.line == mark.line
