"""Permits: what may go out, to where and until when; recalled at once."""

from typing import Any
from uuid import UUID

from litestar import Response, Router
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.actions.permits import look_at_permit, newest_permits, recall
from governance.web.pages.door import Page
from governance.web.pages.paging import after_number
from governance.web.routes import get, post

PAGE = 50


@get("/permits")
def show_permits(page: NamedDependency[Page]) -> Response[str]:
    """Permits, the newest first."""
    before = after_number(page, "before") or None
    return page.show("permits.html", lambda tx, actor: {"found": newest_permits(tx, actor, before, PAGE)})


@get("/permits/{id:uuid}")
def show_permit(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    """One permit, and how much was sent under it."""
    return page.show("permit.html", lambda tx, actor: {"permit": look_at_permit(tx, actor, id)})


@post("/permits/{id:uuid}/recall")
def recall_permit(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    page.perform(lambda tx, actor: recall(tx, actor, id))
    return page.go(f"{page.look.path.removesuffix('/recall')}?said=permit_recalled")


permits = Router("/", route_handlers=[show_permits, show_permit, recall_permit])
