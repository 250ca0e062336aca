"""Campaigns: what each holds and whether it runs; one with its variants, its uploads, and its switch."""

from typing import Any
from uuid import UUID

from litestar import Response, Router
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.actions.campaigns import (
    campaigns_with_states,
    create_campaign,
    look_at_campaign,
    pause_campaign,
    resume_campaign,
)
from governance.actions.people import list_partners
from governance.actions.recipient_reads import MOST_BYTES, copy_of_campaign, judge_leads
from governance.actions.uploads import uploads_of
from governance.actions.variant_reads import list_variants_told
from governance.core.actor import Actor
from governance.core.errors import Unusable
from governance.store.transaction import Tx
from governance.web.api.bodies import CampaignBody
from governance.web.door import require_known
from governance.web.pages.door import Page
from governance.web.pages.form import filled
from governance.web.pages.paging import after_number
from governance.web.pages.words import STATES
from governance.web.routes import get, post

Values = dict[str, Any]
PAGE = 50
ROOM = 64 * 1024
"""For the fields around the file."""
FLAWS = {
    "hole": "leave a hole",
    "value": "hold a value that may not stand",
    "claim": "make the copy say more",
    "fact": "say what their evidence does not",
    "unchecked": "may state something, not checked",
    "row": "cannot be read",
}


@get("/campaigns")
def show_campaigns(page: NamedDependency[Page]) -> Response[str]:
    """A page of campaigns, and the form for a new one."""

    def work(tx: Tx, actor: Actor) -> Values:
        found = campaigns_with_states(tx, actor, after_number(page), PAGE)
        partners = list_partners(tx, actor)["items"] if actor.partner is None else []
        return {"found": found, "partners": partners}

    return page.show("campaigns.html", work, STATES=STATES)


@post("/campaigns")
def make_campaign(page: NamedDependency[Page]) -> Response[Any]:
    form = page.form
    body = filled(CampaignBody, {name: form.text(name) for name in ("key", "name", "partner")})
    made = page.perform(lambda tx, actor: create_campaign(tx, actor, body.key, body.name, body.partner))
    return page.go(f"{page.look.path}/{made['id']}?said=campaign_created")


@get("/campaigns/{id:uuid}")
def show_campaign(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    """One campaign with a page of its variants."""
    state = page.look.asked.get("state")
    state = state if state in STATES else None

    def work(tx: Tx, actor: Actor) -> Values:
        return {
            "campaign": look_at_campaign(tx, actor, id),
            "variants": list_variants_told(tx, actor, state, id, None, after_number(page), PAGE),
            "uploads": uploads_of(tx, actor, id),
        }

    return page.show("campaign.html", work, STATES=STATES, state=state)


@post("/campaigns/{id:uuid}/pause")
def pause(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    page.perform(lambda tx, actor: pause_campaign(tx, actor, id))
    return page.go(f"{page.look.path.removesuffix('/pause')}?said=campaign_paused")


@post("/campaigns/{id:uuid}/resume")
def resume(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[Any]:
    page.perform(lambda tx, actor: resume_campaign(tx, actor, id))
    return page.go(f"{page.look.path.removesuffix('/resume')}?said=campaign_resumed")


@get("/campaigns/{id:uuid}/recipients")
def show_recipients_form(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    """Where a list of recipients is held against the copy of a campaign."""
    return page.show("recipients.html", lambda tx, actor: {"campaign": look_at_campaign(tx, actor, id)}, report=None)


@post("/campaigns/{id:uuid}/recipients", request_max_body_size=MOST_BYTES + ROOM, guards=[require_known])
def show_recipients(page: NamedDependency[Page], id: FromPath[UUID]) -> Response[str]:
    """What the list comes to. Nothing of it is kept."""
    file = page.form.file("file")
    if file is None:
        raise Unusable("Choose a file first", field="file")
    templates, policies = page.door.look(lambda tx, actor: copy_of_campaign(tx, actor, id))
    report = judge_leads(file.content, file.name, templates, policies)
    template = "parts/recipients.html" if page.look.swapped else "recipients.html"
    return page.show(
        template, lambda tx, actor: {"campaign": look_at_campaign(tx, actor, id)}, report=report, file=file, FLAWS=FLAWS
    )


campaigning = Router(
    "/",
    route_handlers=[
        show_campaigns,
        make_campaign,
        show_campaign,
        pause,
        resume,
        show_recipients_form,
        show_recipients,
    ],
)
