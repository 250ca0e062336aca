"""Sessions of browsers, and that no other site acts in anybody's name."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from tests.service.company import PASSWORD
from tests.web.refusals import refused
from tests.web.world import W, World, ok

from governance.web.door import COOKIE, CSRF_HEADER

CAMPAIGN = {"key": "forged", "name": "Forged"}


def signed_in(made: World, name: str) -> tuple[httpx.Client, dict[str, Any], str]:
    """A browser that signs in over HTTP: its client, the answer, and the session."""
    client = made.served.client()
    answer = client.post("/api/session", json={"email": made.company.email(name), "password": PASSWORD})
    return client, ok(answer, 201), answer.cookies[COOKIE]


def test_the_cookie_is_kept_from_scripts_and_other_sites(everything: World) -> None:
    everything["tom"]
    answer = everything.served.client().post(
        "/api/session", json={"email": everything.company.email("tom"), "password": PASSWORD}
    )
    name, *attributes = (part.strip() for part in answer.headers["set-cookie"].split(";"))
    assert name.startswith(f"{COOKIE}=")
    assert {one.lower() for one in attributes} == {"path=/", "secure", "httponly", "samesite=lax", "max-age=43200"}
    assert set(answer.json()) == {"csrf", "person", "ends_at"}
    assert name.partition("=")[2] not in answer.text


def test_every_sign_in_is_a_new_session(everything: World) -> None:
    everything["tom"]
    client, first, session = signed_in(everything, "tom")
    again = client.post("/api/session", json={"email": everything.company.email("tom"), "password": PASSWORD})
    assert again.cookies[COOKIE] != session
    assert again.json()["csrf"] != first["csrf"]


def test_signing_out_ends_the_session(everything: World) -> None:
    started = everything.company.sign_in("tom")
    client = everything.served.client(started)
    assert ok(client.get("/api/session"))["name"] == "Tom"
    answer = client.request("DELETE", "/api/session")
    assert answer.status_code == 200
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    refused(client.get("/api/session"), 401, "not_signed_in")
    refused(client.get(f"{W}/variants"), 401, "not_signed_in")
    refused(client.request("DELETE", "/api/session"), 401, "not_signed_in")


def test_a_session_tells_the_workspaces_of_its_person(everything: World) -> None:
    found = ok(everything["leo"].get("/api/session"))
    assert found["workspaces"] == [
        {"key": "loopfern", "name": "Loopfern", "partner": "northwind", "administrator": False}
    ]


def test_a_change_needs_the_token_of_its_own_session(everything: World) -> None:
    started, other = everything.company.sign_in("tom"), everything.company.sign_in("tom")
    cookie = {"Cookie": f"{COOKIE}={started['session']}"}
    client = everything.served.client()
    for token in (None, "", other["csrf"], started["session"], started["csrf"][:-1], "x" * 5_000):
        headers = dict(cookie) if token is None else {**cookie, CSRF_HEADER: token}
        entries = len(everything.company.entries())
        refused(client.post(f"{W}/campaigns", json=CAMPAIGN, headers=headers), 403, "csrf")
        assert everything.company.acts(entries) == ["access.refused"]
        assert everything.company.record()[-1]["data"] == {"attempted": "POST make_campaign", "code": "csrf"}
        refused(client.request("DELETE", "/api/session", headers=headers), 403, "csrf")
    headers = {**cookie, CSRF_HEADER: started["csrf"]}
    assert client.post(f"{W}/campaigns", json={"key": "meant", "name": "x"}, headers=headers).status_code in (201, 422)
    assert client.get(f"{W}/campaigns", headers=cookie).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://loopfern.example", "http://127.0.0.1", ""])
def test_no_other_site_acts_in_anybodys_name(everything: World, origin: str) -> None:
    entries = len(everything.company.entries())
    for path, body in ((f"{W}/campaigns", CAMPAIGN), ("/api/session", {"email": "a@b.example", "password": "x"})):
        refused(everything["tom"].post(path, json=body, headers={"Origin": origin}), 403, "other_origin")
    assert len(everything.company.entries()) == entries
    assert everything["tom"].get(f"{W}/campaigns", headers={"Origin": origin}).status_code == 200
    assert "access-control-allow-origin" not in everything["tom"].get(f"{W}/campaigns").headers


def test_our_own_pages_may(everything: World) -> None:
    pause = f"{W}/campaigns/{everything.ids['campaign']}/pause"
    headers = {"Origin": everything.served.url}
    assert everything["tom"].post(pause, headers=headers).status_code == 200
    assert everything["tom"].post(pause.replace("pause", "resume"), headers=headers).status_code == 200


def test_a_machine_needs_no_token_of_a_form(everything: World) -> None:
    answer = everything["machine"].post(f"{W}/campaigns", json={"key": "by-machine", "name": "x"})
    assert answer.status_code in (201, 422)


def test_a_cookie_beside_a_machines_token_lends_it_nothing(everything: World) -> None:
    """Whoever shows a token asks as the machine, even in the browser of an administrator."""
    session = everything.company.sign_in("ada")
    headers = {
        "Authorization": everything["machine"].headers["Authorization"],
        "Cookie": f"{COOKIE}={session['session']}",
        CSRF_HEADER: session["csrf"],
    }
    refused(everything.served.client().get(f"{W}/machines", headers=headers), 403, "person_needed")


@pytest.mark.parametrize(
    "authorization",
    ["Bearer", "bearer x y", "Basic dXNlcjpwYXNz", "Bearer \u00fcx", "Bearer " + "x" * 300, "gov_abc", ""],
)
def test_a_credential_that_is_none(everything: World, authorization: str) -> None:
    headers = [(b"Authorization", authorization.encode())]
    refused(everything["tom"].get(f"{W}/variants", headers=headers), 401, "not_signed_in")


@pytest.mark.parametrize("cookie", ["", "x", '"', "x" * 500, "a; b", "%00"])
def test_a_session_that_is_none(everything: World, cookie: str) -> None:
    headers = {"Cookie": f"{COOKIE}={cookie}"}
    refused(everything.served.client().get(f"{W}/variants", headers=headers), 401, "not_signed_in")


def test_wrong_passwords_and_unknown_people_are_answered_alike(everything: World) -> None:
    client = everything.served.client()
    everything["priya"]
    bodies = [
        {"email": everything.company.email("priya"), "password": "wrong password"},
        {"email": "nobody@nowhere.example", "password": "wrong password"},
        {"email": "no address", "password": "wrong password"},
    ]
    answers = [client.post("/api/session", json=body) for body in bodies]
    assert len({answer.content for answer in answers}) == 1
    refused(answers[0], 401, "password_wrong")


def test_deactivation_ends_everything_at_once(everything: World) -> None:
    name = "jonas"
    client = everything.served.as_(everything.company, name)
    assert client.get(f"{W}/variants").status_code == 200
    person = f"{W}/people/{everything.company[name]}"
    ok(everything["ada"].post(f"{person}/deactivate"))
    refused(client.get(f"{W}/variants"), 401)
    refused(client.post(f"{W}/campaigns", json=CAMPAIGN), 401)
    body = {"email": everything.company.email(name), "password": PASSWORD}
    refused(everything.served.client().post("/api/session", json=body), 401, "password_wrong")
    ok(everything["ada"].post(f"{person}/reactivate"))
    refused(client.get(f"{W}/variants"), 401)
    assert everything.served.as_(everything.company, name).get(f"{W}/variants").status_code == 200


def test_the_owner_of_a_machine_takes_it_along(everything: World) -> None:
    person = f"{W}/people/{everything.company['klara']}"
    ok(everything["ada"].post(f"{person}/deactivate"))
    refused(everything["machine"].get(f"{W}/variants"), 401)
    ok(everything["ada"].post(f"{person}/reactivate"))
    assert everything["machine"].get(f"{W}/variants").status_code == 200


def test_an_invitation_works_once(everything: World) -> None:
    body = {"name": "Nova", "email": f"{uuid4().hex}@loopfern.example"}
    token = ok(everything["ada"].post(f"{W}/people", json=body), 201)["invitation"]["token"]
    client = everything.served.client()
    refused(client.post("/api/invitations/accept", json={"token": token, "password": "short"}), 422)
    ok(client.post("/api/invitations/accept", json={"token": token, "password": PASSWORD}))
    for used in (token, "unknown", "ü" * 30):
        answer = client.post("/api/invitations/accept", json={"token": used, "password": PASSWORD})
        refused(answer, 404, "not_found")
    assert client.post("/api/session", json={"email": body["email"], "password": PASSWORD}).status_code == 201


def test_giving_the_password_once_more(everything: World) -> None:
    client = everything.served.as_(everything.company, "henk")
    before = ok(client.get("/api/session"))["confirmed_at"]
    refused(client.post("/api/session/confirmation", json={"password": "wrong"}), 403, "password_wrong")
    after = ok(client.post("/api/session/confirmation", json={"password": PASSWORD}))["confirmed_at"]
    assert after > before
    refused(everything["machine"].post("/api/session/confirmation", json={"password": PASSWORD}), 401)
