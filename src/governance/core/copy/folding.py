"""Text as it reads: case, look-alikes, typographic quotes and invisible characters folded away.

For comparing only, never for showing. Every folded character knows its source span.
"""

import unicodedata
from functools import lru_cache

from governance.core.copy.invisible import is_invisible
from governance.core.copy.lookalikes import LOOKALIKES
from governance.core.copy.text import MappedText

_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
_DASHES = dict.fromkeys("‐‑‒–—−﹘﹣－", "-")
_FOLDS = {**LOOKALIKES, **_QUOTES, **_DASHES}


def fold(text: MappedText) -> MappedText:
    """Fold character by character, so that the map to the source stays exact."""
    if text.text.isascii() or all(map(_is_folded, set(text.text))):
        return MappedText(text.text.lower(), text.starts, text.ends)
    return text.translated({ord(char): fold_character(char) for char in set(text.text)})


def _is_folded(char: str) -> bool:
    """Whether nothing but the case of ASCII letters is to be folded."""
    return char.isascii() or fold_character(char) == char


@lru_cache(maxsize=4096)
def fold_character(char: str) -> str:
    """What a reader takes this character for, lower case; nothing for an invisible one."""
    if char.isascii():
        return char.lower()
    if known := _FOLDS.get(char):
        return known
    if is_invisible(char):
        return ""
    compatible = unicodedata.normalize("NFKC", char).lower()
    return "".join(_FOLDS.get(c, c) for c in compatible)
