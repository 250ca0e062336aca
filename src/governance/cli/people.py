"""`governance workspace` and `governance person`: what the operator does on the service's own machine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import rich_click as click

from governance.cli.data import database_option
from governance.cli.options import FOLDER, NOTHING_BLOCKED
from governance.core.actor import Actor
from governance.outside.reports.shown import shown

if TYPE_CHECKING:
    from governance.store.transaction import Store

workspace_option = click.option("--workspace", "key", required=True, metavar="KEY", help="The workspace, by its key.")


@contextmanager
def opened(url: str) -> Iterator["Store"]:
    """The database, brought to the tables of this version."""
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

    from governance.paths import packaged
    from governance.store.engine import make_engine
    from governance.store.migrations import migrate
    from governance.store.transaction import Store

    try:
        engine = make_engine(url)
    except (ArgumentError, NoSuchModuleError):
        raise click.UsageError("--database takes sqlite:///FILE or postgresql+psycopg://…") from None
    try:
        migrate(engine, packaged("alembic"))
        yield Store(engine)
    except OperationalError as error:
        raise click.ClickException(f"The database cannot be opened: {shown(str(error.orig))}") from None
    finally:
        engine.dispose()


@click.group(no_args_is_help=True)
def workspace() -> None:
    """Create and list workspaces."""


@workspace.command("create")
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--administrator", "administrators", multiple=True, required=True, metavar="EMAIL", help="Repeatable.")
@database_option
def workspace_create(folder: Path, administrators: tuple[str, ...], database: str) -> int:
    """Create the workspace of DIR/workspace.yaml with its partners and people, and print their invitations.

    A creation that was interrupted is completed by the same command.
    """
    from governance.actions.workspaces import create_workspace
    from governance.outside.policy_files import load_documents

    company = load_documents(folder).workspace
    with opened(database) as store:
        created = create_workspace(store, company, administrators)
    click.echo(f"Workspace {created['key']} is created. Each person sets their password with their token, once:")
    for person in created["people"]:
        _print_invitation(person)
    return NOTHING_BLOCKED


@workspace.command("list")
@database_option
def workspace_list(database: str) -> int:
    """List every workspace."""
    from governance.actions.workspaces import list_workspaces

    with opened(database) as store:
        for one in list_workspaces(store):
            click.echo(shown(f"{one['key']}  {one['name']}"))
    return NOTHING_BLOCKED


@click.group(no_args_is_help=True)
def person() -> None:
    """Invite, reset, deactivate and reactivate people."""


@person.command("invite")
@workspace_option
@click.option("--name", required=True, help="As it is shown to others.")
@click.option("--partner", metavar="KEY", help="Their partner organisation. [default: the company itself]")
@click.option("--role", "roles", multiple=True, help="Repeatable. Counts once an administrator has confirmed it.")
@click.option("--administrator", is_flag=True, help="They look after people, partners and machines.")
@click.argument("email")
@database_option
def person_invite(
    key: str, name: str, partner: str | None, roles: tuple[str, ...], administrator: bool, email: str, database: str
) -> int:
    """Make EMAIL a member, and print their invitation."""
    from governance.actions.looking_after import OPERATOR
    from governance.actions.newcomers import Newcomer, invite
    from governance.store.workspaces import workspace_id_of

    newcomer = Newcomer(name, email, partner, roles, administrator)
    with opened(database) as store:
        _print_invitation(store.transaction(workspace_id_of(store, key), lambda tx: invite(tx, OPERATOR, newcomer)))
    return NOTHING_BLOCKED


@person.command("grant")
@workspace_option
@click.argument("email")
@click.argument("role")
@database_option
def person_grant(key: str, email: str, role: str, database: str) -> int:
    """Give EMAIL a ROLE, which counts once an administrator has confirmed it."""
    from governance.actions.roles import grant_role

    def grant(store: "Store", actor: Actor, workspace_id: UUID, person_id: UUID) -> dict[str, Any]:
        return store.transaction(workspace_id, lambda tx: grant_role(tx, actor, person_id, role))

    _with_person(database, key, email, grant)
    click.echo(shown(f"{email} has role {role}; it counts once an administrator has confirmed it"))
    return NOTHING_BLOCKED


@person.command("reset")
@workspace_option
@click.argument("email")
@database_option
def person_reset(key: str, email: str, database: str) -> int:
    """End the password and all sessions of EMAIL, and print a new invitation."""
    from governance.actions.invitations import reset_everywhere

    _print_invitation(_with_person(database, key, email, reset_everywhere))
    return NOTHING_BLOCKED


@person.command("deactivate")
@workspace_option
@click.argument("email")
@database_option
def person_deactivate(key: str, email: str, database: str) -> int:
    """Stop EMAIL at once, in every workspace of theirs."""
    from governance.actions.people import deactivate_everywhere

    _with_person(database, key, email, deactivate_everywhere)
    click.echo(shown(f"{email} is deactivated"))
    return NOTHING_BLOCKED


@person.command("reactivate")
@workspace_option
@click.argument("email")
@database_option
def person_reactivate(key: str, email: str, database: str) -> int:
    """Let EMAIL in again, with the roles that they had."""
    from governance.actions.people import reactivate_everywhere

    _with_person(database, key, email, reactivate_everywhere)
    click.echo(shown(f"{email} is active"))
    return NOTHING_BLOCKED


def _with_person(
    database: str, key: str, email: str, act: Callable[["Store", Actor, UUID, UUID], dict[str, Any]]
) -> dict[str, Any]:
    """Do something, as the operator, with a person of a workspace found by their address."""
    from governance.actions.looking_after import OPERATOR
    from governance.actions.newcomers import person_id_of
    from governance.store.workspaces import workspace_id_of

    with opened(database) as store:
        workspace_id = workspace_id_of(store, key)
        person_id = store.read(workspace_id, lambda tx: person_id_of(tx, email))
        return act(store, OPERATOR, workspace_id, person_id)


def _print_invitation(person: dict[str, Any]) -> None:
    invitation = person["invitation"]
    said = f"{invitation['token']}  until {invitation['ends_at'][:16]}Z" if invitation else "has an account already"
    click.echo(shown(f"{person['email']}  {said}"))
