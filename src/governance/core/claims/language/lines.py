"""Word lists, one relation a line, read strictly. `#` begins a comment, and empty lines say nothing."""

import re
from importlib.resources import files

ANYTHING = "*"
"""Stands alone left of `<`, for whatever was approved."""

Words = tuple[str, ...]
Relation = tuple[Words, ...]
_WORD = re.compile(r"[a-z_]+")


def shipped(name: str, sign: str | None = None) -> tuple[Relation, ...]:
    """The relations of a list beside this module.

    A list is a part of the program as its code is, and read as code is, once, at import: this is no input.
    """
    return relations(files(__package__).joinpath(name).read_text("utf-8"), name, sign)


def relations(text: str, file: str, sign: str | None = None) -> tuple[Relation, ...]:
    """The two sides of each line around its sign; without a sign, every word is a side, of two or more.

    Raises ValueError with file and line for a line of another shape.
    """
    lines = ((number, line.partition("#")[0].strip()) for number, line in enumerate(text.splitlines(), 1))
    return tuple(_relation(line, sign, f"{file}:{number}") for number, line in lines if line)


def _relation(line: str, sign: str | None, where: str) -> Relation:
    sides = tuple(tuple(side.split()) for side in line.split(sign))
    if len(sides) < 2 or (sign and len(sides) > 2) or not all(sides):
        shape = f"words, one {sign}, and words" if sign else "two words or more"
        raise ValueError(f"{where}: found {line!r}; a line is {shape}")
    words = [word for side in sides for word in side]
    for word in words:
        if not _WORD.fullmatch(word) and not (sign == "<" and sides[0] == (word,) == (ANYTHING,)):
            raise ValueError(f"{where}: found {word!r}; a word is small letters from a to z")
        if words.count(word) > 1:
            raise ValueError(f"{where}: {word!r} stands twice")
    return sides
