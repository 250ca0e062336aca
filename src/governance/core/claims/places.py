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


@cache
def members(place: str) -> frozenset[str]:
    """The countries that a place is the name for: Belgium, the Netherlands and Luxembourg of the Benelux."""
    return frozenset(one for one, wider in _WIDER.items() if place in wider and one not in _NAMES)


def is_within(place: str, other: str) -> bool:
    """Whether a place lies in a wider one."""
    return other in _WIDER.get(place, frozenset())
