"""What goes wrong between people, tools and machines: a clear answer, nothing half-applied, nothing lost, and an
entry in the record where somebody was refused."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event
from tests.service.company import PASSWORD
from tests.web.refusals import refused
from tests.web.world import (
    COPY,
    W,
    World,
    decided_variant,
    decision,
    message,
    northwind_copy,
    ok,
    permitted,
    state,
    variant_in_review,
)

from governance.store.engine import is_sqlite

RECORDED = "access.refused"


def since(made: World, entries: int) -> list[tuple[str, Any]]:
    """What was recorded after so many entries, with the code of what was refused."""
    return [(entry["act"], entry["data"].get("code")) for entry in made.company.record()[entries:]]


def test_a_decision_on_a_text_that_just_changed(everything: World) -> None:
    variant = variant_in_review(everything)
    path, read = f"{W}/variants/{variant['id']}", decision(variant["review"])
    revised = {"body": "Other words, for everybody?", "based_on": 1}
    ok(everything["leo"].post(f"{path}/revisions", json=revised), 201)
    ok(everything["leo"].post(f"{path}/submit", json={"revision": 2}))
    before, entries = state(everything), len(everything.company.entries())
    found = refused(everything["tom"].post(f"{path}/decisions", json=read), 409, "text_changed")
    assert found["detail"].startswith("Revision 2 is there now; you read revision 1")
    assert state(everything) == before
    assert since(everything, entries) == [(RECORDED, "text_changed")]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"text": {"revision": 7}}, "text_changed"),
        ({"text": {"content_digest": "sha256:" + "0" * 64}}, "text_changed"),
        ({"text": {"manifest_digest": "sha256:" + "0" * 64}}, "text_changed"),
        ({"policy_set": "sha256:" + "0" * 64}, "policies_changed"),
    ],
)
def test_a_decision_about_anything_else(everything: World, changed: dict[str, Any], code: str) -> None:
    variant = variant_in_review(everything)
    body = decision(variant["review"])
    body = {**body, **changed, "text": {**body["text"], **changed.get("text", {})}}
    entries = len(everything.company.entries())
    refused(everything["tom"].post(f"{W}/variants/{variant['id']}/decisions", json=body), 409, code)
    assert since(everything, entries) == [(RECORDED, code)]


def test_two_people_edit_the_same_revision(everything: World) -> None:
    variant = ok(everything["leo"].post(f"{W}/variants", json=northwind_copy(everything)), 201)
    path = f"{W}/variants/{variant['id']}/revisions"
    ok(everything["leo"].post(path, json={"body": "First?", "based_on": 1}), 201)
    refused(everything["nia"].post(path, json={"body": "Second?", "based_on": 1}), 409, "text_changed", "based_on")
    assert ok(everything["leo"].get(f"{path}/2"))["content"]["body"] == "First?"


def test_a_permit_for_unapproved_text(everything: World) -> None:
    variant = variant_in_review(everything)["id"]
    entries = len(everything.company.entries())
    asked = ok(everything["leo"].post(f"{W}/variants/{variant}/permit"), 201)
    assert asked["permit"] is None
    assert {reason["code"] for reason in asked["reasons"]} == {"requirement_open"}
    assert all(reason["who_can_clear"] and reason["message"] for reason in asked["reasons"])
    told = ok(everything["machine"].post(f"{W}/launch/authorize", json=message(variant)))
    assert not told["allow"]
    assert "permit_missing" in {reason["code"] for reason in told["reasons"]}
    assert [act for act, _ in since(everything, entries)] == ["launch.refused", "launch.refused"]
    assert variant not in everything["machine"].post(f"{W}/launch/export?format=jsonl").text


def test_a_text_that_was_edited_after_its_approval(everything: World) -> None:
    permitted(everything)
    variant, authorisation = everything.ids["approved"], everything.ids["authorisation"]
    revised = {"body": "Edited after the approval?", "based_on": 1}
    ok(everything["leo"].post(f"{W}/variants/{variant}/revisions", json=revised), 201)
    used = ok(everything["machine"].post(f"{W}/launch/authorisations/{authorisation}/use"))
    assert not used["allow"]
    assert not ok(everything["machine"].post(f"{W}/launch/authorize", json=message(variant)))["allow"]
    assert variant not in everything["machine"].post(f"{W}/launch/export?format=csv").text


@pytest.mark.parametrize("who", ["cosima", "partner-of-another"])
def test_another_partners_things(everything: World, who: str) -> None:
    if who == "partner-of-another":
        everything.clients[who] = everything.served.as_(everything.other, "cosima")
    everything[who]
    before, entries = state(everything), len(everything.company.entries())
    for path, body in (
        (f"{W}/variants/{everything.ids['variant']}/submit", {"revision": 1}),
        (f"{W}/launch/authorize", message(everything.ids["approved"])),
        (f"{W}/permits/{everything.ids['permit']}/recall", None),
        (f"{W}/campaigns/{everything.ids['campaign']}/pause", None),
    ):
        refused(everything[who].post(path, json=body), 404, "not_found")
    assert state(everything) == before
    assert since(everything, entries) == ([(RECORDED, "not_found")] * 4 if who == "cosima" else [])


def test_who_is_refused_a_look_is_recorded_too(everything: World) -> None:
    for who, path, status, code in (
        ("cosima", f"{W}/variants/{everything.ids['variant']}", 404, "not_found"),
        ("tom", f"{W}/audit", 403, "role_needed"),
        ("machine-launch", f"{W}/policies", 403, "scope_needed"),
    ):
        everything[who]
        entries = len(everything.company.entries())
        refused(everything[who].get(path), status, code)
        assert since(everything, entries) == [(RECORDED, code)]


def test_an_expired_token(everything: World) -> None:
    before, entries = state(everything), len(everything.company.entries())
    for client in ("expired", "revoked"):
        found = refused(everything[client].post(f"{W}/variants", json=COPY), 401, "not_signed_in")
        assert found["detail"].startswith("The token is unknown, has expired or was revoked")
        refused(everything[client].get(f"{W}/variants"), 401)
    assert (state(everything), len(everything.company.entries())) == (before, entries)


def test_what_is_over_stays_over(everything: World) -> None:
    permitted(everything)
    use = f"{W}/launch/authorisations/{everything.ids['authorisation']}/use"
    assert ok(everything["machine"].post(use))["allow"]
    refused(everything["machine"].post(use), 409, "already_authorised")
    recall = f"{W}/permits/{everything.ids['permit']}/recall"
    ok(everything["mara"].post(recall))
    refused(everything["mara"].post(recall), 409, "wrong_state")
    refused(everything["tom"].post(f"{W}/campaigns/{everything.ids['campaign']}/resume"), 409, "wrong_state")


def test_a_policy_that_cannot_be_read(everything: World) -> None:
    entries = len(everything.company.entries())
    for yaml, place in (
        ("kind: [", "document:"),
        ("kind: approval\nkind: approval", "document:2"),
        ("a: *b", "document:1"),
    ):
        found = refused(everything["mara"].post(f"{W}/policies", json={"yaml": yaml}), 422, "policy_unreadable")
        assert found["errors"][0]["field"].startswith(place)
    assert len(everything.company.entries()) == entries
    refused(everything["stranger"].post(f"{W}/policies", json={"yaml": "kind: ["}), 401)


Change = Callable[[World], Any]
LONG = "Would this be of use? " * 400
LARGE: dict[str, tuple[int, Change]] = {
    "variant": (201, lambda made: made["leo"].post(f"{W}/variants", json=northwind_copy(made, body=LONG))),
    "upload": (
        202,
        lambda made: made["leo"].post(
            f"{W}/uploads?format=jsonl&campaign=new", content=json.dumps({"id": "x", "body": LONG})
        ),
    ),
    "decision": (
        201,
        lambda made: made["priya"].post(
            f"{W}/variants/{made.ids['variant']}/decisions", json=decision(made.review, call="yes", note=LONG)
        ),
    ),
}
SMALL: dict[str, tuple[int, Change]] = {
    "recall": (200, lambda made: made["mara"].post(f"{W}/permits/{made.ids['permit']}/recall")),
    "refusal": (404, lambda made: made["cosima"].post(f"{W}/permits/{made.ids['permit']}/recall")),
    "signing in": (
        201,
        lambda made: made["stranger"].post(
            "/api/session", json={"email": made.company.email("tom"), "password": PASSWORD}
        ),
    ),
}
"""What may still find room in a full file."""


@pytest.mark.parametrize("how", ["read-only", "full"])
def test_a_database_that_takes_nothing(everything: World, how: str) -> None:
    made, engine = everything, everything.served.store.engine
    decided_variant(made)
    permitted(made)
    for name in ("leo", "priya", "mara", "cosima", "tom"):
        made[name]
    before, entries = state(made), len(made.company.entries())
    with (read_only if how == "read-only" else full)(engine):
        for _, change in ({**LARGE, **SMALL} if how == "read-only" else LARGE).values():
            found = refused(change(made), 503, "unavailable")
            assert found["detail"] == f"Nothing was recorded: the database is {how}"
        assert len(made.company.entries()) == entries
        assert ok(made["tom"].get(f"{W}/variants"))["items"]
        # What is recorded of a refusal is so small that it may still find room.
        refused(made["cosima"].get(f"{W}/variants/{made.ids['variant']}"), 404)
        assert ok(made["stranger"].get("/health"))["ok"]
    assert state(made) == before
    for name, (status, change) in {**LARGE, **SMALL}.items():
        assert change(made).status_code == status, name
    made.served.work()
    assert made.company.verified().broken is None


def test_a_database_that_is_away(everything: World) -> None:
    tom = everything["tom"]
    with away(everything.served.store.engine):
        for answer in (tom.get(f"{W}/variants"), tom.post(f"{W}/variants", json=COPY), tom.get("/health")):
            found = refused(answer, 503, "unavailable")
            assert found["detail"] == "Nothing was recorded: the database does not answer"
    assert ok(tom.get("/health"))["ok"]


@contextmanager
def read_only(engine: Engine) -> Iterator[None]:
    """Every transaction is."""
    command = "PRAGMA query_only = ON" if is_sqlite(engine) else "SET TRANSACTION READ ONLY"
    with _at_every(engine, "begin", lambda connection: connection.exec_driver_sql(command)):
        yield


@contextmanager
def full(engine: Engine) -> Iterator[None]:
    """SQLite's file may not grow by a page; PostgreSQL's record fails as if its disk were full."""
    if is_sqlite(engine):
        with _at_every(engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1")):
            yield
        return
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$"
        )
        connection.exec_driver_sql("CREATE TRIGGER no_room BEFORE INSERT ON gov_audit_entry EXECUTE FUNCTION no_room()")
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP FUNCTION no_room CASCADE")


@contextmanager
def away(engine: Engine) -> Iterator[None]:
    """Nobody gets a connection, and those that were open are gone."""

    def refuse(*_: object) -> None:
        raise engine.dialect.loaded_dbapi.OperationalError("connection refused: host=secret.example")

    with _at_every(engine, "do_connect", refuse):
        yield


@contextmanager
def _at_every(engine: Engine, what: str, work: Callable[..., object]) -> Iterator[None]:
    """Do something whenever something happens to an engine, whose connections are new before and after."""

    def happened(*arguments: Any) -> None:
        work(*arguments)

    event.listen(engine, what, happened)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, what, happened)
        engine.dispose()
