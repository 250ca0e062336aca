"""Ed25519 signatures. The key is a file outside the database, so that whoever rules the database signs nothing.

`keys/signing.pem` signs. `keys/*.pub` are the raw public keys of the past and the present, kept to check what they
signed; a file's name means nothing, a key is known by the first 16 hexadecimal digits of its SHA-256.
"""

import base64
import binascii
import hashlib
import os
import secrets
import stat
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from governance.core.errors import Unusable

SIGNING = "signing.pem"
PUBLIC_BYTES = 32


class SigningKey:
    """The private key of one file; it is made when the file is absent."""

    def __init__(self, file: Path) -> None:
        if not file.exists():
            _create(file)
        self._key = _load(file)
        self.public = _raw(self._key)
        self.key_id = key_id_of(self.public)

    def sign(self, note: bytes) -> str:
        return base64.b64encode(self._key.sign(note)).decode()

    def verify(self, note: bytes, signature: str, key_id: str) -> bool:
        return key_id == self.key_id and _signed(self.public, note, signature)


class PublicKeys:
    """Public keys alone: enough to check signatures, not to make them."""

    def __init__(self, *keys: bytes) -> None:
        self.by_id = {key_id_of(key): key for key in keys}

    def valid(self, note: bytes, signature: str, key_id: str) -> bool:
        """Whether one of these keys, of this name, signed exactly these bytes."""
        key = self.by_id.get(key_id)
        return key is not None and _signed(key, note, signature)


class Keys:
    """A folder of keys: signs with the present one, and checks with all that were ever kept.

    The signing key is read, or made, when it is first needed; checking never makes one.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def key_id(self) -> str:
        return self._signing.key_id

    def sign(self, note: bytes) -> str:
        return self._signing.sign(note)

    def valid(self, note: bytes, signature: str, key_id: str) -> bool:
        """Whether a key of the folder, of this name, signed exactly these bytes."""
        return self.public.valid(note, signature, key_id)

    @cached_property
    def public(self) -> PublicKeys:
        """Every key that this folder can check with. Raises Unusable for a file that holds none."""
        keys = [read_public_key(file) for file in sorted(self.folder.glob("*.pub"))]
        signing = self.folder / SIGNING
        return PublicKeys(*keys, *([_raw(_load(signing))] if signing.exists() else []))

    @cached_property
    def _signing(self) -> SigningKey:
        key = SigningKey(self.folder / SIGNING)
        _keep_public(self.folder, key)
        self.__dict__.pop("public", None)
        return key


def key_id_of(public: bytes) -> str:
    """The name of a key: the first 16 hexadecimal digits of the SHA-256 of its raw public half."""
    return hashlib.sha256(public).hexdigest()[:16]


def read_public_key(file: Path) -> bytes:
    """A raw public key. Raises Unusable."""
    try:
        public = file.read_bytes()
    except OSError as error:
        raise Unusable(f"The public key {file} cannot be read: {error.strerror}") from None
    if len(public) != PUBLIC_BYTES:
        raise Unusable(f"{file} has {len(public)} bytes; a raw Ed25519 public key has {PUBLIC_BYTES}")
    return public


def _signed(public: bytes, note: bytes, signature: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(base64.b64decode(signature, validate=True), note)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _raw(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _load(file: Path) -> Ed25519PrivateKey:
    try:
        with file.open("rb") as opened:
            mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
            content = opened.read()
    except OSError as error:
        raise Unusable(f"The signing key {file} cannot be read: {error.strerror}") from None
    if mode & 0o077:
        message = f"The signing key {file} is open to others (mode {mode:04o}); allow its owner alone: chmod 600 {file}"
        raise Unusable(message)
    try:
        key = load_pem_private_key(content, password=None)
    except (ValueError, TypeError):
        raise Unusable(f"{file} is no signing key; it is PEM (PKCS8) of an Ed25519 key, without a password") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Unusable(f"{file} holds another kind of key; a signing key is an Ed25519 key")
    return key


def _create(file: Path) -> None:
    """Make a key. Of two that make one at once, the first to finish wins, and nobody reads half a file."""
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_once(file, pem, 0o600)
    except OSError as error:
        raise Unusable(f"The signing key {file} cannot be made: {error.strerror}") from None


def _keep_public(folder: Path, key: SigningKey) -> None:
    """The public half stays for checking when the signing key is one day another, and to hand to an auditor."""
    kept = folder / f"{key.key_id}.pub"
    if kept.exists():
        return
    try:
        _write_once(kept, key.public, 0o644)
    except OSError as error:
        raise Unusable(f"The public key {kept} cannot be written: {error.strerror}") from None


def _write_once(file: Path, content: bytes, mode: int) -> None:
    part = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    try:
        os.link(part, file)
    except FileExistsError:
        pass
    finally:
        part.unlink()
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """A file's name is safe only when its folder is."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
