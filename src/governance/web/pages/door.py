"""The way in for pages: who looks, with which form, and how the answer becomes a page, a part of one or a way on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from litestar import Request as HttpRequest
from litestar import Response
from litestar.di import NamedDependency
from litestar.response import Redirect

from governance.actions.perform import perform
from governance.actions.visits import visit
from governance.core.actor import Actor
from governance.store.transaction import Tx
from governance.web.door import Door, asked, request_digest
from governance.web.headers import PAGE_HEADERS
from governance.web.pages.form import Form, read_form
from governance.web.pages.rendering import render
from governance.web.service import Service

FORM_COOKIE = "__Host-governance-form"
THEME_COOKIE = "governance-theme"
KEYS_COOKIE = "governance-keys"
THEMES = ("light", "dark")
HTML = "text/html; charset=utf-8"
Http = HttpRequest[Any, Any, Any]
Result = TypeVar("Result")
Values = dict[str, Any]


@dataclass(frozen=True)
class Look:
    """How a page is looked at: its address, the colours that were chosen, the token for forms, and by htmx or whole."""

    path: str
    query: str
    theme: str | None
    csrf: str
    swapped: bool
    keys_off: bool
    asked: Mapping[str, str]

    @property
    def said(self) -> str | None:
        """The code of what was just done."""
        return self.asked.get("said")

    @property
    def address(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


@dataclass(frozen=True)
class Page:
    """One request for a page, on its way to an action and back."""

    door: Door
    form: Form
    look: Look

    def show(self, template: str, work: Callable[[Tx, Actor], Values], **more: Any) -> Response[str]:
        """A whole page, with what every page says around it, from one snapshot."""
        found, around = self.door.look(lambda tx, actor: (work(tx, actor), visit(tx, actor)))
        return html(render(template, around=around, look=self.look, **found, **more))

    def part(self, template: str, work: Callable[[Tx, Actor], Values], **more: Any) -> Response[str]:
        """A part of a page."""
        return self.show(template, work, **more)

    def perform(self, work: Callable[[Tx, Actor], Values]) -> Values:
        """Change something; a form that is sent twice changes it once."""
        return self.door.perform(work)

    def note(self, work: Callable[[Tx, Actor], Values]) -> None:
        """Remember that somebody looked. It changes nothing that anybody decides on, so a look may do it."""
        perform(self.door.service.store, replace(self.door.request, repeat_key=None), work)

    def go(self, address: str) -> Response[Any]:
        """On to another page, after something was done."""
        return on_to(address, self.look.swapped)


def on_to(address: str, swapped: bool) -> Response[Any]:
    if swapped:
        return Response("", headers={"HX-Redirect": address}, media_type=HTML)
    return Redirect(address, status_code=303)


def html(text: str, status: int = 200, **headers: str) -> Response[str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(text, status_code=status, media_type=HTML, headers={**PAGE_HEADERS, **named})


async def open_page(request: Http, service: NamedDependency[Service]) -> Page:
    """Read what a page needs of a request. The token of a form stands in the form, or in the header that htmx sends."""
    request.state.form = form = await read_form(request)
    looked = look_of(request)
    sent = asked(request)
    if (id := form.text("form_id")) is not None:
        sent = replace(sent, repeat_key=f"form:{id[:100]}", digest=await request_digest(request))
    return Page(Door(service, sent, form.text("csrf")), form, looked)


def look_of(request: Http) -> Look:
    chosen = request.cookies.get(THEME_COOKIE)
    return Look(
        path=request.url.path,
        query=request.url.query,
        theme=chosen if chosen in THEMES else None,
        csrf=request.cookies.get(FORM_COOKIE, ""),
        swapped=request.headers.get("HX-Request") == "true",
        keys_off=request.cookies.get(KEYS_COOKIE) == "off",
        asked=dict(request.query_params),
    )
