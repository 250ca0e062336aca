"""The Litestar application: routes, errors, headers and documentation, put together once."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from anyio import to_thread
from litestar import Litestar, Response, Router
from litestar.config.app import AppConfig
from litestar.di import Provide
from litestar.logging import LoggingConfig
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme

from governance import __version__
from governance.web.api.audit import audit
from governance.web.api.copy import copy
from governance.web.api.launch import launch
from governance.web.api.people import people
from governance.web.api.policies import policies
from governance.web.api.review import review
from governance.web.api.sessions import sessions
from governance.web.documentation import Documentation, front, style
from governance.web.door import COOKIE, CSRF_HEADER, open_door, require_same_origin
from governance.web.health import health
from governance.web.problems import HANDLERS
from governance.web.service import Service

LARGEST_BODY = 2 * 1024 * 1024
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def create_app(
    service: Service, started: Callable[[], None] = lambda: None, stopped: Callable[[], None] = lambda: None
) -> Litestar:
    """The service over HTTP. `started` and `stopped` run with the server's own life."""

    async def provide_service() -> Service:
        return service

    @asynccontextmanager
    async def life(_app: Litestar) -> AsyncIterator[None]:
        await to_thread.run_sync(started)
        try:
            yield
        finally:
            await to_thread.run_sync(stopped)

    workspace = Router("/w/{key:str}", route_handlers=[people, policies, copy, review, launch, audit])
    api = Router(
        "/api",
        route_handlers=[sessions, workspace],
        guards=[require_same_origin],
        dependencies={"door": Provide(open_door)},
    )
    return Litestar(
        route_handlers=[api, front, style, health],
        dependencies={"service": Provide(provide_service)},
        exception_handlers=HANDLERS,
        after_request=_with_headers,
        openapi_config=_openapi(),
        request_max_body_size=LARGEST_BODY,
        logging_config=LoggingConfig(configure_root_logger=False, log_exceptions="never"),
        lifespan=[life],
        on_app_init=[_plain],
    )


def _plain(config: AppConfig) -> AppConfig:
    config.debug = False
    return config


def _with_headers(response: Response[Any]) -> Response[Any]:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


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
    )
