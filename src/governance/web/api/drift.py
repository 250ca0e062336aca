"""Drift: weeks of distance from the talk track, and the channels of one campaign side by side."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Router
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from governance.actions.drift import look_at_campaign_drift, look_at_drift
from governance.store.drift_reads import By
from governance.web.api import answers
from governance.web.door import Door
from governance.web.routes import get

Json = dict[str, Any]


@get("/drift", answers.Drift, tags=["Copy"])
def show_drift(
    door: NamedDependency[Door],
    by: Annotated[By, QueryParameter(description="What the weeks are grouped by.")] = "campaign",
) -> Json:
    """What moved since last week, how far copy stood from the talk track, who wrote it, and which claims were altered.

    Partners see their own copy.
    """
    return door.look(lambda tx, actor: look_at_drift(tx, actor, by))


@get("/campaigns/{id:uuid}/drift", answers.CampaignDrift, tags=["Copy"])
def show_campaign_drift(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """The weeks of one campaign, and what its channels say, element by element."""
    return door.look(lambda tx, actor: look_at_campaign_drift(tx, actor, id))


drifting = Router("/", route_handlers=[show_drift, show_campaign_drift])
