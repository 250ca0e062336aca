"""A checkpoint: the head of a chain at an instant, signed, and kept where the database cannot reach it.

The signed text follows the C2SP signed-note form: an origin line, the number of entries, the head's hash, the
time, the key's name, and one more line if a restore gave entries up.
"""

from collections.abc import Iterable
from dataclasses import dataclass

ORIGIN = "governance/audit"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Entry `sequence` of a workspace's chain had this hash at this instant (ISO 8601, UTC).

    `lost_from` is the first entry that a restore gave up: what was signed of it and later no longer binds.
    """

    workspace: str
    sequence: int
    hash: str
    at: str
    key_id: str = ""
    signature: str = ""
    lost_from: int | None = None

    @property
    def note(self) -> bytes:
        """What the signature covers."""
        lost = () if self.lost_from is None else (f"lost from {self.lost_from}",)
        lines = (f"{ORIGIN}/{self.workspace}", str(self.sequence), self.hash, self.at, self.key_id, *lost, "")
        return "\n".join(lines).encode()


def in_force(checkpoints: Iterable[Checkpoint]) -> list[Checkpoint]:
    """The checkpoints of one workspace, in the order of signing, without those that a later restore gave up."""
    kept: list[Checkpoint] = []
    for checkpoint in checkpoints:
        if checkpoint.lost_from is not None:
            kept = [one for one in kept if one.sequence < checkpoint.lost_from]
        kept.append(checkpoint)
    return kept
