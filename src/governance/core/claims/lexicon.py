"""Word lists as patterns over folded text. A list is phrases between bars; a phrase may be a regex."""

import re

_LAYOUT = re.compile(r"\s*\n\s*")


def any_of(phrases: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words, between two fixed contexts."""
    return re.compile(before + rf"(?<!\w)(?:{alternatives(phrases)})(?!\w)" + after)


def alternatives(phrases: str) -> str:
    """The phrases as one alternation; line ends with the indentation around them are layout."""
    return _LAYOUT.sub("", phrases)
