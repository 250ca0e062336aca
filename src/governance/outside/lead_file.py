"""A list of recipients as CSV: columns by whatever name their platform gives them, rows one at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from governance.core.copy.lead_fields import lead_field
from governance.core.errors import CopyFileError, Place
from governance.outside.copy_files.csv_rows import csv_rows
from governance.outside.copy_files.encoding import refuse_binary


@dataclass(frozen=True)
class LeadFile:
    """The columns by their common names, and the rows: the line, and the values or what is wrong with the row."""

    columns: Sequence[str]
    rows: Iterator[tuple[int, Mapping[str, str] | str]]


def read_leads(stream: BinaryIO, file: str) -> LeadFile:
    """Read the header; the rows are read as they are asked for. Raises CopyFileError."""
    refuse_binary(stream, file)
    rows = csv_rows(stream, file)
    _, header = next(rows, (1, []))
    columns = [lead_field(name) for name in header]
    if not any(columns):
        raise CopyFileError(Place(file, 1), "The first row must name the columns, such as email, first_name, company")
    if twice := next((name for name in columns if name and columns.count(name) > 1), None):
        raise CopyFileError(Place(file, 1), f"Two columns mean {twice[:40]!a}; leave one out")
    return LeadFile(columns, _values(rows, columns))


def _values(
    rows: Iterator[tuple[int, list[str]]], columns: Sequence[str]
) -> Iterator[tuple[int, Mapping[str, str] | str]]:
    for line, cells in rows:
        if len(cells) == len(columns):
            yield line, dict(zip(columns, cells, strict=True))
        else:
            yield line, f"The row has {len(cells)} cells, the header {len(columns)}"
