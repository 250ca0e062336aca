"""Whether the service can read its database."""

from typing import Any

from litestar.di import NamedDependency
from sqlalchemy import text

from governance.web.routes import get
from governance.web.service import Service


@get("/health", tags=["Service"], security=[{}])
def health(service: NamedDependency[Service]) -> dict[str, Any]:
    """200 while the database answers, 503 while it does not."""
    service.store.read(None, lambda tx: tx.session.connection().execute(text("SELECT 1")))
    return {"ok": True, "demo": service.demo}
