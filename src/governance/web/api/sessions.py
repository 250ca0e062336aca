"""Signing in and out. These routes belong to no workspace."""

from typing import Any

from litestar import Response, Router
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import JSONBody

from governance.actions.invitations import accept_invitation
from governance.actions.sessions import confirm_password, session_of, sign_in, sign_out
from governance.web.api import answers
from governance.web.api.bodies import InvitationBody, PasswordBody, SignInBody
from governance.web.contract import ANYBODY, BY_PEOPLE
from governance.web.door import COOKIE, Door
from governance.web.routes import create, delete, get, post
from governance.web.service import Service

Json = dict[str, Any]


@create("/session", answers.Started, tags=["Sessions"], security=ANYBODY)
def start_session(service: NamedDependency[Service], data: JSONBody[SignInBody]) -> Response[Json]:
    """Sign in. The cookie names the session; `csrf` goes into the X-CSRF-Token header of every change."""
    started = sign_in(service.store, data.email, data.password, service.hasher)
    return Response(
        {name: started[name] for name in ("csrf", "person", "ends_at")}, cookies=[session_cookie(started["session"])]
    )


@get("/session", answers.Session, tags=["Sessions"], security=BY_PEOPLE)
def show_session(door: NamedDependency[Door]) -> Json:
    """Who is signed in, until when, and in which workspaces."""
    return session_of(door.service.store, door.session)


@delete("/session", answers.Done, tags=["Sessions"], security=BY_PEOPLE)
def end_session(door: NamedDependency[Door]) -> Response[Json]:
    """Sign out."""
    door.require_csrf()
    sign_out(door.service.store, door.session)
    return Response({}, cookies=[session_cookie("", max_age=0)])


@post("/session/confirmation", answers.Confirmed, tags=["Sessions"], security=BY_PEOPLE)
def confirm_session(door: NamedDependency[Door], data: JSONBody[PasswordBody]) -> Json:
    """Give the password once more, for decisions whose policy asks for it; it holds for ten minutes."""
    door.require_csrf()
    return confirm_password(door.service.store, door.session, data.password, door.service.hasher)


@post("/invitations/accept", answers.Accepted, tags=["Sessions"], security=ANYBODY)
def accept(service: NamedDependency[Service], data: JSONBody[InvitationBody]) -> Json:
    """Set the first password, or a new one after a reset. The token works once."""
    return accept_invitation(service.store, data.token, data.password, service.hasher)


def session_cookie(value: str, max_age: int = 12 * 3600) -> Cookie:
    """The cookie that names a session."""
    return Cookie(key=COOKIE, value=value, path="/", secure=True, httponly=True, samesite="lax", max_age=max_age)


sessions = Router("/", route_handlers=[start_session, show_session, end_session, confirm_session, accept])
