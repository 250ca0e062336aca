"""People: who belongs to the workspace, in which roles, and for which partner. Administrators look after them."""

from typing import Any
from uuid import UUID

from litestar import Response, Router
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.actions.invitations import reset
from governance.actions.newcomers import Newcomer, invite
from governance.actions.people import (
    deactivate,
    list_partners,
    list_people,
    look_at_person,
    partners_with_people,
    reactivate,
)
from governance.actions.roles import confirm_role, end_role, grant_role, roles_to_give
from governance.core.actor import Actor
from governance.store.transaction import Tx
from governance.web.api.bodies import PersonBody
from governance.web.pages.door import Page
from governance.web.pages.form import filled
from governance.web.pages.paging import after_id
from governance.web.routes import get, post

Values = dict[str, Any]
PAGE = 50


@get("/people")
def show_people(page: NamedDependency[Page]) -> Response[str]:
    """Whom somebody may see; for administrators also the form that invites."""
    return page.show("people.html", lambda tx, actor: _people(tx, actor, page), invited=None)


def _people(tx: Tx, actor: Actor, page: Page) -> Values:
    return {
        "found": list_people(tx, actor, after_id(page), PAGE),
        "partners": list_partners(tx, actor)["items"],
        "roles": roles_to_give(tx),
    }


@post("/people")
def invite_person(page: NamedDependency[Page]) -> Response[str]:
    """Invite somebody. The answer shows their invitation, once."""
    form = page.form
    given = {name: form.text(name) for name in ("name", "email", "partner")}
    body = filled(PersonBody, {**given, "roles": form.every("role")})
    newcomer = Newcomer(body.name, body.email, body.partner, tuple(body.roles))
    invited = page.perform(lambda tx, actor: invite(tx, actor, newcomer))
    return _shown_once(page, invited, "people.html", lambda tx, actor: _people(tx, actor, page))


@get("/people/{id:uuid}")
def show_person(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    return page.show("person.html", lambda tx, actor: _person(tx, actor, id), invited=None)


def _person(tx: Tx, actor: Actor, id: UUID) -> Values:
    return {"person": look_at_person(tx, actor, id), "roles": roles_to_give(tx)}


@post("/people/{id:uuid}/reset")
def reset_person(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    """End somebody's password and sessions. The answer shows their new invitation, once."""
    invited = page.perform(lambda tx, actor: reset(tx, actor, id))
    return _shown_once(page, invited, "person.html", lambda tx, actor: _person(tx, actor, id))


def _shown_once(page: Page, invited: Values, template: str, work: Any) -> Response[str]:
    """The page again with a token on it: as a whole, or as its main part where htmx asked."""
    response = page.show(template, work, invited=invited)
    if page.look.swapped:
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#main", "outerHTML show:none"
        response.headers["HX-Reselect"] = "#main"
    return response


@post("/people/{id:uuid}/deactivate")
def deactivate_person(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    page.perform(lambda tx, actor: deactivate(tx, actor, id))
    return _back(page, id, "person_deactivated")


@post("/people/{id:uuid}/reactivate")
def reactivate_person(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    page.perform(lambda tx, actor: reactivate(tx, actor, id))
    return _back(page, id, "person_reactivated")


@post("/people/{id:uuid}/roles")
def give_role(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    role = page.form.needed("role", "Choose a role")
    page.perform(lambda tx, actor: grant_role(tx, actor, id, role))
    return _back(page, id, "role_granted")


@post("/people/{id:uuid}/roles/{role:str}/confirm")
def confirm(page: NamedDependency[Page], id: FromPath[UUID], role: FromPath[str]) -> Response[Any]:
    page.perform(lambda tx, actor: confirm_role(tx, actor, id, role))
    return _back(page, id, "role_confirmed")


@post("/people/{id:uuid}/roles/{role:str}/end")
def take_role(page: NamedDependency[Page], id: FromPath[UUID], role: FromPath[str]) -> Response[Any]:
    page.perform(lambda tx, actor: end_role(tx, actor, id, role))
    return _back(page, id, "role_ended")


def _back(page: Page, id: UUID, said: str) -> Response[Any]:
    return page.go(f"/w/{page.door.request.workspace}/people/{id}?said={said}")


@get("/partners")
def show_partners(page: NamedDependency[Page]) -> Response[str]:
    """The partner organisations, with how many people each has here."""
    return page.show("partners.html", lambda tx, actor: {"found": partners_with_people(tx, actor)})


people = Router(
    "/",
    route_handlers=[
        show_people,
        invite_person,
        show_person,
        reset_person,
        deactivate_person,
        reactivate_person,
        give_role,
        confirm,
        take_role,
        show_partners,
    ],
)
