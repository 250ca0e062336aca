"""Writing copy: pasted or edited, with what a reviewer would see beside it while typing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Response, Router
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.actions.campaigns import campaign_named, list_campaigns
from governance.actions.drafts import check_draft
from governance.actions.submissions import bring, submit
from governance.actions.variant_reads import look_at_variant
from governance.actions.variants import revise
from governance.core.actor import Actor
from governance.core.copy.dialects import dialect_of
from governance.core.errors import Unusable
from governance.store.transaction import Tx
from governance.web.pages import verdicts
from governance.web.pages.copy_form import draft_of, filled_copy, new_body, revision_body
from governance.web.pages.door import Page
from governance.web.pages.evidence import Evidence, evidence
from governance.web.pages.items import Item, Read, items
from governance.web.pages.marked import marked
from governance.web.pages.notices import notices
from governance.web.routes import get, post

Values = dict[str, Any]
MOST_CAMPAIGNS = 200
NAMES = {"GLYPHS": verdicts.GLYPHS, "heading": verdicts.heading, "short": verdicts.short, "finding": verdicts.finding}


@dataclass(frozen=True)
class Preview:
    """What a reviewer would see of a draft."""

    content: dict[str, Any]
    found: Values
    items: list[Item]
    platform: str | None

    @property
    def parts(self) -> Any:
        return marked(self.content, self.items, dialect_of(self.platform))

    @property
    def told(self) -> list[Evidence]:
        """Everything that is not simply supported, the worst first."""
        telling = [one for one in self.items if one.severity != "supported" or one.inner]
        ranked = sorted(telling, key=lambda one: ("blocker", "warning", "note", "supported").index(one.severity))
        head = {"content": self.content, "manifest": {"platform": self.platform}}
        return [evidence(one, {**self.found, "head": head}) for one in ranked]

    def count(self, severity: str) -> int:
        return sum(one.severity == severity for one in self.items)

    @property
    def statements(self) -> int:
        return sum(one.statement is not None for one in self.items)

    @property
    def known(self) -> int:
        return sum(one.known for one in self.items)


@get("/new")
def show_new(page: NamedDependency[Page]) -> Response[str]:
    """An empty editor; the campaign may be chosen in the address."""

    def work(tx: Tx, actor: Actor) -> Values:
        fields = {"campaign": page.look.asked.get("campaign", ""), "channel": "email", "kind": "cold"}
        return {"campaigns": _campaigns(tx, actor), "fields": fields, "preview": None, "editing": None, "notices": []}

    return page.show("writing.html", work, **NAMES)


@post("/new/check")
def check_new(page: NamedDependency[Page]) -> Response[str]:
    """The preview of what is typed. Nothing is kept."""
    if not (page.form.text("body") or page.form.text("html")):
        return page.show("parts/preview.html", lambda _tx, _actor: {"preview": None}, **NAMES)
    return page.show("parts/preview.html", lambda tx, actor: {"preview": _preview(tx, actor, page)}, **NAMES)


@post("/new/wording")
def use_wording(page: NamedDependency[Page]) -> Response[str]:
    """Put approved wording into what is typed. Nothing is kept."""

    def work(tx: Tx, actor: Actor) -> Values:
        number = page.form.number("item")
        before = _preview(tx, actor, page)
        item = next((one for one in before.told if one.item.number == number), None)
        if item is None or item.instead is None:
            raise Unusable("There is no approved wording for this place", field="item")
        place, source = item.instead, before.content[item.instead.part]
        content = {**before.content, place.part: source[: place.start] + place.text + source[place.end :]}
        return {"preview": _preview(tx, actor, page, content), "content": content}

    return page.show("parts/wording-used.html", work, **NAMES)


def _preview(tx: Tx, actor: Actor, page: Page, content: dict[str, Any] | None = None) -> Preview:
    variant = draft_of(page.form, content)
    found = check_draft(tx, actor, variant)
    report = found["report"] or {"statements": [], "findings": []}
    every = items(report, {number: Read(**one) for number, one in found["reads"].items()})
    parts = {"subject": variant.revision.subject, "body": variant.revision.body, "html": variant.revision.html}
    return Preview(parts, found, every, variant.manifest.platform)


@post("/new")
def keep_new(page: NamedDependency[Page]) -> Response[Any]:
    """Keep a draft, or submit it."""
    body = new_body(page.form)
    submitted = page.form.text("then") != "draft"

    def work(tx: Tx, actor: Actor) -> Values:
        campaign = campaign_named(tx, actor, body.campaign_id, body.campaign)
        return bring(tx, actor, campaign, body.variant(body.name), submitted)

    made = page.perform(work)
    said = "submitted" if submitted else "draft_kept"
    return page.go(f"/w/{page.door.request.workspace}/variants/{made['id']}?said={said}")


@get("/variants/{id:uuid}/edit")
def show_edit(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    """The editor with the head revision, and above it what was asked to change."""

    def work(tx: Tx, actor: Actor) -> Values:
        found = look_at_variant(tx, actor, id)
        head, variant = found["head"], found
        asked = notices({**found, "variant": {"campaign": {"paused": False}}, "people": {}})
        return {
            "campaigns": _campaigns(tx, actor),
            "fields": filled_copy(head),
            "preview": None,
            "editing": variant,
            "notices": asked,
        }

    return page.show("writing.html", work, **NAMES)


@post("/variants/{id:uuid}/edit")
def keep_revision(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    """A new revision, put forward again if its author says so."""
    body = revision_body(page.form)
    submitted = page.form.text("then") != "draft"

    def work(tx: Tx, actor: Actor) -> Values:
        review = revise(tx, actor, id, body.based_on, body.variant(""))
        return submit(tx, actor, id, review["text"]["revision"]) if submitted else review

    page.perform(work)
    said = "submitted" if submitted else "draft_kept"
    return page.go(f"/w/{page.door.request.workspace}/variants/{id}?said={said}")


def _campaigns(tx: Tx, actor: Actor) -> Any:
    return list_campaigns(tx, actor, 0, MOST_CAMPAIGNS)["items"]


writing = Router("/", route_handlers=[show_new, check_new, use_wording, keep_new, show_edit, keep_revision])
