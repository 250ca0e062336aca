"""A backup: one tar file of a snapshot, with a list of its parts and their digests.

The signing key is not in it, and must be kept elsewhere: whoever holds both could sign another past.
"""

import hashlib
import json
import os
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from governance.core.errors import Unusable
from governance.outside.whole_file import whole_file

CONTENTS = "contents.json"
CHECKPOINTS = "checkpoints.jsonl"
FORMAT = 1
_KEYS = {"format", "database", "version", "made_at", "files"}


@dataclass(frozen=True)
class Backup:
    """What a backup holds: a database of one kind and version, and its parts with their digests."""

    database: str
    version: str
    made_at: str
    files: Mapping[str, str]


def write_backup(target: Path, folder: Path, database: str, version: str, made_at: str) -> None:
    """Pack every file of a folder. The target appears whole, or not at all."""
    files = {part.name: _digest(part) for part in sorted(folder.iterdir())}
    contents = {"format": FORMAT, "database": database, "version": version, "made_at": made_at, "files": files}
    with whole_file(target) as file, tarfile.open(fileobj=file, mode="w") as tar:
        _add(tar, CONTENTS, BytesIO(said := json.dumps(contents, indent=1).encode()), len(said))
        for name in files:
            with (folder / name).open("rb") as part:
                _add(tar, name, part, (folder / name).stat().st_size)


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    tar.addfile(entry, content)


def unpack_backup(source: Path, folder: Path, database: str, parts: Iterable[str]) -> Backup:
    """Unpack exactly these parts of a backup of this kind of database, and check them. Raises Unusable."""
    with _opened(source) as tar:
        first = tar.next()
        if first is None or first.name != CONTENTS or not first.isfile() or first.size > 1 << 20:
            raise Unusable(f"{source} is no backup")
        found = _contents(source, _part(tar, first).read())
        if found.database != database:
            message = f"{source} is a backup of {found.database}, and is restored into {found.database} alone"
            raise Unusable(message)
        if found.files.keys() != set(parts):
            raise Unusable(f"{source} does not name the parts that a backup of {database} has")
        expected = dict(found.files)
        while (entry := tar.next()) is not None:
            if entry.type != tarfile.REGTYPE or entry.issparse() or entry.name not in expected:
                raise Unusable(f"{source} holds {entry.name!r}, which is no part of a backup")
            with open(folder / entry.name, "xb", opener=_for_the_owner) as file:
                file.writelines(_chunks(_part(tar, entry)))
            if _digest(folder / entry.name) != expected.pop(entry.name):
                raise Unusable(f"{entry.name} in {source} is not as it was written; the backup is damaged")
    if expected:
        raise Unusable(f"{source} is cut off: {', '.join(sorted(expected))} is not in it")
    return found


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, mode="r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError):
        raise Unusable(f"{source} is no backup, or is cut off") from None
    except OSError as error:
        raise Unusable(f"{source} cannot be unpacked: {error.strerror or error}") from None


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _part(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    part = tar.extractfile(entry)
    assert part is not None
    return part


def _contents(source: Path, content: bytes) -> Backup:
    try:
        value: Any = json.loads(content)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or value.keys() != _KEYS or not isinstance(value["files"], dict):
        raise Unusable(f"{source} is no backup")
    if value["format"] != FORMAT:
        raise Unusable(f"{source} has format {value['format']}; this version reads format {FORMAT}")
    files = {str(name): str(digest) for name, digest in value["files"].items()}
    return Backup(str(value["database"]), str(value["version"]), str(value["made_at"]), files)


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    while chunk := part.read(1 << 20):
        yield chunk
