"""Why entries were given up in a restore. The record holds a commitment; the words stay here, and can be erased."""

import json
import os
from pathlib import Path
from typing import Any

from governance.core.errors import Unavailable

FILE = "restores.jsonl"


def keep_reason(folder: Path, reason: str, salt: bytes, losses: list[dict[str, Any]]) -> None:
    """Add one line, for the owner alone, with what opens the commitment."""
    line = json.dumps({"reason": reason, "salt": salt.hex(), "losses": losses}).encode() + b"\n"
    try:
        with os.fdopen(os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Unavailable(f"The reason cannot be kept in {folder / FILE}: {error.strerror}") from None
