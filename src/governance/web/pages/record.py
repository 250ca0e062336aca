"""The audit explorer: whether the record is intact, who did what, and one entry in full."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Response, Router
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.actions.audit import require_reader, verify_in
from governance.actions.record_pages import explore, history_of, look_at_entry
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.audit.checkpoint import Checkpoint
from governance.store.transaction import Tx
from governance.web.pages import acts
from governance.web.pages.door import Page
from governance.web.pages.paging import after_number
from governance.web.routes import get, post

Values = dict[str, Any]
FIRST_YEAR = 1970
WORDS = {"told": acts.told, "detail": acts.detail}


@get("/audit")
def show_record(page: NamedDependency[Page]) -> Response[str]:
    """Entries, newest first, and the chosen one."""
    return page.show("audit.html", lambda tx, actor: _explored(tx, actor, page), verified=None, acts=list(Act), **WORDS)


@get("/audit/entry")
def show_entry(page: NamedDependency[Page]) -> Response[str]:
    """The chosen entry alone."""
    number = after_number(page, "entry")

    def work(tx: Tx, actor: Actor) -> Values:
        return {"found": look_at_entry(tx, actor, number, _kept(page).get(str(tx.workspace_id), []))}

    response = page.show("parts/entry.html", work, **WORDS)
    response.headers["HX-Push-Url"] = f"{page.look.path.removesuffix('/entry')}?{page.look.query}"
    return response


@post("/audit/verify")
def verify_record(page: NamedDependency[Page]) -> Response[str]:
    """Read the whole record against its checkpoints."""
    page.door.require_csrf()
    page.door.require(require_reader)
    kept = _kept(page)

    def work(tx: Tx, actor: Actor) -> Values:
        require_reader(tx, actor)
        return {"verified": verify_in(tx, kept.get(str(tx.workspace_id), [])), **_explored(tx, actor, page)}

    if page.look.swapped:
        response = page.show("parts/verified.html", work, **WORDS)
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#verified", "outerHTML show:none"
        return response
    return page.show("audit.html", work, acts=list(Act), **WORDS)


def _explored(tx: Tx, actor: Actor, page: Page) -> Values:
    asked = _asked(page)
    return {"found": explore(tx, actor, asked, _kept(page).get(str(tx.workspace_id), [])), "asked": asked}


def _kept(page: Page) -> dict[str, list[Checkpoint]]:
    """Read before the snapshot: a checkpoint that is signed meanwhile may lie beyond it."""
    return page.door.service.checkpoints.read()


def _asked(page: Page) -> Values:
    """The filters in the address; what cannot be read is as if it were not there."""
    query = page.look.asked
    act = next((one for one in Act if one.value == query.get("act")), None)
    ids = {name: _id(query.get(name)) for name in ("person", "about")}
    days = {name: _day(query.get(name)) for name in ("since", "until")}
    places = {"before": after_number(page, "before") or None, "entry": after_number(page, "entry")}
    return {"act": act, **ids, **days, **places}


def _day(text: str | None) -> date | None:
    """A day of which there can be a record."""
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.year >= FIRST_YEAR else None


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


@get("/variants/{id:uuid}/history")
def show_history(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    """Everything recorded about one variant, for whoever may see it."""

    def work(tx: Tx, actor: Actor) -> Values:
        return {"found": history_of(tx, actor, id, after_number(page)), "id": str(id)}

    return page.show("history.html", work, **WORDS)


record = Router("/", route_handlers=[show_record, show_entry, verify_record, show_history])
