"""What sellers' rules usually forbid to promise, found in copy that shares no word with the rule."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from governance.core.claims import language
from governance.core.claims.language.cues import PAUSE, Cue, Phrase, anchors_in, cue, either, phrase, spoken
from governance.core.claims.strength import is_harmless, is_negator
from governance.core.claims.words import tokens

FILE = "promises.txt"
KEYS = ("rule", "copy", "with", "about", "not")
PLEDGE = "pledge"
REMEMBERED = 8_192
DENIES = 5
"""Words before a cue in which a denial denies it."""


@dataclass(frozen=True, eq=False)
class Promise:
    """One promise: the cues by which a rule names it, by which copy makes it, and by which it is unmade.

    `copy` makes it by itself, `beside` only in a sentence that speaks of what the rule speaks of, a pledge in one
    that speaks of what is told in `about`.
    """

    name: str
    rule: tuple[Cue, ...]
    copy: tuple[Cue, ...]
    beside: tuple[Cue, ...]
    about: tuple[Cue, ...]
    denied: tuple[Cue, ...]


class Listed(NamedTuple):
    """The list: what nobody may promise, and the pledges, which promise whatever the sentence is about."""

    promises: tuple[Promise, ...]
    pledges: tuple[Cue, ...]


class Made(NamedTuple):
    """The promises that a sentence makes by itself, and those that it makes beside the matter of a rule."""

    by_itself: frozenset[Promise]
    beside: frozenset[Promise]


NOTHING = Made(frozenset(), frozenset())


def forbidden_promises(texts: Collection[str]) -> frozenset[Promise]:
    """The promises that a rule names, in its folded prose and examples."""
    return frozenset[Promise]().union(*map(_named_in, texts))


@lru_cache(maxsize=REMEMBERED)
def _named_in(folded: str) -> frozenset[Promise]:
    """Those that a text of a rule names. Rules stay as they are from one policy set to the next."""
    text, by_anchor = spoken(folded), _rules_by_anchor()
    cues = dict.fromkeys(pair for anchor in anchors_in(text) for pair in by_anchor.get(anchor, ()))
    return frozenset(one for one, each in cues if _stands(each, text))


@lru_cache(maxsize=1)
def _rules_by_anchor() -> dict[str, list[tuple[Promise, Cue]]]:
    found: dict[str, list[tuple[Promise, Cue]]] = {}
    for one in promises():
        for each in one.rule:
            for anchor in each.phrase.anchors or ():
                found.setdefault(anchor, []).append((one, each))
    return found


@lru_cache(maxsize=REMEMBERED)
def promises_made(folded: str, wanted: frozenset[Promise]) -> Made:
    """Those of these promises that a folded sentence makes."""
    text, by_anchor = spoken(folded), _by_anchor(wanted)
    cues = dict.fromkeys(each for anchor in anchors_in(text) for each in by_anchor.get(anchor, ()))
    if not cues:
        return NOTHING
    unmade = {promise for promise, key, each in cues if key == "not" and _stands(each, text)}
    by_itself, beside = (
        {one for one, key, each in cues if key == wanting and one not in unmade and _affirms(each, text)}
        for wanting in ("copy", "with")
    )
    spoken_of = {one for one, key, each in cues if key == "about" and one not in by_itself and _stands(each, text)}
    if not spoken_of <= unmade and _pledges(text):
        by_itself |= spoken_of - unmade
    return Made(frozenset(by_itself), frozenset(beside))


def _pledges(text: str) -> bool:
    """Whether a text promises something, whatever it is about."""
    by_anchor = _pledges_by_anchor()
    return any(_affirms(each, text) for anchor in anchors_in(text) for each in by_anchor.get(anchor, ()))


@lru_cache(maxsize=1)
def _pledges_by_anchor() -> dict[str, list[Cue]]:
    found: dict[str, list[Cue]] = {}
    for each in _listed().pledges:
        for anchor in each.phrase.anchors or ():
            found.setdefault(anchor, []).append(each)
    return found


@lru_cache(maxsize=64)
def _by_anchor(wanted: frozenset[Promise]) -> dict[str, list[tuple[Promise, str, Cue]]]:
    """The cues of these promises by the words of which one stands where the cue does."""
    found: dict[str, list[tuple[Promise, str, Cue]]] = {}
    for one in wanted:
        for key, cues in (("copy", one.copy), ("with", one.beside), ("about", one.about), ("not", one.denied)):
            for each in cues:
                for anchor in each.phrase.anchors or ():
                    found.setdefault(anchor, []).append((one, key, each))
    return found


def _stands(each: Cue, text: str) -> bool:
    return next(each.starts_in(text), None) is not None


def _affirms(each: Cue, text: str) -> bool:
    """Whether a cue stands in the text with no denial just before it; a cue may hold a denial of its own."""
    return any(not _denied_before(text[:start]) for start in each.starts_in(text))


def _denied_before(text: str) -> bool:
    clause = text.rsplit(PAUSE, 1)[-1].rsplit(" and ", 1)[-1].rsplit(" but ", 1)[-1]
    near = tokens(clause)[-DENIES:]
    return any(is_negator(token.text) and not is_harmless(near, at) for at, token in enumerate(near))


def promises() -> tuple[Promise, ...]:
    return _listed().promises


@lru_cache(maxsize=1)
def _listed() -> Listed:
    """The list beside the word lists: a part of the program, read as code is."""
    return read_promises(files(language).joinpath(FILE).read_text("utf-8"), FILE)


def read_promises(text: str, file: str) -> Listed:
    """The promises and pledges of a text. Raises ValueError with file and line for a line of another shape."""
    lists: dict[str, Phrase] = {}
    pledges: list[Cue] = []
    found: dict[str, dict[str, list[Cue]]] = {}
    for number, line in _lines(text):
        try:
            _read(line, lists, pledges, found)
        except ValueError as error:
            raise ValueError(f"{file}:{number}: {error}") from None
    for name, cues in found.items():
        if not cues["rule"] or not (cues["copy"] or cues["with"]):
            raise ValueError(f"{file}: [{name}] needs a rule line, and a copy or with line")
    listed = tuple(Promise(name, *(tuple(cues[key]) for key in KEYS)) for name, cues in found.items())
    return Listed(listed, tuple(pledges))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, by number; an indented line goes on with the one before."""
    whole: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(" ") and whole:
            whole[-1] = (whole[-1][0], f"{whole[-1][1]} {line.strip()}")
        elif line.strip() and not line.startswith("#"):
            whole.append((number, line.strip()))
    return iter(whole)


def _read(line: str, lists: dict[str, Phrase], pledges: list[Cue], found: dict[str, dict[str, list[Cue]]]) -> None:
    if line.startswith("[") and line.endswith("]"):
        if line[1:-1] in found:
            raise ValueError(f"{line} stands twice")
        found[line[1:-1]] = {key: [] for key in KEYS}
    elif line.startswith("{"):
        name, _, phrases = line.partition(" = ")
        lists[name.strip("{}")] = either(phrase(words.strip(), lists) for words in phrases.split(","))
    else:
        key, _, words = line.partition(":")
        if key == PLEDGE or (key in KEYS and found):
            cues = pledges if key == PLEDGE else list(found.values())[-1][key]
            cues.extend(cue(each.strip(), lists) for each in words.split(","))
        else:
            allowed = ", ".join((PLEDGE, *KEYS))
            raise ValueError(f"found {line!r}; a line is [name], {{list}} = phrases, or {allowed} with a cue")
