"""People, roles, partners and machines of a workspace."""

from typing import Any
from uuid import UUID

from litestar import Router
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from governance.actions.invitations import reset
from governance.actions.machines import create_machine, list_machines, revoke_machine
from governance.actions.newcomers import Newcomer, invite
from governance.actions.people import deactivate, list_partners, list_people, reactivate
from governance.actions.roles import confirm_role, end_role, grant_role
from governance.web.api import answers
from governance.web.api.bodies import MachineBody, PersonBody
from governance.web.api.paging import Limit
from governance.web.contract import BY_PEOPLE
from governance.web.door import Door
from governance.web.routes import create, delete, get, post

Json = dict[str, Any]
PAGE = 50


@get("/people", answers.People, tags=["People"])
def show_people(door: NamedDependency[Door], after: FromQuery[UUID | None] = None, limit: Limit = PAGE) -> Json:
    """Whom you may see: administrators everything, others names and roles, partners their own people."""
    return door.look(lambda tx, actor: list_people(tx, actor, after, limit))


@create("/people", answers.Invited, tags=["People"], security=BY_PEOPLE)
def invite_person(door: NamedDependency[Door], data: JSONBody[PersonBody]) -> Json:
    """Invite somebody; the answer carries their invitation once. Takes an administrator."""
    newcomer = Newcomer(data.name, data.email, data.partner, tuple(data.roles))
    return door.perform(lambda tx, actor: invite(tx, actor, newcomer))


@post("/people/{id:uuid}/deactivate", answers.Activity, tags=["People"], security=BY_PEOPLE)
def deactivate_person(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """End a membership, at once: sessions, tokens and the weight of decisions."""
    return door.perform(lambda tx, actor: deactivate(tx, actor, id))


@post("/people/{id:uuid}/reactivate", answers.Activity, tags=["People"], security=BY_PEOPLE)
def reactivate_person(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """Take somebody back, with the roles that they had."""
    return door.perform(lambda tx, actor: reactivate(tx, actor, id))


@post("/people/{id:uuid}/reset", answers.Reset, tags=["People"], security=BY_PEOPLE)
def reset_person(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """End somebody's password and sessions, and invite them to set a new one."""
    return door.perform(lambda tx, actor: reset(tx, actor, id))


@create("/people/{id:uuid}/roles/{role:str}", answers.Role, tags=["People"], security=BY_PEOPLE)
def grant(door: NamedDependency[Door], id: FromPath[UUID], role: FromPath[str]) -> Json:
    """Give a role. It counts once another administrator has confirmed it."""
    return door.perform(lambda tx, actor: grant_role(tx, actor, id, role))


@post("/people/{id:uuid}/roles/{role:str}/confirm", answers.Role, tags=["People"], security=BY_PEOPLE)
def confirm(door: NamedDependency[Door], id: FromPath[UUID], role: FromPath[str]) -> Json:
    """Be the second person for a role that somebody else gave."""
    return door.perform(lambda tx, actor: confirm_role(tx, actor, id, role))


@delete("/people/{id:uuid}/roles/{role:str}", answers.EndedRole, tags=["People"], security=BY_PEOPLE)
def take_role(door: NamedDependency[Door], id: FromPath[UUID], role: FromPath[str]) -> Json:
    """Take a role away, at once."""
    return door.perform(lambda tx, actor: end_role(tx, actor, id, role))


@get("/partners", answers.Partners, tags=["People"])
def show_partners(door: NamedDependency[Door], after: FromQuery[UUID | None] = None, limit: Limit = PAGE) -> Json:
    """The partner organisations; for a partner's people, their own."""
    return door.look(lambda tx, actor: list_partners(tx, actor, after, limit))


@get("/machines", answers.Machines, tags=["Machines"], security=BY_PEOPLE)
def show_machines(door: NamedDependency[Door], after: FromQuery[UUID | None] = None, limit: Limit = PAGE) -> Json:
    """Tokens with their owners, scopes and ends, never the tokens themselves. Takes an administrator."""
    return door.look(lambda tx, actor: list_machines(tx, actor, after, limit))


@create("/machines", answers.NewMachine, tags=["Machines"], security=BY_PEOPLE)
def make_machine(door: NamedDependency[Door], data: JSONBody[MachineBody]) -> Json:
    """A token for a tool; the answer carries it once. Takes an administrator."""
    return door.perform(lambda tx, actor: create_machine(tx, actor, data.name, data.owner, data.scopes, data.ends_at))


@post("/machines/{id:uuid}/revoke", answers.Machine, tags=["Machines"], security=BY_PEOPLE)
def end_machine(door: NamedDependency[Door], id: FromPath[UUID]) -> Json:
    """End a token, at once."""
    return door.perform(lambda tx, actor: revoke_machine(tx, actor, id))


people = Router(
    "/",
    route_handlers=[
        show_people,
        invite_person,
        deactivate_person,
        reactivate_person,
        reset_person,
        grant,
        confirm,
        take_role,
        show_partners,
        show_machines,
        make_machine,
        end_machine,
    ],
)
