"""Signing in and out, accepting an invitation, choosing a workspace and the colours: pages of no workspace."""

from typing import Any

from litestar import Response, Router
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromQuery

from governance.actions.demo import sample_accounts
from governance.actions.invitations import accept_invitation
from governance.actions.sessions import session_of, sign_in, sign_out
from governance.web.api.sessions import session_cookie
from governance.web.pages.door import FORM_COOKIE, KEYS_COOKIE, THEME_COOKIE, THEMES, Page, html, on_to
from governance.web.pages.rendering import render
from governance.web.routes import get, post

YEAR = 365 * 24 * 3600


@get("/")
def front(page: NamedDependency[Page]) -> Response[Any]:
    """The queue of the only workspace; of several, a choice."""
    session = session_of(page.door.service.store, page.door.session)
    if len(session["workspaces"]) == 1 and "choose" not in page.look.asked:
        return on_to(f"/w/{session['workspaces'][0]['key']}/queue", page.look.swapped)
    return html(render("workspaces.html", session=session, look=page.look, around=None))


@get("/sign-in")
def show_sign_in(page: NamedDependency[Page], back: FromQuery[str] = "/") -> Response[Any]:
    """The form, and in demo mode the sample accounts."""
    service = page.door.service
    accounts = sample_accounts(service.store, service.demo.workspaces) if service.demo else []
    return html(
        render("sign-in.html", look=page.look, around=None, back=_local(back), accounts=accounts, demo=service.demo)
    )


@post("/sign-in")
def start(page: NamedDependency[Page]) -> Response[Any]:
    form, service = page.form, page.door.service
    email, password = form.needed("email", "Give your e-mail address"), form.needed("password", "Give your password")
    started = sign_in(service.store, email, password, service.hasher)
    response = on_to(_local(form.text("back") or "/"), page.look.swapped)
    response.cookies.extend([session_cookie(started["session"]), form_cookie(started["csrf"])])
    return response


@post("/sign-in/again")
def start_again(page: NamedDependency[Page]) -> Response[Any]:
    """A new session for a page that outlived its own: its forms go on with what was typed into them."""
    form, service = page.form, page.door.service
    email, password = form.needed("email", "Give your e-mail address"), form.needed("again", "Give your password")
    started = sign_in(service.store, email, password, service.hasher)
    name = session_of(service.store, started["session"])["name"]
    response = html(render("parts/signed-in-again.html", name=name, csrf=started["csrf"], look=page.look, around=None))
    response.cookies.extend([session_cookie(started["session"]), form_cookie(started["csrf"])])
    return response


@post("/sign-out")
def end(page: NamedDependency[Page]) -> Response[Any]:
    page.door.require_csrf()
    sign_out(page.door.service.store, page.door.session)
    response = on_to("/sign-in", page.look.swapped)
    response.cookies.extend([session_cookie("", max_age=0), form_cookie("", max_age=0)])
    return response


@get("/invitation")
def show_invitation(page: NamedDependency[Page]) -> Response[Any]:
    """Where somebody who was invited sets their password."""
    return html(render("invitation.html", look=page.look, around=None))


@post("/invitation")
def accept(page: NamedDependency[Page]) -> Response[Any]:
    form, service = page.form, page.door.service
    token = form.needed("token", "Give the invitation that an administrator sent you")
    password = form.needed("password", "Choose a password")
    accept_invitation(service.store, token.strip(), password, service.hasher)
    return on_to("/sign-in?said=invitation_accepted", page.look.swapped)


@post("/colours")
def choose_colours(page: NamedDependency[Page]) -> Response[Any]:
    """Light, dark, or as the system has it; kept in a cookie, so that nothing flashes."""
    chosen = page.form.text("theme")
    return _remembered(page, THEME_COOKIE, chosen if chosen in THEMES else None)


@post("/keys")
def choose_keys(page: NamedDependency[Page]) -> Response[Any]:
    """Whether single letters press anything."""
    return _remembered(page, KEYS_COOKIE, "off" if page.form.text("keys") == "off" else None)


def _remembered(page: Page, name: str, value: str | None) -> Response[Any]:
    """Back to where it was chosen, with a cookie that holds the choice, or none."""
    response = on_to(_local(page.form.text("back") or "/"), page.look.swapped)
    response.cookies.append(Cookie(key=name, value=value or "", max_age=YEAR if value else 0, path="/", samesite="lax"))
    return response


def form_cookie(value: str, max_age: int = 12 * 3600) -> Cookie:
    """The token that forms of a session carry; only the server reads it."""
    return Cookie(
        key=FORM_COOKIE, value=value, path="/", secure=True, httponly=True, samesite="strict", max_age=max_age
    )


def _local(address: str) -> str:
    """An address of this service; anything else leads to the front page."""
    plain = address.startswith("/") and not address.startswith("//") and "\\" not in address and address.isprintable()
    return address if plain else "/"


SESSIONS = (show_sign_in, start, start_again, end)
signing_in = Router("/", route_handlers=[front, *SESSIONS, show_invitation, accept, choose_colours, choose_keys])
