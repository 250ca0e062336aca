"""The fields of an entry, read from its bytes, and whether they are fields that this version knows."""

import json
import re
from collections.abc import Mapping
from typing import Any

from governance.core.audit.acts import Act
from governance.core.audit.chain import VERSION

Fields = Mapping[str, Any]

FIELDS = frozenset("v workspace sequence previous id at act actor object policy_set data request".split())

_ACTS = frozenset(str(act) for act in Act)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00", re.ASCII)


def read_fields(canonical: bytes) -> Fields | None:
    """The fields that the bytes hold; None if they are no JSON object, or name a key twice."""
    try:
        found = json.loads(canonical, object_pairs_hook=_each_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def unknown(fields: Fields) -> str | None:
    """What this version does not know of the fields; None if it knows them all."""
    if fields.keys() != FIELDS:
        return f"its fields are {', '.join(sorted(fields)) or 'none'}"
    if fields["v"] != VERSION:
        return f"version {fields['v']} is unknown"
    if not isinstance(fields["act"], str) or fields["act"] not in _ACTS:
        return f"act {fields['act']} is unknown"
    if not isinstance(fields["at"], str) or not _INSTANT.fullmatch(fields["at"]):
        return f"{fields['at']} is no instant in UTC"
    if not isinstance(fields["actor"], dict) or not isinstance(fields["object"], dict):
        return "its actor or its object is no group of fields"
    return None


def columns_of(fields: Fields) -> dict[str, str | None]:
    """What the columns of a table must say of an entry, by the names of Columns."""
    actor = fields["actor"]
    return {
        "act": fields["act"],
        "actor": actor.get("machine") or actor.get("person"),
        "object": fields["object"].get("id"),
        "at": fields["at"],
    }


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON value")
