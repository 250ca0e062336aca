"""JSON schemas as a reader wants them: a type, its choices, its bounds, and a link to what has fields of its own."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape

Json = dict[str, Any]
NULL = {"type": "null"}
BOUNDLESS = 1_000_000_000
"""Limits from here on are there for the database, and nobody meets them."""


def type_in_words(schema: Json) -> Markup:
    if "$ref" in schema:
        return link(schema["$ref"])
    if parts := schema.get("oneOf") or schema.get("anyOf") or schema.get("allOf"):
        return Markup(" or ").join(type_in_words(part) for part in parts)
    if choices := schema.get("enum"):
        return Markup(" · ").join(Markup("<code>{}</code>").format(choice) for choice in choices)
    if "const" in schema:
        return Markup("<code>{}</code>").format(schema["const"])
    if schema.get("type") == "array":
        return Markup("list of ") + type_in_words(schema.get("items", {}))
    if isinstance(schema.get("additionalProperties"), dict) and schema["additionalProperties"]:
        return Markup("object of ") + type_in_words(schema["additionalProperties"])
    return escape(schema.get("format") or schema.get("type") or "anything")


def without_null(schema: Json) -> Json:
    """What a parameter may be if it is there at all: nobody sends null in an address."""
    parts = [part for part in schema.get("oneOf", []) if part != NULL]
    choices = [choice for choice in schema.get("enum", []) if choice is not None]
    found = {name: value for name, value in schema.items() if name not in ("oneOf", "enum")}
    return (
        found
        | (parts[0] if len(parts) == 1 else {"oneOf": parts} if parts else {})
        | ({"enum": choices} if choices else {})
    )


def link(reference: str) -> Markup:
    """The name of a type, leading to its fields."""
    name = reference.rpartition("/")[2]
    return Markup('<a href="#type-{0}">{0}</a>').format(name)


def limits(schema: Json) -> str:
    """What else is asked of a value, and what it is if it is left out."""
    return ", ".join(_limits(schema))


def _limits(schema: Json) -> Iterator[str]:
    bounded = next((part for part in schema.get("anyOf", []) if part != NULL), schema)
    for name, words in (
        ("minimum", "at least {:,}"),
        ("maximum", "at most {:,}"),
        ("maxLength", "at most {:,} characters"),
        ("maxItems", "at most {:,}"),
    ):
        if name in bounded and bounded[name] < BOUNDLESS:
            yield words.format(int(bounded[name]))
    if schema.get("default") not in (None, [], {}):
        yield f"default {str(schema['default']).lower() if schema['default'] in (True, False) else schema['default']}"
