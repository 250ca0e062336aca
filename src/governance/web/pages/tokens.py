"""Tokens of tools: made, shown once, and ended by administrators."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from litestar import Response, Router
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.actions.machines import create_machine, list_machines, revoke_machine
from governance.actions.people import list_people
from governance.core.actor import Actor
from governance.core.errors import Unusable
from governance.store.transaction import Tx
from governance.web.api.bodies import MachineBody
from governance.web.pages.door import Page
from governance.web.pages.form import filled
from governance.web.pages.paging import after_id
from governance.web.routes import get, post

Values = dict[str, Any]
PAGE = 50
MOST_OWNERS = 200


@get("/tokens")
def show_tokens(page: NamedDependency[Page]) -> Response[str]:
    return page.show("tokens.html", lambda tx, actor: _tokens(tx, actor, page), made=None)


def _tokens(tx: Tx, actor: Actor, page: Page) -> Values:
    owners = list_people(tx, actor, None, MOST_OWNERS)["items"]
    return {
        "found": list_machines(tx, actor, after_id(page), PAGE),
        "owners": [one for one in owners if one["active"]],
        "names": {one["id"]: one["name"] for one in owners},
    }


@post("/tokens")
def make_token(page: NamedDependency[Page]) -> Response[str]:
    """A token for a tool. The answer shows it, once."""
    form = page.form
    given = {"name": form.text("name"), "owner": form.text("owner"), "scopes": form.every("scope")}
    body = filled(MachineBody, {**given, "ends_at": _end_of(form.text("ends"))})
    made = page.perform(lambda tx, actor: create_machine(tx, actor, body.name, body.owner, body.scopes, body.ends_at))
    response = page.show("tokens.html", lambda tx, actor: _tokens(tx, actor, page), made=made)
    if page.look.swapped:
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#main", "outerHTML show:none"
        response.headers["HX-Reselect"] = "#main"
    return response


def _end_of(day: str | None) -> str:
    """The last instant of a day, as the API takes it."""
    try:
        return datetime.combine(date.fromisoformat(day or ""), time(23, 59, 59), UTC).isoformat()
    except ValueError:
        raise Unusable("Choose the last day of the token", field="ends") from None


@post("/tokens/{id:uuid}/revoke")
def end_token(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    page.perform(lambda tx, actor: revoke_machine(tx, actor, id))
    return page.go(f"/w/{page.door.request.workspace}/tokens?said=token_revoked")


tokens = Router("/", route_handlers=[show_tokens, make_token, end_token])
