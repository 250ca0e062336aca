"""Places as evaluation data name them, as the codes and groups of policy files."""

from collections.abc import Iterable

from governance.core.countries import known_country

EVERYWHERE = "all"
_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
_GROUPS = {
    "DACH": ["DE", "AT", "CH"],
    "EU": _EU,
    "EEA": [*_EU, "IS", "LI", "NO"],
    "NORDICS": ["DK", "FI", "IS", "NO", "SE"],
    "BENELUX": ["BE", "LU", "NL"],
    "UKI": ["GB", "IE"],
    "ANZ": ["AU", "NZ"],
    "NORTH_AMERICA": ["CA", "US"],
}


def codes(names: Iterable[str]) -> list[str]:
    """Country codes of names or codes; a name that is no country is left out."""
    return [code for name in names if (code := known_country(name))]


def allowed(names: Iterable[str]) -> list[str] | str:
    """The regions of a claim: countries and groups. Everywhere, if the data say so or name no place we know."""
    names = list(names)
    if any(name.casefold() in ("all", "global", "worldwide") for name in names):
        return EVERYWHERE
    found = [code for name in names if (code := known_country(name) or _group(name))]
    return found or EVERYWHERE


def groups(regions: Iterable[list[str] | str]) -> dict[str, list[str]]:
    """The groups that the regions of claims name, with their countries."""
    named = {region for one in regions if not isinstance(one, str) for region in one}
    return {group: members for group, members in _GROUPS.items() if group in named}


def _group(name: str) -> str | None:
    key = name.upper().replace("&", "").replace(" ", "_").replace("-", "_")
    return key if key in _GROUPS else None
