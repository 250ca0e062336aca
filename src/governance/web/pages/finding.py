"""Find: copy, campaigns, claims and people by how their names begin; and the list of keys."""

from litestar import Response, Router
from litestar.di import NamedDependency

from governance.actions.search import find
from governance.web.pages.door import Page
from governance.web.pages.words import STATES
from governance.web.routes import get

MOST = 20


@get("/find")
def show_found(page: NamedDependency[Page]) -> Response[str]:
    words = page.look.asked.get("q", "")[:200]
    return page.show("find.html", lambda tx, actor: {"found": find(tx, actor, words, MOST)}, q=words, STATES=STATES)


@get("/keys")
def show_keys(page: NamedDependency[Page]) -> Response[str]:
    """Every key, as a menu for those who do not use keys."""
    return page.show("keys.html", lambda _tx, _actor: {})


finding = Router("/", route_handlers=[show_found, show_keys])
