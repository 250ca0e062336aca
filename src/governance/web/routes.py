"""Handlers are plain functions that wait for the database, so each runs in a thread; none is registered otherwise."""

from functools import partial

from litestar import delete as _delete
from litestar import get as _get
from litestar import post as _post

get = partial(_get, sync_to_thread=True)
post = partial(_post, sync_to_thread=True, status_code=200)
create = partial(_post, sync_to_thread=True, status_code=201)
delete = partial(_delete, sync_to_thread=True, status_code=200)
