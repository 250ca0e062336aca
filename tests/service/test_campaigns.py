"""Campaigns: whose they are, who sees them, and who stops them."""

from functools import partial
from uuid import UUID, uuid4

import pytest
from tests.service.company import Company

from governance.actions.campaigns import (
    campaign_named,
    create_campaign,
    list_campaigns,
    pause_campaign,
    require_bringing,
    resume_campaign,
)
from governance.core.errors import NotAllowed, NotFound, Unusable, WrongState


def created(loopfern: Company, name: str, key: str = "spring", partner: str | None = None) -> UUID:
    return UUID(loopfern.as_(name, lambda tx, actor: create_campaign(tx, actor, key, "Spring", partner))["id"])


def seen(loopfern: Company, name: str) -> list[UUID]:
    listed = loopfern.seen_by(name, lambda tx, actor: list_campaigns(tx, actor, 0, 10))
    return [UUID(one["id"]) for one in listed["items"]]


def test_each_organisation_has_its_own_campaigns(loopfern: Company) -> None:
    ours = created(loopfern, "ines")
    northwind, halyard = created(loopfern, "leo"), created(loopfern, "ines", partner="halyard")
    assert seen(loopfern, "priya") == [ours, northwind, halyard], "the same key three times"
    assert (seen(loopfern, "nia"), seen(loopfern, "tariq")) == ([northwind], [halyard])
    with pytest.raises(Unusable) as taken:
        created(loopfern, "nia")
    assert taken.value.code == "key_taken"
    with pytest.raises(Unusable, match="partners are halyard, northwind"):
        created(loopfern, "ines", partner="parcelo")
    for key in ("", "two words", "=1+1", "a" * 65, "x\0"):
        with pytest.raises(Unusable) as unusable:
            created(loopfern, "ines", key)
        assert unusable.value.code == "key_unusable"

    named = loopfern.as_("leo", lambda tx, actor: campaign_named(tx, actor, None, "spring").id)
    assert named == northwind
    with pytest.raises(NotFound):
        loopfern.as_("leo", lambda tx, actor: campaign_named(tx, actor, halyard, None))
    with pytest.raises(Unusable, match="Name the campaign"):
        loopfern.as_("leo", lambda tx, actor: campaign_named(tx, actor, None, None))
    for id in (ours, halyard, uuid4()):
        with pytest.raises(NotFound):
            loopfern.seen_by("leo", partial(require_bringing, campaign_id=id))
    pages = loopfern.seen_by("priya", lambda tx, actor: list_campaigns(tx, actor, 0, 2))
    rest = loopfern.seen_by("priya", lambda tx, actor: list_campaigns(tx, actor, pages["next"], 2))
    assert [UUID(one["id"]) for one in rest["items"]] == [halyard]
    assert loopfern.acts()[-3:] == ["campaign.created"] * 3


def test_whoever_holds_a_role_stops_a_campaign_and_the_company_starts_it_again(loopfern: Company) -> None:
    ours, theirs = created(loopfern, "ines"), created(loopfern, "leo")
    with pytest.raises(NotAllowed, match="takes a role"):
        loopfern.as_("ada", lambda tx, actor: pause_campaign(tx, actor, ours))
    for name, id in (("leo", ours), ("cosima", theirs)):
        with pytest.raises(NotFound):
            loopfern.as_(name, partial(pause_campaign, id=id))
    assert loopfern.as_("nia", lambda tx, actor: pause_campaign(tx, actor, theirs))["paused"]
    with pytest.raises(WrongState):
        loopfern.as_("priya", lambda tx, actor: pause_campaign(tx, actor, theirs))
    with pytest.raises(NotAllowed) as refused:
        loopfern.as_("nia", lambda tx, actor: resume_campaign(tx, actor, theirs))
    assert refused.value.code == "company_only"
    assert not loopfern.as_("priya", lambda tx, actor: resume_campaign(tx, actor, theirs))["paused"]
    with pytest.raises(WrongState):
        loopfern.as_("priya", lambda tx, actor: resume_campaign(tx, actor, theirs))
    assert loopfern.acts()[-2:] == ["campaign.paused", "campaign.resumed"]
