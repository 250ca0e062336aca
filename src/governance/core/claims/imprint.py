"""A line that only says who and where we are, as it stands below every e-mail: `Krona Oy, Aleksi 5, Helsinki`."""

import re

from governance.core.claims.meaning import Meaning
from governance.core.claims.words import stem

MOST_WORDS = 6
"""Words of one part of an address."""

_BETWEEN = re.compile(r"\s*[,;·•|–—]\s*|\s+-\s+")
_NUMBER = re.compile(r"(?:[A-Z]{1,3}-?)?\d{1,6}[A-Za-z]{0,2}(?:[-/]\d{1,5}[A-Za-z]?)?")
_FORMS = frozenset(
    """& ab ag as b.v bv co co. corp gmbh inc kft kg limited llc llp ltd ltd. n.v nv
    oy oyj plc sa sarl se spa srl ug""".split()
)
_SMALL = frozenset("am an auf bei da de del den der des di du im in la le of the van von zum zur".split())


def is_imprint(sentence: Meaning, our_names: frozenset[str]) -> bool:
    """Whether our name comes first, and then the parts of an address, one of which has a number."""
    written = sentence.written(0, len(sentence.folded.text)).strip().rstrip(".")
    name, *address = (part for part in _BETWEEN.split(written) if part)
    places = all(map(_is_place, address))
    return places and any(char.isdigit() for part in address for char in part) and _is_our_name(name, our_names)


def _is_our_name(name: str, our_names: frozenset[str]) -> bool:
    others = {stem(word) for word in name.casefold().split() if word not in _FORMS}
    return bool(others) and others <= our_names


def _is_place(part: str) -> bool:
    """A street with its number, a postcode with its town, a country: names and numbers, and nothing that tells."""
    words = part.split()
    return len(words) <= MOST_WORDS and all(_is_name(word) or _NUMBER.fullmatch(word.rstrip(".")) for word in words)


def _is_name(word: str) -> bool:
    letters = word.strip(".").replace("-", "").replace("'", "").replace("’", "")
    return letters in _SMALL or (letters.isalpha() and letters[0].isupper())
