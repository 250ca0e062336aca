"""Passwords: argon2id hashes, made and compared slowly on purpose, so never inside a transaction."""

import unicodedata
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from governance.core.errors import Unusable

ARGON2 = PasswordHash((Argon2Hasher(),))
LEAST, MOST = 12, 200

# A hash takes 64 MiB while it is made; a crowd that signs in waits instead of filling the memory.
_AT_ONCE = BoundedSemaphore(4)


def hash_password(password: str, email: str, name: str, hasher: PasswordHash = ARGON2) -> str:
    """The hash of a new password. Raises Unusable for one that is too short, too long, or known of its person."""
    text = unicodedata.normalize("NFC", password)
    if not LEAST <= len(text) <= MOST:
        message = f"The password has {len(text)} characters; {LEAST} to {MOST} are allowed"
        raise Unusable(message, code="password_length", field="password")
    if _bare(text) in {_bare(email), _bare(name)}:
        raise Unusable(
            "The password is the name or the e-mail address of its person; any other is allowed",
            code="password_known",
            field="password",
        )
    with _AT_ONCE:
        return hasher.hash(_bytes(text))


def matches(password: str, hashed: str | None, hasher: PasswordHash = ARGON2) -> bool:
    """Whether a password is the one. Without a hash the answer takes as long, and is no."""
    given = _bytes(unicodedata.normalize("NFC", password[: MOST + 1]))
    with _AT_ONCE:
        if hashed is None:
            hasher.hash(given)
            return False
        return hasher.verify(given, hashed)


def _bytes(text: str) -> bytes:
    """JSON may carry half a character, which has no UTF-8."""
    return text.encode("utf-8", "surrogatepass")


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).casefold().split())
