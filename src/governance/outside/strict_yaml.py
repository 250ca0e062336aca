"""YAML as policy files may use it: values with the line and column of each, and nothing clever.

Scalars follow the YAML 1.2 core schema, so NO, yes, 12:30 and 2026-09-01 are text. Refused are duplicate
keys, anchors, aliases, tags, merge keys, several documents, and files beyond the limits below. Only parser
events are used: no object is ever constructed from a tag.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from governance.core.errors import Place, PolicyError, Problem
from governance.outside.yaml_syntax import Position, position, syntax_fault

MAX_BYTES = 64 * 1024
MAX_LEVELS = 32
MAX_INTEGER = 2**53 - 1

Path = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]{1,4000}|0o[0-7]{1,20}|0x[0-9a-fA-F]{1,20}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class YamlFile:
    """The value of a file; where each value stands, and each key, by path. Positions count from 1."""

    file: str
    value: Any
    values: dict[Path, Position] = field(default_factory=dict)
    keys: dict[Path, Position] = field(default_factory=dict)


class _RefusedError(Exception):
    def __init__(self, message: str, position: Position) -> None:
        super().__init__(message)
        self.position = position


def read_yaml(content: bytes, file: str) -> YamlFile:
    """Read one file. Raises PolicyError naming the place, what was found and what is allowed."""
    read = YamlFile(file, None)
    try:
        text = _text(content)
        reader = _Reader(text, read)
        return YamlFile(file, reader.document(), read.values, read.keys)
    except _RefusedError as refused:
        raise PolicyError([Problem(Place(file, *refused.position), str(refused))]) from None


def _text(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise _RefusedError(f"the file has more than {MAX_BYTES:,} bytes; split it into several documents", (1, 1))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        raise _RefusedError("the file is not UTF-8; save it as UTF-8", _position(before)) from None
    if odd := _NOT_ALLOWED.search(text):
        code = f"U+{ord(odd.group()):04X}"
        raise _RefusedError(f"character {code} is not allowed; remove it", _position(text[: odd.start()]))
    return text


def _position(before: str) -> Position:
    lines = before.split("\n")
    return len(lines), len(lines[-1]) + 1


class _Reader:
    """Turns the events of one document into values, recording where each stands."""

    def __init__(self, text: str, places: YamlFile) -> None:
        self._events = self._checked(text)
        self._places = places

    def document(self) -> Any:
        for expected in (yaml.StreamStartEvent, yaml.DocumentStartEvent):
            event = next(self._events)
            if not isinstance(event, expected):
                raise _RefusedError("the file is empty; a policy document is a group of keys", (1, 1))
        value = self._value(next(self._events), ())
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.DocumentStartEvent):
            raise _RefusedError("a second document begins here; a file holds one", _start(event))
        return value

    def _checked(self, text: str) -> Iterator[yaml.Event]:
        """Events with anchors, aliases and tags refused, and the parser's own complaints given a place."""
        event: yaml.Event = yaml.StreamStartEvent()
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                _refuse_cleverness(event)
                yield event
        except yaml.MarkedYAMLError as error:
            raise _RefusedError(*syntax_fault(error, event, text)) from None
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            raise _RefusedError(f"this is not YAML: {error}", _start(event)) from None

    def _value(self, event: yaml.Event, path: Path) -> Any:
        self._places.values[path] = _start(event)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if len(path) >= MAX_LEVELS:
            raise _RefusedError(f"values are nested more than {MAX_LEVELS} levels deep", _start(event))
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._sequence(path)

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = _key(event)
            if key in found:
                first = self._places.keys[*path, key][0]
                raise _RefusedError(f"key {key!r} stands twice; the first is on line {first}", _start(event))
            self._places.keys[*path, key] = _start(event)
            found[key] = self._value(next(self._events), (*path, key))
        return found


def _start(event: yaml.Event) -> Position:
    return position(event.start_mark)


def _refuse_cleverness(event: yaml.Event) -> None:
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent):
        raise _RefusedError(f"alias *{anchor} is not allowed; write the value out", _start(event))
    if anchor:
        raise _RefusedError(f"anchor &{anchor} is not allowed; remove it", _start(event))
    if tag:
        raise _RefusedError(f"tag {tag} is not allowed; write plain values", _start(event))


def _key(event: yaml.Event) -> str:
    if not isinstance(event, yaml.ScalarEvent):
        raise _RefusedError("a key is text; found a list or a group of keys", _start(event))
    key = _scalar(event)
    if not isinstance(key, str):
        raise _RefusedError(f"a key is text; put {event.value or 'it'} in quotes", _start(event))
    if key == "<<":
        raise _RefusedError("merge key << is not allowed; write the keys out", _start(event))
    return key


def _scalar(event: yaml.ScalarEvent) -> Any:
    if odd := _NOT_ALLOWED.search(event.value):
        raise _RefusedError(f"character U+{ord(odd.group()):04X} is not allowed in text; remove it", _start(event))
    return event.value if event.style else _plain(event.value, _start(event))


def _plain(text: str, position: Position) -> Any:
    if text in _NULLS:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _INTEGER.fullmatch(text):
        return _bounded(int(text, 0) if text[:2] in ("0o", "0x") else int(text), position)
    if _FLOAT.fullmatch(text):
        return _bounded(float(text), position)
    return text


def _bounded(number: int | float, position: Position) -> int | float:
    if abs(number) > MAX_INTEGER:
        raise _RefusedError(f"the number is beyond {MAX_INTEGER:,}; put it in quotes if it is text", position)
    return number
