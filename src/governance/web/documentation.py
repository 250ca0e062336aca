"""The API's documentation as plain pages of our own: nothing is loaded from anywhere else, no script runs."""

import re
from typing import Any

from jinja2 import Environment, FileSystemLoader
from litestar import MediaType, Request, Response
from litestar.openapi.plugins import OpenAPIRenderPlugin
from markupsafe import Markup, escape

from governance.paths import packaged
from governance.web.contract import BY_PEOPLE, METHODS
from governance.web.pages.static import address, content
from governance.web.routes import get
from governance.web.types_in_words import limits, link, type_in_words, without_null

Json = dict[str, Any]
SAID_ONCE = ("key", "Idempotency-Key")
"""Parameters of nearly every operation, which the page explains at its top."""


class Documentation(OpenAPIRenderPlugin):
    """Renders the OpenAPI document with a template."""

    def __init__(self) -> None:
        super().__init__(path="/")
        folder = packaged("review_ui") / "templates"
        self._pages = Environment(
            loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self._pages.filters |= {"prose": prose, "type": type_in_words, "limits": limits, "link": link}

    def render(self, _request: Request[Any, Any, Any], openapi_schema: Json) -> bytes:
        page: str = self._pages.get_template("api.html").render(
            icon=address("icons.svg"),
            info=openapi_schema["info"],
            groups=_groups(openapi_schema),
            types=_types(openapi_schema),
        )
        return page.encode()


def _groups(document: Json) -> list[Json]:
    """The operations by tag, both in the order of the document."""
    groups = {tag["name"]: {**tag, "operations": []} for tag in document["tags"]}
    for path, item in document["paths"].items():
        for method in METHODS:
            if operation := item.get(method):
                groups[operation["tags"][0]]["operations"].append(_operation(path, method, operation))
    return list(groups.values())


def _operation(path: str, method: str, operation: Json) -> Json:
    answers = operation["responses"].items()
    return {
        "id": operation["operationId"],
        "path": path,
        "short": path.removeprefix("/api/w/{key}").removeprefix("/api"),
        "method": method.upper(),
        "words": operation["description"],
        "by_people": operation.get("security") == BY_PEOPLE,
        "parameters": [
            {**one, "schema": without_null(one["schema"])}
            for one in operation.get("parameters", [])
            if one["name"] not in SAID_ONCE
        ],
        "body": operation.get("requestBody", {}).get("content", {}),
        "answers": {status: answer.get("content", {}) for status, answer in answers if status < "400"},
        "refusals": {status: answer["description"] for status, answer in answers if status >= "400"},
    }


def _types(document: Json) -> dict[str, dict[str, Json]]:
    """What is sent, what is answered, and the words that either may hold."""
    kinds: dict[str, dict[str, Json]] = {"Bodies": {}, "Answers": {}, "Words": {}}
    for name, schema in sorted(document["components"]["schemas"].items()):
        kind = "Words" if "enum" in schema else "Bodies" if name.endswith("Body") else "Answers"
        kinds[kind][name] = schema
    return kinds


def prose(text: str) -> Markup:
    """A docstring as paragraphs, with its `code` marked up."""
    paragraphs = (" ".join(one.split()) for one in text.split("\n\n"))
    marked = (re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(one))) for one in paragraphs)
    return Markup("").join(Markup("<p>{}</p>").format(Markup(one)) for one in marked)


@get("/style.css", include_in_schema=False, media_type=MediaType.TEXT)
def style() -> Response[bytes]:
    """The style of the pages."""
    return Response(content("api.css"), media_type="text/css", headers={"Cache-Control": "max-age=3600"})
