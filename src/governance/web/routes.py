"""Handlers are plain functions that wait for the database, so each runs in a thread; none is registered otherwise."""

from collections.abc import Callable
from typing import Any

from litestar import delete as _delete
from litestar import get as _get
from litestar import post as _post
from litestar.openapi.datastructures import ResponseSpec

Handler = Callable[..., Any]
Registered = Callable[[Handler], Any]


def _route(register: Callable[..., Registered], status: int) -> Callable[..., Registered]:
    def route(path: str, answer: Any = None, *, status_code: int = status, **more: Any) -> Registered:
        """A handler at a path. `answer` is the type of what it answers, for the documentation."""
        told = ResponseSpec(answer, generate_examples=False, description="Done")
        responses = {status_code: told} if answer else None
        return register(path, sync_to_thread=True, status_code=status_code, responses=responses, **more)

    return route


get = _route(_get, 200)
post = _route(_post, 200)
create = _route(_post, 201)
delete = _route(_delete, 200)
