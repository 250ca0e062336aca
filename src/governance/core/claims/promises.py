"""Promises that talk tracks forbid, found by how sellers make them: `pays for itself`, `only three seats left`.

A never-say rule need not name the words. What it forbids is told by its prose and examples, and copy that makes such a
promise breaks it, though it shares no word with the rule.
"""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from governance.core.claims import language
from governance.core.claims.lexicon import any_of

FILE = "promises.toml"
REMEMBERED = 8_192
_DENIED = re.compile(r"(?:\bnot|n't|\bnever|\bno)(?: \w+){0,3} $")


@dataclass(frozen=True)
class Promise:
    """A promise by its name; `rule` is how a rule forbids it, `copy` how copy makes it."""

    name: str
    rule: re.Pattern[str]
    copy: re.Pattern[str]


@lru_cache(maxsize=1)
def promises() -> tuple[Promise, ...]:
    """All that are known. They are a part of the program, read as code is."""
    found = tomllib.loads(files(language).joinpath(FILE).read_text("utf-8"))["promise"]
    return tuple(Promise(one["name"], any_of(one["rule"].strip()), any_of(one["copy"].strip())) for one in found)


def forbidden_promises(texts: Collection[str]) -> frozenset[str]:
    """The names of the promises that a rule forbids, by its folded prose and examples."""
    return frozenset(promise.name for promise in promises() if any(promise.rule.search(text) for text in texts))


@lru_cache(maxsize=REMEMBERED)
def promises_made(folded: str, wanted: frozenset[str]) -> frozenset[str]:
    """Those of these promises that a folded sentence makes."""
    if not wanted or not _any_of(wanted).search(folded):
        return frozenset()
    return frozenset(one.name for one in promises() if one.name in wanted and _makes(folded, one))


def _makes(folded: str, promise: Promise) -> bool:
    """`that doesn't make apps useless` runs nobody down."""
    return any(not _DENIED.search(folded[: made.start()]) for made in promise.copy.finditer(folded))


@lru_cache(maxsize=64)
def _any_of(wanted: frozenset[str]) -> re.Pattern[str]:
    """All of them as one pattern, since most sentences make none."""
    return re.compile("|".join(one.copy.pattern for one in promises() if one.name in wanted))
