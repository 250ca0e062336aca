"""Places by name, and the wider places that hold them: the EU lies in Europe, Europe in the world."""

import re
from collections import defaultdict
from functools import cache

from governance.core.claims.language.lines import shipped
from governance.core.claims.lexicon import any_of

_NAMES = {
    "eu": r"eu|e\.u\.|european union",
    "eea": "eea|european economic area",
    "uk": r"uk|u\.k\.|united kingdom",
    "britain": "britain|great britain|british isles",
    "us": r"u\.s\.(?:a\.)?|usa|united states(?: of america)?",
    "europe": "european continent|europe|europeans?",
    "world": "world|globe|planet|worldwide|globally|(?:every|all) continents?",
    "nordics": "nordics?|nordic countries",
    "scandinavia": "scandinavia",
    "benelux": "benelux|low countries",
    "german_speaking_countries": "german-speaking countries",
    "america": "america|north america",
}
"""How a place is written, where it is not its name in the list alone. `us` is a word before it is a country."""


_OF = {
    "austrian": "austria", "german": "germany", "swiss": "switzerland", "belgian": "belgium", "dutch": "netherlands",
    "danish": "denmark", "finnish": "finland", "icelandic": "iceland", "norwegian": "norway", "swedish": "sweden",
    "estonian": "estonia", "latvian": "latvia", "lithuanian": "lithuania", "french": "france", "greek": "greece",
    "irish": "ireland", "italian": "italy", "polish": "poland", "portuguese": "portugal", "spanish": "spain",
    "czech": "czechia", "hungarian": "hungary", "english": "england", "scottish": "scotland", "welsh": "wales",
    "british": "uk", "american": "us", "canadian": "canada", "mexican": "mexico", "australian": "australia",
    "european": "europe",
}  # fmt: skip


def _wider() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for narrow, wide in shipped("places.txt", "<"):
        for place in narrow:
            found[place].update(wide)
    return {place: frozenset(holding) for place, holding in found.items()}


_WIDER = _wider()
_PLACES = frozenset(_WIDER).union(*_WIDER.values())
_PLACE: re.Pattern[str] = any_of("|".join(f"(?P<{place}>{_NAMES.get(place, place)})" for place in sorted(_PLACES)))


def places(folded: str) -> dict[str, tuple[int, int]]:
    """The places that a folded text names, and where it does first."""
    found: dict[str, tuple[int, int]] = {}
    for match in _PLACE.finditer(folded):
        found.setdefault(str(match.lastgroup), match.span())
    return found


def place_of(word: str) -> str:
    """The place whose people or things a word names: `dutch` those of the Netherlands; empty for any other word."""
    return _OF.get(word, "")


@cache
def members(place: str) -> frozenset[str]:
    """The countries that a place is the name for: Belgium, the Netherlands and Luxembourg of the Benelux."""
    return frozenset(one for one, wider in _WIDER.items() if place in wider and one not in _NAMES)


def is_within(place: str, other: str) -> bool:
    """Whether a place lies in a wider one."""
    return other in _WIDER.get(place, frozenset())
