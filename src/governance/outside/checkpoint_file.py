"""Checkpoints, kept in a file where the database cannot reach them: one JSON line each, only ever added.

A crash can leave half a line, and only at the end and without a newline; it is passed over when reading and taken
off before the next is written. Anything else that cannot be read, or whose signature is wrong, is an error that
names its line.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import IO, Any, Protocol
from uuid import UUID

from governance.core.audit.chain import is_hash
from governance.core.audit.checkpoint import Checkpoint
from governance.core.errors import Unavailable, Unusable, WrongState
from governance.outside.signing import sync_folder

Kept = dict[str, list[Checkpoint]]
"""By workspace, in the order in which they were written."""

_FIELDS = frozenset(field.name for field in fields(Checkpoint))
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00", re.ASCII)


class Checking(Protocol):
    """What says whether a signature is right."""

    def valid(self, note: bytes, signature: str, key_id: str) -> bool: ...


class Writing:
    """The file while nobody else writes to it: what stands in it, and a way to add."""

    def __init__(self, file: IO[bytes], name: Path, keys: Checking) -> None:
        content = file.read()
        self.kept = read_lines(_lines(content), str(name), keys)
        self._file = file
        self._end = _end_of_whole_lines(content, self.kept)
        self._missing_newline = self._end == len(content) and not content.endswith(b"\n") and bool(content)

    def append(self, checkpoints: Iterable[Checkpoint]) -> None:
        """Add checkpoints, all or none. Raises WrongState for one that goes backwards."""
        new = list(checkpoints)
        for checkpoint in new:
            _require_forward(self.kept.get(checkpoint.workspace, []), checkpoint)
        if not new:
            return
        content = b"\n" * self._missing_newline + b"".join(line_of(one) for one in new)
        try:
            self._file.truncate(self._end)
            self._file.seek(self._end)
            self._file.write(content)
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise Unavailable(f"The checkpoints cannot be written: {error.strerror}") from None
        self._end, self._missing_newline = self._end + len(content), False
        for checkpoint in new:
            self.kept.setdefault(checkpoint.workspace, []).append(checkpoint)


class CheckpointFile:
    """The file of a deployment's checkpoints, of all its workspaces."""

    def __init__(self, path: Path, keys: Checking) -> None:
        self.path = path
        self.keys = keys

    @property
    def exists(self) -> bool:
        return self.path.exists()

    def read(self) -> Kept:
        """Every checkpoint, signatures checked; nothing if there is no file. Raises Unusable naming the line."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise Unusable(f"The checkpoints in {self.path} cannot be read: {error.strerror}") from None
        return read_lines(_lines(content), str(self.path), self.keys)

    def append(self, checkpoints: Iterable[Checkpoint]) -> None:
        """Add checkpoints. Raises WrongState for one that goes backwards."""
        with self.writing() as file:
            file.append(checkpoints)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """The file, locked: what is read of it stays true until it is let go."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new = not self.path.exists()
            opened = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644), "r+b")
        except OSError as error:
            raise Unavailable(f"The checkpoints in {self.path} cannot be written: {error.strerror}") from None
        with opened as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if new:
                sync_folder(self.path.parent)
            yield Writing(file, self.path, self.keys)


def line_of(checkpoint: Checkpoint) -> bytes:
    """A checkpoint as one line."""
    value = {name: field for name, field in asdict(checkpoint).items() if field is not None}
    return json.dumps(value, separators=(",", ":")).encode() + b"\n"


def read_lines(lines: Iterable[tuple[int, bytes, bool]], name: str, keys: Checking) -> Kept:
    """Checkpoints of numbered lines. Raises Unusable naming the line of one that cannot be read or is not signed."""
    kept: Kept = {}
    for number, line, ended in lines:
        checkpoint = checkpoint_of(line)
        if checkpoint is None and not ended:
            break
        if checkpoint is None:
            raise Unusable(f"{name}, line {number}: this is no checkpoint; the file was damaged or altered")
        require_signed(checkpoint, f"{name}, line {number}", keys)
        kept.setdefault(checkpoint.workspace, []).append(checkpoint)
    return kept


def require_signed(checkpoint: Checkpoint, where: str, keys: Checking) -> None:
    if not keys.valid(checkpoint.note, checkpoint.signature, checkpoint.key_id):
        message = f"{where}: the signature is not that of key {checkpoint.key_id}, or that key is not among those kept"
        raise Unusable(message)


def checkpoint_of(line: bytes) -> Checkpoint | None:
    """The checkpoint that a line holds; None if it holds none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or value.keys() | {"lost_from"} != _FIELDS or not _usable(value):
        return None
    return Checkpoint(**value)


def _usable(value: dict[str, Any]) -> bool:
    numbers = [value["sequence"], *([value["lost_from"]] if "lost_from" in value else [])]
    texts = [value[name] for name in ("workspace", "at", "key_id", "signature")]
    if not all(type(number) is int and number >= 0 for number in numbers):
        return False
    if not is_hash(value["hash"]) or not all(isinstance(text, str) for text in texts):
        return False
    return _is_workspace(value["workspace"]) and _INSTANT.fullmatch(value["at"]) is not None and "\n" not in texts[2]


def _is_workspace(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _lines(content: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """Each line with its number, and whether a newline ends it."""
    *ended, last = content.split(b"\n")
    yield from ((number, line, True) for number, line in enumerate(ended, 1))
    if last:
        yield len(ended) + 1, last, False


def _end_of_whole_lines(content: bytes, kept: Kept) -> int:
    """Where the next line may begin: a last line that a crash cut short is written over."""
    lines = content.count(b"\n")
    whole = sum(map(len, kept.values())) > lines
    return len(content) if whole else content.rfind(b"\n") + 1


def _require_forward(kept: list[Checkpoint], new: Checkpoint) -> None:
    """A smaller number, or another hash of the same, is a database that was rolled back or written anew."""
    if not kept or new.lost_from is not None:
        return
    last = kept[-1]
    if new.sequence < last.sequence:
        why, code = "it was rolled back or cut off", "record_cut_off"
    elif new.sequence == last.sequence and new.hash != last.hash:
        why, code = "it was written anew", "record_rewritten"
    else:
        return
    raise WrongState(
        f"The record of workspace {new.workspace} stands at entry {new.sequence}; the checkpoint of {last.at} signed "
        f"entry {last.sequence} of another: {why}. Nothing was signed",
        code=code,
    )
