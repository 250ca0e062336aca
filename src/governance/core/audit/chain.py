"""The chain: each entry's hash covers its canonical bytes and the hash before it.

`hash = SHA-256("ev1\\0" || previous || canonical bytes)`, with RFC 8785 for the bytes, which are stored as
hashed: verifying never depends on writing them again. The first entry of a workspace follows GENESIS.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

VERSION = 1
GENESIS = "0" * 64
SALT_BYTES = 32

_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table finds an entry by, as text. The hash does not cover it; the verifier compares it with the bytes."""

    act: str | None
    actor: str | None
    object: str | None
    at: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded act as it is stored. `sequence` counts from 1 without a gap. `columns` are those of a table."""

    sequence: int
    previous: str
    hash: str
    canonical: bytes
    columns: Columns | None = None

    @property
    def whole(self) -> bool:
        """Whether its hash is that of its own bytes and the hash before, wherever it stands."""
        return is_hash(self.previous) and self.hash == entry_hash(self.previous, self.canonical)


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain; sequence 0 and GENESIS of an empty one."""

    sequence: int = 0
    hash: str = GENESIS


def entry_after(head: Head, fields: Mapping[str, Any]) -> Entry:
    """The entry that follows a head. Fields are JSON values without floats; the chain's own are added."""
    sequence = head.sequence + 1
    canonical = rfc8785.dumps({**fields, "v": VERSION, "sequence": sequence, "previous": head.hash})
    return Entry(sequence, head.hash, entry_hash(head.hash, canonical), canonical)


def entry_hash(previous: str, canonical: bytes) -> str:
    return hashlib.sha256(b"ev1\0" + bytes.fromhex(previous) + canonical).hexdigest()


def is_hash(text: object) -> bool:
    """Whether this is a hash as it is written here: 64 hexadecimal digits in lower case."""
    return isinstance(text, str) and _HASH.fullmatch(text) is not None


def commitment(salt: bytes, text: str) -> str:
    """Stands in the record for free text, which stays erasable outside it: `SHA-256("c1" || salt || bytes)`."""
    if len(salt) != SALT_BYTES:
        # With salts of several lengths, two texts could be told of one commitment.
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return hashlib.sha256(b"c1" + salt + text.encode()).hexdigest()
