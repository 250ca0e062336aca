"""Refusals: problem details that name the field, in one sentence, and never more than that."""

import json
from typing import Any

import pytest
from tests.web.refusals import refused
from tests.web.serving import Served
from tests.web.world import ABSENT, COPY, W, World

from governance.web.headers import HEADERS


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/api/w", 404, "not_found"),
        ("GET", f"{W}/variants/no-id", 404, "not_found"),
        ("GET", f"{W}/variants/{ABSENT}", 404, "not_found"),
        ("GET", f"{W}/variants/{ABSENT}/revisions/one", 404, "not_found"),
        ("GET", f"{W}/variants/{ABSENT}/revisions/{10**40}", 422, "unusable"),
        ("PUT", f"{W}/variants", 405, "method_not_allowed"),
        ("PATCH", "/api/session", 405, "method_not_allowed"),
        ("DELETE", f"{W}/audit", 405, "method_not_allowed"),
        ("HEAD", f"{W}/variants", 405, None),
    ],
)
def test_addresses_and_methods_that_there_are_not(
    everything: World, method: str, path: str, status: int, code: str | None
) -> None:
    answer = everything["tom"].request(method, path)
    if method == "HEAD":
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["x-content-type-options"] == "nosniff"
    else:
        refused(answer, status, code)


def test_options_name_the_methods(everything: World) -> None:
    answer = everything["tom"].request("OPTIONS", f"{W}/variants")
    assert answer.status_code == 204
    assert {"GET", "OPTIONS"} <= {one.strip() for one in answer.headers["allow"].split(",")}
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/health", "/", "/style.css", "/api/docs", "/api/docs/openapi.json", f"{W}/variants"])
def test_every_answer_carries_the_headers(everything: World, path: str) -> None:
    answer = everything["tom"].get(path)
    assert answer.status_code in (200, 303)
    kept = dict(HEADERS, **({"Cache-Control": "max-age=3600"} if path == "/style.css" else {}))
    assert {name: answer.headers[name] for name in kept} == kept
    assert "server" not in answer.headers or answer.headers["server"] == "uvicorn"


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"", 422, "It is missing"),
        (b"null", 422, "JSON object"),
        (b"[]", 422, "JSON object"),
        (b'"text"', 422, "JSON object"),
        (b"{", 400, "truncated"),
        (b"{}{}", 400, "malformed"),
        (b'{"name": NaN}', 400, "malformed"),
        (b'{"name": "\xff"}', 400, "not UTF-8"),
        (b'{"name": "\\ud800x"}', 400, ""),
        (b"[" * 200_000, 400, "nested"),
        ('{"name": "a", "key": "b"}'.encode("utf-16"), 400, ""),
    ],
)
def test_a_body_that_is_no_json_object(everything: World, body: bytes, status: int, said: str) -> None:
    answer = everything["tom"].post(f"{W}/campaigns", content=body, headers={"Content-Type": "application/json"})
    assert said in refused(answer, status)["detail"]


@pytest.mark.parametrize(
    ("media", "encoding"),
    [
        (None, None),
        ("text/plain", None),
        ("application/x-www-form-urlencoded", None),
        ("multipart/form-data; boundary=x", None),
        ("application/json; charset=utf-16", None),
        ("application/msgpack", None),
        ("application/json", "gzip"),
        ("application/json", "br"),
    ],
)
def test_a_body_that_would_have_to_be_guessed(everything: World, media: str | None, encoding: str | None) -> None:
    headers = {"Content-Type": media, "Content-Encoding": encoding}
    sent = {name: value for name, value in headers.items() if value}
    answer = everything["tom"].post(f"{W}/campaigns", content=b'{"key": "guessed", "name": "x"}', headers=sent)
    refused(answer, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"nmae": "x"}, "nmae"),
        ({"name": None}, "name"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"body": "x" * 200_001}, "body"),
        ({"volume_cap": 10**40}, "volume_cap"),
        ({"volume_cap": -1}, "volume_cap"),
        ({"volume_cap": 1.5}, "volume_cap"),
        ({"volume_cap": "7"}, "volume_cap"),
        ({"unsubscribe_header": "true"}, "unsubscribe_header"),
        ({"agency": 7}, "agency"),
        ({"submit": "yes"}, "submit"),
        ({"campaign": "a b"}, "campaign"),
        ({"campaign": "january\n"}, "campaign"),
        ({"campaign": None}, "campaign"),
        ({"campaign_id": "no-id"}, "campaign_id"),
        ({"audience": {"persona": "x", "planet": "y"}}, "audience.planet"),
        ({"links": ["x"] * 51}, "links"),
        ({"regions": "DE"}, "regions"),
        ({"kind": "warm"}, "kind"),
        ({"body": None, "html": None}, "the body"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(everything: World, changed: dict[str, Any], field: str) -> None:
    before = len(everything.company.entries())
    found = refused(everything["tom"].post(f"{W}/variants", json={**COPY, **changed}), 422, field=field)
    assert found["detail"]
    assert "Value error" not in json.dumps(found)
    assert len(everything.company.entries()) == before


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("variants?limit=0", "limit"),
        ("variants?limit=201", "limit"),
        ("variants?limit=ten", "limit"),
        ("variants?after=-1", "after"),
        (f"variants?after={2**31}", "after"),
        (f"queue?after={2**63}", "after"),
        (f"audit?before={2**64}", "before"),
        ("variants?campaign=spring", "campaign"),
        ("variants?state=good", "state"),
        ("variants?state=%00", "state"),
        ("audit?act=nothing.done", "act"),
        ("policies?on=2026-13-01", "on"),
        ("policies?on=9999-12-31", "on"),
        ("policies/proposals?limit=101", "limit"),
        ("people?after=first", "after"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(everything: World, query: str, field: str) -> None:
    found = refused(everything["mara"].get(f"{W}/{query}"), 422, field=field)
    assert [one["field"] for one in found["errors"]] == [field]


@pytest.mark.parametrize(
    "path",
    [
        "policies/%00",
        "policies/%F0%9F%8C%9F",
        "policies/outreach-approval%0A",
        "policies/..%2f..%2faudit",
        "policies/" + "x" * 5_000,
        "policies/outreach-approval/2147483647",
        "policies/%ff%fe/1",
        "policies/%27%20OR%201%3D1/1",
    ],
)
def test_odd_keys_are_the_keys_of_nothing(everything: World, path: str) -> None:
    refused(everything["mara"].get(f"{W}/{path}"), 404)


@pytest.mark.parametrize("key", ["%00", "%ff", "LOOPFERN", "loopfern%0a", "loopfern%20", "nowhere", "x" * 300])
def test_odd_workspaces_are_nobodys(everything: World, key: str) -> None:
    found = refused(everything["mara"].get(f"/api/w/{key}/variants"), 404, "not_found")
    assert found["detail"] == "There is no such workspace, or it is not yours"


@pytest.mark.parametrize("role", ["%00", "chief", "x" * 200, "marketing%0a"])
def test_odd_roles_are_given_to_nobody(everything: World, role: str) -> None:
    answer = everything["ada"].post(f"{W}/people/{everything.company['tom']}/roles/{role}")
    refused(answer, 422, "role_unknown", "role")
    refused(everything["ada"].delete(f"{W}/people/{everything.company['tom']}/roles/{role}"), 404)


@pytest.mark.parametrize(
    "ends_at",
    [
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00+14:00",
        "2030-01-01T00:00:00",
        1893456000,
        "soon",
        "2001-01-01T00:00:00Z",
    ],
)
def test_instants_out_of_reach(everything: World, ends_at: object) -> None:
    body = {"name": "tool", "owner": str(everything.company["tom"]), "scopes": ["read"], "ends_at": ends_at}
    refused(everything["ada"].post(f"{W}/machines", json=body), 422, field="ends_at")


def test_a_body_over_the_limit(everything: World) -> None:
    found = refused(everything["tom"].post(f"{W}/variants", json={**COPY, "html": "x" * 2**21}), 413, "too_large")
    assert "2,097,152 bytes" in found["detail"]


def test_no_body_is_needed_where_none_is_taken(everything: World) -> None:
    tom = everything["tom"]
    campaign = f"{W}/campaigns/{everything.ids['campaign']}"
    assert tom.post(f"{campaign}/pause").status_code == 200
    assert (
        tom.post(f"{campaign}/resume", content=b"anything", headers={"Content-Type": "text/plain"}).status_code == 200
    )
    assert everything.served.as_(everything.company, "tom").request("DELETE", "/api/session").status_code == 200


def test_a_defect_says_nothing_of_itself(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("SELECT secret FROM somewhere")

    monkeypatch.setattr(served.store, "read", broken)
    found = refused(served.client().get("/health"), 500, "defect")
    assert "secret" not in json.dumps(found)
