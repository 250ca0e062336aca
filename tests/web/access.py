"""Who may do what: every operation of the OpenAPI document has its line here, and a new one without a line fails.

member         max, of the company, without a role      partner        bram, of northwind, whose things these are
marketing      tom, who approved one variant            other_partner  cosima, of halyard
sales          priya                                    submit, read, launch    machines of the company by scope
revops         henk, who proposed a policy              partner_machine         one of northwind, with all scopes
administrator  ada, without a role

Strangers, expired and revoked tokens are turned away everywhere in a workspace (401), and people of another
workspace find none (404); they need no line.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.web.world import (
    BODY,
    COPY,
    LINES,
    W,
    World,
    decided_variant,
    decision,
    message,
    ok,
    permitted,
    propose,
    variant_in_review,
)

Ids = Mapping[str, str]
CALLERS = {
    "member": "max",
    "marketing": "tom",
    "sales": "priya",
    "revops": "henk",
    "administrator": "ada",
    "partner": "bram",
    "other_partner": "cosima",
    "submit": "machine-submit",
    "read": "machine-read",
    "launch": "machine-launch",
    "partner_machine": "partner-machine",
}
COMPANY = frozenset(("member", "marketing", "sales", "revops", "administrator"))
ROLES = frozenset(("marketing", "sales", "revops"))
PARTNERS = frozenset(("partner", "other_partner"))
PEOPLE = COMPANY | PARTNERS
MACHINES = frozenset(("submit", "read", "launch", "partner_machine"))
SUBMITTING = frozenset(("submit", "partner_machine"))
READING = frozenset(("read", "partner_machine"))
LAUNCHING = frozenset(("launch", "partner_machine"))
HIDDEN = frozenset(("other_partner",))
ADMINISTRATORS = frozenset(("administrator",))
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Access:
    """Who may, and for whom it does not exist; everybody else of the workspace is told that they may not.

    `anew` makes the object of the next call, where a call uses it up. `query` and `body` may name ids, too.
    `answers` are other answers than 2xx to those who may.
    """

    allowed: frozenset[str]
    hidden: frozenset[str] = NOBODY
    body: Callable[[World, Ids], Any] | None = None
    query: Callable[[Ids], str] = lambda _ids: ""
    anew: Callable[[World], None] | None = None
    answers: Mapping[str, int] = field(default_factory=dict)


def _soon() -> str:
    return (datetime.now(UTC) + timedelta(days=3)).isoformat()


def _newcomer(made: World) -> None:
    """Somebody of northwind whom nobody needs."""
    body = {"name": "Newcomer", "email": f"{uuid4().hex}@northwind.example", "partner": "northwind"}
    made.ids["person"] = ok(made["ada"].post(f"{W}/people", json=body), 201)["id"]


def _newcomer_with_role(made: World) -> None:
    _newcomer(made)
    ok(made["mara"].post(f"{W}/people/{made.ids['person']}/roles/partner"), 201)


def _left(made: World) -> None:
    _newcomer(made)
    ok(made["ada"].post(f"{W}/people/{made.ids['person']}/deactivate"))


def _machine(made: World) -> None:
    body = {"name": "tool", "owner": str(made.company["leo"]), "scopes": ["read"], "ends_at": _soon()}
    made.ids["machine"] = ok(made["ada"].post(f"{W}/machines", json=body), 201)["id"]


def _proposal(made: World) -> None:
    propose(made, f"Another day, {uuid4()}.")


def _paused(made: World) -> None:
    made["tom"].post(f"{W}/campaigns/{made.ids['campaign']}/pause")


def _running(made: World) -> None:
    made["tom"].post(f"{W}/campaigns/{made.ids['campaign']}/resume")


def _draft(made: World) -> None:
    body = {**COPY, "campaign": None, "campaign_id": made.ids["campaign"]}
    made.ids["variant"] = ok(made["leo"].post(f"{W}/variants", json=body), 201)["id"]


def _in_review(made: World) -> None:
    _running(made)
    made.review = variant_in_review(made)["review"]


def _flagged(made: World) -> None:
    made.review = variant_in_review(made, body=BODY.replace("handle", "leverage"))["review"]


def _permitted(made: World) -> None:
    _running(made)
    permitted(made)


def _copy(ids: Ids, **more: Any) -> dict[str, Any]:
    return {**COPY, "campaign": None, "campaign_id": ids["campaign"], **more}


def _document(made: World) -> dict[str, Any]:
    shown = made["henk"].get(f"{W}/policies/outreach-approval/1").json()["content"]
    return {"yaml": json.dumps({**shown, "reason": f"Once more, {uuid4()}."})}


def _waiver(_made: World, _ids: Ids) -> dict[str, Any]:
    finding = {"code": "preferred_word", "severity": "warning", "part": "body", "quote": "leverage"}
    return {"finding": finding, "reason": "The customer says it like this.", "ends_at": _soon()}


def _invited(_made: World, _ids: Ids) -> dict[str, Any]:
    return {"name": "Somebody", "email": f"{uuid4().hex}@loopfern.example"}


def _token(_made: World, ids: Ids) -> dict[str, Any]:
    return {"name": "tool", "owner": ids["person"], "scopes": ["read"], "ends_at": _soon()}


ANYBODY = Access(NOBODY)
"""Operations outside of workspaces, which the tests of sessions look at."""

ACCESS: dict[str, Access] = {
    "GET /health": ANYBODY,
    "POST /api/session": ANYBODY,
    "GET /api/session": ANYBODY,
    "DELETE /api/session": ANYBODY,
    "POST /api/session/confirmation": ANYBODY,
    "POST /api/invitations/accept": ANYBODY,
    # People and machines
    "GET /api/w/{key}/people": Access(PEOPLE | READING),
    "POST /api/w/{key}/people": Access(ADMINISTRATORS, body=_invited),
    "POST /api/w/{key}/people/{id}/deactivate": Access(ADMINISTRATORS, anew=_newcomer),
    "POST /api/w/{key}/people/{id}/reactivate": Access(ADMINISTRATORS, anew=_left),
    "POST /api/w/{key}/people/{id}/reset": Access(ADMINISTRATORS, anew=_newcomer),
    "POST /api/w/{key}/people/{id}/roles/{role}": Access(ADMINISTRATORS, anew=_newcomer),
    "POST /api/w/{key}/people/{id}/roles/{role}/confirm": Access(ADMINISTRATORS, anew=_newcomer_with_role),
    "DELETE /api/w/{key}/people/{id}/roles/{role}": Access(ADMINISTRATORS, anew=_newcomer_with_role),
    "GET /api/w/{key}/partners": Access(PEOPLE | READING),
    "GET /api/w/{key}/machines": Access(ADMINISTRATORS),
    "POST /api/w/{key}/machines": Access(ADMINISTRATORS, body=_token, anew=_newcomer),
    "POST /api/w/{key}/machines/{id}/revoke": Access(ADMINISTRATORS, anew=_machine),
    # Policies: partners read what is in force, and nothing else of them exists for them
    "GET /api/w/{key}/policies": Access(PEOPLE | READING),
    "GET /api/w/{key}/policies/proposals": Access(COMPANY | {"read"}, PARTNERS | {"partner_machine"}),
    "POST /api/w/{key}/policies": Access(frozenset(("revops",)), body=lambda made, _: _document(made)),
    "GET /api/w/{key}/policies/{document}": Access(COMPANY | {"read"}, PARTNERS | {"partner_machine"}),
    "GET /api/w/{key}/policies/{document}/{number}": Access(COMPANY | {"read"}, PARTNERS | {"partner_machine"}),
    # henk proposed them, so he withdraws what he never publishes; mara, who may, is no caller here
    "POST /api/w/{key}/policies/{document}/{number}/publish": Access(NOBODY, anew=_proposal),
    "POST /api/w/{key}/policies/{document}/{number}/withdraw": Access(frozenset(("revops",)), anew=_proposal),
    # Copy
    "GET /api/w/{key}/campaigns": Access(PEOPLE | SUBMITTING | READING),
    "POST /api/w/{key}/campaigns": Access(
        PEOPLE | SUBMITTING, body=lambda _made, _ids: {"key": f"c{uuid4().hex[:20]}", "name": "Another"}
    ),
    "POST /api/w/{key}/campaigns/{id}/pause": Access(ROLES | {"partner"}, HIDDEN, anew=_running),
    "POST /api/w/{key}/campaigns/{id}/resume": Access(ROLES, HIDDEN, anew=_paused),
    "POST /api/w/{key}/campaigns/{id}/recipients": Access(
        (PEOPLE - HIDDEN) | SUBMITTING | LAUNCHING,
        HIDDEN,
        body=lambda _made, _ids: b"email,first_name\na@b.example,Anna\n",
    ),
    "GET /api/w/{key}/uploads": Access(PEOPLE | SUBMITTING | READING),
    "POST /api/w/{key}/uploads": Access(
        (PEOPLE - HIDDEN) | SUBMITTING,
        HIDDEN,
        body=lambda _made, _ids: LINES,
        query=lambda ids: f"?format=jsonl&campaign_id={ids['campaign']}",
    ),
    "GET /api/w/{key}/uploads/{id}": Access((PEOPLE - HIDDEN) | SUBMITTING | READING, HIDDEN),
    "GET /api/w/{key}/variants": Access(PEOPLE | READING, query=lambda ids: f"?campaign={ids['campaign']}"),
    "POST /api/w/{key}/variants": Access(
        (PEOPLE - HIDDEN) | SUBMITTING, HIDDEN, body=lambda _made, ids: _copy(ids, submit=True)
    ),
    "GET /api/w/{key}/variants/{id}": Access((PEOPLE - HIDDEN) | READING, HIDDEN),
    "POST /api/w/{key}/variants/{id}/revisions": Access(
        (PEOPLE - HIDDEN) | SUBMITTING,
        HIDDEN,
        body=lambda _made, _ids: {"body": "Other words?", "based_on": 1},
        anew=_draft,
    ),
    "GET /api/w/{key}/variants/{id}/revisions/{number}": Access((PEOPLE - HIDDEN) | READING, HIDDEN),
    "GET /api/w/{key}/variants/{id}/report": Access((PEOPLE - HIDDEN) | READING, HIDDEN),
    "GET /api/w/{key}/variants/{id}/renderings": Access((PEOPLE - HIDDEN) | READING, HIDDEN),
    # Drift: everybody sees it, partners of their own copy
    "GET /api/w/{key}/drift": Access(PEOPLE | READING),
    "GET /api/w/{key}/campaigns/{id}/drift": Access((PEOPLE - HIDDEN) | READING, HIDDEN),
    # Review: only people decide, in their role, on what they had no hand in
    "GET /api/w/{key}/queue": Access(PEOPLE),
    "POST /api/w/{key}/variants/{id}/submit": Access(
        (PEOPLE - HIDDEN) | SUBMITTING, HIDDEN, body=lambda _made, _ids: {"revision": 1}, anew=_draft
    ),
    "POST /api/w/{key}/variants/{id}/withdraw": Access((PEOPLE - HIDDEN) | SUBMITTING, HIDDEN, anew=_in_review),
    "GET /api/w/{key}/variants/{id}/review": Access((PEOPLE - HIDDEN) | SUBMITTING | READING, HIDDEN),
    "POST /api/w/{key}/variants/{id}/decisions": Access(
        frozenset(("marketing", "sales", "partner")),
        HIDDEN,
        body=lambda made, _ids: decision(made.review, call="yes"),
        anew=_in_review,
        answers={"sales": 409},  # marketing comes first
    ),
    "POST /api/w/{key}/variants/{id}/decisions/{decision}/withdraw": Access(
        frozenset(("marketing",)), HIDDEN, anew=decided_variant
    ),
    "POST /api/w/{key}/variants/{id}/waivers": Access(frozenset(("marketing",)), HIDDEN, body=_waiver, anew=_flagged),
    "GET /api/w/{key}/variants/{id}/comments": Access((PEOPLE - HIDDEN) | READING, HIDDEN),
    "POST /api/w/{key}/variants/{id}/comments": Access(
        PEOPLE - HIDDEN, HIDDEN, body=lambda _made, _ids: {"body": "Could this be shorter?"}
    ),
    # Launch
    "POST /api/w/{key}/launch/authorize": Access(
        ROLES | {"partner"} | LAUNCHING, HIDDEN, body=lambda _made, ids: message(ids["approved"])
    ),
    "POST /api/w/{key}/launch/authorisations/{id}/use": Access(
        ROLES | {"partner"} | LAUNCHING, HIDDEN, anew=_permitted
    ),
    "POST /api/w/{key}/launch/export": Access(
        ROLES | {"partner"} | LAUNCHING, HIDDEN, query=lambda ids: f"?format=csv&campaign={ids['campaign']}"
    ),
    # The upload at hand came in no campaign file, which is said to those who might have it
    "POST /api/w/{key}/uploads/{id}/export": Access(
        ROLES | {"partner"} | LAUNCHING, HIDDEN, answers=dict.fromkeys(ROLES | {"partner"} | LAUNCHING, 409)
    ),
    "GET /api/w/{key}/permits": Access(PEOPLE | LAUNCHING | READING),
    "GET /api/w/{key}/variants/{id}/permit": Access((PEOPLE - HIDDEN) | LAUNCHING | READING, HIDDEN),
    "POST /api/w/{key}/variants/{id}/permit": Access((PEOPLE - HIDDEN) | LAUNCHING, HIDDEN),
    "POST /api/w/{key}/permits/{id}/recall": Access(ROLES | {"partner"}, HIDDEN, anew=_permitted),
    # The record
    "GET /api/w/{key}/audit": Access(frozenset(("revops", "administrator"))),
    "GET /api/w/{key}/audit/verify": Access(frozenset(("revops", "administrator"))),
    "GET /api/w/{key}/variants/{id}/trace": Access((PEOPLE - HIDDEN) | READING, HIDDEN),
}
