"""Campaigns, uploads, variants and their revisions."""

from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Router
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter, RawBody

from governance.actions.campaigns import (
    campaign_named,
    create_campaign,
    list_campaigns,
    pause_campaign,
    require_bringing,
    resume_campaign,
)
from governance.actions.recipient_reads import MOST_BYTES as MOST_LEAD_BYTES
from governance.actions.recipient_reads import copy_of_campaign, judge_leads, report_json
from governance.actions.rendering_reads import look_at_renderings
from governance.actions.submissions import bring
from governance.actions.upload_reading import MOST_BYTES, read_upload, require_all_read
from governance.actions.uploads import list_uploads, look_at_upload, receive_upload
from governance.actions.variant_reads import list_variants, look_at_report, look_at_revision, look_at_variant
from governance.actions.variants import revise
from governance.core.review.case import State
from governance.web.api import answers
from governance.web.api.bodies import CampaignBody, RevisionBody, VariantBody
from governance.web.api.paging import KEY, LINE, After, Limit, Number
from governance.web.contract import BY_PEOPLE, TakesFile
from governance.web.door import Door, require_known
from governance.web.routes import create, get, post

Json = dict[str, Any]
PAGE = 50


@get("/campaigns", answers.Campaigns, tags=["Copy"])
def show_campaigns(door: NamedDependency[Door], after: After = 0, limit: Limit = PAGE) -> Json:
    """Campaigns, in the order in which they were created."""
    return door.look(lambda tx, actor: list_campaigns(tx, actor, after, limit))


@create("/campaigns", answers.Campaign, tags=["Copy"])
def make_campaign(door: NamedDependency[Door], data: JSONBody[CampaignBody]) -> Json:
    """A new campaign, of your organisation or of a partner that you name."""
    return door.perform(lambda tx, actor: create_campaign(tx, actor, data.key, data.name, data.partner))


@post("/campaigns/{id:uuid}/pause", answers.Campaign, tags=["Launch"], security=BY_PEOPLE)
def pause(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """Stop everything of a campaign from going out, at once."""
    return door.perform(lambda tx, actor: pause_campaign(tx, actor, id))


@post("/campaigns/{id:uuid}/resume", answers.Campaign, tags=["Launch"], security=BY_PEOPLE)
def resume(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """Let a paused campaign go on. Every message is evaluated anew."""
    return door.perform(lambda tx, actor: resume_campaign(tx, actor, id))


@create(
    "/uploads",
    answers.Upload,
    tags=["Copy"],
    request_max_body_size=MOST_BYTES,
    status_code=202,
    guards=[require_known],
    operation_class=TakesFile,
)
def upload(
    door: NamedDependency[Door],
    body: RawBody,
    format: FromQuery[Literal["csv", "jsonl", "campaign"]],
    name: Annotated[str, QueryParameter(max_length=200, pattern=LINE, description="What lists call it.")] = "upload",
    campaign: Annotated[str | None, QueryParameter(pattern=KEY, description="Its key among your own.")] = None,
    campaign_id: Annotated[UUID | None, QueryParameter(description="Any that you may see.")] = None,
    regions: Annotated[
        list[Annotated[str, QueryParameter(max_length=100)]] | None,
        QueryParameter(description="Of the recipients, where a variant does not say.", max_items=250),
    ] = None,
    submit: Annotated[bool, QueryParameter(description="Put every row forward for review.")] = True,
    skip_unread: Annotated[bool, QueryParameter(description="Leave out what cannot be read.")] = False,
) -> Json:
    """Many variants at once in the body: as CSV, as JSON lines, or as the campaign that a sending platform exports.

    They are checked in the background. A row that cannot be read refuses the whole upload, unless `skip_unread` is
    true. Without a campaign, the one that every row names is taken, and created if it is not there.
    """
    door.require(lambda tx, actor: require_bringing(tx, actor, campaign_id))
    reading = read_upload(bytes(body), format, name, regions=regions or ())
    require_all_read(reading, skip_unread)
    key = campaign or reading.campaign
    return door.perform(
        lambda tx, actor: receive_upload(tx, actor, campaign_named(tx, actor, campaign_id, key), reading, name, submit)
    )


@post(
    "/campaigns/{id:uuid}/recipients",
    answers.Recipients,
    tags=["Copy"],
    request_max_body_size=MOST_LEAD_BYTES,
    guards=[require_known],
    operation_class=TakesFile,
)
def look_at_recipients(door: NamedDependency[Door], id: FromPath[UUID], body: RawBody) -> Json:
    """A list of recipients as CSV against the copy of a campaign: which rows leave a hole or must not be sent to.

    Columns go by any of their usual names. Nothing of the list is kept.
    """
    templates, policies = door.look(lambda tx, actor: copy_of_campaign(tx, actor, id))
    return report_json(judge_leads(bytes(body), "recipients.csv", templates, policies))


@get("/uploads", answers.Uploads, tags=["Copy"])
def show_uploads(door: NamedDependency[Door], after: After = 0, limit: Limit = PAGE) -> Json:
    """Uploads, in the order in which they came."""
    return door.look(lambda tx, actor: list_uploads(tx, actor, after, limit))


@get("/uploads/{id:uuid}", answers.Upload, tags=["Copy"])
def show_upload(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """How far the checks are, in real counts."""
    return door.look(lambda tx, actor: look_at_upload(tx, actor, id))


@get("/variants", answers.Variants, tags=["Copy"])
def show_variants(
    door: NamedDependency[Door],
    of_state: Annotated[State | None, QueryParameter(name="state")] = None,
    campaign: FromQuery[UUID | None] = None,
    upload: FromQuery[UUID | None] = None,
    after: After = 0,
    limit: Limit = PAGE,
) -> Json:
    """Variants, in the order in which they came."""
    return door.look(lambda tx, actor: list_variants(tx, actor, of_state, campaign, upload, after, limit))


@create("/variants", answers.NewVariant, tags=["Copy"])
def make_variant(door: NamedDependency[Door], data: JSONBody[VariantBody]) -> Json:
    """One new variant, checked at once, and put forward for review if you say so."""
    return door.perform(
        lambda tx, actor: bring(
            tx, actor, campaign_named(tx, actor, data.campaign_id, data.campaign), data.variant(data.name), data.submit
        )
    )


@get("/variants/{id:uuid}", answers.WholeVariant, tags=["Copy"])
def show_variant(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """A variant with its head revision, its review, its decisions and its permit."""
    return door.look(lambda tx, actor: look_at_variant(tx, actor, id))


@create("/variants/{id:uuid}/revisions", answers.Review, tags=["Copy"])
def make_revision(door: NamedDependency[Door], id: FromPath[UUID], data: JSONBody[RevisionBody]) -> Json:
    """New words or a new manifest. Every approval of the text before ends."""
    return door.perform(lambda tx, actor: revise(tx, actor, id, data.based_on, data.variant("")))


@get("/variants/{id:uuid}/revisions/{number:int}", answers.Revision, tags=["Copy"])
def show_revision(door: NamedDependency[Door], id: FromPath[UUID], number: Number) -> Json:
    """One revision, as it was."""
    return door.look(lambda tx, actor: look_at_revision(tx, actor, id, number))


@get("/variants/{id:uuid}/report", answers.Report, tags=["Copy"])
def show_report(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """What the checks say of the head revision under the policies in force: findings, statements, evidence."""
    return door.look(lambda tx, actor: look_at_report(tx, actor, id))


@get("/variants/{id:uuid}/renderings", answers.Renderings, tags=["Copy"])
def show_renderings(
    door: NamedDependency[Door],
    id: FromPath[UUID],
    pairs: Annotated[bool, QueryParameter(description="Read every two options together.")] = False,
    sentences: Annotated[bool, QueryParameter(description="List the different sentences of each part.")] = False,
) -> Json:
    """Every text that the head revision can become: counted and measured exactly, and the few that show all of it."""
    return door.look(lambda tx, actor: look_at_renderings(tx, actor, id, pairs, sentences))


copy = Router(
    "/",
    route_handlers=[
        show_campaigns,
        make_campaign,
        pause,
        resume,
        upload,
        look_at_recipients,
        show_uploads,
        show_upload,
        show_variants,
        make_variant,
        show_variant,
        make_revision,
        show_revision,
        show_report,
        show_renderings,
    ],
)
