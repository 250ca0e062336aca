"""Bytes to text: UTF-8, or UTF-16 that says so; anything else is refused with its byte."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from governance.core.errors import CopyFileError, Place

MAX_LINE = 2**20
"""Longest line in bytes, and largest .txt or .md file."""

_CHUNK = 2**16
_ADVICE = "save the file as UTF-8"
_BINARY = {
    b"PK\x03\x04": ("a ZIP archive or an Excel workbook", "export it as CSV UTF-8"),
    b"\xd0\xcf\x11\xe0": ("an old Office file", "export it as CSV UTF-8"),
    b"%PDF": ("a PDF", "copy its text into a .txt file"),
    b"\x1f\x8b": ("a gzip archive", "unpack it first"),
    b"\x89PNG": ("an image", "copy its text into a .txt file"),
    b"{\\rtf": ("rich text", "save it as plain text"),
}


def refuse_binary(stream: BinaryIO, file: str) -> None:
    """Raise CopyFileError for an empty file and for known formats that are not text."""
    start = stream.read(8)
    stream.seek(0)
    if not start:
        raise CopyFileError(Place(file), "The file is empty")
    for magic, (name, advice) in _BINARY.items():
        if start.startswith(magic):
            raise CopyFileError(Place(file), f"The file is {name}, not text; {advice}")


def decoded(stream: BinaryIO, file: str) -> Iterator[str]:
    """The text of a stream in pieces, without its byte order mark."""
    at = 0
    first = stream.read(_CHUNK)
    decoder = codecs.getincrementaldecoder(_encoding(first))()
    chunk = first
    while True:
        held = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            byte = at - held + error.start
            raise CopyFileError(Place(file), f"Byte {byte:,} is not {error.encoding.upper()}; {_ADVICE}") from None
        if text:
            yield text
        if not chunk:
            return
        at += len(chunk)
        chunk = stream.read(_CHUNK)


def lines(stream: BinaryIO, file: str) -> Iterator[str]:
    """The lines of a stream with their ends. Raises CopyFileError for one longer than MAX_LINE."""
    pending = ""
    number = 1
    for text in decoded(stream, file):
        *whole, pending = (pending + text).split("\n")
        for line in whole:
            yield line + "\n"
        number += len(whole)
        if len(pending) > MAX_LINE:
            raise CopyFileError(Place(file, number), f"The line is longer than {MAX_LINE:,} characters")
    if pending:
        yield pending


def _encoding(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"
