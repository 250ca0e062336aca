"""Uploading a file: what becomes of each column and which rows cannot be read, before anything is kept; then how far
the checks are."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any
from uuid import UUID

from litestar import Response, Router
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.actions.campaigns import campaign_named, list_campaigns
from governance.actions.uploads import (
    MOST_BYTES,
    Reading,
    columns_of,
    read_upload,
    receive_upload,
    require_all_read,
    upload_progress,
)
from governance.actions.variant_reads import list_variants_told
from governance.core.actor import Actor
from governance.core.copy.opening import opening
from governance.core.errors import Unusable
from governance.outside.copy_files.table import COLUMNS, LEFT_OUT, Column
from governance.store.transaction import Tx
from governance.web.door import require_known
from governance.web.pages.door import Page
from governance.web.pages.form import File, Form
from governance.web.pages.paging import after_number
from governance.web.pages.words import STATES
from governance.web.routes import get, post

Values = dict[str, Any]
SHOWN = 20
PAGE = 50
ROOM = 64 * 1024
"""For the fields around the file."""

FIELDS = {
    "subject": "Subject", "body": "Body", "html": "HTML part", "id": "Variant name", "campaign": "Campaign",
    "channel": "Channel", "kind": "Kind: cold or followup", "regions": "Regions", "persona": "Audience: persona",
    "industry": "Audience: industry", "employees_min": "Audience: employees, at least",
    "employees_max": "Audience: employees, at most", "country": "Audience: country", "platform": "Platform",
    "sender": "Sender", "reply_to": "Reply to", "agency": "Agency that sends",
    "unsubscribe_header": "Unsubscribe headers: true or false", "links": "Links",
    "schedule": "Schedule", "volume_cap": "Volume cap",
    "model": "Written by: model", "prompt": "Written by: prompt",
}  # fmt: skip


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


@get("/new/upload")
def show_upload_form(page: NamedDependency[Page]) -> Response[str]:
    return page.show("upload.html", _form_values, looked=None, fields=FIELDS)


def _form_values(tx: Tx, actor: Actor) -> Values:
    return {"campaigns": list_campaigns(tx, actor, 0, 200)["items"]}


@post("/new/upload/look", request_max_body_size=MOST_BYTES + ROOM, guards=[require_known])
def look_at_file(page: NamedDependency[Page]) -> Response[str]:
    """What becomes of the file that was chosen. Nothing is kept."""
    file = page.form.file("file")
    looked = replace(looked_at(file, page.form), skips=_skips(page.form)) if file else None
    if page.look.swapped:
        return page.show("parts/mapping.html", lambda _tx, _actor: {}, looked=looked, fields=FIELDS)
    return page.show("upload.html", _form_values, looked=looked, fields=FIELDS)


def looked_at(file: File, form: Form) -> Looked:
    """The file with the fields that were chosen for its columns, or those that their names tell."""
    if _format(file) == "jsonl":
        return _read(file, (), ())
    try:
        columns = columns_of(file.content, file.name)
    except Unusable as refused:
        return Looked(file, (), (), None, refused.message)
    return _read(file, columns, [chosen(form, number, column) for number, column in enumerate(columns)])


def chosen(form: Form, number: int, column: Column) -> str:
    """What a column becomes: as chosen, else by its name; nothing where neither says."""
    given = form.fields.get(f"column-{number}")
    return given[0] if given and given[0] in (*COLUMNS, LEFT_OUT) else column.field or LEFT_OUT


def _read(file: File, columns: Sequence[Column], fields: Sequence[str]) -> Looked:
    try:
        return Looked(file, columns, fields, read_upload(file.content, _format(file), file.name, fields or None), None)
    except Unusable as refused:
        return Looked(file, columns, fields, None, refused.message)


def _format(file: File) -> str:
    return "jsonl" if file.name.lower().endswith((".jsonl", ".ndjson", ".json")) else "csv"


@post("/new/upload", request_max_body_size=MOST_BYTES + ROOM, guards=[require_known])
def keep_upload(page: NamedDependency[Page]) -> Response[Any]:
    """Keep the file. Its rows are checked in the background."""
    form = page.form
    file = form.file("file")
    if file is None:
        raise Unusable("Choose a file first", field="file")
    looked = looked_at(file, form)
    if looked.reading is None:
        raise Unusable(looked.problem or "The file cannot be read", code="unreadable_file", field="file")
    reading = looked.reading
    require_all_read(reading, _skips(form))
    id, key = _campaign(form), form.text("new_campaign") or reading.campaign

    def work(tx: Tx, actor: Actor) -> Values:
        campaign = campaign_named(tx, actor, None if form.text("new_campaign") else id, key)
        return receive_upload(tx, actor, campaign, reading, file.name[:200], form.text("then") != "draft")

    made = page.perform(work)
    return page.go(f"/w/{page.door.request.workspace}/uploads/{made['id']}?said=uploaded")


def _skips(form: Form) -> bool:
    """Whether somebody chose to leave out what cannot be read."""
    return form.text("skip_unread") == "on"


def _campaign(form: Form) -> UUID | None:
    try:
        return UUID(form.text("campaign") or "")
    except ValueError:
        return None


@get("/uploads/{id:uuid}")
def show_upload(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    """How far the checks of an upload are, in real counts, and its variants."""

    def work(tx: Tx, actor: Actor) -> Values:
        variants = list_variants_told(tx, actor, None, None, id, after_number(page), PAGE)
        return {"upload": upload_progress(tx, actor, id), "variants": variants}

    return page.show("upload-progress.html", work, STATES=STATES)


@get("/uploads/{id:uuid}/progress")
def show_progress(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    """The counts alone, asked for every second while rows wait."""
    return page.show("parts/progress.html", lambda tx, actor: {"upload": upload_progress(tx, actor, id)}, STATES=STATES)


@get("/uploads/{id:uuid}/unread")
def download_unread(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    """The rows that were left out, with their reasons, as CSV."""
    found = page.door.look(lambda tx, actor: upload_progress(tx, actor, id))
    headers = {"Content-Disposition": 'attachment; filename="left-out.csv"'}
    return Response(unread_csv(found["unread"]), media_type="text/csv", headers=headers)


def unread_csv(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows as CSV. A cell that a spreadsheet would take for a formula is shown as the text that it is."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(("row", "place", "message"))
    writer.writerows([_plain(row[name]) for name in ("row", "place", "message")] for row in rows)
    return out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


uploading = Router(
    "/",
    route_handlers=[show_upload_form, look_at_file, keep_upload, show_upload, show_progress, download_unread],
)
