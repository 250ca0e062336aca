"""Policies: what is in force, every version with what it changes, and the way of a proposal into force."""

import json
from datetime import date
from typing import Any
from uuid import UUID

import yaml
from litestar import Response, Router
from litestar.di import NamedDependency
from litestar.params import FromPath

from governance.actions.policies import owners_of, propose, publish, withdraw
from governance.actions.policy_pages import claim_place, look_at_policies, look_at_policy, track_with_claim
from governance.core.actor import Actor
from governance.core.errors import Unusable
from governance.core.policy.sending_rules import RULE_SETS
from governance.core.policy.talk_track import Category, Claim
from governance.outside.policy_files import read_document
from governance.store.transaction import Tx
from governance.web.pages import aloud
from governance.web.pages.door import Page
from governance.web.pages.form import Form, filled
from governance.web.routes import get, post

Values = dict[str, Any]
KINDS = ("message_standard", "talk_track", "qualification", "approval")
CATEGORIES = Category.__args__  # type: ignore[attr-defined]


@get("/policies")
def show_policies(page: NamedDependency[Page]) -> Response[str]:
    """What is in force now, or was at the end of a day, and what waits for a second person."""
    day = _day(page.look.asked.get("on"), "on")
    return page.show("policies.html", lambda tx, actor: {"found": look_at_policies(tx, actor, day)}, kinds=KINDS)


@get("/policies/{document:str}")
def show_policy(page: NamedDependency[Page], document: FromPath[str]) -> Response[str]:
    return _shown(page, document, None)


@get("/policies/{document:str}/{number:int}")
def show_version(page: NamedDependency[Page], document: FromPath[str], number: FromPath[int]) -> Response[str]:
    return _shown(page, document, number)


def _shown(page: Page, key: str, number: int | None) -> Response[str]:
    def work(tx: Tx, actor: Actor) -> Values:
        found = look_at_policy(tx, actor, key, number)
        differences = found["version"].get("differences")
        return {"found": found, "changes": aloud.changes(differences["changes"]) if differences else []}

    view = "text" if page.look.asked.get("view") == "text" else "words"
    more = {"view": view, "criterion": aloud.criterion, "as_text": as_text, "rule_set": RULE_SETS.get}
    return page.show("policy.html", work, **more)


def as_text(content: Values) -> str:
    """A document as its file has it."""
    text: str = yaml.safe_dump(json.loads(json.dumps(content)), sort_keys=False, allow_unicode=True, width=100)
    return text


@get("/policies/claims/{id:str}")
def show_claim(page: NamedDependency[Page], id: FromPath[str]) -> Response[Any]:
    """Where a claim stands in the talk track in force."""
    key, claim = page.door.look(lambda tx, _actor: claim_place(tx, id))
    return page.go(f"/w/{page.door.request.workspace}/policies/{key}#claim-{claim}")


@post("/policies/{document:str}/{number:int}/publish")
def publish_policy(page: NamedDependency[Page], document: FromPath[str], number: FromPath[int]) -> Response[Any]:
    page.perform(lambda tx, actor: publish(tx, actor, document, number))
    return _to(page, document, number, "published")


@post("/policies/{document:str}/{number:int}/withdraw")
def withdraw_policy(page: NamedDependency[Page], document: FromPath[str], number: FromPath[int]) -> Response[Any]:
    page.perform(lambda tx, actor: withdraw(tx, actor, document, number))
    return _to(page, document, number, "proposal_withdrawn")


@get("/policies/propose")
def show_propose(page: NamedDependency[Page]) -> Response[str]:
    """The form that takes a document as people write it."""

    def work(tx: Tx, actor: Actor) -> Values:
        return {"owned": [kind for kind in KINDS if set(owners_of(tx, kind)) & set(actor.roles)]}

    return page.show("policy-propose.html", work)


@post("/policies/propose")
def propose_policy(page: NamedDependency[Page]) -> Response[Any]:
    page.door.require()
    text = page.form.needed("yaml", "Paste the document first")
    document = read_document(text.encode(), "document")
    return _proposed(page, page.perform(lambda tx, actor: propose(tx, actor, [document])))


@get("/policies/propose-claim")
def show_propose_claim(page: NamedDependency[Page]) -> Response[str]:
    """The form that makes a claim of a statement which no claim supports."""
    asked = page.look.asked

    def work(tx: Tx, actor: Actor) -> Values:
        owners = owners_of(tx, "talk_track")
        return {"owners": owners, "owns": actor.partner is None and bool(set(owners) & set(actor.roles))}

    statement, variant = asked.get("statement", "")[:500], _variant(asked.get("variant"))
    return page.show("claim-propose.html", work, statement=statement, variant=variant, categories=CATEGORIES)


@post("/policies/propose-claim")
def propose_claim(page: NamedDependency[Page]) -> Response[Any]:
    """Propose the talk track in force with this claim in it."""
    claim = _claim(page.form)
    reason = page.form.needed("reason", "Say why the claim may be made")
    begins = _day(page.form.text("in_force_from"), "in_force_from") or claim.valid_from

    def work(tx: Tx, actor: Actor) -> Values:
        return propose(tx, actor, [track_with_claim(tx, claim, reason, begins)])

    return _proposed(page, page.perform(work))


def _claim(form: Form) -> Claim:
    texts = {name: form.text(name) for name in ("id", "category", "qualifier", "attribution", "evidence", "owner")}
    days = {name: _day(form.text(name), name) for name in ("valid_from", "valid_until")}
    lists = {name: _list(form.text(name)) for name in ("channels", "regions")}
    return filled(Claim, {**texts, **days, **lists, "wordings": tuple(_lines(form.text("wordings")))})


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _list(text: str | None) -> tuple[str, ...] | None:
    return tuple(one.strip() for one in text.split(",") if one.strip()) if text else None


def _day(text: str | None, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Unusable(f"{name} is a day like 2026-12-01", field=name) from None


def _variant(id: str | None) -> str | None:
    try:
        return str(UUID(id or ""))
    except ValueError:
        return None


def _proposed(page: Page, done: Values) -> Response[Any]:
    one = (done["proposed"] or done["unchanged"])[0]
    return _to(page, one["key"], one["number"], "proposed" if done["proposed"] else "unchanged")


def _to(page: Page, key: str, number: int, said: str) -> Response[Any]:
    return page.go(f"/w/{page.door.request.workspace}/policies/{key}/{number}?said={said}")


policies = Router(
    "/",
    route_handlers=[
        show_policies,
        show_propose,
        propose_policy,
        show_propose_claim,
        propose_claim,
        show_claim,
        show_policy,
        show_version,
        publish_policy,
        withdraw_policy,
    ],
)
