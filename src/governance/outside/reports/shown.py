"""Hostile copy as it may be shown on a terminal: nothing in it acts, nothing in it hides."""

import unicodedata

_ACTING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown(text: str) -> str:
    """White space as single spaces; control, bidirectional and invisible characters as `\\u202e`."""
    return "".join(char if char.isascii() and char.isprintable() else _shown(char) for char in _one_line(text))


def shortened(text: str, length: int) -> str:
    """At most `length` characters, with the middle left out."""
    if len(text) <= length:
        return text
    half = (length - 3) // 2
    return f"{text[:half]} … {text[-half:]}"


def counted(number: int, noun: str) -> str:
    """`1 variant`, `2 variants`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _one_line(text: str) -> str:
    return text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ").replace("\u00a0", " ")


def _shown(char: str) -> str:
    if unicodedata.category(char) not in _ACTING:
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
