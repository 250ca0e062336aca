"""The review page's values: what was read, put in the order and the words in which people look at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from governance.core.copy.dialects import Dialect, dialect_of
from governance.core.copy.extent import Extent, all_renderings, extents, message_words, roughly
from governance.core.copy.parsed import ParsedCopy, parse_part
from governance.core.copy.reach import Options, Range
from governance.core.copy.variant import PartName
from governance.web.pages.evidence import Evidence, evidence
from governance.web.pages.items import Item, Read, chosen, items
from governance.web.pages.marked import marked
from governance.web.pages.notices import Notice, notices
from governance.web.pages.pieces import MarkedPart
from governance.web.pages.requirement_rows import Row, rows
from governance.web.pages.steps import placed
from governance.web.pages.time_left import Due, due
from governance.web.pages.word_difference import Difference, revised
from governance.web.pages.words import count as counted
from governance.web.pages.words import listed, of_key, required

Json = Mapping[str, Any]
TABS = ("statement", "message", "track", "approval")
VIEWS = {"written": "As written", "received": "As received", "source": "Source", "since": "Since revision {}"}


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the item, the tab of the evidence, how the copy is shown, and which reading of it."""

    item: int | None = None
    tab: str = "statement"
    view: str = "written"
    reading: int = 1


def asked(query: Mapping[str, str]) -> Asked:
    """From the query; what cannot be read is as if it were not there."""
    number, tab, view = query.get("s", ""), query.get("tab", ""), query.get("view", "")
    return Asked(
        _number(number),
        tab if tab in TABS else "statement",
        view if view in VIEWS else "written",
        _number(query.get("r", "")) or 1,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


@dataclass(frozen=True)
class Shown:
    """Everything that the template of the review page is made from, besides what was read."""

    asked: Asked
    found: Json
    person: str
    items: Sequence[Item]
    chosen: Item | None
    neighbours: Json = field(default_factory=dict)

    @cached_property
    def parts(self) -> Sequence[MarkedPart]:
        return marked(self.found["head"]["content"], self.items, self.dialect, self._taken)

    @property
    def dialect(self) -> Dialect:
        return dialect_of(self.found["head"]["manifest"].get("platform"))

    @cached_property
    def extents(self) -> Sequence[Extent]:
        """What each part can become. Nothing is said of copy that cannot be read."""
        content = self.found["head"]["content"]
        named = [(name, content[name.value]) for name in PartName if content.get(name.value) is not None]
        return extents(ParsedCopy(tuple(parse_part(name, source, self.dialect) for name, source in named)))

    @property
    def renderings(self) -> str | None:
        """How many messages it can become."""
        return roughly(all_renderings(self.extents)) if self.extents else None

    @property
    def words(self) -> Range | None:
        return message_words(self.extents)

    @property
    def proven(self) -> Sequence[str]:
        """The lines that the message standard requires, in words, where no rendering lacks any of them."""
        report = self.found["report"]
        if report is None or any(one["code"] == "missing_element" for one in report["findings"]):
            return ()
        return required(self.found["required"])

    @property
    def readings(self) -> int:
        """How many readings show every option."""
        return max((len(one.readings) for one in self.extents), default=0)

    @property
    def reading(self) -> int:
        """The reading that is shown, from 1 on."""
        return min(max(self.asked.reading, 1), max(self.readings, 1))

    @property
    def _taken(self) -> Mapping[PartName, Options]:
        """The option of each choice in the reading that is shown."""
        return {one.part: one.readings[(self.reading - 1) % len(one.readings)] for one in self.extents}

    @cached_property
    def absent(self) -> Sequence[Item]:
        return [one for one in self.items if one.absent]

    @cached_property
    def evidence(self) -> Evidence | None:
        return evidence(self.chosen, self.found) if self.chosen else None

    @cached_property
    def rows(self) -> Sequence[Row]:
        return rows(self.found, self.person)

    @cached_property
    def open_rows(self) -> Sequence[Row]:
        return [row for row in self.rows if row.open]

    @cached_property
    def statements(self) -> int:
        return sum(one.statement is not None for one in self.items)

    @cached_property
    def new(self) -> Sequence[Item]:
        return [one for one in self.items if one.new]

    @cached_property
    def unread(self) -> int:
        return sum(not one.seen for one in self.new)

    def after(self, step: int) -> Item | None:
        """The item before or after the chosen one."""
        at = self.items.index(self.chosen) + step if self.chosen else 0
        return self.items[at] if 0 <= at < len(self.items) else None

    @property
    def next_new(self) -> Item | None:
        """The next new statement that was not looked at, after the chosen one, and then from the top."""
        here = self.chosen.number if self.chosen else 0
        waiting = [one for one in self.new if not one.seen]
        return next((one for one in waiting if one.number >= here), waiting[0] if waiting else None)

    @property
    def approve_closed(self) -> str | None:
        """Why nobody who looks can approve now: the policy's reason, and what they have not read."""
        unread = f"{counted(self.unread, 'new statement')} unread" if self.unread else None
        opening = self.found["openings"]["approve"]
        blockers = sum(one["code"] == "blocker_open" for one in self.found["review"]["reasons"])
        if opening["code"] == "blockers_open":
            return ", ".join(filter(None, (counted(blockers, "blocker"), unread)))
        return opening["closed"] or unread

    @property
    def author(self) -> str:
        return str(self.found["people"].get(self.found["head"]["by"], "The author"))

    @property
    def decided(self) -> Json | None:
        """What whoever looks decided on this text, if they did not take it back."""
        text = self.found["review"]["text"]
        mine = [one for one in self.found["decisions"] if one["person"] == self.person and not one["withdrawn_at"]]
        return next((one for one in reversed(mine) if one["text"] == text and self._of_this_submission(one)), None)

    def _of_this_submission(self, decision: Json) -> bool:
        submission = self.found["submission"]
        return submission is not None and decision["submission"] == submission["id"]

    @property
    def mine_to_send(self) -> bool:
        """Whether there is nothing to decide yet: the text has to be put forward first."""
        return self.found["review"]["state"] in ("draft", "withdrawn", "recalled")

    @property
    def next_step(self) -> str:
        """What happens next, for those who wrote the text."""
        state, roles = self.found["review"]["state"], self._open_roles()
        if state in ("draft", "withdrawn", "recalled"):
            return (
                "Nobody is asked to read it until it is submitted. Blockers may be submitted; reviewers see them first."
            )
        if state in ("changes_requested", "vetoed"):
            return "Edit the text, then submit it again. Decisions on this revision end with it."
        if state == "approved":
            return "It is approved as it stands. Any edit ends the approval."
        return f"{listed(roles)} decide next." if roles else "The checks have not run yet."

    def _open_roles(self) -> list[str]:
        waiting = [one for one in self.found["review"]["requirements"] if one["status"] == "unsatisfied"]
        return list(dict.fromkeys(of_key(one["role"]) for one in waiting))

    @property
    def facts(self) -> Sequence[str]:
        """The circumstances in the head of the page."""
        variant, manifest, made = self.found["variant"], self.found["head"]["manifest"], self.found["head"]["generator"]
        audience = manifest.get("audience") or {}
        places = ", ".join(manifest.get("regions") or [audience.get("country") or ""])
        whom = ", ".join(filter(None, (audience.get("persona"), audience.get("industry"))))
        wrote = f"Written by {made['model']}" if made and made.get("model") else None
        by = f"{wrote}, brought by {self.author}" if wrote else f"Brought by {self.author}"
        partner = variant["partner"]["name"] if variant["partner"] else "In-house"
        channel = " · ".join(filter(None, (of_key(manifest.get("channel")), places)))
        facts = (partner, variant["campaign"]["name"], placed(variant["step"]), channel, whom, by)
        return [one for one in facts if one]

    @property
    def due(self) -> Due | None:
        """The first time limit that ends."""
        return due(self.found["limits"].values())

    @property
    def notices(self) -> Sequence[Notice]:
        return notices(self.found)

    @property
    def views(self) -> Sequence[tuple[str, str]]:
        before = self.found["before"]
        named = [(view, words.format(before["number"] if before else "")) for view, words in VIEWS.items()]
        return named if before else named[:-1]

    @property
    def before(self) -> Sequence[tuple[str, Difference]]:
        """Each part beside that of the revision before."""
        old, now = (self.found["before"] or {}).get("content", {}), self.found["head"]["content"]
        named = [(part.value, old.get(part.value) or "", now.get(part.value) or "") for part in PartName]
        return [(name, revised(was, is_)) for name, was, is_ in named if was or is_]


def shown_review(found: Json, wanted: Asked, person: str) -> Shown:
    """What the page shows of what was read."""
    report = found["report"] or {"statements": [], "findings": []}
    every = items(report, {number: Read(**one) for number, one in found["reads"].items()})
    return Shown(wanted, found, person, every, chosen(every, wanted.item), found.get("neighbours", {}))


def looked_at(shown: Shown) -> Shown:
    """The same, once the chosen statement counts as seen."""
    if shown.chosen is None or not shown.chosen.new:
        return shown
    seen = [replace(one, seen=True) if one.mark == shown.chosen.mark else one for one in shown.items]
    return replace(shown, items=seen, chosen=chosen(seen, shown.chosen.number))
