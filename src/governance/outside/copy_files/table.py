"""CSV: a header row with the names of the fields, then one variant a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from governance.core.errors import CopyFileError, Place
from governance.outside.copy_files.csv_rows import csv_rows
from governance.outside.copy_files.located import Located, Touch, unreadable
from governance.outside.copy_files.near_names import slip
from governance.outside.copy_files.repeated_ids import without_repeated_ids
from governance.outside.copy_files.row import RowError, variant_of
from governance.outside.copy_files.sequence_columns import SEQUENCE, Sequences

ALIASES = {
    "variant_id": "id", "copy": "body", "text": "body", "message": "body", "variant": "label",
    "source_model": "model", "source_prompt_id": "prompt",
}  # fmt: skip
SENDING = ("platform", "sender", "reply_to", "agency", "schedule", "thread")
TEXTS = ("id", "subject", "body", "html", "channel", "kind", "campaign", *SENDING)
AUDIENCE = ("persona", "industry", "employees_min", "employees_max", "country")
GENERATOR = ("model", "prompt")
LISTS = ("regions", "links")
COLUMNS = (*TEXTS, "unsubscribe_header", *LISTS, "volume_cap", *AUDIENCE, *GENERATOR, *SEQUENCE)


LEFT_OUT = ""
"""Stands for the field of a column that becomes nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: its name, its first value, and the field that it becomes by its name, if one does.

    `near` is a field that the name is nearly that of: it may be meant, and is never taken without asking.
    """

    name: str
    first: str
    field: str | None = None
    near: str | None = None


def read_table(stream: BinaryIO, file: str, touch: Touch, columns: Sequence[str] | None = None) -> Iterator[Located]:
    """Every row. `columns` are the fields of the columns from the left, LEFT_OUT for none; else their names tell."""
    return without_repeated_ids(_read(stream, file, touch, columns))


def read_columns(stream: BinaryIO, file: str) -> list[Column]:
    """The columns of a file, before anybody says what they become. Raises CopyFileError."""
    rows = csv_rows(stream, file)
    _, header = next(rows, (1, []))
    _, first = next(rows, (2, []))
    fields = [ALIASES.get(name, name) for name in map(_plain, header)]
    values = [*first, *[""] * len(header)]
    return [_column(name, field, value, fields) for name, field, value in zip(header, fields, values, strict=False)]


def _column(name: str, field: str, value: str, fields: Sequence[str]) -> Column:
    if field in COLUMNS and fields.count(field) == 1:
        return Column(name, value, field)
    near = slip([field], [one for one in COLUMNS if one not in fields])
    return Column(name, value, near=near[1] if near else None)


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_")


def _read(stream: BinaryIO, file: str, touch: Touch, chosen: Sequence[str] | None) -> Iterator[Located]:
    rows = csv_rows(stream, file)
    _, header = next(rows, (1, []))
    columns = _columns(header, file) if chosen is None else _chosen(chosen, header, file)
    sequences = Sequences()
    for line, cells in rows:
        place = Place(file, line)
        try:
            yield Located(place, variant_of(_fields(columns, cells, place, sequences), touch))
        except RowError as problem:
            yield unreadable(place, str(problem), problem.id)


def _chosen(chosen: Sequence[str], header: list[str], file: str) -> list[str]:
    """The fields that somebody chose for the columns, if they can be."""
    if len(chosen) != len(header):
        raise CopyFileError(Place(file, 1), f"The file has {len(header)} columns; fields were chosen for {len(chosen)}")
    if unknown := next((name for name in chosen if name not in (*COLUMNS, LEFT_OUT)), None):
        raise CopyFileError(Place(file, 1), f"{unknown[:40]!a} is no field; allowed are {', '.join(COLUMNS)}")
    if not {"body", "html"} & set(chosen):
        raise CopyFileError(Place(file, 1), "No column becomes the body; choose the one that holds the words")
    return _each_once(list(chosen), file)


def _columns(header: list[str], file: str) -> list[str]:
    named = list(map(_plain, header))
    columns = [ALIASES.get(name, name) for name in named]
    if misspelt := slip(named, (*COLUMNS, *ALIASES)):
        message = f"Column {ascii(misspelt[0])[1:-1]} is unknown; the nearest is {misspelt[1]}"
        raise CopyFileError(Place(file, 1), message)
    allowed = f"allowed are {', '.join(COLUMNS)}"
    if not {"body", "html"} & set(columns):
        found = ", ".join(ascii(name)[1:-1] for name in header)[:300]
        raise CopyFileError(Place(file, 1), f"No column is named body; found are {found}; {allowed}")
    return _each_once(columns, file)


def _each_once(columns: list[str], file: str) -> list[str]:
    if twice := next((name for name in COLUMNS if columns.count(name) > 1), None):
        raise CopyFileError(Place(file, 1), f"Two columns mean {twice}; allowed are {', '.join(COLUMNS)}")
    return columns


def _fields(columns: list[str], cells: list[str], place: Place, sequences: Sequences) -> dict[str, Any]:
    if len(cells) != len(columns):
        raise RowError(f"The row has {len(cells)} cells, the header {len(columns)}; put text with commas in quotes")
    given = {name: cell for name, cell in zip(columns, cells, strict=True) if cell}
    fields = sequences.fields(given) | {name: given[name] for name in TEXTS if name in given}
    fields.setdefault("id", str(place))
    for name in LISTS:
        fields[name] = [one.strip() for one in given.get(name, "").split(";") if one.strip()]
    fields["volume_cap"] = _number("volume_cap", given["volume_cap"]) if "volume_cap" in given else None
    if "unsubscribe_header" in given:
        fields["unsubscribe_header"] = _truth(given["unsubscribe_header"])
    fields["audience"] = {name: _number(name, given[name]) for name in AUDIENCE if name in given} or None
    fields["generator"] = {name: given[name] for name in GENERATOR if name in given} or None
    return fields


def _truth(cell: str) -> bool | str:
    """The cell of a fact that is so or not; what is neither, as it stands."""
    return {"true": True, "false": False}.get(cell.strip().lower(), cell)


def _number(name: str, cell: str) -> int | str:
    """The cell of a count as a number; any other cell, and what is no number, as it stands."""
    counts = name == "volume_cap" or name.startswith("employees_")
    whole = counts and cell.strip().isascii() and cell.strip().isdigit() and len(cell) < 20
    return int(cell) if whole else cell
