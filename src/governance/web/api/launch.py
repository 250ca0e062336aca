"""Launch: permits, the gate for single messages, and export."""

from typing import Annotated, Any, Literal
from uuid import UUID

from litestar import Response, Router
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from governance.actions.campaign_export import export_campaign
from governance.actions.export import export_copy
from governance.actions.launch import authorize, use_authorisation
from governance.actions.permits import ask_for_permit, list_permits, recall, running_permit
from governance.web.api import answers
from governance.web.api.bodies import MessageBody
from governance.web.api.paging import LINE, After, Limit
from governance.web.contract import BY_PEOPLE, GivesFile
from governance.web.door import Door
from governance.web.routes import create, get, post

Json = dict[str, Any]


@post("/launch/authorize", answers.Authorised, tags=["Launch"])
def authorize_message(door: NamedDependency[Door], data: JSONBody[MessageBody]) -> Json:
    """May this message be sent? `allow` with an authorisation for 15 minutes, or every reason why not."""
    return door.perform(lambda tx, actor: authorize(tx, actor, data.variant, data.message(), data.recipient, data.step))


@post("/launch/authorisations/{id:uuid}/use", answers.Authorised, tags=["Launch"])
def use(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """Hand the message over: the authorisation is taken once, if everything still holds."""
    return door.perform(lambda tx, actor: use_authorisation(tx, actor, id))


@post("/launch/export", tags=["Launch"], operation_class=GivesFile)
def export(
    door: NamedDependency[Door],
    format: FromQuery[Literal["csv", "jsonl"]],
    campaign: FromQuery[UUID | None] = None,
    platform: Annotated[str | None, QueryParameter(max_length=200, pattern=LINE)] = None,
    after: After = 0,
    limit: Limit = 200,
) -> Response[str]:
    """Approved copy with its permits, a page at a time; every variant is evaluated anew.

    `X-Next-After` is where the next page begins; without it this is the last one.
    """
    exported = door.perform(lambda tx, actor: export_copy(tx, actor, format, campaign, platform, after, limit))
    following = {"X-Next-After": str(exported["next"])} if exported["next"] else {}
    return Response(exported["content"], media_type=exported["media_type"], headers=following)


@post("/uploads/{id:uuid}/export", tags=["Launch"], operation_class=GivesFile)
def export_campaign_file(door: NamedDependency[Door], id: FromPath[UUID]) -> Response[bytes]:
    """The campaign file of an upload, byte for byte, with the words that were approved since in their places.

    Permits must cover every text of it, also one that is switched off; otherwise nothing is given.
    """
    exported = door.perform(lambda tx, actor: export_campaign(tx, actor, id))
    return Response(exported["content"].encode(), media_type="application/json")


@get("/permits", answers.Permits, tags=["Launch"])
def show_permits(door: NamedDependency[Door], after: After = 0, limit: Limit = 50) -> Json:
    """Permits, in the order in which they were signed."""
    return door.look(lambda tx, actor: list_permits(tx, actor, after, limit))


@get("/variants/{id:uuid}/permit", answers.RunningPermit, tags=["Launch"])
def show_permit(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """The last permit of a variant, running or not."""
    return door.look(lambda tx, actor: running_permit(tx, actor, id))


@create("/variants/{id:uuid}/permit", answers.AskedPermit, tags=["Launch"])
def ask(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """The running permit, signed anew if the last one ended while the approval holds; or every reason why not."""
    return door.perform(lambda tx, actor: ask_for_permit(tx, actor, id))


@post("/permits/{id:uuid}/recall", answers.Recalled, tags=["Launch"], security=BY_PEOPLE)
def recall_permit(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """Withdraw a permit: after this answer nothing of the text leaves the gate."""
    return door.perform(lambda tx, actor: recall(tx, actor, id))


launch = Router(
    "/",
    route_handlers=[
        authorize_message,
        use,
        export,
        export_campaign_file,
        show_permits,
        show_permit,
        ask,
        recall_permit,
    ],
)
