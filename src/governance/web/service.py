"""What the doors are built from: the database, the signing key, the checkpoints, and how passwords are hashed."""

from dataclasses import dataclass, field

from pwdlib import PasswordHash

from governance.outside.checkpoint_file import CheckpointFile
from governance.outside.passwords import ARGON2
from governance.outside.signing import Keys
from governance.store.transaction import Store


@dataclass(frozen=True, slots=True)
class Demo:
    """The sample accounts: in which workspaces they are, and their public password."""

    workspaces: tuple[str, ...]
    password: str


@dataclass(frozen=True)
class Service:
    """One running service. `demo` offers the sample accounts; it is never set by anything but the sample loader."""

    store: Store
    keys: Keys
    checkpoints: CheckpointFile
    hasher: PasswordHash = field(default=ARGON2)
    demo: Demo | None = None
