"""Policies read aloud: criteria as sentences, and changes with what they make of the rule."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from governance.web.pages.words import count, listed, of_key

Json = Mapping[str, Any]
OPERATORS = {
    "is": "is {}",
    "one_of": "is one of {}",
    "not_one_of": "is none of {}",
    "at_least": "is at least {}",
    "at_most": "is at most {}",
    "matches": "matches {}",
    "within_days": "lies within {} days",
}


def criterion(value: Json) -> str:
    """A condition as a sentence without its full stop."""
    for head, between in (("all", " and "), ("any", " or ")):
        if value.get(head):
            return between.join(_part(one) for one in value[head])
    if value.get("none"):
        return f"none of these: {'; '.join(criterion(one) for one in value['none'])}"
    return _single(value)


def _part(value: Json) -> str:
    words = criterion(value)
    return f"({words})" if value.get("all") or value.get("any") else words


def _single(value: Json) -> str:
    if value.get("field"):
        return f"{value['field']} {_operation(value)}"
    if value.get("event"):
        what = f"{count(value['at_least'], 'time')}" + (
            f" with different {value['distinct']}" if value.get("distinct") else ""
        )
        return f"{value['event'].replace('_', ' ')} at least {what}{_within(value)}"
    if value.get("stage"):
        return f"it is {value['stage'].upper()}"
    if value.get("persona"):
        return (
            "the title belongs to a persona"
            if value["persona"] == "any"
            else f"the title is of persona {value['persona']}"
        )
    return f"the copy makes a claim about {of_key(value.get('claim_category')).lower()}"


def _within(value: Json) -> str:
    return f" within {value['within_days']} days" if value.get("within_days") else ""


def _operation(value: Json) -> str:
    if value.get("between"):
        return f"is between {value['between'][0]} and {value['between'][1]}"
    if value.get("is_set") is not None:
        return "is known" if value["is_set"] else "is not known"
    for name, words in OPERATORS.items():
        if value.get(name) is not None:
            return words.format(_operand(value[name]))
    return "is known"


def _operand(value: Any) -> str:
    return listed([str(one) for one in value], "or") if isinstance(value, list) else str(value)


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words: whether it makes the rule stricter, looser, or neither, as far as that can be told."""

    direction: str
    where: str
    words: str
    old: str
    new: str


MOST = 300
"""Characters of a value that a change tells."""

RELATIONS = {"than": "more than", "of": "the contrary of"}
TELLING = ("says", "rule", "text", "wordings", "answers", "role")
ADDS = {"added": "looser", "removed": "stricter"}
FORBIDS = {"added": "stricter", "removed": "looser"}
ALLOWING = re.compile(
    r"^(claims\[[^\]]+\](\.(wordings|channels|regions)\[\d+\])?|offers\[[^\]]+\]|merge_fields\[\d+\]|identity\.\w+\[\d+\]|never_say\[[^\]]+\]\.but_not\[\d+\])$"
)
FORBIDDING = re.compile(
    r"^(never_say\[[^\]]+\](\.examples\[\d+\])?|words\.\w+\[\d+\]|requirements\[[^\]]+\]|competitors\.names\[\d+\]"
    r"|channels\.\w+\.require(_said)?\[\d+\]|sending_rules\.\w+(\[\d+\])?"
    r"|language\.(stronger|opposites)\[\d+\](\.\w+\[\d+\])?)$"
)
LIMITS = re.compile(r"^channels\.\w+\.limits\.")
COUNTS_UP = re.compile(r"(\.approvals|employees_min)$")
COUNTS_DOWN = re.compile(r"^(approval_valid_days|permit_lasts_days)$|\.within_business_hours$")
SAME = re.compile(r"^(title|reason|in_force_from|in_force_until|tests\b)")
ENDING = re.compile(r"^claims\[[^\]]+\]\.(status|valid_until)$")
QUALIFIER = re.compile(r"^claims\[[^\]]+\]\.(qualifier|attribution)$")


def changes(found: Sequence[Json]) -> list[Told]:
    """What a version changes, what is stricter first."""
    order = ("stricter", "looser", "changed", "same")
    told = [
        Told(_direction(one), where(one["path"]), _words(one), _short(one["old"]), _short(one["new"])) for one in found
    ]
    return sorted(told, key=lambda one: order.index(one.direction))


def _direction(change: Json) -> str:
    path, kind = change["path"], change["kind"]
    if kind == "reordered" or SAME.search(path):
        return "same"
    if QUALIFIER.search(path):
        return _of_qualifier(change)
    if ENDING.search(path):
        return _of_ending(change)
    for pattern, directions in ((ALLOWING, ADDS), (FORBIDDING, FORBIDS)):
        if pattern.search(path) and kind in directions:
            return directions[kind]
    return _of_figures(path, change["old"], change["new"])


def _of_qualifier(change: Json) -> str:
    if change["new"] and not change["old"]:
        return "stricter"
    return "looser" if change["old"] and not change["new"] else "changed"


def _of_ending(change: Json) -> str:
    """A claim that ends, or is no longer approved, may be said less; one that no longer ends, more."""
    if change["path"].endswith("status"):
        return "looser" if change["new"] == "approved" else "stricter" if change["old"] == "approved" else "changed"
    if change["new"] and change["old"]:
        return "looser" if change["new"] > change["old"] else "stricter"
    return "stricter" if change["new"] else "looser"


def _of_figures(path: str, old: Any, new: Any) -> str:
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in (old, new)):
        return "changed"
    if LIMITS.search(path) or COUNTS_DOWN.search(path):
        return "stricter" if new < old else "looser"
    if COUNTS_UP.search(path):
        return "stricter" if new > old else "looser"
    return "changed"


def where(path: str) -> str:
    """A path in words: `claims[handling-time].valid_from` is `Claims, handling-time: valid from`."""
    parts = [
        of_key(one) if not at else one.replace("_", " ") for at, one in enumerate(re.split(r"[.\[\]]+", path)) if one
    ]
    return ", ".join(parts)


def _words(change: Json) -> str:
    return {"added": "is new", "removed": "is gone", "reordered": "is in another order", "changed": "changed"}[
        change["kind"]
    ]


def _short(value: Any) -> str:
    """A value as text; of a group, what it says."""
    if value is None:
        return ""
    if isinstance(value, dict):
        telling = next((value[name] for name in TELLING if value.get(name)), None)
        told = telling or _relation(value) or [f"{name} {one}" for name, one in value.items() if one]
        return _short(told)
    return ", ".join(map(str, value))[:MOST] if isinstance(value, list) else str(value)[:MOST]


def _relation(value: Json) -> str | None:
    """Words that say more than others, or the contrary of others."""
    for name, words in RELATIONS.items():
        if value.keys() == {"words", name}:
            return f"{listed(value['words'], 'or')}: {words} {listed(value[name], 'or')}"
    return None
