"""Refusals as RFC 9457 problem details, in one place; nothing else knows status codes."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException, InternalServerException, ValidationException

from governance.core import errors
from governance.web.complaints import complaints

log = logging.getLogger("governance.web")
STATUS: dict[type[errors.GovernanceError], int] = {
    errors.NotFound: 404,
    errors.NotSignedIn: 401,
    errors.NotAllowed: 403,
    errors.WrongState: 409,
    errors.Stale: 409,
    errors.Unusable: 422,
    errors.Unavailable: 503,
}
TITLES = {
    400: "The request cannot be read",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found, or not yours",
    405: "Not a method of this address",
    409: "Not now",
    413: "Too large",
    415: "Not a media type that is read here",
    422: "A value cannot be used",
    500: "A defect of ours",
    503: "Not available now",
}
CODES = {
    400: "unreadable",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
}
MEDIA_TYPE = "application/problem+json"
Http = Request[Any, Any, Any]
Problem = Response[dict[str, Any]]


def refused(request: Http, error: errors.Refused) -> Problem:
    """What we refuse on purpose."""
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 409)
    if status == 503:
        log.warning("%s %s: %s (%s)", request.method, request.url.path, error.message, _first_line(error.__cause__))
    listed = [{"field": error.field, "message": error.message}] if error.field else []
    return problem(status, error.code, error.message, listed)


def unread(_request: Http, error: errors.PolicyError) -> Problem:
    """A policy document with problems: each with its place."""
    listed = [{"field": str(one.place), "message": one.message} for one in error.problems]
    return problem(422, "policy_unreadable", str(error.problems[0]), listed)


def unfit(request: Http, error: ValidationException) -> Problem:
    """A body, a path or a query that is not of the documented form."""
    listed = complaints(request, error)
    detail = f"{listed[0]['field']}: {listed[0]['message']}" if listed else "The request is not of the documented form"
    return problem(422, "unusable", detail, listed)


def http(request: Http, error: HTTPException) -> Problem:
    """What the framework refuses: an unknown address, a method, a body that is no JSON, one that is too large."""
    if isinstance(error, InternalServerException) and "disconnected" in error.detail:
        return problem(400, "unreadable", "The request ended before its body did; nothing was recorded")
    if error.status_code >= 500:
        return defect(request, error)
    found = problem(error.status_code, CODES.get(error.status_code, "refused"), _detail(request, error))
    found.headers.update(error.headers or {})
    return found


def defect(request: Http, error: Exception) -> Problem:
    """Ours to mend. What went wrong stays in the log; nothing of it is shown."""
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(500, "defect", "A defect of ours: nothing was recorded")


def problem(status: int, code: str, detail: str, listed: list[dict[str, Any]] | None = None) -> Problem:
    body = {
        "type": f"/problems/{code}",
        "title": TITLES.get(status, "Refused"),
        "status": status,
        "code": code,
        "detail": detail,
        "errors": listed or [],
    }
    return Response(body, status_code=status, media_type=MEDIA_TYPE)


def _first_line(error: object) -> str:
    """What the database itself said."""
    return str(error).partition("\n")[0]


def _detail(request: Http, error: HTTPException) -> str:
    if error.status_code in (400, 415):
        return error.detail
    if error.status_code == 413:
        most = request.route_handler.resolve_request_max_body_size()
        return f"A body here has at most {most:,} bytes" if most else TITLES[413]
    return TITLES.get(error.status_code, "Refused")


HANDLERS: dict[Any, Any] = {
    errors.Refused: refused,
    errors.PolicyError: unread,
    ValidationException: unfit,
    HTTPException: http,
    Exception: defect,
}
