"""Characters that take no room: joiners, soft hyphens, fillers, selectors. They part words for a machine alone."""

import re
import unicodedata

_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
_FORMATS = "\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
INVISIBLE = _FILLERS + _FORMATS
"""For a class of a regular expression."""

_FILLER = re.compile(f"[{_FILLERS}]")


def is_invisible(char: str) -> bool:
    """Whether a character is seen by nobody; white space is."""
    return unicodedata.category(char) == "Cf" or bool(_FILLER.match(char))
