"""How every door acts: who asks is found out anew, the answer to a repeated request is given again, and a refusal
is recorded."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import NotAllowed, NotFound, NotSignedIn, Refused, Stale, Unavailable, Unusable, WrongState
from governance.store.people import machine_actor, person_actor, signed_in, unknown_token
from governance.store.tables.audit import AnswerRow
from governance.store.transaction import Store, Tx
from governance.store.workspaces import workspace_id_of

Result = TypeVar("Result")
RECORDED = (NotAllowed, NotFound, WrongState, Stale)


def token_hash(token: str) -> str:
    """What is stored of a token: tokens are 256 random bits, so a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Credential:
    """What somebody shows to be known by: a browser session or a machine's token."""

    session: str | None = None
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One call of a door. `repeat_key` with `digest` of the request makes a repeated call harmless."""

    workspace: str
    credential: Credential
    id: str
    act: str = ""
    repeat_key: str | None = None
    digest: str = ""


def identify(tx: Tx, credential: Credential) -> Actor:
    """Who asks. Raises NotSignedIn, or NotFound for somebody who is no member."""
    if credential.token is not None:
        return machine_actor(tx, token_hash(credential.token))
    if credential.session is None:
        raise NotSignedIn("You are not signed in")
    session = signed_in(tx, token_hash(credential.session))
    return person_actor(tx, session.person_id, session)


def look(store: Store, request: Request, work: Callable[[Tx, Actor], Result]) -> Result:
    """Read for somebody. A refusal is recorded here too, if anything can be recorded: it stays a refusal anyway."""
    workspace_id = _workspace_id(store, request)
    try:
        return store.read(workspace_id, lambda tx: work(tx, identify(tx, request.credential)))
    except (NotAllowed, NotFound) as refused:
        with suppress(Unavailable):
            record_refusal(store, workspace_id, request, refused)
        raise


def perform(store: Store, request: Request, work: Callable[[Tx, Actor], dict[str, Any]]) -> dict[str, Any]:
    """Change something for somebody, in one transaction. What is refused changes nothing and is recorded."""
    workspace_id = _workspace_id(store, request)

    def act(tx: Tx) -> dict[str, Any]:
        tx.request = request.id
        actor = identify(tx, request.credential)
        return _once(tx, actor, request, work)

    try:
        return store.transaction(workspace_id, act)
    except RECORDED as refused:
        record_refusal(store, workspace_id, request, refused)
        raise


def refuse(store: Store, request: Request, refused: Refused) -> NoReturn:
    """Refuse what a door does not let through to its action, recorded like any other refusal."""
    record_refusal(store, _workspace_id(store, request), request, refused)
    raise refused


def _workspace_id(store: Store, request: Request) -> UUID:
    """The workspace that is asked for. Strangers are not told which there are: without it they are strangers still."""
    try:
        return workspace_id_of(store, request.workspace)
    except NotFound:
        store.read(None, lambda tx: _require_some_account(tx, request.credential))
        raise


def _require_some_account(tx: Tx, credential: Credential) -> None:
    """Raises NotSignedIn as `identify` does in a workspace that is there; a token is of no other workspace."""
    if credential.token is not None:
        raise unknown_token()
    if credential.session is None:
        raise NotSignedIn("You are not signed in")
    signed_in(tx, token_hash(credential.session))


def _once(tx: Tx, actor: Actor, request: Request, work: Callable[[Tx, Actor], dict[str, Any]]) -> dict[str, Any]:
    if request.repeat_key is None or actor.id is None:
        return work(tx, actor)
    key = (tx.workspace_id, UUID(actor.id), request.repeat_key)
    answered = tx.session.get(AnswerRow, key)
    if answered is not None:
        if answered.request_digest != request.digest:
            message = "This Idempotency-Key was used for another request; use a new one"
            raise Unusable(message, code="idempotency_key_reused", field="Idempotency-Key")
        return dict(answered.body)
    body = work(tx, actor)
    tx.session.add(
        AnswerRow(
            workspace_id=tx.workspace_id,
            actor_id=UUID(actor.id),
            key=request.repeat_key,
            request_digest=request.digest,
            status=200,
            body=without_tokens(body),
            at=tx.now,
        )
    )
    return body


def without_tokens(value: Any) -> Any:
    """An answer as it is kept: tokens are given once and never stored."""
    if isinstance(value, dict):
        return {key: None if key == "token" else without_tokens(one) for key, one in value.items()}
    return [without_tokens(one) for one in value] if isinstance(value, list) else value


def record_refusal(store: Store, workspace_id: UUID, request: Request, refused: Refused) -> None:
    """Append that somebody known was refused. Strangers leave no trace in a workspace's record."""

    def append(tx: Tx) -> None:
        tx.request = request.id
        try:
            actor = identify(tx, request.credential)
        except Refused:
            return
        tx.append(Act.ACCESS_REFUSED, actor, data={"attempted": request.act, "code": refused.code})

    store.transaction(workspace_id, append)
