"""JSON whose every value knows where it stands, so that one string can be replaced and all else stay as it was."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from types import MappingProxyType

from governance.core.errors import CopyFileError, Place
from governance.outside.reports.shown import shown

MAX_DEPTH = 64
MOST = 1e9
"""The largest number that a step, a delay or a share can be: `1e999` is JSON, too."""
_SPACE = re.compile(r"[ \t\n\r]*+")
_SCALAR = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?|true|false|null")
_CONSTANTS = {"true": True, "false": False, "null": None}
_SHOWN = 20
_LONGEST_KEY = 40  # in a path
_NONE: Mapping[str, "Value"] = MappingProxyType({})

Scalar = str | float | bool | None


@dataclass(frozen=True, slots=True)
class Value:
    """A JSON value: a scalar, or the members of an object, or the elements of an array.

    `source[start:end]` is how it is written. `path` names the way to it, such as `steps.0.subject`, as
    it may be shown.
    """

    path: str
    start: int
    end: int
    scalar: Scalar = None
    members: Mapping[str, "Value"] = field(default_factory=lambda: _NONE)
    elements: Sequence["Value"] = ()

    def get(self, *keys: str) -> "Value | None":
        """The value at the end of a way through objects; None where the way ends before."""
        found: Value | None = self
        for key in keys:
            found = found.members.get(key) if found else None
        return found

    def first(self, *keys: str) -> "Value | None":
        """The member under the first of these names that is there."""
        return next((self.members[key] for key in keys if key in self.members), None)

    def each(self, *keys: str) -> Sequence["Value"]:
        """The elements of the array at the end of a way; none where there is no array."""
        found = self.get(*keys)
        return found.elements if found else ()

    def text(self, *keys: str) -> str | None:
        """The string at the end of a way."""
        found = self.get(*keys)
        return found.scalar if found and isinstance(found.scalar, str) else None

    def number(self, *keys: str) -> float | None:
        """The number at the end of a way, also one that is written as a string; none beyond MOST."""
        found = self.get(*keys)
        if found is None or isinstance(found.scalar, bool):
            return None
        if isinstance(found.scalar, str):
            return float(found.scalar) if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", found.scalar) else None
        return found.scalar if found.scalar is not None and -MOST <= found.scalar <= MOST else None

    def says(self, key: str) -> bool:
        """Whether the member is true."""
        found = self.get(key)
        return found is not None and found.scalar is True

    def strings(self) -> Iterator["Value"]:
        """Every string in it, from the beginning to the end."""
        if isinstance(self.scalar, str):
            yield self
        for inner in (*self.members.values(), *self.elements):
            yield from inner.strings()


def read_json(source: str, file: str) -> Value:
    """The value that a whole file holds. Raises CopyFileError with line and column."""
    reader = _Reader(source, file)
    value = reader.value(reader.skip(source.startswith("\ufeff")), "", 0)
    if reader.skip(value.end) < len(source):
        raise reader.fault(reader.skip(value.end), "the end of the file")
    return value


class _Reader:
    """Reads from left to right. Each method begins where the value does."""

    def __init__(self, source: str, file: str) -> None:
        self.source = source
        self.file = file

    def fault(self, at: int, allowed: str) -> CopyFileError:
        found = ascii(self.source[at : at + _SHOWN]) if at < len(self.source) else "the end of the file"
        return self.error(at, f"The file is not JSON: {found} stands where {allowed} is allowed")

    def error(self, at: int, message: str) -> CopyFileError:
        line = self.source.count("\n", 0, at) + 1
        return CopyFileError(Place(self.file, line, at - self.source.rfind("\n", 0, at)), message)

    def skip(self, at: int) -> int:
        space = _SPACE.match(self.source, at)
        return space.end() if space else at

    def value(self, at: int, path: str, depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise self.error(at, f"The file is nested more than {MAX_DEPTH} levels deep")
        opening = self.source[at : at + 1]
        if opening == "{":
            return self.object(at, path, depth)
        if opening == "[":
            return self.array(at, path, depth)
        if opening == '"':
            text, end = self.string(at)
            return Value(path, at, end, text)
        return self.scalar(at, path)

    def scalar(self, at: int, path: str) -> Value:
        found = _SCALAR.match(self.source, at)
        if not found:
            raise self.fault(at, "a value")
        written = found[0]
        return Value(path, at, found.end(), _CONSTANTS[written] if written in _CONSTANTS else float(written))

    def string(self, at: int) -> tuple[str, int]:
        try:
            text, end = scanstring(self.source, at + 1, True)
        except JSONDecodeError as error:
            raise self.error(error.pos, f"The file is not JSON: {error.msg}") from None
        return text, end

    def array(self, at: int, path: str, depth: int) -> Value:
        elements: list[Value] = []
        inside = self.skip(at + 1)
        while self.source[inside : inside + 1] != "]":
            if elements:
                inside = self.comma(inside, "]")
            elements.append(self.value(inside, f"{path}.{len(elements)}".lstrip("."), depth + 1))
            inside = self.skip(elements[-1].end)
        return Value(path, at, inside + 1, elements=elements)

    def object(self, at: int, path: str, depth: int) -> Value:
        members: dict[str, Value] = {}
        inside = self.skip(at + 1)
        while self.source[inside : inside + 1] != "}":
            if members:
                inside = self.comma(inside, "}")
            key, member = self.member(inside, path, depth)
            if key in members:
                raise self.error(inside, f"The key {key[:_LONGEST_KEY]!a} stands twice; readers differ on which counts")
            members[key] = member
            inside = self.skip(member.end)
        return Value(path, at, inside + 1, members=members)

    def member(self, at: int, path: str, depth: int) -> tuple[str, Value]:
        if self.source[at : at + 1] != '"':
            raise self.fault(at, "a key in quotes")
        key, end = self.string(at)
        colon = self.skip(end)
        if self.source[colon : colon + 1] != ":":
            raise self.fault(colon, "a colon")
        return key, self.value(self.skip(colon + 1), f"{path}.{shown(key[:_LONGEST_KEY])}".lstrip("."), depth + 1)

    def comma(self, at: int, closing: str) -> int:
        """Where the next value begins."""
        if self.source[at : at + 1] != ",":
            raise self.fault(at, f"a comma or {closing}")
        after = self.skip(at + 1)
        if self.source[after : after + 1] == closing:
            raise self.fault(after, "another value")
        return after
