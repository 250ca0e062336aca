"""A file as it would be read, before anything of it is kept: its columns, what they become, and its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.actions.upload_reading import Reading, columns_of, read_upload
from governance.core.copy.opening import opening
from governance.core.errors import Unusable
from governance.outside.copy_files.table import COLUMNS, LEFT_OUT, Column
from governance.web.pages.form import File, Form

SHOWN = 20

FIELDS = {
    "subject": "Subject", "body": "Body", "html": "HTML part", "id": "Variant name", "campaign": "Campaign",
    "channel": "Channel", "kind": "Kind: cold or followup", "regions": "Regions", "persona": "Audience: persona",
    "industry": "Audience: industry", "employees_min": "Audience: employees, at least",
    "employees_max": "Audience: employees, at most", "country": "Audience: country", "platform": "Platform",
    "sender": "Sender", "reply_to": "Reply to", "agency": "Agency that sends",
    "unsubscribe_header": "Unsubscribe headers: true or false", "links": "Links",
    "schedule": "Schedule", "volume_cap": "Volume cap",
    "model": "Written by: model", "prompt": "Written by: prompt", "thread": "Thread: new or reply", "step": "Step",
    "label": "Variant of its step", "delay_days": "Delay in days", "delay_semantics": "Delay: before or after",
    "weight": "Weight", "enabled": "Enabled",
}  # fmt: skip


FORMATS = {"jsonl": "jsonl", "ndjson": "jsonl", "json": "campaign"}


@dataclass(frozen=True)
class Looked:
    """A file as it would be read: its columns, what they become, the rows, and why it cannot be taken as it is."""

    file: File
    columns: Sequence[Column]
    fields: Sequence[str]
    reading: Reading | None
    problem: str | None
    skips: bool = False

    @property
    def platform(self) -> str | None:
        """The platform whose campaign the file is."""
        return self.reading.file.platform if self.reading and self.reading.file else None

    @property
    def first(self) -> list[dict[str, str | None]]:
        rows = self.reading.variants[:SHOWN] if self.reading else ()
        return [
            {
                "name": one.id,
                "opening": opening(one.revision, one.manifest.dialect),
                "channel": one.manifest.channel,
            }
            for one in rows
        ]


def looked_at(file: File, form: Form) -> Looked:
    """The file with the fields that were chosen for its columns, or those that their names tell."""
    regions = [one.strip() for one in (form.text("regions") or "").split(",") if one.strip()]
    if _format(file) != "csv":
        return _read(file, (), (), regions)
    try:
        columns = columns_of(file.content, file.name)
    except Unusable as refused:
        return Looked(file, (), (), None, refused.message)
    return _read(file, columns, [chosen(form, number, column) for number, column in enumerate(columns)], regions)


def chosen(form: Form, number: int, column: Column) -> str:
    """What a column becomes: as chosen, else by its name; nothing where neither says."""
    given = form.fields.get(f"column-{number}")
    return given[0] if given and given[0] in (*COLUMNS, LEFT_OUT) else column.field or LEFT_OUT


def _read(file: File, columns: Sequence[Column], fields: Sequence[str], regions: Sequence[str]) -> Looked:
    try:
        reading = read_upload(file.content, _format(file), file.name, fields or None, regions)
        return Looked(file, columns, fields, reading, None)
    except Unusable as refused:
        return Looked(file, columns, fields, None, refused.message)


def _format(file: File) -> str:
    """What the ending of its name says; whatever it says of nothing is read as a table."""
    return FORMATS.get(file.name.lower().rpartition(".")[2], "csv")
