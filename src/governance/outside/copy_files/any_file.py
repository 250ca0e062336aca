"""A file of copy of any format, told by the ending of its name."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from governance.core.errors import CopyFileError, Place
from governance.outside.campaign_files import read_campaign_stream
from governance.outside.copy_files.encoding import refuse_binary
from governance.outside.copy_files.json_lines import read_json_lines
from governance.outside.copy_files.located import Located, Touch
from governance.outside.copy_files.mail import read_mail
from governance.outside.copy_files.plain_text import read_plain_text
from governance.outside.copy_files.table import read_table

STANDARD_INPUT = "-"

Reader = Callable[[BinaryIO, str, Touch], Iterator[Located]]
READERS: dict[str, Reader] = {
    ".txt": read_plain_text,
    ".md": read_plain_text,
    ".eml": read_mail,
    ".csv": read_table,
    ".jsonl": read_json_lines,
    ".json": read_campaign_stream,
}


def read_copy(file: str, touch: Touch, standard_input: BinaryIO) -> Iterator[Located]:
    """The variants of one file; `-` is standard input as JSON lines. Raises CopyFileError, also if there are none."""
    if file == STANDARD_INPUT:
        yield from _at_least_one(read_json_lines(standard_input, "standard input", touch), "standard input")
        return
    reader = _reader(file)
    try:
        with Path(file).open("rb") as stream:
            refuse_binary(stream, file)
            yield from _at_least_one(reader(stream, file, touch), file)
    except OSError as error:
        raise CopyFileError(Place(file), f"It cannot be read: {error.strerror}") from None


def _at_least_one(variants: Iterator[Located], file: str) -> Iterator[Located]:
    """What wrote an empty file may have died; nothing checked is never a pass."""
    first = next(variants, None)
    if first is None:
        raise CopyFileError(Place(file), "It holds no variant, so nothing was checked")
    yield first
    yield from variants


def _reader(file: str) -> Reader:
    if Path(file).is_dir():
        raise CopyFileError(Place(file), "This is a folder; name the files in it, such as FOLDER/*.jsonl")
    ending = Path(file).suffix.lower()
    if ending not in READERS:
        allowed = ", ".join(READERS)
        raise CopyFileError(Place(file), f"Files ending in {ending or 'nothing'} are not read; allowed are {allowed}")
    return READERS[ending]
