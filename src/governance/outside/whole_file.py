"""A file that is there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from governance.core.errors import Unavailable
from governance.outside.signing import sync_folder


@contextmanager
def whole_file(target: Path) -> Iterator[IO[bytes]]:
    """Write to `target`.part, for its owner alone, and give it its name when all of it is safe on the disk."""
    part = target.with_name(f"{target.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            os.fchmod(file.fileno(), 0o600)
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        sync_folder(target.absolute().parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unavailable(f"{target} cannot be written: {error.strerror}") from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise
