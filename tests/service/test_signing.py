"""The signing key: a file of its owner's, made once, and never guessed at."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from governance.core.errors import Unusable
from governance.outside.signing import Keys, PublicKeys, SigningKey, key_id_of, read_public_key


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_key_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "keys"
    keys = Keys(folder)
    assert len(keys.key_id) == 16
    assert (mode(folder), mode(folder / "signing.pem")) == (0o700, 0o600)
    assert sorted(path.name for path in folder.iterdir()) == sorted([f"{keys.key_id}.pub", "signing.pem"])


def test_what_was_signed_is_valid_and_nothing_else(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    signature = keys.sign(b"note")
    assert keys.valid(b"note", signature, keys.key_id)
    assert Keys(tmp_path / "keys").valid(b"note", signature, keys.key_id)
    for note, other, key_id in (
        (b"notes", signature, keys.key_id),
        (b"note", signature, "0" * 16),
        (b"note", keys.sign(b"other"), keys.key_id),
        (b"note", "", keys.key_id),
        (b"note", "not base64!", keys.key_id),
        (b"note", signature[:-8], keys.key_id),
    ):
        assert not keys.valid(note, other, key_id)


def test_the_key_stays_the_same(tmp_path: Path) -> None:
    assert Keys(tmp_path / "keys").key_id == Keys(tmp_path / "keys").key_id


def test_checking_makes_no_key(tmp_path: Path) -> None:
    assert not Keys(tmp_path / "keys").valid(b"note", "", "0" * 16)
    assert not (tmp_path / "keys").exists()


def test_an_earlier_key_still_checks_what_it_signed(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    earlier = Keys(folder)
    signature, key_id = earlier.sign(b"note"), earlier.key_id
    (folder / "signing.pem").unlink()
    later = Keys(folder)
    assert later.key_id != key_id
    assert later.valid(b"note", signature, key_id)
    assert not later.valid(b"note", signature, later.key_id)


def test_the_public_half_alone_checks(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    signature = keys.sign(b"note")
    public = read_public_key(tmp_path / "keys" / f"{keys.key_id}.pub")
    assert key_id_of(public) == keys.key_id
    assert PublicKeys(public).valid(b"note", signature, keys.key_id)


@pytest.mark.parametrize("open_to", [0o604, 0o640, 0o620, 0o666])
def test_a_key_that_others_may_touch_is_refused(tmp_path: Path, open_to: int) -> None:
    file = tmp_path / "signing.pem"
    SigningKey(file)
    file.chmod(open_to)
    with pytest.raises(Unusable, match=r"open to others .*chmod 600"):
        SigningKey(file)


def test_what_is_no_ed25519_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "signing.pem"
    file.write_bytes(b"-----BEGIN NOTHING-----")
    file.chmod(0o600)
    with pytest.raises(Unusable, match="no signing key"):
        SigningKey(file)
    other = generate_private_key(65537, 2048)
    file.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(Unusable, match="another kind of key"):
        SigningKey(file)


def test_a_public_key_of_another_length_is_refused(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    assert keys.key_id
    (tmp_path / "keys" / "old.pub").write_bytes(b"short")
    with pytest.raises(Unusable, match="has 5 bytes"):
        Keys(tmp_path / "keys").valid(b"note", "", keys.key_id)


def test_many_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda _: Keys(tmp_path / "keys").key_id, range(16)))
    assert len(ids) == 1
    assert len(os.listdir(tmp_path / "keys")) == 2
