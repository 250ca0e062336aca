"""What the OpenAPI document says of every operation alike: how it refuses, and what makes a change happen once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from litestar import Litestar
from litestar.openapi.spec import (
    Components,
    OpenAPIMediaType,
    OpenAPIResponse,
    Operation,
    Parameter,
    Reference,
    RequestBody,
    Schema,
)
from litestar.openapi.spec.enums import OpenAPIType

from governance.web.api.bodies import Body
from governance.web.door import REPEAT_HEADER
from governance.web.problems import MEDIA_TYPE, TITLES

INVITED = "/api/invitations/accept"
METHODS = ("get", "post", "delete")
BY_PEOPLE: list[dict[str, list[str]]] = [{"session": []}]
"""Security of what machines never do."""

ANYBODY: list[dict[str, list[str]]] = [{}]
TEXT, WHOLE = Schema(type=OpenAPIType.STRING), Schema(type=OpenAPIType.INTEGER)
ONE_FIELD = Schema(type=OpenAPIType.OBJECT, properties={"field": TEXT, "message": TEXT}, required=["field", "message"])
PROBLEM = Schema(
    type=OpenAPIType.OBJECT,
    description="A refusal (RFC 9457). `code` never changes; `errors` name the fields that are wrong.",
    properties={
        **dict.fromkeys(("type", "title", "code", "detail"), TEXT),
        "status": WHOLE,
        "errors": Schema(type=OpenAPIType.ARRAY, items=ONE_FIELD),
    },
    required=["type", "title", "status", "code", "detail", "errors"],
)
ONCE = Parameter(
    name=REPEAT_HEADER,
    param_in="header",
    description="With it a change happens once, however often it is sent; the first answer is given again.",
    schema=Schema(type=OpenAPIType.STRING, min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$"),
)


AS_FILE = {media: OpenAPIMediaType(schema=TEXT) for media in ("text/csv", "application/jsonl")}


@dataclass
class TakesFile(Operation):
    """An operation whose body is a file as it is."""

    def __post_init__(self) -> None:
        self.request_body = RequestBody(content=AS_FILE, required=True)


@dataclass
class GivesFile(Operation):
    """An operation that answers a file."""

    def __post_init__(self) -> None:
        self.responses = {"200": OpenAPIResponse(description="Done", content=AS_FILE)}


@dataclass
class Parts(Components):
    """The types of the document. Bodies are told with every limit that they have, which the framework leaves out."""

    def to_schema(self) -> dict[str, Any]:
        found = super().to_schema()
        for body in Body.__subclasses__():
            _tell(body, found["schemas"])
        return found


def _tell(body: type[Body], schemas: dict[str, Any]) -> None:
    if body.__name__ in schemas:
        told = body.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(told.pop("$defs", {}))
        schemas[body.__name__] = told
    for one in body.__subclasses__():
        _tell(one, schemas)


def describe(app: Litestar) -> None:
    """Complete the document, once."""
    document = app.openapi_schema
    parts = document.components or Components()
    schemas = {**(parts.schemas or {}), "Problem": PROBLEM}
    document.components = Parts(schemas=schemas, security_schemes=parts.security_schemes)
    for path, item in (document.paths or {}).items():
        for method in METHODS:
            operation: Operation | None = getattr(item, method)
            if operation is not None:
                _complete(operation, path, changes=method != "get")


def _complete(operation: Operation, path: str, changes: bool) -> None:
    responses = {code: found for code, found in (operation.responses or {}).items() if code.startswith("2")}
    for status in sorted({*_refusals(operation, path, changes)}):
        content = {MEDIA_TYPE: OpenAPIMediaType(schema=Reference(ref="#/components/schemas/Problem"))}
        responses[str(status)] = OpenAPIResponse(description=TITLES[status], content=content)
    operation.responses = responses
    if changes and path.startswith("/api/w/"):
        operation.parameters = [*(operation.parameters or []), ONCE]


def _refusals(operation: Operation, path: str, changes: bool) -> Iterator[int]:
    yield 503
    if path.startswith("/api/"):
        yield 404 if path == INVITED else 401
    if path.startswith("/api/w/"):
        yield from (403, 404, 422)
    if changes:
        yield 403
    if changes and path.startswith("/api/w/"):
        yield 409
    if operation.request_body:
        yield from (400, 413, 415, 422)
