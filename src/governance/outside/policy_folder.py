"""The policy files below a folder: in a fixed order, bounded in number and size, never outside it."""

import os
from collections.abc import Iterator
from pathlib import Path

from governance.core.errors import Place, PolicyError, Problem
from governance.outside.strict_yaml import MAX_BYTES

MAX_FILES = 200
MAX_ENTRIES = 10_000
MAX_TOTAL_BYTES = 2 * 1024 * 1024
ENDINGS = (".yaml", ".yml")


def policy_files(directory: Path) -> dict[str, bytes]:
    """The contents of every policy file below a folder, by path. Hidden files are passed over.

    At most one byte more than a file may have is read of each. Raises PolicyError.
    """
    if not directory.is_dir():
        raise _refused(directory, "this is not a folder; name the folder of one company")
    contents: dict[str, bytes] = {}
    for path in sorted(_found(directory)):
        with path.open("rb") as file:
            contents[str(path)] = file.read(MAX_BYTES + 1)
        if len(contents) > MAX_FILES:
            raise _refused(directory, f"the folder has more than {MAX_FILES} policy files")
        if sum(map(len, contents.values())) > MAX_TOTAL_BYTES:
            raise _refused(directory, f"the policy files have more than {MAX_TOTAL_BYTES:,} bytes together")
    return contents


def _found(directory: Path) -> Iterator[Path]:
    for seen, path in enumerate(_entries(directory)):
        if seen >= MAX_ENTRIES:
            raise _refused(directory, f"the folder has more than {MAX_ENTRIES:,} entries; name one company's folder")
        if path.is_symlink():
            _refuse_link(directory, path)
        if path.suffix in ENDINGS:
            if not path.is_file():
                raise _refused(path, "this is not a regular file")
            yield path


def _entries(directory: Path) -> Iterator[Path]:
    """Every entry that is not hidden, links to folders included but not followed."""
    for parent, folders, files in os.walk(directory, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in (*folders, *files) if not name.startswith("."))


def _refuse_link(directory: Path, path: Path) -> None:
    if path.is_dir():
        raise _refused(path, "this links to a folder; put the files themselves here")
    if not path.resolve().is_relative_to(directory.resolve()):
        raise _refused(path, f"this links to a file outside {directory}; put the file itself here")


def _unreadable(error: OSError) -> None:
    raise _refused(Path(error.filename), f"the folder cannot be read: {error.strerror}")


def _refused(path: Path, message: str) -> PolicyError:
    return PolicyError([Problem(Place(str(path)), message)])
