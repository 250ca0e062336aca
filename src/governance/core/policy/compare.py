"""What changed between two versions of a document, value by value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

ABSENT: Any = object()


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs, at a path such as `claims[handling-time].valid_from`.

    What was added has no `old`, and what was removed no `new`: both are None there.
    """

    path: str
    kind: Literal["added", "removed", "changed", "reordered"]
    old: Any = None
    new: Any = None


def differences(old: Any, new: Any, path: str = "") -> Iterator[Change]:
    """Every difference between two JSON values.

    Lists of groups with an `id` are matched by it, and their order is compared; other lists go by position.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _of_groups(old, new, {key: f"{path}.{key}" if path else key for key in (*old, *new)})
    elif isinstance(old, list) and isinstance(new, list):
        yield from _of_lists(old, new, path)
    elif not _equal(old, new):
        yield _change(old, new, path)


def _of_groups(old: Mapping[Any, Any], new: Mapping[Any, Any], paths: Mapping[Any, str]) -> Iterator[Change]:
    for key, path in paths.items():
        yield from differences(old.get(key, ABSENT), new.get(key, ABSENT), path)


def _of_lists(old: list[Any], new: list[Any], path: str) -> Iterator[Change]:
    before, after = _by_id(old), _by_id(new)
    if before is None or after is None:
        for number, (one, other) in enumerate(zip_longest(old, new, fillvalue=ABSENT), 1):
            yield from differences(one, other, f"{path}[{number}]")
        return
    yield from _of_groups(before, after, {id: f"{path}[{id}]" for id in (*before, *after)})
    kept, now = [id for id in before if id in after], [id for id in after if id in before]
    if kept != now:
        yield Change(path, "reordered", kept, now)


def _by_id(items: list[Any]) -> dict[str, Any] | None:
    """The items by id; None unless each is a group with an id of its own."""
    named = {item["id"]: item for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)}
    return named if len(named) == len(items) else None


def _equal(old: Any, new: Any) -> bool:
    """As JSON has it: true is not 1, and 1.0 is 1."""
    return isinstance(old, bool) is isinstance(new, bool) and bool(old == new)


def _change(old: Any, new: Any, path: str) -> Change:
    if old is ABSENT:
        return Change(path, "added", new=new)
    if new is ABSENT:
        return Change(path, "removed", old=old)
    return Change(path, "changed", old, new)
