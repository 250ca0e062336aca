"""The API's documentation as plain pages of our own: nothing is loaded from anywhere else, no script runs."""

from typing import Any

from jinja2 import Environment, FileSystemLoader
from litestar import MediaType, Request, Response
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.response import Redirect

from governance.paths import packaged
from governance.web.routes import get

METHODS = ("get", "post", "delete")


class Documentation(OpenAPIRenderPlugin):
    """Renders the OpenAPI document with a template."""

    def __init__(self) -> None:
        super().__init__(path="/")
        folder = packaged("review_ui") / "templates"
        self._pages = Environment(loader=FileSystemLoader(folder), autoescape=True)
        self._pages.globals["type"] = type_in_words

    def render(self, _request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        page: str = self._pages.get_template("api.html").render(
            info=openapi_schema["info"],
            groups=_groups(openapi_schema),
            schemas=openapi_schema.get("components", {}).get("schemas", {}),
        )
        return page.encode()


def _groups(schema: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The operations by tag, in the order of their addresses."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, item in schema["paths"].items():
        for method in METHODS:
            if operation := item.get(method):
                tag = (operation.get("tags") or ["Service"])[0]
                groups.setdefault(tag, []).append({"path": path, "method": method.upper(), **operation})
    return groups


def type_in_words(schema: dict[str, Any]) -> str:
    """A JSON schema as a reader wants it: its type, its choices, its bounds."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if parts := schema.get("oneOf") or schema.get("anyOf"):
        return " or ".join(type_in_words(part) for part in parts)
    if choices := schema.get("enum"):
        return ", ".join(str(choice) for choice in choices)
    if schema.get("type") == "array":
        return f"list of {type_in_words(schema.get('items', {}))}"
    limits = [f"at most {schema['maxLength']:,} characters"] if "maxLength" in schema else []
    return ", ".join([str(schema.get("format") or schema.get("type") or "anything"), *limits])


@get("/", include_in_schema=False)
def front() -> Redirect:
    """Until the pages come, the documentation is the front page."""
    return Redirect("/api/docs")


@get("/style.css", include_in_schema=False, media_type=MediaType.TEXT)
def style() -> Response[str]:
    """The style of the pages."""
    text = (packaged("review_ui") / "static" / "style.css").read_text()
    return Response(text, media_type="text/css", headers={"Cache-Control": "max-age=3600"})
