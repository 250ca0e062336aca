"""Two texts side by side, word by word: what the first has that the second lost, and what the second added."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein

_WORD = re.compile(r"\S+|\s+")
_PLAIN = str.maketrans("", "", ".,;:!?\"'“”‘’()")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row. `kind` is `same`, `lost` (a word of the first), `gap` (its place in the second) or `added`."""

    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """The runs of both lines."""

    first: tuple[Run, ...]
    second: tuple[Run, ...]

    @property
    def lost(self) -> tuple[str, ...]:
        return tuple(run.text for run in self.first if run.kind == "lost")

    @property
    def added(self) -> tuple[str, ...]:
        return tuple(run.text for run in self.second if run.kind == "added")


def difference(first: str, second: str) -> Difference:
    """Whole words, whatever their case and the marks around them; lines differ where their words do."""
    old, new = first.split(), second.split()
    before: list[Run] = []
    after: list[Run] = []
    for step in Indel.opcodes(_folded(old), _folded(new)):
        lost, added = " ".join(old[step.src_start : step.src_end]), " ".join(new[step.dest_start : step.dest_end])
        if step.tag == "equal":
            before.append(Run("same", lost))
            after.append(Run("same", added))
        elif step.tag == "delete":
            before.append(Run("lost", lost))
            after.append(Run("gap"))
        else:
            after.append(Run("added", added))
    return Difference(tuple(before), tuple(after))


def _folded(words: list[str]) -> list[str]:
    return [word.translate(_PLAIN).casefold() or word for word in words]


def revised(before: str, now: str) -> Difference:
    """Two revisions of a text, white space kept, so that lines stay lines."""
    old, new = _WORD.findall(before), _WORD.findall(now)
    first: list[Run] = []
    second: list[Run] = []
    for step in Levenshtein.opcodes(old, new):
        lost, added = "".join(old[step.src_start : step.src_end]), "".join(new[step.dest_start : step.dest_end])
        if step.tag == "equal":
            first.append(Run("same", lost))
            second.append(Run("same", added))
            continue
        first += [Run("lost", lost)] if lost else []
        second += [Run("added", added)] if added else []
    return Difference(tuple(first), tuple(second))
