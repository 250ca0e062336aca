"""Cues: how copy or a rule may put a thing, a few words for each.

`a/b` is either word, `word*` a word with any ending, `(word)` may stand or not, `#` is a figure, `...` up to six
further words that deny nothing, `{list}` one phrase of a list. Cues are looked for in text as it is spoken: words
without their marks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from governance.core.claims.words import STOP_WORDS

REACH = 6
"""Words that `...` stands for at most, no denial among them."""
PAUSE = ","
"""What stands behind a word of spoken text where a clause ends."""

_SPOKEN = re.compile(r"[€$£]?\d+(?:[.,]\d+)*[^\W\d_]*%?|[^\W\d_]+(?:'[^\W\d_]+)*|[,;:()–]| -(?= )")
_PIECE = re.compile(r"\([^()]*\)|\S+")
_WORD = re.compile(r"[a-z0-9€$£#][a-z0-9'#]*%?\*?")
_LIST = re.compile(r"\{([a-z]+)\}")
_DENIAL = r"(?:not|never|no|nobody|nothing|cannot|\w+n't),? "
_GAP = rf"(?:(?!{_DENIAL})\S+ ){{0,{REACH}}}"
_FIGURE = r"\d[\d.,]*[a-z]*"
_STEMS = (3, 4)
"""Letters of a word with any ending by which it is known: as many as it has, at most."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern over spoken text, and words of which one stands in every text that it matches, if they are known."""

    pattern: str
    anchors: frozenset[str] | None


Lists = Mapping[str, Phrase]


@dataclass(frozen=True, eq=False)
class Cue:
    """One line, compiled when a text holds one of its anchors."""

    phrase: Phrase

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile("(?<= )" + self.phrase.pattern)

    def starts_in(self, spoken: str) -> Iterator[int]:
        return (found.start() for found in self._compiled.finditer(spoken))


def spoken(folded: str) -> str:
    """The words of a folded text between single spaces; a pause stands behind the last of a clause."""
    words = [""]
    for found in _SPOKEN.findall(folded):
        if found[0].isalnum() or found[0] in "€$£":
            words.append(found)
        elif not words[-1].endswith(PAUSE):
            words[-1] += PAUSE
    return " ".join(words) + " "


def anchors_in(text: str) -> set[str]:
    """The anchors that cues of a spoken text may have."""
    words = set(text.replace(PAUSE + " ", " ").split())
    found = {f"{word[:length]}*" for word in words for length in _STEMS}
    return found | words | {word[:-2] for word in words if word.endswith("'s")}


def cue(line: str, lists: Lists) -> Cue:
    """The cue of a line. Raises ValueError, saying what was found, for a line of another shape."""
    found = phrase(line, lists)
    if found.anchors is None:
        raise ValueError(f"found {line!r}; a cue has a piece that is words only")
    return Cue(found)


def phrase(line: str, lists: Lists) -> Phrase:
    pieces = _PIECE.findall(line)
    if not pieces or _may_be_missing(pieces[-1]):
        raise ValueError(f"found {line!r}; a cue ends with a word")
    parts = [_piece(piece, lists) for piece in pieces]
    anchored = [part.anchors for part in parts if part.anchors]
    return Phrase("".join(part.pattern for part in parts), max(anchored, key=_rarity, default=None))


def either(phrases: Iterable[Phrase]) -> Phrase:
    """One phrase of several."""
    found = list(phrases)
    if len(found) == 1:
        return found[0]
    anchors = [each.anchors for each in found]
    known = frozenset[str]().union(*(each for each in anchors if each)) if all(anchors) else None
    return Phrase(f"(?:{'|'.join(each.pattern for each in found)})", known)


def _rarity(anchors: frozenset[str]) -> tuple[bool, int, int]:
    """Words that tell something are rarer, longer ones, and fewer of them."""
    return anchors.isdisjoint(STOP_WORDS), min(map(len, anchors)), -len(anchors)


def _may_be_missing(piece: str) -> bool:
    return piece == "..." or piece.startswith("(")


def _piece(piece: str, lists: Lists) -> Phrase:
    if piece == "...":
        return Phrase(_GAP, None)
    if piece.startswith("("):
        return Phrase(f"(?:{phrase(piece[1:-1], lists).pattern})?", None)
    return either(_word(word, lists) for word in piece.split("/"))


def _word(word: str, lists: Lists) -> Phrase:
    if named := word[0] == "{" and _LIST.fullmatch(word):
        if named[1] not in lists:
            raise ValueError(f"found {word!r}; allowed are lists that stand above")
        return lists[named[1]]
    return _plain(word)


@cache
def _plain(word: str) -> Phrase:
    if not _WORD.fullmatch(word):
        raise ValueError(f"found {word!r}; a word is small letters, figures, € $ £ % and ', and may end with *")
    plain = word.removesuffix("*")
    pattern = re.escape(plain).replace(r"\#", _FIGURE) + (r"[^\s,]*" if word.endswith("*") else "(?:'s)?") + ",? "
    if "#" in word or (word.endswith("*") and len(plain) < min(_STEMS)):
        return Phrase(pattern, None)
    return Phrase(pattern, frozenset([f"{plain[: max(_STEMS)]}*" if word.endswith("*") else plain]))
