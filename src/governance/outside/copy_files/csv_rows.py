"""CSV, row by row, in bounded memory.

The columns are separated by a comma, a semicolon or a tab, whichever the header uses most. Line numbers are those of
the file, so that a row over several lines is named by its first.
"""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from governance.core.errors import CopyFileError, Place
from governance.outside.copy_files.encoding import MAX_LINE, lines


def csv_rows(stream: BinaryIO, file: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the line it begins on; the header is the first. Raises CopyFileError."""
    csv.field_size_limit(MAX_LINE)
    text = lines(stream, file)
    header = next(text, "")
    reader = csv.reader(chain([header], text), delimiter=max(",;\t", key=header.count), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise CopyFileError(Place(file, line), f"The row is not CSV: {error}; nothing after it is read") from None
