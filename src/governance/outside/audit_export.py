"""A workspace's record in a file, to be verified where there is no database and no service.

The first line names the workspace and the head, and how many checkpoints follow, one a line; then the entries.
"""

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from governance.core.audit.chain import Entry, Head, is_hash
from governance.core.audit.checkpoint import Checkpoint
from governance.core.errors import Unusable
from governance.outside.checkpoint_file import Checking, checkpoint_of, require_signed

_ENTRY = {"sequence", "previous", "hash", "canonical"}


@dataclass(frozen=True)
class Exported:
    """What a file says it holds; its entries are read from it as they are wanted."""

    workspace: str
    head: Head
    checkpoints: tuple[Checkpoint, ...]


def header_line(workspace: str, head: Head, checkpoints: int) -> bytes:
    return _line({"workspace": workspace, "entries": head.sequence, "hash": head.hash, "checkpoints": checkpoints})


def entry_line(entry: Entry | None) -> bytes:
    """An entry with its bytes as they are stored; an empty group for one that cannot be read."""
    if entry is None:
        return _line({})
    canonical = base64.b64encode(entry.canonical).decode()
    return _line({"sequence": entry.sequence, "previous": entry.previous, "hash": entry.hash, "canonical": canonical})


def read_export(file: IO[bytes], name: Path, keys: Checking) -> Exported:
    """The head of an export. Raises Unusable naming the line that is damaged or not signed."""
    header = _value(file.readline())
    if header is None or header.keys() != {"workspace", "entries", "hash", "checkpoints"}:
        raise Unusable(f"{name}, line 1: this is no export of a record")
    workspace, entries, hash = str(header["workspace"]), header["entries"], header["hash"]
    if type(entries) is not int or not is_hash(hash) or type(header["checkpoints"]) is not int:
        raise Unusable(f"{name}, line 1: this is no export of a record")
    checkpoints = tuple(
        _checkpoint(file.readline(), f"{name}, line {2 + n}", keys) for n in range(header["checkpoints"])
    )
    if any(one.workspace != workspace for one in checkpoints):
        raise Unusable(f"{name} holds checkpoints of another workspace than {workspace}")
    return Exported(workspace, Head(entries, hash), checkpoints)


def read_entries(file: IO[bytes]) -> Iterator[Entry | None]:
    """The entries that follow the head, in the order of the file; None for a line that is none."""
    return map(_entry, file)


def _checkpoint(line: bytes, where: str, keys: Checking) -> Checkpoint:
    checkpoint = checkpoint_of(line)
    if checkpoint is None:
        raise Unusable(f"{where}: this is no checkpoint; the file was damaged or altered")
    require_signed(checkpoint, where, keys)
    return checkpoint


def _entry(line: bytes) -> Entry | None:
    value = _value(line)
    if value is None or value.keys() != _ENTRY or type(value["sequence"]) is not int:
        return None
    try:
        canonical = base64.b64decode(value["canonical"], validate=True)
    except (binascii.Error, ValueError, TypeError):
        return None
    return Entry(value["sequence"], str(value["previous"]), str(value["hash"]), canonical)


def _value(line: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode() + b"\n"
