"""Reading a chain as a stranger would: from its bytes alone, with no check left out.

Every entry is hashed again, its fields must agree with its place, its columns with its fields, and every checkpoint
that was kept elsewhere must lie on the chain. Without a checkpoint nobody can see that the end was cut off together
with the head, or the whole written anew.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from governance.core.audit.chain import GENESIS, Columns, Entry, Head, entry_hash
from governance.core.audit.checkpoint import Checkpoint, in_force
from governance.core.audit.fields import Fields, columns_of, read_fields, unknown


class Flaw(StrEnum):
    """How a record can be broken."""

    ALTERED = "altered"
    MISSING = "missing"
    REORDERED = "reordered"
    UNREADABLE = "unreadable"
    CUT_OFF = "cut_off"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place at which a record is not what was written."""

    sequence: int
    flaw: Flaw
    message: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was read: the head, the first flaw if there is one, and how many checkpoints bound the record."""

    head: Head
    broken: Broken | None = None
    checkpoints: int = 0


def verify(
    entries: Iterable[Entry | None],
    workspace: str,
    checkpoints: Iterable[Checkpoint] = (),
    kept_head: Head | None = None,
) -> Verified:
    """Read a workspace's entries in stored order; the first flaw ends the reading. None is one that cannot be read.

    `checkpoints` are in the order of signing; those of other workspaces are passed over. `kept_head` is the head
    that was stored beside the entries, where one is.
    """
    signed = in_force(one for one in checkpoints if one.workspace == workspace)
    kept: dict[int, list[Checkpoint]] = {}
    for checkpoint in signed:
        kept.setdefault(checkpoint.sequence, []).append(checkpoint)
    reading, head, last_at = iter(entries), Head(), ""
    for entry in reading:
        if entry is None:
            return Verified(head, _illegible(head), len(signed))
        fields = read_fields(entry.canonical)
        broken = (
            _out_of_place(entry, fields, head, reading)
            or _altered(entry, fields, head, workspace, last_at)
            or _unreadable(entry, fields)
            or _contradicted(entry, kept.pop(entry.sequence, []))
        )
        if broken or fields is None:
            return Verified(head, broken, len(signed))
        head, last_at = Head(entry.sequence, entry.hash), str(fields["at"])
    return Verified(head, _beyond(head, kept) or _other_head(head, kept_head), len(signed))


def _illegible(head: Head) -> Broken:
    due = head.sequence + 1
    return Broken(due, Flaw.UNREADABLE, f"Entry {due} cannot be read: it is not stored as entries are")


def _out_of_place(entry: Entry, fields: Fields | None, head: Head, rest: Iterator[Entry | None]) -> Broken | None:
    """Another entry than the one that is due. Where it came from tells a gap from another order."""
    due, stands = head.sequence + 1, entry.sequence
    inner = _inner_number(entry, fields)
    if inner != stands and stands != due:
        return _moved(inner, stands)
    if stands == inner == due:
        return None
    if inner < due:
        message = f"In the place of entry {due} stands entry {inner} once more"
        return Broken(due, Flaw.REORDERED, message)
    for later in rest:
        if later and _inner_number(later, read_fields(later.canonical)) == due:
            if later.sequence != due and stands != due:
                return _moved(due, later.sequence)
            return Broken(due, Flaw.REORDERED, f"Entry {due} stands after entry {inner}")
    return Broken(due, Flaw.MISSING, f"Entry {due} is missing; entry {inner} follows")


def _moved(inner: int, stands: int) -> Broken:
    return Broken(inner, Flaw.ALTERED, f"Entry {inner} was altered: its column sequence says {stands}")


def _inner_number(entry: Entry, fields: Fields | None) -> int:
    """The number inside an entry that is whole; of one that is not, the number under which it is stored."""
    number = fields.get("sequence") if fields and entry.whole else None
    return number if isinstance(number, int) else entry.sequence


def _altered(entry: Entry, fields: Fields | None, head: Head, workspace: str, last_at: str) -> Broken | None:
    for fault in _faults(entry, fields or {}, head, workspace, last_at):
        return Broken(entry.sequence, Flaw.ALTERED, f"Entry {entry.sequence} was altered: {fault}")
    return None


def _faults(entry: Entry, fields: Fields, head: Head, workspace: str, last_at: str) -> Iterator[str]:
    follows = "the beginning" if head.hash == GENESIS else f"entry {head.sequence}"
    if entry.previous != head.hash:
        yield f"it does not follow {follows}"
    if entry.hash != entry_hash(head.hash, entry.canonical):
        yield "its hash is not that of its bytes"
    if unknown(fields):
        return
    if fields["previous"] != head.hash or fields["sequence"] != entry.sequence:
        yield f"its bytes do not follow {follows}"
    if fields["workspace"] != workspace:
        yield "it belongs to another workspace"
    if fields["at"] < last_at:
        yield "its time lies before that of the entry before it"
    yield from _other_columns(entry.columns, fields)


def _other_columns(columns: Columns | None, fields: Fields) -> Iterator[str]:
    for name, said in columns_of(fields).items() if columns else ():
        if getattr(columns, name) != said:
            yield f"its column {name} says {getattr(columns, name)}, its bytes {said}"


def _unreadable(entry: Entry, fields: Fields | None) -> Broken | None:
    """An entry that was chained, and yet is none that this version knows."""
    why = "its bytes are no JSON object" if fields is None else unknown(fields)
    if why is None:
        return None
    return Broken(entry.sequence, Flaw.UNREADABLE, f"Entry {entry.sequence} cannot be read: {why}")


def _contradicted(entry: Entry, checkpoints: list[Checkpoint]) -> Broken | None:
    for checkpoint in checkpoints:
        if checkpoint.hash != entry.hash:
            message = f"Entry {entry.sequence} is not the one that the checkpoint of {checkpoint.at} signed"
            return Broken(entry.sequence, Flaw.REWRITTEN, message)
    return None


def _beyond(head: Head, kept: dict[int, list[Checkpoint]]) -> Broken | None:
    """A checkpoint of an entry that is no longer there."""
    last = max(kept, default=0)
    if last < 1:
        return None
    at = kept[last][-1].at
    message = f"The record ends at entry {head.sequence}; the checkpoint of {at} signed entry {last}"
    return Broken(head.sequence + 1, Flaw.CUT_OFF, message)


def _other_head(head: Head, kept: Head | None) -> Broken | None:
    """A head that was stored beside the entries and is not that of the last one."""
    if kept is None or kept == head:
        return None
    says = f"entry {kept.sequence}" if kept.sequence != head.sequence else "another entry of that number"
    message = f"The record ends at entry {head.sequence}; the head kept beside it says {says}"
    return Broken(head.sequence + 1, Flaw.CUT_OFF, message)
