"""The queue of the pages: what is due next comes first, every list is paged by key, and everybody sees their own."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.service.company import sample_documents
from tests.service.copy import CHECKS_RETURNS, IN_THE_EU, QUESTION, WORKS_WITH, Desk, changed, counted

from governance.actions.queue import newer_than, queue, queue_counts
from governance.actions.search import find
from governance.actions.submissions import submit
from governance.actions.variant_reads import list_queue
from governance.core.actor import Actor
from governance.core.errors import NotAllowed, NotFound, Unusable

QUERIES_OF_A_PAGE = 8
QUERIES_OF_THE_COUNTS = 9
NOTHING: dict[str, list[str]] = {"variants": [], "campaigns": [], "claims": [], "people": []}
Json = dict[str, Any]


def page(desk: Desk, name: str, view: str = "waits", **asked: Any) -> Json:
    known = {"partner": None, "after": None, "limit": 50} | asked
    return desk.sees(name, queue, view, *known.values())


def ids(desk: Desk, name: str, view: str = "waits", **asked: Any) -> list[UUID]:
    return [UUID(item["variant"]["id"]) for item in page(desk, name, view, **asked)["items"]]


def walked(desk: Desk, name: str, view: str, limit: int) -> list[UUID]:
    found: list[UUID] = []
    after = None
    while True:
        one = page(desk, name, view, after=after, limit=limit)
        assert len(one["items"]) <= limit
        found += [UUID(item["variant"]["id"]) for item in one["items"]]
        if (after := one["next"]) is None:
            return found


def on_monday(desk: Desk) -> datetime:
    """A Monday to come, at ten o'clock UTC: it is business hours in Berlin, and on the day after at the same time."""
    now = desk.company.read(lambda tx: tx.now)
    day = now.date() + timedelta(days=8 - now.isoweekday())
    return at(desk, datetime.combine(day, time(10), UTC))


def at(desk: Desk, instant: datetime) -> datetime:
    desk.store.clock = lambda: instant
    return instant


def test_an_item_tells_all_that_a_list_shows(desk: Desk) -> None:
    monday = on_monday(desk)
    desk.approved(says=CHECKS_RETURNS)
    id = desk.bring("leo", f"{CHECKS_RETURNS} {WORKS_WITH}", campaign="spring")
    (item,) = page(desk, "tom")["items"]
    assert item["variant"]["id"] == str(id)
    assert item["variant"]["summary"]["opening"] == "A question"
    assert item["variant"]["findings"] == {"blocker": 0, "warning": 0, "note": 0}
    assert item["variant"]["requirements"][0] == {
        "id": "marketing",
        "role": "marketing",
        "status": "unsatisfied",
        "needed": 1,
        "decisions": 0,
    }
    assert (item["campaign"]["key"], item["partner"]) == ("spring", {"key": "northwind", "name": "Northwind"})
    assert (item["requirement"], item["role"], item["since"]) == ("marketing", "marketing", monday.isoformat())
    assert item["due_at"] == (monday + timedelta(days=1)).isoformat(), "eight business hours of Berlin later"
    assert (item["new"], item["known"]) == (1, 1)
    (listed,) = desk.sees("tom", list_queue, 0, 50)["items"]
    assert {name: listed[name] for name in ("due_at", "new", "known")} == {
        name: item[name] for name in ("due_at", "new", "known")
    }
    assert listed["findings"] == item["variant"]["findings"]


def test_what_is_due_next_comes_first_and_what_has_no_limit_last(desk: Desk) -> None:
    rules = next(one for one in sample_documents() if one.kind == "approval")
    written = rules.model_dump(mode="json", by_alias=True)["requirements"]
    partner = next(one for one in written if one["id"] == "partner")
    rest = [one for one in written if one["id"] not in ("partner", "marketing")]
    of_marketing = [
        {**partner, "role": "marketing", "when": {"field": "campaign.partner", "is_set": True}},
        {
            **next(one for one in written if one["id"] == "marketing"),
            "when": {"field": "campaign.partner", "is_set": False},
        },
        *[{**one, "after": []} for one in rest],
    ]
    desk.publish(changed(rules, requirements=of_marketing, tests=[]))
    first = desk.bring("leo", campaign="spring")
    on_monday(desk)
    second = desk.bring()
    assert ids(desk, "tom") == [second, first]
    assert [item["due_at"] is None for item in page(desk, "tom")["items"]] == [False, True]
    assert walked(desk, "tom", "waits", 1) == [second, first]


def test_pages_of_any_size_hold_the_same_and_what_comes_in_between_is_not_shown_twice(desk: Desk) -> None:
    made = [desk.bring(name=f"v{number}") for number in range(5)]
    for limit in (1, 2, 5, 50):
        assert walked(desk, "tom", "waits", limit) == made
        assert walked(desk, "mara", "open", limit) == made
        assert walked(desk, "ines", "mine", limit) == made[::-1]
    first = page(desk, "tom", limit=2)
    desk.say("klara", made[0])
    new = desk.bring()
    rest = page(desk, "tom", after=first["next"])
    assert [UUID(item["variant"]["id"]) for item in rest["items"]] == [*made[2:], new]


def test_what_nobody_answered_is_no_place_to_go_on_from(desk: Desk) -> None:
    for number in range(2):
        desk.bring(name=f"v{number}")
    of_open = page(desk, "tom", "open", limit=1)["next"]
    right = page(desk, "tom", limit=1)["next"]
    for wrong in (
        "",
        "x",
        "1",
        of_open,
        right + "=",
        right + "A",
        "d2FpdHM",
        "\u00e9",
        "d2FpdHMgOTk5OTk5OTk5OTk5OTk5OTk5IDE",
    ):
        with pytest.raises(Unusable) as refused:
            page(desk, "tom", after=wrong)
        assert refused.value.field == "after"


def test_each_list_holds_what_it_says(desk: Desk) -> None:
    waits, approved = desk.bring(), desk.approved()
    returned, vetoed = desk.bring(), desk.bring()
    desk.say("tom", returned, "request_changes", note="Name the figure.")
    desk.say("tom", vetoed, "veto", note="We do not ask this.")
    assert ids(desk, "ines", "returned") == [vetoed, returned]
    assert ids(desk, "klara", "returned") == []
    assert ids(desk, "ines", "mine") == [vetoed, returned, approved, waits]
    assert ids(desk, "tom", "decided") == [vetoed, returned, approved]
    desk.say("tom", returned, "request_changes", note="Name it.")
    assert ids(desk, "tom", "decided") == [returned, vetoed, approved], "each once, by the last decision"
    assert walked(desk, "tom", "decided", 1) == [returned, vetoed, approved]
    assert ids(desk, "mara", "open") == [waits]
    assert ids(desk, "mara", "approved") == [approved]
    assert page(desk, "mara", "approved")["items"][0]["due_at"] is None


def test_partners_see_their_own_and_the_company_may_ask_for_one(desk: Desk) -> None:
    ours = desk.bring()
    theirs, others = desk.bring("leo", campaign="spring"), desk.bring("cosima", campaign="autumn")
    assert ids(desk, "mara", "open") == [ours, theirs, others]
    for view, name in (("open", "mara"), ("waits", "tom")):
        assert ids(desk, name, view, partner="northwind") == [theirs]
        assert ids(desk, name, view, partner="in-house") == [ours]
    assert ids(desk, "nia", "open") == ids(desk, "nia", "open", partner="northwind") == [theirs]
    assert ids(desk, "nia") == [theirs]
    assert ids(desk, "leo") == [], "nobody decides on their own"
    for name, partner in (("nia", "halyard"), ("nia", "in-house"), ("tom", "nobody")):
        with pytest.raises(NotFound):
            page(desk, name, "open", partner=partner)


def test_a_person_with_several_roles_has_one_list(desk: Desk) -> None:
    assert ids(desk, "ada") == []
    assert desk.sees("ada", queue_counts)["views"]["waits"] == 0


def test_counts_agree_with_the_lists(desk: Desk) -> None:
    desk.approved(says=CHECKS_RETURNS)
    for says in (f"{CHECKS_RETURNS} {WORKS_WITH}", f"{WORKS_WITH} {IN_THE_EU}", QUESTION):
        desk.bring(says=says)
    desk.bring("leo", WORKS_WITH, campaign="spring")
    found = desk.sees("tom", queue_counts)
    for name in ("tom", "ines", "nia", "mara"):
        views = desk.sees(name, queue_counts)["views"]
        assert views == {view: len(ids(desk, name, view)) for view in views}
    assert waiting(found) == {"in-house": 3, "halyard": 0, "northwind": 1}
    assert found["new_statements"] == {"statements": 2, "variants": 4}
    assert waiting(desk.sees("nia", queue_counts)) == {"northwind": 1}
    assert desk.sees("nia", queue_counts)["new_statements"] == {"statements": 1, "variants": 1}


def waiting(counts: dict[str, Any]) -> dict[str, int]:
    """How much of each partner's copy waits."""
    return {one["key"]: one["waiting"] for one in counts["partners"]}


def test_what_came_meanwhile_is_counted(desk: Desk) -> None:
    desk.bring()
    last = page(desk, "tom")["items"][-1]["number"]
    assert desk.sees("tom", newer_than, last) == 0
    desk.bring()
    desk.bring("tom")
    assert desk.sees("tom", newer_than, last) == 1


def test_a_time_limit_follows_the_policy_and_starts_when_it_is_somebodys_turn(desk: Desk) -> None:
    monday = on_monday(desk)
    id = desk.bring()
    turn = at(desk, monday + timedelta(hours=2))
    desk.say("tom", id)
    (item,) = page(desk, "priya")["items"]
    assert item["due_at"] == (turn + timedelta(days=1)).isoformat()
    rules = next(one for one in sample_documents() if one.kind == "approval")
    written = rules.model_dump(mode="json", by_alias=True)["requirements"]
    sooner = [{**one, "within_business_hours": 1} for one in written]
    desk.publish(changed(rules, requirements=sooner))
    desk.work_off()
    desk.all_agree()
    (item,) = page(desk, "priya")["items"]
    assert item["due_at"] == (turn + timedelta(hours=1)).isoformat()


@pytest.mark.parametrize("view", ["waits", "returned", "mine", "decided", "open", "approved"])
def test_a_page_asks_the_database_a_bounded_number_of_questions(desk: Desk, view: str) -> None:
    for number in range(4):
        desk.bring("leo", f"{WORKS_WITH} {number}", campaign="spring")
    for limit in (1, 50):
        with counted(desk.store) as asked:
            page(desk, "tom", view, limit=limit)
        assert len(asked) <= QUERIES_OF_A_PAGE, "\n".join(asked)
    with counted(desk.store) as asked:
        desk.sees("tom", queue_counts)
    assert len(asked) <= QUERIES_OF_THE_COUNTS, "\n".join(asked)


@pytest.mark.parametrize(
    "work",
    [
        lambda tx, actor: queue(tx, actor, "open", None, None, 5),
        queue_counts,
        lambda tx, actor: newer_than(tx, actor, 0),
    ],
)
def test_machines_have_no_queue(desk: Desk, work: Callable[..., Any]) -> None:
    machine = Actor("machine", person=str(desk.company["leo"]), machine="m", scopes=frozenset(("read",)))
    with pytest.raises(NotAllowed):
        desk.company.read(lambda tx: work(tx, machine))


def names(found: Json) -> dict[str, list[str]]:
    return {
        "variants": [one["name"] for one in found["variants"]],
        "campaigns": [one["key"] for one in found["campaigns"]],
        "claims": [one["id"] for one in found["claims"]],
        "people": [one["name"] for one in found["people"]],
    }


def test_search_finds_by_how_names_begin_and_claims_by_what_they_say(desk: Desk) -> None:
    for name in ("Spring-1", "spring-2", "SPRING-3", "sp", "offspring", "sp_ing"):
        desk.bring(name=name)
    desk.bring("leo", campaign="spring", name="spring-of-theirs")
    assert names(desk.sees("tom", find, " spring ", 10)) == {
        "variants": ["SPRING-3", "Spring-1", "spring-2", "spring-of-theirs"],
        "campaigns": ["spring"],
        "claims": [],
        "people": [],
    }
    assert names(desk.sees("nia", find, "spring", 10))["variants"] == ["spring-of-theirs"]
    assert names(desk.sees("cosima", find, "spring", 10)) == NOTHING
    assert names(desk.sees("tom", find, "sp_", 10))["variants"] == ["sp_ing"]
    assert names(desk.sees("tom", find, "to", 10))["people"] == ["Tom"]
    assert names(desk.sees("nia", find, "to", 10))["people"] == []
    assert "integrations" in names(desk.sees("nia", find, "SHOPIFY", 10))["claims"]
    assert len(desk.sees("tom", find, "s", 2)["variants"]) == 2
    assert names(desk.sees("tom", find, "  ", 10)) == NOTHING


def test_a_text_that_is_put_forward_again_waits_anew(desk: Desk) -> None:
    id = desk.bring(submit=False)
    assert ids(desk, "tom") == []
    desk.change("ines", submit, id, 1)
    assert ids(desk, "tom") == [id]
