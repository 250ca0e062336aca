"""What a body may be: JSON that says so, or the file of an upload; nothing packed, and nothing in parts."""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.exceptions import ClientException, HTTPException
from litestar.handlers import BaseRouteHandler

Connection = ASGIConnection[Any, Any, Any, Any]
JSON = ("application/json",)
FILES = (
    "text/csv",
    "text/plain",
    "application/jsonl",
    "application/x-ndjson",
    "application/octet-stream",
    # What curl says of any file.
    "application/x-www-form-urlencoded",
)


class ApiRequest(Request[Any, Any, Any]):
    """A request whose JSON is refused where it cannot be read, whatever is wrong with it."""

    async def json(self) -> Any:
        try:
            return await super().json()
        except UnicodeDecodeError as error:
            raise ClientException(f"Byte {error.start} of a text in the body is not UTF-8") from None
        except RecursionError:
            raise ClientException("The body is nested too deeply") from None


def require_media_type(connection: Connection, handler: BaseRouteHandler) -> None:
    """Refuse a body that would have to be guessed, before any of it is read."""
    takes = handler.parsed_fn_signature.parameters
    if "data" in takes or "body" in takes:
        _require_plain(connection.headers.get("Content-Encoding", "identity"))
        _require_type(connection.headers.get("Content-Type"), JSON if "data" in takes else FILES)


def _require_plain(encoding: str) -> None:
    if encoding.strip().lower() != "identity":
        raise HTTPException(f"A body is sent as it is, not as {encoding[:40]}", status_code=415)


def _require_type(said: str | None, allowed: tuple[str, ...]) -> None:
    """A file may come without a type; what claims to be JSON must say so, which no form of another site can."""
    kind, _, parameters = (said or "").partition(";")
    kind, charset = kind.strip().lower(), parameters.strip().lower().replace('"', "")
    if kind not in allowed and not (said is None and allowed is FILES):
        found = kind[:80] or "no media type"
        raise HTTPException(f"This takes {' or '.join(allowed)}, and {found} was sent", status_code=415)
    if charset.startswith("charset=") and charset not in ("charset=utf-8", "charset=utf8"):
        raise HTTPException(f"A body is UTF-8, not {charset[:40].removeprefix('charset=')}", status_code=415)
