"""The Litestar application: routes, errors, headers and documentation, put together once."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from anyio import to_thread
from litestar import Litestar, Request, Response, Router
from litestar.config.app import AppConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.logging import LoggingConfig
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme, Tag

from governance import __version__
from governance.web.api.audit import audit
from governance.web.api.copy import copy
from governance.web.api.drift import drifting
from governance.web.api.launch import launch
from governance.web.api.people import people
from governance.web.api.policies import policies
from governance.web.api.review import review
from governance.web.api.sessions import sessions
from governance.web.contract import describe
from governance.web.documentation import Documentation, style
from governance.web.door import COOKIE, CSRF_HEADER, open_door, require_same_origin
from governance.web.headers import add_headers
from governance.web.health import health
from governance.web.pages.door import open_page
from governance.web.pages.problems import HANDLERS as PAGE_HANDLERS
from governance.web.pages.routes import of_a_workspace
from governance.web.pages.signing_in import signing_in
from governance.web.pages.static import static_file
from governance.web.problems import HANDLERS
from governance.web.reading import ApiRequest, require_media_type
from governance.web.service import Service

GROUPS = {
    "Sessions": "Signing in, for people. Tools send their token and need none of this.",
    "Copy": "Texts come in, one at a time or many at once, and are checked.",
    "Review": "People decide on exact texts.",
    "Launch": "Whether a message may go out, and the permits that say so.",
    "Policies": "What is in force, what was, and what is proposed.",
    "Record": "Who did what, when, on which text and under which policies.",
    "People": "Who belongs to the workspace, in which roles, and for which partner.",
    "Machines": "Tokens of tools.",
    "Service": "The service itself.",
}
LARGEST_BODY = 2 * 1024 * 1024


def create_app(
    service: Service, started: Callable[[], None] = lambda: None, stopped: Callable[[], None] = lambda: None
) -> Litestar:
    """The service over HTTP. `started` and `stopped` run with the server's own life."""

    @asynccontextmanager
    async def life(_app: Litestar) -> AsyncIterator[None]:
        await to_thread.run_sync(started)
        try:
            yield
        finally:
            await to_thread.run_sync(stopped)

    workspace = Router("/w/{key:str}", route_handlers=[people, policies, copy, drifting, review, launch, audit])
    api = Router(
        "/api",
        route_handlers=[sessions, workspace],
        guards=[require_same_origin, require_media_type],
        dependencies={"door": Provide(open_door)},
    )
    pages = Router(
        "/",
        route_handlers=[signing_in, Router("/w/{key:str}", route_handlers=of_a_workspace)],
        guards=[require_same_origin],
        dependencies={"page": Provide(open_page)},
        exception_handlers=PAGE_HANDLERS,
        include_in_schema=False,
    )
    app = Litestar(
        route_handlers=[api, pages, static_file, style, health],
        dependencies={"service": Provide(_service)},
        exception_handlers={**HANDLERS, HTTPException: _no_such_address},
        before_send=[add_headers],
        request_class=ApiRequest,
        state=State({"service": service}),
        openapi_config=_openapi(),
        request_max_body_size=LARGEST_BODY,
        logging_config=LoggingConfig(configure_root_logger=False, log_exceptions="never"),
        lifespan=[life],
        on_app_init=[_plain],
    )
    describe(app)
    return app


async def _service(state: State) -> Service:
    found: Service = state.service
    return found


def _no_such_address(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """An address that is none: a page for people, problem details for programs."""
    for_people = not request.url.path.startswith("/api") and "text/html" in request.headers.get("Accept", "")
    answer: Response[Any] = (PAGE_HANDLERS if for_people else HANDLERS)[HTTPException](request, error)
    return answer


def _plain(config: AppConfig) -> AppConfig:
    config.debug = False
    return config


def _openapi() -> OpenAPIConfig:
    schemes: dict[str, Any] = {
        "session": SecurityScheme(
            type="apiKey", name=COOKIE, security_scheme_in="cookie", description=f"Changes also need {CSRF_HEADER}."
        ),
        "machine": SecurityScheme(type="http", scheme="bearer", description="A machine's token. It never decides."),
    }
    return OpenAPIConfig(
        title="governance",
        version=__version__,
        description="Decides what AI-written outreach may go out.",
        path="/api/docs",
        render_plugins=[Documentation()],
        components=Components(security_schemes=schemes),
        security=[{"session": []}, {"machine": []}],
        use_handler_docstrings=True,
        operation_id_creator=lambda handler, _method, _path: handler.handler_name,
        tags=[Tag(name=name, description=words) for name, words in GROUPS.items()],
    )
