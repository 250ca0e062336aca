"""What a form sent: text by field, files by field, bounded and never guessed at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from litestar import Request
from litestar.datastructures import UploadFile
from litestar.exceptions import ClientException
from pydantic import BaseModel, ValidationError

from governance.core.errors import Unusable

MOST_FIELDS = 400
URL_ENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class File:
    """A file of a form, as it was sent."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Form:
    """The fields of a form. A field that was left empty is not there."""

    fields: Mapping[str, list[str]] = field(default_factory=dict)
    files: Mapping[str, File] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """The first value of a field, with the line ends of this system."""
        values = self.fields.get(name)
        return values[0].replace("\r\n", "\n") if values and values[0] else None

    def needed(self, name: str, words: str) -> str:
        """A field that must be filled in; `words` say what for."""
        found = self.text(name)
        if found is None or not found.strip():
            raise Unusable(words, field=name)
        return found

    def every(self, name: str) -> list[str]:
        """All values of a field: the boxes that were ticked."""
        return [value for value in self.fields.get(name, []) if value]

    def number(self, name: str) -> int | None:
        """A whole number. Raises Unusable for anything else."""
        found = self.text(name)
        if found is None:
            return None
        if not found.isascii() or not found.isdigit() or len(found) > 9:
            raise Unusable(f"{name} is a whole number; {found[:40]!r} was sent", field=name)
        return int(found)

    def choice(self, name: str) -> bool | None:
        """Yes or no, of a field that may be left open. Raises Unusable for anything else."""
        found = self.text(name)
        if found is not None and found not in ("true", "false"):
            raise Unusable(f"{name} is true or false; {found[:40]!r} was sent", field=name)
        return None if found is None else found == "true"

    def file(self, name: str) -> File | None:
        return self.files.get(name)


def filled(model: type[Model], values: Mapping[str, Any]) -> Model:
    """The body that the API would take, from these values. Raises Unusable with the first field that is wrong."""
    try:
        return model.model_validate({name: value for name, value in values.items() if value is not None})
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or None
        words = first["msg"].removeprefix("Value error, ")
        raise Unusable(f"{place}: {words}" if place else words, field=place) from None


async def read_form(request: Request[Any, Any, Any]) -> Form:
    """The form of a request; an empty one if it has none."""
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind == URL_ENCODED:
        return Form(_fields(await request.body()))
    if kind == MULTIPART:
        return await _multipart(request)
    return Form()


def _fields(body: bytes) -> dict[str, list[str]]:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except (UnicodeDecodeError, ValueError):
        raise ClientException("The form is not UTF-8, or has too many fields") from None
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


async def _multipart(request: Request[Any, Any, Any]) -> Form:
    fields: dict[str, list[str]] = {}
    files: dict[str, File] = {}
    for name, value in (await request.form()).multi_items():
        if isinstance(value, UploadFile):
            content = await value.read()
            if value.filename:
                files[name] = File(value.filename, content)
        else:
            fields.setdefault(name, []).append(str(value))
    return Form(fields, files)
