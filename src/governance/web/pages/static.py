"""Style, script and icons: read once, served under a digest of what they hold, so that browsers may keep them."""

import hashlib
from functools import cache

from litestar import Response
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from governance.paths import packaged
from governance.web.routes import get

TYPES = {
    "app.css": "text/css",
    "app.js": "text/javascript",
    "icons.svg": "image/svg+xml",
}
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@cache
def content(name: str) -> bytes:
    return (packaged("review_ui") / "static" / name).read_bytes()


@cache
def address(name: str) -> str:
    """Where a file is served: another address for another content."""
    return f"/static/{hashlib.sha256(content(name)).hexdigest()[:12]}/{name}"


@get("/static/{digest:str}/{name:str}", include_in_schema=False)
def static_file(digest: FromPath[str], name: FromPath[str]) -> Response[bytes]:
    """One of the files that pages name; no other is known."""
    if name not in TYPES or address(name) != f"/static/{digest}/{name}":
        raise NotFoundException
    return Response(content(name), media_type=TYPES[name], headers=FOREVER)
