"""One row of fields, as JSON lines and tables bring it, to a variant."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from governance.core.copy.variant import Audience, Generator, Manifest, Revision, Step, Variant
from governance.outside.copy_files.located import Touch
from governance.outside.copy_files.near_names import slip


def _characters(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("string_unicode", "lone surrogate") from None
    return text


Text = Annotated[str, AfterValidator(_characters)]
Name = Annotated[str, Field(min_length=1, max_length=500)]
Headcount = Annotated[int, Field(ge=0, le=1_000_000_000)]
Share = Annotated[float, Field(ge=0, le=100)]


class RowError(Exception):
    """A row that is no variant. The message names the field, what was found and what is allowed."""

    def __init__(self, message: str, id: str | None = None) -> None:
        super().__init__(message)
        self.id = id


class _Fields(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class _Audience(_Fields):
    persona: Name | None = None
    industry: Name | None = None
    employees_min: Headcount | None = None
    employees_max: Headcount | None = None
    country: Name | None = None


class _Generator(_Fields):
    model: Name | None = None
    prompt: Name | None = None


class _Step(_Fields):
    number: Annotated[int, Field(ge=1, le=1_000)]
    label: Name | None = None
    wait_minutes: Headcount | None = None
    weight: Share | None = None
    enabled: bool = True


class Row(_Fields):
    """The fields of a variant. Other fields are left alone, unless misspelt: exports carry many of their own."""

    id: Name
    body: Text | None = None
    subject: Text | None = None
    html: Text | None = None
    channel: Name | None = None
    kind: Literal["cold", "followup"] | None = None
    regions: list[Name] | None = None
    audience: _Audience | None = None
    platform: Name | None = None
    sender: Name | None = None
    reply_to: Name | None = None
    agency: Name | None = None
    unsubscribe_header: bool | None = None
    links: list[Name] | None = None
    schedule: Name | None = None
    volume_cap: Headcount | None = None
    thread: Literal["new", "reply"] | None = None
    campaign: Name | None = None
    generator: _Generator | None = None
    step: _Step | None = None


def variant_of(fields: dict[str, Any], touch: Touch) -> Variant:
    """Raises RowError."""
    try:
        row = Row.model_validate(fields)
    except ValidationError as error:
        raise RowError(_in_words(error), _own_id(fields, error)) from None
    if misspelt := _misspelt(fields):
        raise RowError(misspelt, row.id)
    if not (row.body or row.html):
        raise RowError("body is missing; a variant has an id and a body", row.id)
    return Variant(
        id=row.id,
        revision=Revision(body=row.body, subject=row.subject, html=row.html),
        manifest=Manifest(
            channel=row.channel or touch.channel,
            kind=row.kind or touch.kind,
            regions=_regions(row, touch),
            audience=Audience(**row.audience.model_dump()) if row.audience else None,
            platform=row.platform,
            sender=row.sender,
            reply_to=row.reply_to,
            agency=row.agency,
            unsubscribe_header=row.unsubscribe_header,
            links=tuple(row.links) if row.links else None,
            schedule=row.schedule,
            volume_cap=row.volume_cap,
            thread=row.thread,
        ),
        campaign=row.campaign,
        generator=Generator(**row.generator.model_dump()) if row.generator else None,
        step=Step(**row.step.model_dump()) if row.step else None,
    )


def _regions(row: Row, touch: Touch) -> tuple[str, ...] | None:
    """Those that the row names; those that are given for all, unless its audience has a country."""
    if row.regions:
        return tuple(row.regions)
    return None if row.audience and row.audience.country else touch.regions or None


def _misspelt(fields: dict[str, Any]) -> str | None:
    """The first name that is nearly that of a field, here or in one of the groups."""
    groups: dict[str, type[_Fields]] = {"": Row, "audience.": _Audience, "generator.": _Generator, "step.": _Step}
    for group, model in groups.items():
        given = fields.get(group[:-1]) if group else fields
        if found := slip(given or {}, model.model_fields):
            return f"{group}{ascii(found[0])[1:-1]} is no field; the nearest is {group}{found[1]}"
    return None


_ALLOWED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "list_type": "a list",
    "model_type": "an object",
    "greater_than_equal": "a number from {ge:,.0f}",
    "less_than_equal": "a number up to {le:,.0f}",
    "string_too_short": "at least one character",
    "string_too_long": "at most 500 characters",
    "literal_error": "{expected}",
}
_NEEDED = {"step.number": "a step has a number, from 1"}
_FOUND = {
    str: "text",
    int: "a number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
}


def _own_id(fields: dict[str, Any], error: ValidationError) -> str | None:
    """The row's id, if that is not what is wrong with it."""
    wrong = any(one["loc"] == ("id",) for one in error.errors(include_url=False, include_context=False))
    return None if wrong else fields["id"]


def _in_words(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    field = ".".join(str(step) for step in first["loc"])
    if first["type"] == "missing":
        return f"{field} is missing; {_NEEDED.get(field, 'a variant has an id and a body')}"
    if first["type"] == "string_unicode":
        return f"{field} holds half of a surrogate pair, which is no character; remove it"
    found = "nothing" if first["input"] is None else _FOUND.get(type(first["input"]), "something else")
    if first["type"] == "literal_error" and isinstance(first["input"], str):
        found = ascii(first["input"][:40])
    return f"{field} is {found}; allowed is {_allowed(first)}"


def _allowed(error: ErrorDetails) -> str:
    if error["type"] not in _ALLOWED:
        return error["msg"]
    return _ALLOWED[error["type"]].format(**error.get("ctx", {})).replace("'", "")
