"""Uploading a file: what becomes of each column and which rows cannot be read, before anything is kept; then how far
the checks are."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import StringIO
from typing import Any
from uuid import UUID

from litestar import Response, Router
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.actions.campaign_export import export_campaign
from governance.actions.campaigns import campaign_named, list_campaigns
from governance.actions.upload_reading import MOST_BYTES
from governance.actions.uploads import receive_upload, upload_progress
from governance.actions.variant_reads import list_variants_told
from governance.actions.visits import visit
from governance.core.actor import Actor
from governance.core.errors import Unusable
from governance.store.policies import policies_in_force
from governance.store.transaction import Tx
from governance.web.door import require_known
from governance.web.pages import verdicts
from governance.web.pages.campaign_preview import CampaignPreview, campaign_preview
from governance.web.pages.door import Page, html
from governance.web.pages.form import Form
from governance.web.pages.looked_file import FIELDS, Looked, looked_at
from governance.web.pages.paging import after_number
from governance.web.pages.rendering import render
from governance.web.pages.words import STATES, count
from governance.web.routes import get, post

Values = dict[str, Any]
PAGE = 50
ROOM = 64 * 1024
"""For the fields around the file."""

NAMES = {"fields": FIELDS, "SHORT": verdicts.SHORT, "GLYPHS": verdicts.GLYPHS}


@get("/new/upload")
def show_upload_form(page: NamedDependency[Page]) -> Response[str]:
    return page.show("upload.html", _form_values, looked=None, preview=None, **NAMES)


def _form_values(tx: Tx, actor: Actor) -> Values:
    return {"campaigns": list_campaigns(tx, actor, 0, 200)["items"]}


@post("/new/upload/look", request_max_body_size=MOST_BYTES + ROOM, guards=[require_known])
def look_at_file(page: NamedDependency[Page]) -> Response[str]:
    """What becomes of the file that was chosen. Nothing is kept."""
    file = page.form.file("file")
    looked = replace(looked_at(file, page.form), skips=_skips(page.form)) if file else None
    preview = _previewed(page, looked)
    if page.look.swapped:
        return page.show("parts/mapping.html", lambda _tx, _actor: {}, looked=looked, preview=preview, **NAMES)
    return page.show("upload.html", _form_values, looked=looked, preview=preview, **NAMES)


def _previewed(page: Page, looked: Looked | None) -> CampaignPreview | None:
    """Of a campaign file, what it comes to under the policies in force."""
    if looked is None or looked.reading is None or looked.platform is None:
        return None
    policies = page.door.look(lambda tx, _actor: policies_in_force(tx))
    return campaign_preview(looked.reading.variants, policies)


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
    if reading.unread and not _skips(form):
        rows = count(len(reading.unread), "row")
        raise Unusable(f"Nothing was stored. Tick “Leave out {rows}”, or mend the file", code="unreadable_rows")
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
    """The counts alone, asked for every second while rows wait; once none does, the whole page is asked for anew."""
    upload, around = page.door.look(lambda tx, actor: (upload_progress(tx, actor, id), visit(tx, actor)))
    shown = render("parts/progress.html", around=around, look=page.look, upload=upload, STATES=STATES)
    return html(shown, HX_Refresh="true") if upload["checked"] >= upload["total"] else html(shown)


@post("/uploads/{id:uuid}/export")
def download_campaign(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[bytes]:
    """The campaign file with the approved words, if permits cover all of it."""
    exported = page.perform(lambda tx, actor: export_campaign(tx, actor, id))
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", exported["name"])
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(exported["content"].encode(), media_type="application/json", headers=headers)


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
    route_handlers=[
        show_upload_form,
        look_at_file,
        keep_upload,
        show_upload,
        show_progress,
        download_campaign,
        download_unread,
    ],
)
