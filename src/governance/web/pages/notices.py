"""What somebody who opens a text must know first: a veto that stands, what was asked to change, what went stale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from governance.web.pages.words import of_key

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Notice:
    """A fact, and what follows from it."""

    kind: str
    glyph: str
    fact: str
    safe: str


def notices(found: Json) -> Sequence[Notice]:
    """The worst first."""
    standing = [one for one in found["decisions"] if not one["withdrawn_at"]]
    vetoed = [_vetoed(one, found) for one in standing if one["verdict"] == "veto" and _same_words(one, found)]
    return [*vetoed, *_asked(standing, found), *_stale(found), *_paused(found)]


def _vetoed(decision: Json, found: Json) -> Notice:
    who = _name(decision, found)
    stands = f"It stands until {who} withdraws it or a new revision resolves it."
    return Notice("blocker", "blocker", f"Vetoed by {who}", f"“{decision['note']}” {stands}")


def _asked(standing: Sequence[Json], found: Json) -> Sequence[Notice]:
    """Requests on the head revision; of an older one while nothing was decided since."""
    asked = [one for one in standing if one["verdict"] == "request_changes" and one["submission"] == _submission(found)]
    return [Notice("warning", "warning", f"{_name(one, found)} asked for changes", f"“{one['note']}”") for one in asked]


def _stale(found: Json) -> Sequence[Notice]:
    return [
        Notice("note", "note", "An approval no longer holds", f"{one['message'][:1].upper()}{one['message'][1:]}.")
        for one in found["review"]["decisions_not_counted"]
    ]


def _paused(found: Json) -> Sequence[Notice]:
    if not found["variant"]["campaign"]["paused"]:
        return []
    return [Notice("warning", "pause", "The campaign is paused", "Nothing of it goes out, whatever is decided here.")]


def _same_words(decision: Json, found: Json) -> bool:
    text = found["review"]["text"]
    return all(decision["text"][name] == text[name] for name in ("content_digest", "manifest_digest"))


def _submission(found: Json) -> str | None:
    return found["submission"]["id"] if found["submission"] else None


def _name(decision: Json, found: Json) -> str:
    return f"{found['people'].get(decision['person'], 'somebody who left')}, {of_key(decision['role']).lower()}"
