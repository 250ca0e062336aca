"""Every operation, asked by everybody: who may, who may not, and for whom nothing is there."""

import asyncio
from typing import Any

import httpx
from litestar.routes import HTTPRoute
from sqlmodel import select
from tests.web.access import ACCESS, ANYBODY, CALLERS, MACHINES
from tests.web.world import ABSENT, W, World, address, decided_variant, state

from governance.store.engine import is_sqlite
from governance.store.tables.audit import AuditEntryRow, HeadRow
from governance.web.app import create_app

IN_WORKSPACE = [name for name, access in ACCESS.items() if access is not ANYBODY]
TURNED_AWAY = {"stranger": 401, "expired": 401, "revoked": 401, "other": 404}
FEW = ("marketing", "revops", "administrator", "partner", "other_partner", "partner_machine")
"""Who asks on PostgreSQL: one on each side of what its queries tell apart. On SQLite everybody asks."""

PROVIDERS = {"_service", "open_door", "open_page"}
GUARDS = {"require_same_origin", "require_media_type", "require_known"}
REFUSED = "access.refused"


def ask(made: World, operation: str, client: str, ids: dict[str, str] | None = None) -> httpx.Response:
    access, ids = ACCESS[operation], made.ids if ids is None else ids
    method, path = address(operation, ids)
    body = access.body(made, ids) if access.body else None
    content = {"content": body} if isinstance(body, bytes) else {"json": body} if body is not None else {}
    return made[client].request(method, path + access.query(ids), **content)


def test_every_operation_has_its_line(everything: World) -> None:
    paths = everything["stranger"].get("/api/docs/openapi.json").json()["paths"]
    operations = {f"{method.upper()} {path}" for path, item in paths.items() for method in item}
    assert operations == set(ACCESS)


def test_everybody_may_what_the_table_says(everything: World) -> None:
    """Those who may not come first, so that their object is still there; nothing of what they ask for happens."""
    wrong = []
    callers = CALLERS if is_sqlite(everything.served.store.engine) else {name: CALLERS[name] for name in FEW}
    for operation in IN_WORKSPACE:
        access = ACCESS[operation]
        if access.anew:
            access.anew(everything)
        since = last_entry(everything)
        for caller, client in callers.items():
            if caller not in access.allowed:
                answer = ask(everything, operation, client)
                expected = 404 if caller in access.hidden else 403
                wrong += [] if answer.status_code == expected else [(operation, caller, expected, answer.text)]
        for client, expected in TURNED_AWAY.items():
            answer = ask(everything, operation, client)
            wrong += [] if answer.status_code == expected else [(operation, client, expected, answer.text)]
        wrong += [(operation, "somebody refused", 0, act) for act in acts(everything, since) if act != REFUSED]
        wrong += _allowed(everything, operation, access.allowed & set(callers))
    assert wrong == []
    assert everything.company.verified().broken is None


def _allowed(made: World, operation: str, callers: frozenset[str]) -> list[tuple[str, str, int, str]]:
    wrong, access = [], ACCESS[operation]
    for caller in sorted(callers):
        if access.anew:
            access.anew(made)
        answer = ask(made, operation, CALLERS[caller])
        expected = access.answers.get(caller, answer.status_code if answer.is_success else 200)
        wrong += [] if answer.status_code == expected else [(operation, caller, expected, answer.text)]
    return wrong


def test_what_is_not_yours_looks_like_what_does_not_exist(everything: World) -> None:
    """To the byte, for whoever asks; and nothing happens, and only refusals are recorded."""
    decided_variant(everything)
    assert everything["cosima"].get(f"{W}/variants").json()["items"] == []
    before, since = state(everything), last_entry(everything)
    nowhere = dict.fromkeys(everything.ids, ABSENT) | {"document": "nothing", "number": "9"}
    told = 0
    for operation in IN_WORKSPACE:
        if "{id}" in operation or ACCESS[operation].hidden or ACCESS[operation].query({"campaign": "", "upload": ""}):
            for client in ("cosima", *TURNED_AWAY):
                if client == "cosima" and not ACCESS[operation].hidden and "{id}" not in operation:
                    continue
                there, absent = (ask(everything, operation, client, ids) for ids in (everything.ids, nowhere))
                told += 1
                assert shown(there) == shown(absent), (operation, client, there.text, absent.text)
    assert told > 100
    assert state(everything) == before
    assert acts(everything, since) == {REFUSED}


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


def test_no_handler_waits_for_the_database_in_the_event_loop(everything: World) -> None:
    """Handlers run in threads. What is async, or runs before a handler, is named here, and asks no database."""
    app = create_app(everything.served.service)
    handlers = [handler for route in app.routes if isinstance(route, HTTPRoute) for handler in route.route_handlers]
    named = {handler.handler_name: handler for handler in handlers if handler.http_methods != {"OPTIONS"}}
    inline = {name for name, handler in named.items() if not getattr(handler, "sync_to_thread", False)}
    assert inline == {"_handler", "handle_schema_path_not_found"}, "only the document, which is made at the start"
    asynchronous = [one.dependency for handler in handlers for one in handler.resolve_dependencies().values()]
    asynchronous += [guard for handler in handlers for guard in handler.resolve_guards()]
    functions = {getattr(one, "func", one) for one in asynchronous}
    assert {one.__name__ for one in functions} == PROVIDERS | GUARDS
    assert {one.__name__ for one in functions if asyncio.iscoroutinefunction(one)} == PROVIDERS | {"require_known"}


def shown(answer: httpx.Response) -> tuple[Any, ...]:
    headers = {name: value for name, value in answer.headers.items() if name != "date"}
    return answer.status_code, answer.content, headers


def last_entry(made: World) -> int:
    return made.company.read(lambda tx: tx.session.get_one(HeadRow, tx.workspace_id).entries)


def acts(made: World, since: int) -> set[str]:
    """What was recorded after an entry; a change that is not recorded does not exist."""
    chosen = select(AuditEntryRow.act).where(
        AuditEntryRow.workspace_id == made.company.id, AuditEntryRow.sequence > since
    )
    return set(made.company.read(lambda tx: tx.session.exec(chosen).all()))
