"""Policies in force, their history, and their way into force."""

from datetime import date
from typing import Any

from litestar import Router
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from governance.actions.policies import propose, publish, withdraw
from governance.actions.policy_versions import history, list_in_force, open_proposals, version
from governance.outside.policy_files import read_document
from governance.web.api import answers
from governance.web.api.bodies import DocumentBody
from governance.web.api.paging import Before, Number, Versions
from governance.web.contract import BY_PEOPLE
from governance.web.door import Door
from governance.web.routes import create, get, post

Json = dict[str, Any]


@get("/policies", answers.PoliciesInForce, tags=["Policies"])
def show_policies(door: NamedDependency[Door], on: FromQuery[date | None] = None) -> Json:
    """What is in force now, or was at the end of a day. What was published later never changes the answer."""
    return door.look(lambda tx, actor: list_in_force(tx, actor, on))


@get("/policies/proposals", answers.Proposals, tags=["Policies"])
def show_proposals(door: NamedDependency[Door], before: Before = None, limit: Versions = 20) -> Json:
    """Proposals that wait for a second person."""
    return door.look(lambda tx, actor: open_proposals(tx, actor, before, limit))


@create("/policies", answers.Proposed, tags=["Policies"], security=BY_PEOPLE)
def propose_policy(door: NamedDependency[Door], data: JSONBody[DocumentBody]) -> Json:
    """Propose a document; somebody else who owns its kind publishes it."""
    door.require()
    document = read_document(data.yaml.encode(), "document")
    return door.perform(lambda tx, actor: propose(tx, actor, [document]))


@get("/policies/{document:str}", answers.PolicyHistory, tags=["Policies"])
def show_history(
    door: NamedDependency[Door], document: FromPath[str], before: Before = None, limit: Versions = 20
) -> Json:
    """Every version of a document, with who proposed and published it."""
    return door.look(lambda tx, actor: history(tx, actor, document, before, limit))


@get("/policies/{document:str}/{number:int}", answers.PolicyWithContent, tags=["Policies"])
def show_version(door: NamedDependency[Door], document: FromPath[str], number: Number) -> Json:
    """One version with its content and what it changes."""
    return door.look(lambda tx, actor: version(tx, actor, document, number))


@post("/policies/{document:str}/{number:int}/publish", answers.PublishedPolicy, tags=["Policies"], security=BY_PEOPLE)
def publish_policy(door: NamedDependency[Door], document: FromPath[str], number: Number) -> Json:
    """Put a proposal in force. Whoever proposed it never publishes it."""
    return door.perform(lambda tx, actor: publish(tx, actor, document, number))


@post("/policies/{document:str}/{number:int}/withdraw", answers.Policy, tags=["Policies"], security=BY_PEOPLE)
def withdraw_policy(door: NamedDependency[Door], document: FromPath[str], number: Number) -> Json:
    """Take a proposal back."""
    return door.perform(lambda tx, actor: withdraw(tx, actor, document, number))


policies = Router(
    "/",
    route_handlers=[
        show_policies,
        show_proposals,
        propose_policy,
        show_history,
        show_version,
        publish_policy,
        withdraw_policy,
    ],
)
