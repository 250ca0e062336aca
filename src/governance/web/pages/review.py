"""The review page: the text, the evidence for each statement, what is still open, and the decision."""

from typing import Any
from uuid import UUID

from litestar import Response, Router
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.actions.comments import comment
from governance.actions.decisions import decide, withdraw_decision
from governance.actions.reviewing import look_around, look_to_review, note_evidence_seen
from governance.actions.sessions import confirm_password
from governance.actions.submissions import submit, withdraw
from governance.actions.variants import replace_words
from governance.actions.visits import visit
from governance.core.actor import Actor
from governance.core.copy.variant import PartName
from governance.core.errors import Unusable, WrongState
from governance.core.review.comment import Anchor
from governance.store.transaction import Tx
from governance.web.api.bodies import DecisionBody
from governance.web.pages import verdicts
from governance.web.pages.door import Page, html
from governance.web.pages.evidence import Instead
from governance.web.pages.form import filled
from governance.web.pages.rendering import render
from governance.web.pages.review_view import Asked, Shown, asked, looked_at, shown_review
from governance.web.pages.words import STATES
from governance.web.routes import get, post

Values = dict[str, Any]
NAMES = {
    "GLYPHS": verdicts.GLYPHS,
    "STATES": STATES,
    "short": verdicts.short,
    "finding": verdicts.finding,
}
DECIDED = {"approve": "Approved", "request_changes": "Changes requested", "veto": "Vetoed"}


@get("/variants/{id:uuid}")
def show(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    """The whole page."""
    return html(render("review.html", **_read(page, id, asked(page.look.asked), in_queue=True)))


@get("/variants/{id:uuid}/evidence")
def show_evidence(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    """The evidence for one statement, which counts as seen from now on."""
    wanted = asked(page.look.asked)
    values = _read(page, id, wanted)
    number = values["shown"].chosen.number if values["shown"].chosen else 1
    return html(render("parts/evidence-answer.html", **values), HX_Push_Url=f"{values['address']}?s={number}")


@get("/variants/{id:uuid}/new")
def show_new_statements(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    """What is new to read in a text, for a row of the queue. Nothing counts as seen by it."""
    return html(render("parts/fresh.html", **_read(page, id, Asked())))


def _read(page: Page, id: UUID, wanted: Asked, *, in_queue: bool = False) -> Values:
    """What the page shows; a new statement whose evidence was asked for is noted as seen by whoever looks."""

    def work(tx: Tx, actor: Actor) -> tuple[Values, Values]:
        found = look_to_review(tx, actor, id)
        return {**found, "neighbours": look_around(tx, actor, id) if in_queue else {}}, visit(tx, actor)

    found, around = page.door.look(work)
    shown = shown_review(found, wanted, around["person"]["id"])
    item = shown.chosen
    if wanted.item and wanted.tab == "statement" and item and item.new and not item.seen and item.mark:
        mark = item.mark
        page.note(lambda tx, actor: note_evidence_seen(tx, actor, id, mark))
        shown = looked_at(shown)
    root = f"/w/{around['workspace']['key']}"
    more = {"root": root, "address": f"{root}/variants/{id}", "decided": None, "look": page.look}
    return {"found": found, "shown": shown, "around": around, **more, **NAMES}


@post("/variants/{id:uuid}/decisions")
def make_decision(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    """Approve, request changes or veto, on exactly the text that was shown."""
    body = _decision(page)
    if password := page.form.text("password"):
        page.door.require_csrf()
        service = page.door.service
        confirm_password(service.store, page.door.session, password, service.hasher)
    if body.verdict == "approve":
        _require_read(page, id, body)
    page.perform(lambda tx, actor: decide(tx, actor, id, body.say()))
    if not page.look.swapped:
        return page.go(f"{page.look.path.removesuffix('/decisions')}?said=decided_{body.verdict.value}")
    values = {**_read(page, id, Asked(), in_queue=True), "decided": DECIDED[body.verdict.value]}
    return html(render("parts/decided.html", **values), HX_Retarget="#decision", HX_Reswap="outerHTML show:none")


def _decision(page: Page) -> DecisionBody:
    form = page.form
    text = {
        "revision": form.number("revision"),
        "content_digest": form.text("content_digest"),
        "manifest_digest": form.text("manifest_digest"),
    }
    said = {name: form.text(name) for name in ("verdict", "policy_set", "call", "note")}
    return filled(DecisionBody, {**said, "text": text})


def _require_read(page: Page, id: UUID, body: DecisionBody) -> None:
    """A page approves nothing whose new statements were not looked at. What is stale is refused as such."""
    found = page.door.look(lambda tx, actor: look_to_review(tx, actor, id))
    same = found["review"]["text"] == body.text.model_dump()
    unread = shown_review(found, Asked(), "").unread if same else 0
    if unread:
        message = f"Approve is closed: {unread} new statement{'s' if unread > 1 else ''} unread"
        raise WrongState(message, code="unread")


@post("/variants/{id:uuid}/decisions/{decision:uuid}/withdraw")
def unmake_decision(page: NamedDependency[Page], id: FromPath[UUID], decision: FromPath[UUID]) -> Response[Any]:
    """Take back one's own decision."""
    page.perform(lambda tx, actor: withdraw_decision(tx, actor, id, decision))
    return page.go(f"{_variant(page, id)}?said=decision_withdrawn")


@post("/variants/{id:uuid}/submit")
def put_forward(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    revision = page.form.number("revision") or 0
    page.perform(lambda tx, actor: submit(tx, actor, id, revision))
    return page.go(f"{_variant(page, id)}?said=submitted")


@post("/variants/{id:uuid}/withdraw")
def take_back(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    page.perform(lambda tx, actor: withdraw(tx, actor, id))
    return page.go(f"{_variant(page, id)}?said=withdrawn")


@post("/variants/{id:uuid}/wording")
def use_wording(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    """Put approved wording in the place of a statement: a new revision by whoever presses it."""
    shown, instead = _instead(page, id)
    based_on = page.form.number("revision") or 0
    page.perform(
        lambda tx, actor: replace_words(tx, actor, id, based_on, instead.part, instead.start, instead.end, instead.text)
    )
    return page.go(f"{_variant(page, id)}?said=wording_used&s={shown.chosen.number if shown.chosen else 1}")


@post("/variants/{id:uuid}/suggestions")
def suggest_wording(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    """Suggest approved wording to the author, in a comment on the statement."""
    shown, instead = _instead(page, id)
    anchor = _anchor(shown)
    page.perform(lambda tx, actor: comment(tx, actor, id, "Please use approved wording.", anchor, instead.text))
    return page.go(f"{_variant(page, id)}?said=suggested&s={shown.chosen.number if shown.chosen else 1}")


@post("/variants/{id:uuid}/comments")
def add_comment(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    body = page.form.needed("comment", "Write the comment first")
    anchor = None
    if page.form.text("s"):
        anchor = _anchor(_chosen(page, id))
    page.perform(lambda tx, actor: comment(tx, actor, id, body, anchor, None))
    return page.go(f"{_variant(page, id)}?said=commented")


def _chosen(page: Page, id: UUID) -> Shown:
    """The page as it stood when the form was made. Raises WrongState if the text is another by now."""
    found = page.door.look(lambda tx, actor: look_to_review(tx, actor, id))
    if page.form.number("revision") != found["head"]["number"]:
        message = f"Revision {found['head']['number']} was saved while you were reading"
        raise WrongState(message, code="text_changed")
    return shown_review(found, Asked(page.form.number("s")), "")


def _instead(page: Page, id: UUID) -> tuple[Shown, Instead]:
    shown = _chosen(page, id)
    if shown.evidence is None or shown.evidence.instead is None:
        raise Unusable("There is no approved wording for this statement", field="s")
    return shown, shown.evidence.instead


def _anchor(shown: Shown) -> Anchor | None:
    """Where in the source a comment belongs; nowhere for what is missing."""
    item = shown.chosen
    if item is None or item.absent:
        return None
    quote = shown.found["head"]["content"][item.part][item.start : item.end]
    return Anchor(PartName(item.part), item.start, item.end, quote)


def _variant(page: Page, id: UUID) -> str:
    return f"/w/{page.door.request.workspace}/variants/{id}"


reviewing = Router(
    "/",
    route_handlers=[
        show,
        show_evidence,
        show_new_statements,
        make_decision,
        unmake_decision,
        put_forward,
        take_back,
        use_wording,
        suggest_wording,
        add_comment,
    ],
)
