"""Drift: one sentence of what moved, the pictures that show it, and the figures behind them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Response, Router
from litestar.di import NamedDependency

from governance.actions.drift import drift_with_campaign
from governance.core.actor import Actor
from governance.store.drift_reads import BYS, By
from governance.store.transaction import Tx
from governance.web.pages import drift_charts
from governance.web.pages.door import Page
from governance.web.routes import get

Values = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what cannot be read is as if it were not there."""

    by: By
    campaign: UUID | None


@get("/drift")
def show_drift(page: NamedDependency[Page]) -> Response[str]:
    """The last twelve weeks by campaign, partner, writer or channel, and one campaign in full."""
    asked = _asked(page)

    def work(tx: Tx, actor: Actor) -> Values:
        found, campaign = drift_with_campaign(tx, actor, asked.by, asked.campaign)
        pictures = [drift_charts.multiple(one, found["weeks"], found["limit"]) for one in found["groups"]]
        return {
            "found": found,
            "campaign": campaign,
            "groups": list(zip(found["groups"], pictures, strict=True)),
            "writers": list(zip(found["writers"], drift_charts.bars(found["writers"]), strict=True)),
            "claims": [(one, drift_charts.columns(one)) for one in found["claims"]],
        }

    return page.show("drift.html", work, BYS=BYS, asked=asked, chart=drift_charts)


def _asked(page: Page) -> Asked:
    named = page.look.asked.get("by")
    by = next((one for one in BYS if one == named), BYS[0])
    try:
        return Asked(by, UUID(page.look.asked.get("campaign", "")))
    except ValueError:
        return Asked(by, None)


drifting = Router("/", route_handlers=[show_drift])
