"""A mail file is one variant: subject, plain text and HTML parts, decoded. Attachments are left out."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import BinaryIO

from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.errors import CopyFileError, Place
from governance.outside.copy_files.located import Located, Touch, unreadable

MAX_MAIL = 20_000_000
"""Largest mail file in bytes, attachments included."""


def read_mail(stream: BinaryIO, file: str, touch: Touch) -> Iterator[Located]:
    raw = stream.read(MAX_MAIL + 1)
    place = Place(file)
    if len(raw) > MAX_MAIL:
        raise CopyFileError(place, f"The mail is larger than {MAX_MAIL:,} bytes; leave its attachments out")
    try:
        yield Located(place, _variant(raw, Path(file).stem, touch))
    # The standard parser raises all of these for mail that breaks its rules.
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        reason = str(error) or type(error).__name__
        yield unreadable(place, f"The mail cannot be decoded: {reason}; save it again as UTF-8", Path(file).stem)


def _variant(raw: bytes, stem: str, touch: Touch) -> Variant:
    mail = message_from_bytes(raw, policy=default)
    body, html = _texts(mail, "plain"), _texts(mail, "html")
    for part in mail.walk():
        for defect in part.defects:
            raise ValueError(f"{type(defect).__name__} in a {part.get_content_type()} part")
    if not (body or html):
        raise ValueError("it has no text part")
    subject = mail["Subject"]
    return Variant(
        id=_encodable(str(mail["Message-ID"] or "").strip()) or stem,
        revision=Revision(body=body, subject=None if subject is None else _encodable(str(subject)), html=html),
        manifest=Manifest(channel=touch.channel, kind=touch.kind),
    )


def _texts(mail: EmailMessage, subtype: str) -> str | None:
    """All parts of one kind that a recipient reads, one after the other."""
    read = [part for part in mail.walk() if _is_read(part, subtype)]
    texts = [_encodable(part.get_content(errors="strict")) for part in read]
    return "\n".join(texts) if texts else None


def _is_read(part: EmailMessage, subtype: str) -> bool:
    return part.get_content_type() == f"text/{subtype}" and not part.is_attachment()


def _encodable(text: str) -> str:
    """The text, if all of it is characters; bytes that no charset explains come as lone surrogates."""
    text.encode()
    return text
