"""A text file is one variant. A first line `Subject: ...` with a blank line after it is the subject."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.errors import CopyFileError, Place
from governance.outside.copy_files.encoding import MAX_LINE, decoded
from governance.outside.copy_files.located import Located, Touch

_SUBJECT = re.compile(r"Subject:[ \t]*([^\r\n]*)\r?\n[ \t]*\r?\n", re.IGNORECASE)


def read_plain_text(stream: BinaryIO, file: str, touch: Touch) -> Iterator[Located]:
    text = _whole(stream, file)
    head = _SUBJECT.match(text)
    body = text[head.end() :] if head else text
    if not body.strip():
        raise CopyFileError(Place(file), "The file holds no text")
    variant = Variant(
        id=Path(file).stem,
        revision=Revision(body=body, subject=head[1].rstrip() if head else None),
        manifest=Manifest(channel=touch.channel, kind=touch.kind),
    )
    yield Located(Place(file, 3 if head else 1), variant, body_offset=head.end() if head else 0)


def _whole(stream: BinaryIO, file: str) -> str:
    pieces: list[str] = []
    length = 0
    for piece in decoded(stream, file):
        length += len(piece)
        if length > MAX_LINE:
            raise CopyFileError(
                Place(file), f"The file is longer than {MAX_LINE:,} characters; one text is one message"
            )
        pieces.append(piece)
    return "".join(pieces)
