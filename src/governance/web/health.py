"""Whether the service can read its database."""

from typing import Any

from litestar.di import NamedDependency

from governance.web.api import answers
from governance.web.contract import ANYBODY
from governance.web.routes import get
from governance.web.service import Service


@get("/health", answers.Health, tags=["Service"], security=ANYBODY)
def health(service: NamedDependency[Service]) -> dict[str, Any]:
    """200 while the database answers, 503 while it does not."""
    service.store.read(None, lambda tx: tx.now)  # Every transaction begins by asking the database for the time.
    return {"ok": True, "demo": service.demo is not None}
