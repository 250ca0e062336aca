"""JSON lines of claims, each with the evidence that it is held against."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from governance.core.errors import CopyFileError, Place
from governance.outside.copy_files.encoding import refuse_binary
from governance.outside.copy_files.json_lines import read_objects
from governance.outside.copy_files.row import RowError

MOST_EVIDENCE = 200_000
MOST_CLAIM = 2_000
"""Characters; a claim is a sentence or a few, evidence may be a document."""
KEYS = {"id": 500, "evidence": MOST_EVIDENCE, "claim": MOST_CLAIM}


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """A claim, and the passage that is to support it."""

    id: str
    evidence: str
    claim: str


def read_pairs(stream: BinaryIO, file: str) -> Iterator[ClaimPair]:
    """Every line. Raises CopyFileError for the first that cannot be read, and for a file without any."""
    refuse_binary(stream, file)
    empty = True
    for place, found in read_objects(stream, file):
        empty = False
        yield _pair(place, found)
    if empty:
        raise CopyFileError(Place(file), "It holds no claim, so nothing was compared")


def _pair(place: Place, found: dict[str, Any] | RowError) -> ClaimPair:
    if isinstance(found, RowError):
        raise CopyFileError(place, str(found))
    for key, most in KEYS.items():
        value = found.get(key)
        if not isinstance(value, str) or not value.strip():
            raise CopyFileError(place, f"{key} is missing; every line has {', '.join(KEYS)}, all of them text")
        if len(value) > most:
            raise CopyFileError(place, f"{key} has {len(value):,} characters; at most {most:,} can be compared")
    return ClaimPair(*(found[key] for key in KEYS))
