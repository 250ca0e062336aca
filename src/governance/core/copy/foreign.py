"""Constructs that no dialect, or another one, reads: each with the words that name it.

What a model or the network writes when the message is sent is refused in its own words, in every dialect.
"""

import re
from collections.abc import Iterator

from governance.core.copy.text import Span

_UNSEEN = "what cannot be reviewed before sending cannot be sent"
_WRITTEN_LATER = (
    (re.compile(r"\{[{%]\s*+(?:ai|gpt)(?:\s*+:|\s++[^\s|}%])", re.IGNORECASE), "is written by AI"),
    (
        re.compile(
            r"\{%-?\s*+(?:include(?:_relative)?|render|connected_content|extends|import|from|layout|section)\b"
            r"|\{\{\s*+(?:>|#?(?:include|import)\s++[^\s|}])",
            re.IGNORECASE,
        ),
        "brings text from elsewhere",
    ),
)
_BLOCKS = (
    (re.compile(r"\{\{\{"), "Triple braces"),
    (re.compile(r"\{\{\s*+(?:[#/^&>!]|(?:else|elseif|endif)\b)"), "Conditions and blocks in braces"),
)
_TAG = re.compile(r"\{%\s*+(\w++)")
_SPACE_EATING = re.compile(r"\{%-|-%\}$")

# Spelt as no sentence is: at least two words joined by underscores, or the signs of Mailchimp and of ERB.
_OTHER_FIELDS = re.compile(
    r"\*\|[A-Za-z][\w:]*+\|\*"
    r"|(?<![\w%])%[A-Za-z]++(?:_[A-Za-z]++)++%(?![\w%])"
    r"|\[[A-Za-z]++(?:_[A-Za-z]++)++\]"
    r"|<%=?[^<>{}]{0,200}%>"
)


def written_later(source: str, start: int, end: int) -> str | None:
    """Why a tag can never be reviewed, if it cannot."""
    for pattern, how in _WRITTEN_LATER:
        if pattern.match(source, start, end):
            return f"The tag {how} when it is sent; {_UNSEEN}"
    return None


def block(source: str, start: int, end: int) -> str | None:
    """Which construct in double braces is no merge field, if it is one."""
    return next((what for pattern, what in _BLOCKS if pattern.match(source, start, end)), None)


def tag(source: str, start: int, end: int, liquid: bool) -> str:
    """Which construct in `{% %}` this is; where Liquid is read, by its first word."""
    word = _TAG.match(source, start, end)
    if not liquid:
        return "Tags in {% %}"
    if _SPACE_EATING.search(source[start:end]):
        return "Tags in {%- -%}, which take spaces away,"
    return f"{{% {word[1][:20]} %}} here" if word else "A tag in {% %} without a word"


def other_fields(source: str, start: int, end: int) -> Iterator[Span]:
    """Merge fields as other tools write them: `[first_name]`, `%FIRST_NAME%`, `*|FNAME|*`, `<%= name %>`."""
    return (Span(*found.span()) for found in _OTHER_FIELDS.finditer(source, start, end))
