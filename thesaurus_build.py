"""Writes what the claims need of WordNet as one small file: `python thesaurus_build.py DICT`.

DICT is the `dict` folder of a WordNet 3.1 release. The file is kept in git, so nobody needs WordNet to build or run;
this is how it was made. Senses are numbered; each line says which of them a word can have, in the fields of `FIELDS`.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from governance.core.claims.words import plain_stem

TARGET = Path(__file__).parent / "src" / "governance" / "core" / "claims" / "language" / "thesaurus.txt"
FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
ALIKE = ("&", "$", "+", "\\", "<")
"""Similar adjectives, verb groups, and words derived from one another."""
BROADER = ("@", "@i", "*")
OPPOSITE = ("!",)
USUAL = 4
"""Senses of a word, for each part of speech, that copy is likely to mean; the rarest are left out."""
RARE = 0.05
LONE = frozenset({"05", "08", "20", "27"})
"""Animals, bodies, plants and substances."""
PEOPLE = frozenset({"14", "18"})
"""Groups and persons."""
COPYRIGHT = "# From WordNet 3.1, Copyright 2011 by Princeton University, all rights reserved; see NOTICE."


class Sense(NamedTuple):
    part: str
    offset: str


class Pointer(NamedTuple):
    symbol: str
    sense: Sense
    word: int
    """Of the sense that points, from 1; 0 for all of them."""


@dataclass(frozen=True)
class Synset:
    words: list[str]
    pointers: list[Pointer]
    topic: str


@dataclass(frozen=True)
class WordNet:
    folder: Path

    @cached_property
    def synsets(self) -> dict[Sense, Synset]:
        return dict(synset for part in FILES for synset in self._data(part))

    @cached_property
    def counts(self) -> Counter[tuple[str, Sense]]:
        """How often a word was counted in a sense."""
        parts = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
        rows = (line.split() for line in _lines(self.folder / "index.sense"))
        found = ((key.split("%"), offset, int(count)) for key, offset, _, count in rows)
        return Counter({(key[0], Sense(parts[key[1][0]], offset)): count for key, offset, count in found})

    @cached_property
    def senses(self) -> dict[str, dict[str, list[Sense]]]:
        """Of each word, by part of speech, the usual ones first; the usual part of speech first."""
        found: dict[str, dict[str, list[Sense]]] = defaultdict(dict)
        for part, name in FILES.items():
            for fields in map(str.split, _lines(self.folder / f"index.{name}")):
                if fields[0].isascii() and fields[0].isalpha():
                    found[fields[0]][part] = [Sense(part, offset) for offset in fields[6 + int(fields[3]) :]]
        return {word: self._ranked(word, parts) for word, parts in found.items()}

    def _ranked(self, word: str, parts: dict[str, list[Sense]]) -> dict[str, list[Sense]]:
        weight = {part: sum(self.counts[word, one] + 0.5 for one in senses) for part, senses in parts.items()}
        least = RARE * sum(weight.values())
        told = sorted((part for part in parts if weight[part] >= least), key=lambda part: -weight[part])
        return {part: parts[part] for part in told}

    def told(self, word: str) -> bool:
        """Whether a word is kept: one that was counted, or that is no name and means something in business."""
        senses = [sense for part in self.senses[word].values() for sense in part]
        if any(self.counts[word, sense] for sense in senses):
            return True
        synsets = [self.synsets[sense] for sense in senses]
        names = all(word not in synset.words for synset in synsets)
        return not names and not all(sense.part == "n" and self.synsets[sense].topic in LONE for sense in senses)

    def people(self, word: str) -> str:
        """The mark of a noun that usually means people or a group of them."""
        nouns = self.senses[word].get("n", [])
        return "p" if nouns and self.synsets[nouns[0]].topic in PEOPLE else ""

    def _data(self, part: str) -> Iterator[tuple[Sense, Synset]]:
        for line in _lines(self.folder / f"data.{FILES[part]}"):
            fields = line.split("|")[0].split()
            number = int(fields[3], 16)
            words = [fields[4 + 2 * at].split("(")[0] for at in range(number)]
            rest = fields[5 + 2 * number :]
            pointers = [_pointer(*rest[4 * at : 4 * at + 4]) for at in range(int(fields[4 + 2 * number]))]
            yield Sense(part, fields[0]), Synset(words, pointers, fields[1])


def _pointer(symbol: str, offset: str, part: str, words: str) -> Pointer:
    return Pointer(symbol, Sense("a" if part == "s" else part, offset), int(words[:2], 16))


def _lines(file: Path) -> Iterator[str]:
    """Without the licence, which is indented."""
    with file.open(encoding="latin-1") as lines:
        yield from (line for line in lines if not line.startswith(" "))


@dataclass(frozen=True)
class Entry:
    """What is written of one word."""

    net: WordNet
    word: str

    def usual(self, most: int) -> list[Sense]:
        return [sense for senses in self.net.senses[self.word].values() for sense in senses[:most]]

    @property
    def near(self) -> set[Sense]:
        own = self.usual(2 * USUAL)
        return {*own, *self._from(own, ALIKE)}

    @property
    def broader(self) -> set[Sense]:
        return set(self._from(self.usual(USUAL), BROADER))

    @property
    def poles(self) -> set[Sense]:
        """The senses by which the word can be the contrary of another: its usual ones and what they come from."""
        own = self.usual(USUAL - 1)
        adjectives = [sense for sense in own if sense.part == "a"]
        others = [sense for sense in own if sense.part != "a"]
        derived = (sense for sense in self._from(others, ("+",)) if sense.part in "nv")
        return {*own, *self._from(adjectives, ("&",)), *derived}

    @property
    def contraries(self) -> set[Sense]:
        return {
            pointer.sense
            for sense in self.poles
            for pointer in self.net.synsets[sense].pointers
            if pointer.symbol in OPPOSITE
        }

    def _from(self, senses: Iterable[Sense], symbols: tuple[str, ...]) -> Iterator[Sense]:
        """Where the senses point, by pointers of the whole sense or of this word in it."""
        for sense in senses:
            synset = self.net.synsets[sense]
            for pointer in synset.pointers:
                mine = not pointer.word or synset.words[pointer.word - 1].lower() == self.word
                if pointer.symbol in symbols and mine:
                    yield pointer.sense


FIELDS: dict[str, Callable[[Entry], Iterable[Sense]]] = {
    "usual": lambda entry: entry.usual(USUAL),
    "near": lambda entry: entry.near,
    "broader": lambda entry: entry.broader,
    "poles": lambda entry: entry.poles,
    "contraries": lambda entry: entry.contraries,
}


def thesaurus(net: WordNet) -> Iterator[str]:
    """The lines of the file: the word, its stem, the letters of its parts of speech, the usual first, the fields.

    A `p` after the letters marks people.
    """
    entries = {word: _fields(net, word) for word in sorted(net.senses) if net.told(word)}
    used = Counter(sense for fields in entries.values() for sense in set().union(*fields))
    numbers = {sense: number for number, sense in enumerate(sorted(sense for sense in used if used[sense] > 1))}
    yield COPYRIGHT
    yield f"# word, stem, parts of speech, {', '.join(FIELDS)}: written by thesaurus_build.py"
    for word, fields in entries.items():
        told = [sorted(numbers[sense] for sense in field if sense in numbers) for field in fields]
        if any(told):
            columns = (" ".join(f"{number:x}" for number in field) for field in told)
            yield "\t".join([word, plain_stem(word), "".join(net.senses[word]) + net.people(word), *columns])


def _fields(net: WordNet, word: str) -> list[set[Sense]]:
    """A sense that one word alone has relates it to nothing; such ones are left out afterwards."""
    return [set(field(Entry(net, word))) for field in FIELDS.values()]


if __name__ == "__main__":
    TARGET.write_text("\n".join(thesaurus(WordNet(Path(sys.argv[1])))) + "\n", encoding="utf-8")
