"""What a model refuses, said with its place in the file: what was found and what is allowed."""

import json
from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from governance.core.errors import Place, PolicyError, Problem
from governance.core.policy.document import Strict
from governance.outside.strict_yaml import Path, YamlFile

Model = TypeVar("Model", bound=Strict)

_BOUNDS = {
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "string_too_long": "text of at most {max_length} characters",
    "string_too_short": "text of at least {min_length} characters",
    "too_long": "a list of at most {max_length}",
    "too_short": "a list of at least {min_length}",
}
_EXPECTED = {
    "bool": "true or false",
    "date": "a date such as 2026-09-01",
    "dict": "a group of keys",
    "float": "a number",
    "int": "a whole number",
    "model": "a group of keys",
    "string": "text",
    "tuple": "a list",
}


def validated(model: type[Model], read: YamlFile) -> Model:
    """The file's value as a model, in JSON strict mode: nothing is coerced but dates and lists.

    Raises PolicyError with every problem of the file.
    """
    try:
        return model.model_validate_json(json.dumps(read.value))
    except ValidationError as error:
        raise PolicyError(list(_problems(model, read, error.errors(include_url=False)))) from None


def place(read: YamlFile, path: Path) -> Place:
    """Where the value at a path stands; the nearest value around it, for a path that the file leaves out."""
    around = (path[:length] for length in range(len(path), -1, -1))
    line, column = next(read.values[known] for known in around if known in read.values)
    return Place(read.file, line, column, in_words(read.value, path) or None)


def in_words(value: Any, path: Path) -> str:
    """`claims[handling-time].valid_from`: list items by their id, else counted from 1."""
    words = ""
    for step in path:
        value = value[step] if _has(value, step) else None
        if isinstance(step, str):
            words += f".{step}" if words else step
        else:
            name = value.get("id") if isinstance(value, dict) else None
            words += f"[{name if isinstance(name, str) else step + 1}]"
    return words


def _problems(model: type[Strict], read: YamlFile, errors: list[ErrorDetails]) -> Iterator[Problem]:
    located: dict[Path, list[ErrorDetails]] = {}
    for error in errors:
        located.setdefault(_path(read.value, error), []).append(error)
    for path, here in located.items():
        deeper = any(other[: len(path)] == path for other in located if other != path)
        if not (deeper and _follows_from_deeper(here)):
            yield _problem(model, read, path, here)


def _follows_from_deeper(errors: list[ErrorDetails]) -> bool:
    """Whether these errors only say that another form was possible here, or that nothing good was left."""
    types = [error["type"] for error in errors]
    return all(kind.endswith("_type") or kind in ("literal_error", "too_short") for kind in types)


def _path(value: Any, error: ErrorDetails) -> Path:
    """The path in the file of an error's location, which also names the models it passed through."""
    path: Path = ()
    for step in error["loc"]:
        if _has(value, step):
            value = value[step]
            path = (*path, step)
    if error["type"] == "missing":
        return (*path, error["loc"][-1])
    if error["type"] == "fault":
        return (*path, *error["ctx"]["path"])
    return path


def _has(value: Any, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(value, list) and step < len(value)
    return isinstance(value, dict) and step in value


def _problem(model: type[Strict], read: YamlFile, path: Path, errors: list[ErrorDetails]) -> Problem:
    first = errors[0]
    if first["type"] == "extra_forbidden":
        line, column = read.keys[path]
        where = Place(read.file, line, column, in_words(read.value, path[:-1]) or None)
        return Problem(where, _unknown(str(path[-1]), _allowed_keys(model, first["loc"][:-1])))
    if first["type"] == "missing":
        return Problem(place(read, path[:-1]), f"key '{path[-1]}' is missing")
    if first["type"] in ("fault", "value_error", "criterion"):
        return Problem(place(read, path), _capital_off(first["msg"].removeprefix("Value error, ")))
    expected = dict.fromkeys(_expected(error) for error in errors)
    if "a number" in expected:
        expected.pop("a whole number", None)
    found = _found(first["input"])
    return Problem(place(read, path), f"found {found}{_nearest(errors)}; allowed is {' or '.join(expected)}")


def _unknown(key: str, allowed: list[str]) -> str:
    return f"key {key!r} is unknown{_suggestion(key, allowed)}; allowed are {', '.join(allowed)}"


def _suggestion(word: str, allowed: list[str]) -> str:
    near = process.extractOne(word, allowed, score_cutoff=70)
    return f"; the nearest is {near[0]}" if near else ""


def _nearest(errors: list[ErrorDetails]) -> str:
    literals = [error for error in errors if error["type"] == "literal_error"]
    if not literals or not isinstance(found := literals[0]["input"], str):
        return ""
    allowed = literals[0]["ctx"]["expected"].replace(" or ", ", ").split(", ")
    return _suggestion(found, [word.strip("'") for word in allowed])


def _expected(error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    base = kind.split("_")[0]
    if kind == "literal_error":
        return str(context["expected"]).replace("'", "").replace("True", "true")
    if kind == "string_pattern_mismatch":
        return _pattern_in_words(context["pattern"])
    if kind.endswith("_type") and base in _EXPECTED:
        return _EXPECTED[base]
    if kind in _BOUNDS:
        return _BOUNDS[kind].format(**context)
    if kind.startswith("date"):
        return _EXPECTED["date"]
    return _capital_off(error["msg"]).removeprefix("input should be ").removeprefix("input should have ")


def _pattern_in_words(pattern: str) -> str:
    if ":" in pattern:
        return "a time such as 09:00"
    return "a name of letters, digits, _ . and -, at most 64 characters, beginning with a letter or digit"


def _found(value: Any) -> str:
    """What stands in the file, cut to 40 characters."""
    if value is None:
        return "nothing"
    if isinstance(value, dict | list | tuple):
        return "a group of keys" if isinstance(value, dict) else f"a list of {len(value)}"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _capital_off(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _allowed_keys(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """The keys of the model at a location. Locations name the model where several are possible."""
    models = [model]
    for step in location:
        named = [one for one in models if one.__name__ == step]
        fields = [field for one in models for name, field in one.model_fields.items() if (field.alias or name) == step]
        reached = [one for field in fields for one in _models(field.annotation)]
        models = named or reached or models
    return list(dict.fromkeys(field.alias or name for one in models for name, field in one.model_fields.items()))


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
