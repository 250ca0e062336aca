"""Who looks after people: administrators, and the operator at the command line. Nobody looks after themselves."""

from uuid import UUID

from governance.core.actor import Actor
from governance.core.errors import NotAllowed

OPERATOR = Actor("operator")


def require_looking_after(actor: Actor) -> None:
    if actor.kind != "operator":
        actor.require_administrator()


def require_operator(actor: Actor) -> None:
    if actor.kind != "operator":
        raise NotAllowed("Only the operator does this, at the command line", code="operator_needed")


def require_another(actor: Actor, person_id: UUID) -> None:
    if actor.person == str(person_id):
        raise NotAllowed("Nobody does this for themselves; another administrator does", code="not_oneself")
