"""JSON lines: one object a line, one variant an object. A line that cannot be read spoils no other."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from governance.core.errors import CopyFileError, Place
from governance.outside.copy_files.encoding import MAX_LINE
from governance.outside.copy_files.located import Located, Touch, unreadable
from governance.outside.copy_files.repeated_ids import without_repeated_ids
from governance.outside.copy_files.row import RowError, variant_of

MOST_SKIPPED = 128 * 1024 * 1024
"""A line that goes on and on is an endless input, not a variant."""


def read_json_lines(stream: BinaryIO, file: str, touch: Touch) -> Iterator[Located]:
    return without_repeated_ids(_read(stream, file, touch))


def _read(stream: BinaryIO, file: str, touch: Touch) -> Iterator[Located]:
    for place, found in read_objects(stream, file):
        try:
            if isinstance(found, RowError):
                raise found
            yield Located(place, variant_of(found, touch))
        except RowError as problem:
            yield unreadable(place, str(problem), problem.id)


def read_objects(stream: BinaryIO, file: str) -> Iterator[tuple[Place, dict[str, Any] | RowError]]:
    """The object of every line that is not blank, or what is wrong with the line."""
    for number, line in enumerate(_bounded_lines(stream, file), start=1):
        found = _found(line)
        if found is not None:
            yield Place(file, number), found


def _found(line: bytes | None) -> dict[str, Any] | RowError | None:
    if line is None:
        return RowError(f"The line is longer than {MAX_LINE:,} bytes; split it or leave it out")
    try:
        return _object(line) if line.strip() else None
    except RowError as problem:
        return problem


def _bounded_lines(stream: BinaryIO, file: str) -> Iterator[bytes | None]:
    """Each line, or None for one that is too long, which is read to its end without being held."""
    while line := stream.readline(MAX_LINE + 1):
        if len(line) <= MAX_LINE:
            yield line
            continue
        skipped = len(line)
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
            skipped += len(line)
            if skipped > MOST_SKIPPED:
                raise CopyFileError(Place(file), f"A line is longer than {MOST_SKIPPED:,} bytes; this is no JSON lines")
        yield None


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line.decode("utf-8-sig"), object_pairs_hook=_without_repeated_keys)
    except UnicodeDecodeError as error:
        raise RowError(f"Byte {error.start:,} of the line is not UTF-8; save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise RowError(f"The line is not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise RowError("The line is nested too deeply; write one flat object") from None
    except ValueError:
        raise RowError("The line holds a number too large to read") from None
    if not isinstance(found, dict):
        raise RowError('The line is no JSON object; write one as {"id": "...", ...}')
    return found


def _without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise RowError(f"The key {twice[:40]!a} stands twice; readers differ on which counts")
    return fields
