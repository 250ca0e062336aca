"""What the framework says about a request that is not of the documented form, in words for whoever sent it."""

import re
from typing import Any

from litestar import Request
from litestar.exceptions import ValidationException

Http = Request[Any, Any, Any]
WHOLE_BODY, MISSING = "the body", "It is missing"
MESSAGES = {
    "'data'": f"{MISSING}; this operation takes a JSON object",
    "Extra inputs are not permitted": "There is no such field",
    "Field required": MISSING,
    "Input should be a valid dictionary": "It is a JSON object",
}
_ABSENT = re.compile(r"Missing required \w+ parameter '([^']+)'")


def complaints(request: Http, error: ValidationException) -> list[dict[str, str]]:
    """Each field that is wrong, with its reason."""
    if absent := _ABSENT.match(error.detail):
        return [{"field": absent[1], "message": MISSING}]
    extra = error.extra if isinstance(error.extra, list) else []
    return [_told(request, one) for one in extra if isinstance(one, dict) and not _echoed(one)]


def _told(request: Http, one: dict[str, Any]) -> dict[str, str]:
    """One complaint of the framework, in our words where it speaks of its own affairs."""
    key, said = str(one.get("key", "")), str(one.get("message", ""))
    message = next((ours for theirs, ours in MESSAGES.items() if said.startswith(theirs)), said)
    field = WHOLE_BODY if key in ("", "data") else _name(request, key)
    return {"field": field, "message": message.removeprefix("Value error, ")}


def _name(request: Http, key: str) -> str:
    """What a parameter is called outside."""
    taken = request.route_handler.parsed_fn_signature.parameters.get(key)
    return getattr(taken.kwarg_definition, "name", None) or key if taken else key


def _echoed(one: dict[str, Any]) -> bool:
    """The framework also names, and says nothing of, what it had no need to look at."""
    return one.get("message") == repr(one.get("key")) != "'data'"
