"""What a text still needs, one row each: open first, then met, then what does not apply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from governance.core.review.people import PARTNER
from governance.web.pages.words import count, listed, of_key

Json = Mapping[str, Any]
GLYPHS = {
    "unsatisfied": "open",
    "error": "error",
    "satisfied": "met",
    "waived": "waived",
    "not_applicable": "not-applicable",
    "blocked": "blocker",
}
ORDER = ("blocked", "error", "unsatisfied", "satisfied", "not_applicable", "waived")
NAMED = 3


@dataclass(frozen=True)
class Row:
    """One requirement in words. `mine` is true where whoever looks can meet it."""

    name: str
    status: str
    state: str
    who: str
    due_at: str | None = None
    decided_at: str | None = None
    mine: bool = False

    @property
    def glyph(self) -> str:
        return GLYPHS[self.status]

    @property
    def open(self) -> bool:
        return self.status in ("blocked", "error", "unsatisfied")


def rows(found: Json, person: str) -> Sequence[Row]:
    """The findings that keep approval shut, and every requirement of the policy."""
    every = [*_findings(found), *(_requirement(one, found, person) for one in found["review"]["requirements"])]
    return sorted(every, key=lambda row: ORDER.index(row.status))


def _findings(found: Json) -> Sequence[Row]:
    if found["report"] is None or not found["review"]["requirements"]:
        return []
    open_ = sum(one["code"] == "blocker_open" for one in found["review"]["reasons"])
    if open_:
        authors = [found["people"].get(id, "somebody who left") for id in _authors(found)]
        return [Row("No open blocker", "blocked", f"{open_} open", f"{_few(authors)} can fix {_them(open_)}")]
    return [Row("No open blocker", "satisfied", "met", "The checks found none that is open")]


def _authors(found: Json) -> Sequence[str]:
    return list(dict.fromkeys([found["head"]["by"]]))


def _them(number: int) -> str:
    return "it" if number == 1 else "both" if number == 2 else "them"


def _requirement(one: Json, found: Json, person: str) -> Row:
    name = f"{of_key(one['role'])}, {count(one['needed'], 'person', 'people')}"
    if one["status"] == "not_applicable":
        return Row(name, "not_applicable", "not needed", f"{of_key(one['id'])} does not apply to this text")
    if one["status"] == "error":
        return Row(name, "error", "error, stays shut", f"{one['message']}. Ask RevOps.")
    if one["status"] == "satisfied":
        return _met(name, one, found)
    able = any(each["id"] == person for each in found["deciders"].get(one["role"], ()))
    mine = able and not _decided(one, found, person)
    waits = f"After {listed([of_key(id).lower() for id in one['waiting_for']])}. " if one["waiting_for"] else ""
    state = "waits" if one["waiting_for"] else "you" if mine else "open"
    return Row(
        name,
        "unsatisfied",
        state,
        waits + _who(one, found, person, mine),
        found["limits"].get(one["id"], {}).get("due_at"),
        mine=mine,
    )


def _decided(one: Json, found: Json, person: str) -> bool:
    return any(made["id"] in one["decisions"] and made["person"] == person for made in found["decisions"])


def _met(name: str, one: Json, found: Json) -> Row:
    made = [decision for decision in found["decisions"] if decision["id"] in one["decisions"]]
    people = [found["people"].get(decision["person"], "somebody who left") for decision in made]
    last = max((decision["decided_at"] for decision in made), default=None)
    return Row(name, "satisfied", "met", listed(people), decided_at=last)


def _who(one: Json, found: Json, person: str, mine: bool) -> str:
    """Who could meet it, whoever looks first."""
    able = [each["name"] for each in found["deciders"].get(one["role"], ()) if each["id"] != person]
    names = ["You", *able] if mine else able
    if not names and not found["company"] and one["role"] != PARTNER:
        return "People of the company decide"
    if not names:
        return f"Nobody holds role {of_key(one['role']).lower()} who had no hand in the text. Ask an administrator."
    return _few(names)


def _few(names: Sequence[str]) -> str:
    return listed(names, "or") if len(names) <= NAMED else f"{', '.join(names[:NAMED])} or {len(names) - NAMED} more"
