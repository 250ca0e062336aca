"""Refusals as people meet them: a message in the form that was sent, or a page that says what is safe and what next."""

from typing import Any
from urllib.parse import quote

from litestar import Request, Response
from litestar.exceptions import HTTPException

from governance.core import errors
from governance.web import problems
from governance.web.pages.door import html, look_of, on_to
from governance.web.pages.form import Form
from governance.web.pages.rendering import render

Http = Request[Any, Any, Any]
KEPT = ("note", "reason", "body", "subject", "html", "yaml", "comment")
"""Fields that somebody wrote at length: a page that replaces their form shows them."""

NOTHING_RECORDED = {
    401: "Nothing was recorded. Sign in, then send it again.",
    403: "Nothing was changed. The refusal is in the record.",
    404: "What is not there, and what is not yours, look the same.",
    409: "Nothing was recorded.",
    422: "Nothing was recorded. What you typed is kept.",
    503: "Nothing was recorded. Try again in a moment.",
}


def refused(request: Http, error: errors.Refused) -> Response[Any]:
    """What we refuse on purpose."""
    status = problems.refused(request, error).status_code
    if status == 401 and request.method == "GET":
        return on_to(f"/sign-in?back={quote(_here(request))}", _swapped(request))
    return _told(request, status or 409, error.message, error.field, error.code)


def unread(request: Http, error: errors.PolicyError) -> Response[Any]:
    return _told(request, 422, str(error.problems[0]), "yaml", "policy_unreadable")


def http(request: Http, error: HTTPException) -> Response[Any]:
    """What the framework refuses."""
    found = problems.http(request, error)
    return _told(request, found.status_code or 400, str(found.content["detail"]), None, str(found.content["code"]))


def defect(request: Http, error: Exception) -> Response[Any]:
    problems.defect(request, error)
    return _told(request, 500, "A defect of ours", None, "defect")


def _told(request: Http, status: int, message: str, field: str | None, code: str) -> Response[Any]:
    values = {
        "status": status,
        "message": message,
        "field": field,
        "code": code,
        "safe": NOTHING_RECORDED.get(status, "Nothing was recorded."),
        "look": look_of(request),
        "signing_in": request.url.path.startswith("/sign-in"),
        "around": None,
    }
    if _swapped(request):
        return html(render("parts/refusal.html", **values), status)
    return html(render("refusal.html", kept=_kept(request), **values), status)


def _kept(request: Http) -> dict[str, str]:
    """What was typed, so that it is not lost with the form."""
    form: Form = request.state.get("form") or Form()
    return {name: text for name in KEPT if (text := form.text(name))}


def _swapped(request: Http) -> bool:
    return request.headers.get("HX-Request") == "true"


def _here(request: Http) -> str:
    """Where somebody wanted to go; of a part, the page that it is a part of."""
    if _swapped(request) and (current := request.headers.get("HX-Current-URL", "")):
        return "/" + current.partition("://")[2].partition("/")[2]
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


HANDLERS: dict[Any, Any] = {
    errors.Refused: refused,
    errors.PolicyError: unread,
    HTTPException: http,
    Exception: defect,
}
