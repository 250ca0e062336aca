"""Digests of values: SHA-256 over RFC 8785 canonical JSON, separated by what is digested."""

import hashlib
from typing import Any

import rfc8785


def digest(domain: str, value: Any) -> str:
    """`sha256:…` of a JSON value. Equal values of different domains never share a digest."""
    sha = hashlib.sha256(domain.encode() + b"\0")
    sha.update(rfc8785.dumps(value))
    return f"sha256:{sha.hexdigest()}"
