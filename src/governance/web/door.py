"""The way in for every route: who asks, what is asked, and whether it was asked before."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from uuid import uuid4

from anyio import to_thread
from litestar import Request as HttpRequest
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency

from governance.actions.perform import Credential, Request, look, perform, refuse
from governance.actions.sessions import require_csrf
from governance.core.actor import Actor
from governance.core.errors import NotAllowed, NotSignedIn, Unusable
from governance.store.transaction import Tx
from governance.web.service import Service

COOKIE = "__Host-governance"
CSRF_HEADER = "X-CSRF-Token"
REPEAT_HEADER = "Idempotency-Key"
Result = TypeVar("Result")
Connection = ASGIConnection[Any, Any, Any, Any]
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_TOKEN = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True)
class Door:
    """One HTTP request on its way to an action."""

    service: Service
    request: Request
    csrf: str | None

    def look(self, work: Callable[[Tx, Actor], Result]) -> Result:
        """Read for whoever asks."""
        return look(self.service.store, self.request, work)

    def perform(self, work: Callable[[Tx, Actor], dict[str, Any]]) -> dict[str, Any]:
        """Change something for whoever asks. A browser must show the token that its session was given."""
        try:
            self.require_csrf()
        except NotAllowed as refused:
            refuse(self.service.store, self.request, refused)
        return perform(self.service.store, self.request, work)

    def require(self, work: Callable[[Tx, Actor], None] = lambda _tx, _actor: None) -> None:
        """Ask whether somebody may do something before much is done for it; for members, nothing more is asked."""
        self.look(work)

    def require_csrf(self) -> None:
        """Tokens of machines are sent on purpose; a cookie is sent by the browser whoever made the form."""
        session = self.request.credential.session
        if self.request.credential.token is None and session is not None:
            if self.csrf is None:
                raise NotAllowed(f"Send the token of your session in {CSRF_HEADER}", code="csrf")
            require_csrf(self.service.store, session, self.csrf)

    @property
    def session(self) -> str:
        """The session of the browser. Raises NotSignedIn."""
        if self.request.credential.session is None:
            raise NotSignedIn("You are not signed in")
        return self.request.credential.session


async def open_door(request: HttpRequest[Any, Any, Any], service: NamedDependency[Service]) -> Door:
    """Read what every action needs of a request. Raises Unusable or NotAllowed."""
    sent, repeat_key = asked(request), _repeat_key(request)
    if repeat_key is not None:
        sent = replace(sent, repeat_key=repeat_key, digest=await request_digest(request))
    return Door(service, sent, _header(request, CSRF_HEADER))


async def require_known(request: Connection, _handler: object) -> None:
    """Turn strangers away before their body is read."""
    service: Service = request.app.state.service
    await to_thread.run_sync(Door(service, asked(request), None).require)


def asked(request: Connection) -> Request:
    """What an action is told of a request."""
    handler = request.route_handler
    return Request(
        workspace=str(request.path_params.get("key", "")),
        credential=_credential(request),
        id=str(uuid4()),
        act=f"{request.scope.get('method')} {handler.name or handler.handler_name}",
    )


async def request_digest(request: HttpRequest[Any, Any, Any]) -> str:
    """Of everything that makes a request the same as another."""
    target = f"{request.method} {request.scope['raw_path'].decode('ascii', 'replace')}?{request.url.query}"
    digest = hashlib.sha256(target.encode() + b"\0")
    digest.update(await request.body())
    return digest.hexdigest()


def _credential(request: Connection) -> Credential:
    """A machine's token if one is sent, else the session cookie. A token that cannot be one is nobody's."""
    authorization = request.headers.get("Authorization")
    if authorization is not None:
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not _TOKEN.fullmatch(token):
            raise NotSignedIn("Authorization takes: Bearer, one space, and the token")
        return Credential(token=token)
    cookie = request.cookies.get(COOKIE)
    return Credential(session=cookie if cookie and _TOKEN.fullmatch(cookie) else None)


def _repeat_key(request: Connection) -> str | None:
    found = request.headers.get(REPEAT_HEADER)
    if found is not None and not _KEY.fullmatch(found):
        raise Unusable(f"{REPEAT_HEADER} takes 1 to 200 visible ASCII characters", field=REPEAT_HEADER)
    return found


def _header(request: Connection, name: str) -> str | None:
    found = request.headers.get(name)
    return found if found and _TOKEN.fullmatch(found) else None


def require_same_origin(request: Connection, _handler: object) -> None:
    """A browser says where a form comes from; only our own pages may send any."""
    origin = request.headers.get("Origin")
    if (
        origin is not None
        and request.scope.get("method") not in ("GET", "HEAD")
        and origin.partition("://")[2] != request.headers.get("Host")
    ):
        raise NotAllowed("The request comes from another site", code="other_origin")
