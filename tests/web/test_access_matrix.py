"""Every operation, asked by everybody: who may, who may not, and for whom nothing is there."""

import asyncio
from collections import defaultdict
from typing import Any

import httpx
import pytest
from litestar.routes import HTTPRoute
from sqlalchemy import text
from sqlmodel import SQLModel
from tests.web.access import ACCESS, ANYBODY, CALLERS, MACHINES, Access
from tests.web.serving import Served
from tests.web.world import ABSENT, World, address, world

from governance.web.app import create_app

IN_WORKSPACE = [name for name, access in ACCESS.items() if access is not ANYBODY]
TURNED_AWAY = {"stranger": 401, "expired": 401, "revoked": 401, "other": 404}
OF_THE_RECORD = ("gov_audit_entry", "gov_head")


@pytest.fixture
def everything(served: Served) -> World:
    return world(served)


def ask(made: World, operation: str, client: str, ids: dict[str, str] | None = None) -> httpx.Response:
    access, ids = ACCESS[operation], made.ids if ids is None else ids
    method, path = address(operation, ids)
    body = access.body(made, ids) if access.body else None
    content = {"content": body} if isinstance(body, bytes) else {"json": body} if body is not None else {}
    return made[client].request(method, path + access.query(ids), **content)


def test_every_operation_has_its_line(served: Served) -> None:
    paths = served.client().get("/api/docs/openapi.json").json()["paths"]
    operations = {f"{method.upper()} {path}" for path, item in paths.items() for method in item}
    assert operations == set(ACCESS)


def test_everybody_may_what_the_table_says(everything: World) -> None:
    """Those who may not come first, so that their object is still there; nothing of what they ask for happens."""
    wrong = []
    for operation in IN_WORKSPACE:
        access = ACCESS[operation]
        if access.anew:
            access.anew(everything)
        before = state(everything)
        for caller, client in CALLERS.items():
            if caller not in access.allowed:
                answer = ask(everything, operation, client)
                expected = 404 if caller in access.hidden else 403
                wrong += [] if answer.status_code == expected else [(operation, caller, expected, answer.text)]
        for client, expected in TURNED_AWAY.items():
            answer = ask(everything, operation, client)
            wrong += [] if answer.status_code == expected else [(operation, client, expected, answer.text)]
        if state(everything) != before:
            wrong.append((operation, "somebody refused", 0, "something changed"))
        wrong += _allowed(everything, operation, access)
    assert wrong == []
    assert everything.company.verified().broken is None


def _allowed(made: World, operation: str, access: Access) -> list[tuple[str, str, int, str]]:
    wrong = []
    for caller in sorted(access.allowed):
        if access.anew:
            access.anew(made)
        answer = ask(made, operation, CALLERS[caller])
        expected = access.answers.get(caller, answer.status_code if answer.is_success else 200)
        wrong += [] if answer.status_code == expected else [(operation, caller, expected, answer.text)]
    return wrong


def test_what_is_not_yours_looks_like_what_does_not_exist(everything: World) -> None:
    """To the byte, for whoever asks; and nothing happens, and only refusals are recorded."""
    before, entries = state(everything), len(everything.company.record())
    nowhere = dict.fromkeys(everything.ids, ABSENT) | {"document": "nothing", "number": "9"}
    told = defaultdict(list)
    for operation in IN_WORKSPACE:
        if "{id}" in operation or ACCESS[operation].hidden or ACCESS[operation].query({"campaign": "", "upload": ""}):
            for client in ("cosima", *TURNED_AWAY):
                if client == "cosima" and not ACCESS[operation].hidden and "{id}" not in operation:
                    continue
                there, absent = (ask(everything, operation, client, ids) for ids in (everything.ids, nowhere))
                told[operation].append((client, shown(there) == shown(absent)))
                assert shown(there) == shown(absent), (operation, client, there.text, absent.text)
    assert len(told) > 30
    assert state(everything) == before
    assert {entry["act"] for entry in everything.company.record()[entries:]} == {"access.refused"}


def test_a_workspace_that_is_not_yours_looks_like_none(everything: World) -> None:
    for operation in IN_WORKSPACE:
        method, path = address(operation, everything.ids)
        for client in TURNED_AWAY:
            there, absent = (
                everything[client].request(method, path.replace("/w/loopfern/", f"/w/{key}/"))
                for key in ("loopfern", "nowhere")
            )
            assert shown(there) == shown(absent), (operation, client, there.text, absent.text)


def test_machines_never_do_what_is_for_people(everything: World) -> None:
    """The document says that these take a session; the table lets no machine in; and so does the service."""
    paths = everything["stranger"].get("/api/docs/openapi.json").json()["paths"]
    for operation in IN_WORKSPACE:
        method, _, path = operation.partition(" ")
        by_people = paths[path][method.lower()].get("security") == [{"session": []}]
        assert by_people == (not ACCESS[operation].allowed & MACHINES), operation


def test_no_handler_waits_for_the_database_in_the_event_loop(served: Served) -> None:
    """Handlers run in threads. What is async, or runs before a handler, is named here, and asks no database."""
    app = create_app(served.service)
    handlers = {handler for route in app.routes if isinstance(route, HTTPRoute) for handler in route.route_handlers}
    named = {handler.handler_name: handler for handler in handlers if handler.http_methods != {"OPTIONS"}}
    inline = {name for name, handler in named.items() if not getattr(handler, "sync_to_thread", False)}
    assert inline <= {"_handler", "render"}, inline
    providers = {one for handler in handlers for one in handler.resolve_dependencies().values()}
    assert {one.dependency.__name__ for one in providers} == {"provide_service", "open_door"}
    assert all(asyncio.iscoroutinefunction(one.dependency) for one in providers)
    guards = {guard.__name__ for handler in handlers for guard in handler.resolve_guards()}
    assert guards == {"require_same_origin", "require_media_type", "require_known"}


def shown(answer: httpx.Response) -> tuple[Any, ...]:
    headers = {name: value for name, value in answer.headers.items() if name != "date"}
    return answer.status_code, answer.content, headers


def state(made: World) -> dict[str, Any]:
    """Every row of every table, but for the record."""
    with made.served.store.engine.connect() as connection:
        return {
            name: sorted(repr(row) for row in connection.execute(text(f'SELECT * FROM "{name}"')))
            for name in SQLModel.metadata.tables
            if name not in OF_THE_RECORD
        }
