"""The queue: what waits for whoever looks, what is due first, and how much of it is new to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from litestar import Response, Router
from litestar.di import NamedDependency

from governance.actions.queue import newer_than, queue, queue_counts, view_named
from governance.core.actor import Actor
from governance.store.transaction import Tx
from governance.web.pages.door import Page
from governance.web.pages.time_left import Due, due
from governance.web.pages.words import STATES
from governance.web.routes import get

Json = Mapping[str, Any]
Values = dict[str, Any]
PAGE = 50
VIEWS = {
    "waits": "Waits for me",
    "returned": "Sent back to me",
    "mine": "I brought or edited",
    "decided": "I decided",
    "open": "All in review",
    "approved": "Approved",
}
SECTIONS = ("Due today", "Due tomorrow", "This week", "Later", "No time limit")


@dataclass(frozen=True)
class Row:
    """One row of the queue, and the working time that is left for it."""

    found: Json
    due: Due | None


@get("/queue")
def show_queue(page: NamedDependency[Page]) -> Response[str]:
    """A page of one view."""
    asked = page.look.asked
    view = view_named(asked.get("view"))

    def work(tx: Tx, actor: Actor) -> Values:
        counts = queue_counts(tx, actor)
        found = queue(tx, actor, view, asked.get("partner"), asked.get("after"), PAGE)
        return {"counts": counts, "found": found, "rows": [Row(one, due([one])) for one in found["items"]]}

    more = {"view": view, "views": VIEWS, "STATES": STATES, "partner": asked.get("partner"), "sections": sections}
    return page.show("queue.html", work, **more)


@get("/queue/newer")
def show_newer(page: NamedDependency[Page]) -> Response[str]:
    """A line that says how much came since the page was made; the rows stay where they are."""
    than = page.look.asked.get("than", "")
    number = int(than) if than.isascii() and than.isdigit() and len(than) < 10 else 0
    return page.show("parts/newer.html", lambda tx, actor: {"newer": newer_than(tx, actor, number), "than": number})


def sections(rows: Sequence[Row], around: Json) -> Sequence[tuple[str, Sequence[Row]]]:
    """Rows of what waits under the day that they are due."""
    return [(head, list(together)) for head, together in groupby(rows, key=lambda row: _section(row, around))]


def _section(row: Row, around: Json) -> str:
    if row.due is None:
        return SECTIONS[4]
    zone = ZoneInfo(around["time_zone"])
    today = datetime.fromisoformat(around["now"]).astimezone(zone).date()
    days = (datetime.fromisoformat(row.due.at).astimezone(zone).date() - today).days
    if days <= 0:
        return SECTIONS[0]
    return SECTIONS[1] if days == 1 else SECTIONS[2] if today.weekday() + days < 7 else SECTIONS[3]


queueing = Router("/", route_handlers=[show_queue, show_newer])
