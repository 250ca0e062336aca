"""Drift over time: kept with each report, once a revision, and summed up by week for whoever may see it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import select
from tests.service.copy import CHECKS_RETURNS, EMAIL, Desk, Json, body
from tests.service.test_projections import claims, document

from governance.actions.campaigns import campaign_named
from governance.actions.drift import look_at_campaign_drift, look_at_drift
from governance.actions.drift_kept import monday
from governance.actions.submissions import bring, submit
from governance.actions.variants import revise
from governance.core.actor import Actor
from governance.core.copy.variant import Generator, Manifest, Revision, Variant
from governance.store.drift_reads import By
from governance.store.tables.drift import DriftRow, StatedRow, ToldRow
from governance.store.tables.variants import ReportRow
from governance.store.transaction import Tx

MONDAY = datetime.combine(monday(date.today()), time(9), UTC) + timedelta(weeks=4)
"""After the policies were published."""
ALTERED = "Retailers on Loopfern cut refund handling time by 27%."
FAITHFUL = "Retailers on Loopfern can cut refund handling time by up to 27%, found in our 2026 survey of 120 retailers."
ELSEWHERE = "By the way, do you lease delivery vans, forklifts or trailers? We rent trailers and forklifts too."
PEOPLE, OLD, NEW = None, Generator("gpt-4.1", "open@6"), Generator("gpt-4.1", "open@7")
"""Who wrote a text."""


def write(
    desk: Desk,
    says: str,
    *,
    at: datetime = MONDAY,
    author: str = "ines",
    campaign: str = "january",
    channel: str = "email",
    by: Generator | None = PEOPLE,
) -> UUID:
    def work(tx: Tx, actor: Actor) -> Json:
        manifest = Manifest(channel=channel, kind="cold", regions=("DE",))
        variant = Variant("text", Revision(body(says), "A question"), manifest, generator=by)
        return bring(tx, actor, campaign_named(tx, actor, None, campaign), variant, False)

    desk.store.clock = lambda: at
    return UUID(desk.company.as_(author, work)["id"])


def drift(desk: Desk, person: str = "tom", by: By = "campaign") -> Json:
    return desk.company.as_(person, lambda tx, actor: look_at_drift(tx, actor, by))


def of_campaign(desk: Desk, person: str = "tom") -> Json:
    id = UUID(drift(desk, person)["groups"][0]["id"])
    return desk.company.as_(person, lambda tx, actor: look_at_campaign_drift(tx, actor, id))


def kept(desk: Desk, table: type[Any]) -> list[Any]:
    chosen = select(table).where(table.workspace_id == desk.company.id)
    return list(desk.store.read(desk.company.id, lambda tx: tx.session.exec(chosen).all()))


def test_a_week_holds_the_mean_distance_of_what_was_first_checked_in_it(desk: Desk) -> None:
    write(desk, CHECKS_RETURNS, at=MONDAY - timedelta(weeks=2))
    write(desk, CHECKS_RETURNS)
    write(desk, ELSEWHERE)
    (group,) = drift(desk)["groups"]
    near, far = sorted(row.score for row in kept(desk, DriftRow) if row.week == MONDAY.date())
    assert group["variants"] == [0] * 9 + [1, 0, 2]
    assert group["distance"][-3:] == [near, None, round((near + far) / 2, 3)]
    assert (group["name"], group["last"]) == ("january", group["distance"][-1])


def test_a_text_that_is_checked_again_counts_once_and_in_its_first_week(desk: Desk) -> None:
    id = write(desk, ALTERED, at=MONDAY - timedelta(weeks=1))
    desk.store.clock = lambda: MONDAY
    desk.publish(document("talk_track", positioning="Returns, said in other words."))
    desk.company.as_("ines", lambda tx, actor: submit(tx, actor, id, 1))
    assert len(kept(desk, ReportRow)) == 2
    assert drift(desk)["groups"][0]["variants"][-2:] == [1, 0]


def test_what_a_recheck_says_replaces_what_was_said_before(desk: Desk) -> None:
    id = write(desk, ALTERED)
    assert [(row.stated, row.altered) for row in kept(desk, StatedRow)] == [(1, 1)]
    wordings = ["Retailers on Loopfern cut refund handling time by 27%."]
    desk.company.as_("ines", lambda tx, actor: submit(tx, actor, id, 1))
    desk.publish(document("talk_track", claims=claims("refund-handling-time", wordings=wordings), tests=[]))
    desk.work_off()
    assert [(row.stated, row.altered) for row in kept(desk, StatedRow)] == [(1, 0)]


def test_another_revision_counts_in_its_own_week_and_only_the_head_is_compared(desk: Desk) -> None:
    id = write(desk, ALTERED, at=MONDAY - timedelta(weeks=1))
    desk.store.clock = lambda: MONDAY
    new = Variant("text", Revision(body(FAITHFUL), "A question"), EMAIL)
    desk.company.as_("ines", lambda tx, actor: revise(tx, actor, id, 1, new))
    assert drift(desk)["groups"][0]["variants"][-2:] == [1, 1]
    assert {row.words for row in kept(desk, ToldRow) if row.element == "promise"} == {"up to 27%"}


def test_channels_of_a_campaign_are_set_side_by_side(desk: Desk) -> None:
    write(desk, ALTERED)
    write(desk, FAITHFUL, channel="call_script")
    write(desk, FAITHFUL, channel="call_script")
    found = of_campaign(desk)
    promise = next(one for one in found["elements"] if one["element"] == "promise")
    told = {cell["channel"]: (cell["departs"], cell["things"][0]) for cell in promise["channels"]}
    assert list(told) == ["call_script", "email"]
    assert told["email"] == (
        True,
        {
            "words": "27%",
            "of": "refund-handling-time",
            "approved": "up to 27%",
            "departs": True,
            "variants": 1,
        },
    )
    assert told["call_script"][0] is False
    assert (told["call_script"][1]["words"], told["call_script"][1]["variants"]) == ("up to 27%", 2)


def test_a_campaign_that_left_the_talk_track_under_a_new_prompt_is_the_headline(desk: Desk) -> None:
    write(desk, CHECKS_RETURNS, at=MONDAY - timedelta(weeks=1), by=OLD)
    write(desk, ELSEWHERE, by=NEW)
    found = drift(desk)
    assert found["headline"] == (
        "One thing moved since last week: january left the talk track after its prompt or model changed."
    )
    assert found["groups"][0]["begins"] == [MONDAY.date().isoformat()]
    assert found["groups"][0]["over"]


def test_nothing_moved_where_nothing_did(desk: Desk) -> None:
    assert drift(desk)["headline"] == "Nothing moved since last week."
    write(desk, CHECKS_RETURNS, at=MONDAY - timedelta(weeks=1))
    write(desk, CHECKS_RETURNS)
    assert drift(desk)["moved"] == []


def test_writers_are_told_with_their_findings_and_first_passes(desk: Desk) -> None:
    id = write(desk, ALTERED, by=NEW)
    write(desk, CHECKS_RETURNS, by=NEW)
    write(desk, CHECKS_RETURNS)
    new = Variant("text", Revision(body(CHECKS_RETURNS), "A question"), EMAIL, generator=NEW)
    desk.company.as_("ines", lambda tx, actor: revise(tx, actor, id, 1, new))
    model, people = drift(desk)["writers"]
    assert (model["prompt"], model["variants"], model["altered"]) == ("open@7", 3, 1)
    assert (model["first_checks"], model["first_passed"]) == (2, 1)
    assert (people["model"], people["prompt"], people["altered"]) == (None, None, 0)


def test_claims_are_told_with_how_often_they_were_altered(desk: Desk) -> None:
    write(desk, FAITHFUL, at=MONDAY - timedelta(weeks=1))
    for _ in range(3):
        write(desk, ALTERED)
    found = drift(desk)
    claim = found["claims"][0]
    assert (claim["id"], claim["stated"], claim["altered"]) == ("refund-handling-time", 4, 3)
    assert claim["weeks"][-2:] == [{"stated": 1, "altered": 0}, {"stated": 3, "altered": 3}]
    assert {"name": "refund-handling-time", "change": "altered", "words": "is altered more often"} in found["moved"]


def test_a_claim_that_ends_soon_comes_first(desk: Desk) -> None:
    write(desk, FAITHFUL)
    ends = (MONDAY + timedelta(days=12)).date().isoformat()
    desk.publish(document("talk_track", claims=claims("integrations", valid_until=ends)))
    first = drift(desk)["claims"][0]
    assert (first["id"], first["ends_on"], first["ends_in_days"]) == ("integrations", ends, 12)


def test_groups_are_partners_writers_and_channels_too(desk: Desk) -> None:
    write(desk, CHECKS_RETURNS, by=NEW)
    write(desk, CHECKS_RETURNS, author="bram", channel="call_script")
    names = {by: {one["name"] for one in drift(desk, by=by)["groups"]} for by in ("partner", "writer", "channel")}
    assert names == {
        "partner": {"In-house", "Northwind"},
        "writer": {"open@7", "people"},
        "channel": {"email", "call_script"},
    }


def test_partners_see_only_their_own(desk: Desk) -> None:
    write(desk, ALTERED, by=NEW)
    write(desk, CHECKS_RETURNS, author="bram", campaign="theirs")
    mine, theirs = drift(desk, "tom"), drift(desk, "bram")
    assert {one["name"] for one in mine["groups"]} == {"january", "theirs"}
    assert [one["name"] for one in theirs["groups"]] == ["theirs"]
    assert [one["prompt"] for one in theirs["writers"]] == [None]
    assert "refund-handling-time" not in {one["id"] for one in theirs["claims"]}
    assert [one["name"] for one in drift(desk, "bram", "partner")["groups"]] == ["Northwind"]
    assert drift(desk, "cosima")["groups"] == []


def test_the_farthest_groups_come_first_and_the_rest_are_counted(desk: Desk) -> None:
    for number in range(13):
        write(desk, CHECKS_RETURNS, campaign=f"calm{number}")
    write(desk, ELSEWHERE, campaign="far")
    found = drift(desk)
    assert (found["groups_total"], len(found["groups"]), found["groups"][0]["name"]) == (14, 12, "far")


def test_a_name_of_any_length_is_kept_by_its_beginning(desk: Desk) -> None:
    write(desk, CHECKS_RETURNS, by=Generator("m" * 5_000, "\U0001f600" * 5_000))
    (row,) = kept(desk, DriftRow)
    assert (row.model, row.prompt) == ("m" * 100, "\U0001f600" * 100)
