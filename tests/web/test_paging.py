"""Lists are paged by key: every item once, in order, however the pages are cut and whatever comes in between."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from tests.web.world import COPY, W, World, northwind_copy, ok

COUNTED = ("campaigns", "uploads", "variants", "permits", "queue")
BY_ID = ("people", "partners", "machines")


def walk(client: httpx.Client, path: str, limit: int, key: str = "items", by: str = "after") -> list[Any]:
    """Every item of a list, a page at a time; no page is longer than asked."""
    found: list[Any] = []
    query: dict[str, Any] = {**httpx.URL(f"{W}/{path}").params, "limit": limit}
    while True:
        page = ok(client.get(f"{W}/{path}", params=query))
        assert len(page[key]) <= limit
        found += page[key]
        if page["next"] is None:
            return found
        assert page["next"] != query.get(by)
        query[by] = page["next"]


@pytest.mark.parametrize("path", COUNTED + BY_ID)
def test_pages_of_any_size_hold_the_same(everything: World, path: str) -> None:
    client = everything["ada"] if path in BY_ID else everything["tom"]
    whole = walk(client, path, 200)
    assert whole
    for limit in (1, 2, 7):
        assert walk(client, path, limit) == whole


def test_the_record_is_paged_from_its_newest_entry(everything: World) -> None:
    mara = everything["mara"]
    record = [entry["id"] for entry in everything.company.record()]
    found = walk(mara, "audit", 100, key="entries", by="before")
    assert [entry["id"] for entry in found][::-1] == record


def test_the_trace_of_a_variant(everything: World) -> None:
    path = f"variants/{everything.ids['approved']}/trace"
    whole = walk(everything["tom"], path, 200)
    assert [entry["act"] for entry in whole][:2] == ["revision.created", "check.completed"]
    assert walk(everything["tom"], path, 3) == whole


def test_what_comes_in_between_is_neither_lost_nor_shown_twice(everything: World) -> None:
    first = ok(everything["tom"].get(f"{W}/variants", params={"limit": 2}))
    new = ok(everything["tom"].post(f"{W}/variants", json=COPY), 201)["id"]
    rest = walk(everything["tom"], f"variants?after={first['next']}", 200)
    ids = [item["id"] for item in first["items"] + rest]
    assert len(ids) == len(set(ids))
    assert ids[-1] == new


def test_a_filter_keeps_the_order(everything: World) -> None:
    mine = ok(everything["leo"].post(f"{W}/campaigns", json={"key": f"p{uuid4().hex[:12]}", "name": "x"}), 201)["id"]
    copy = northwind_copy(everything) | {"campaign_id": mine}
    made = [ok(everything["leo"].post(f"{W}/variants", json=copy), 201)["id"] for _ in range(3)]
    assert [item["id"] for item in walk(everything["tom"], f"variants?campaign={mine}&state=draft", 2)] == made
    assert walk(everything["tom"], f"variants?campaign={mine}&state=approved", 2) == []


def test_a_page_beyond_the_end_is_empty(everything: World) -> None:
    for path in COUNTED:
        assert ok(everything["tom"].get(f"{W}/{path}?after={2**31 - 1}")) == {"items": [], "next": None}
    for path in BY_ID:
        assert ok(everything["ada"].get(f"{W}/{path}?after=ffffffff-ffff-ffff-ffff-ffffffffffff"))["items"] == []
