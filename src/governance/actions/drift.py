"""Drift over time: what stands how far from the talk track, what moved, who wrote it, and which claims suffer."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from governance.actions.drift_claims import ClaimHealth, claim_courses, claim_health
from governance.actions.drift_groups import Grouped, farthest_campaign, grouped, groups, weeks_until
from governance.actions.drift_kept import monday
from governance.core.actor import Actor
from governance.core.drift.comparison import side_by_side
from governance.core.drift.distance import LIMIT
from governance.core.drift.movement import Moved, headline, movements
from governance.outside.reports.json_report import comparison_object
from governance.store.campaigns import campaign_for
from governance.store.drift_reads import (
    By,
    WriterSum,
    channels_of,
    claim_weeks,
    told_in_campaign,
    writers,
)
from governance.store.policies import policies_in_force
from governance.store.transaction import Tx
from governance.store.workspaces import workspace

Json = dict[str, Any]


def look_at_drift(tx: Tx, actor: Actor, by: By) -> Json:
    """The last weeks by campaign, partner, writer or channel, of what whoever looks may know of."""
    actor.require_scope("read")
    today = workspace(tx).day(tx.now)
    weeks = weeks_until(monday(today))
    found, number = groups(tx, actor, by, weeks)
    claims = claim_courses(weeks, claim_weeks(tx, actor, weeks[0]))
    moved = movements((one.course for one in found), claims)
    return {
        "by": by,
        "weeks": [week.isoformat() for week in weeks],
        "limit": LIMIT,
        "headline": headline(moved),
        "moved": [_moved(one) for one in moved],
        "groups": [_group(one, weeks) for one in found],
        "groups_total": number,
        "writers": [_writer(one) for one in writers(tx, actor, weeks[0])],
        "claims": [_claim(one) for one in claim_health(claims, policies_in_force(tx), today)],
    }


def drift_with_campaign(tx: Tx, actor: Actor, by: By, campaign: UUID | None) -> tuple[Json, Json | None]:
    """The same with one campaign in full: the one that is named, else the one that stands farthest away."""
    found = look_at_drift(tx, actor, by)
    id = campaign or farthest_campaign(tx, actor, weeks_until(monday(workspace(tx).day(tx.now))))
    return found, look_at_campaign_drift(tx, actor, id) if id else None


def look_at_campaign_drift(tx: Tx, actor: Actor, id: UUID) -> Json:
    """The last weeks of one campaign, and what its channels say side by side."""
    actor.require_scope("read")
    campaign = campaign_for(tx, actor, id)
    weeks = weeks_until(monday(workspace(tx).day(tx.now)))
    [course] = grouped(tx, actor, "campaign", [(id,)], weeks)
    return {
        "campaign": {"id": str(campaign.id), "key": campaign.key},
        "weeks": [week.isoformat() for week in weeks],
        "limit": LIMIT,
        "course": _group(course, weeks),
        "elements": comparison_object(side_by_side(told_in_campaign(tx, id), channels_of(tx, id))),
    }


def _moved(moved: Moved) -> Json:
    return {"name": moved.name, "change": moved.change.name.lower(), "words": moved.words}


def _group(one: Grouped, weeks: Sequence[date]) -> Json:
    course = one.course
    return {
        "id": one.id,
        "name": one.name,
        "detail": one.detail,
        "channels": list(one.channels),
        "distance": [week.distance if week else None for week in course.weeks],
        "variants": [week.variants if week else 0 for week in course.weeks],
        "begins": [weeks[number].isoformat() for number in sorted(course.begins)],
        "last": course.last.distance if course.last else None,
        "over": course.over,
    }


def _writer(one: WriterSum) -> Json:
    return {
        "model": one.model or None,
        "prompt": one.prompt or None,
        "variants": one.variants,
        "altered": one.altered,
        "unsupported": one.unsupported,
        "other": one.other,
        "first_checks": one.first,
        "first_passed": one.passed,
    }


def _claim(one: ClaimHealth) -> Json:
    return {
        "id": one.course.id,
        "wording": one.claim.wordings[0] if one.claim else None,
        "stated": one.course.stated,
        "altered": one.course.altered,
        "weeks": [{"stated": stated, "altered": altered} for stated, altered in one.course.weeks],
        "ends_on": one.claim.valid_until.isoformat() if one.claim and one.claim.valid_until else None,
        "ends_in_days": one.ends_in,
    }
