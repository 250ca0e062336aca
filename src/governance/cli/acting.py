"""Commands in which a person acts on the database: who, in which workspace, known by their password."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import rich_click as click

from governance.cli.data import database_option
from governance.cli.people import opened, workspace_option

if TYPE_CHECKING:
    from governance.core.actor import Actor
    from governance.store.transaction import Enqueue, Tx


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as the command line was told of them."""

    workspace: str
    email: str
    database: str
    password_stdin: bool

    def password(self) -> str:
        if self.password_stdin:
            return sys.stdin.readline().rstrip("\r\n")
        asked: str = click.prompt(f"Password of {self.email}", hide_input=True, err=True)
        return asked


def by_somebody(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that say who acts; they become its first argument."""

    @workspace_option
    @click.option("--as", "email", required=True, metavar="EMAIL", help="The person who acts.")
    @click.option("--password-stdin", is_flag=True, help="Read the password from standard input, and do not ask.")
    @database_option
    @wraps(command)
    def with_somebody(*args: Any, key: str, email: str, database: str, password_stdin: bool, **more: Any) -> int:
        return command(Somebody(key, email, database, password_stdin), *args, **more)

    return with_somebody


def act(
    somebody: Somebody,
    name: str,
    work: "Callable[[Tx, Actor], dict[str, Any]]",
    enqueue: "Enqueue | None" = None,
) -> dict[str, Any]:
    """Do something as this person, who is signed in for it alone. What is refused is recorded as at any door."""
    from governance.actions.perform import Credential, Request, perform
    from governance.actions.sessions import sign_in, sign_out

    with opened(somebody.database) as store:
        store.enqueue = enqueue or store.enqueue
        session = sign_in(store, somebody.email, somebody.password())["session"]
        try:
            return perform(store, Request(somebody.workspace, Credential(session), str(uuid4()), name), work)
        finally:
            sign_out(store, session)
