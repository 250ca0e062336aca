"""What a text can become, for the doors: counted exactly, and read out in the fewest messages that show all of it."""

from typing import Any
from uuid import UUID

from governance.core.actor import Actor
from governance.core.copy.parsed import parse_copy
from governance.core.errors import WrongState
from governance.outside.reports.renderings import renderings_object
from governance.store.as_json import manifest_of, revision_of
from governance.store.transaction import Tx
from governance.store.variants import revision_row, variant_for

Json = dict[str, Any]


def look_at_renderings(tx: Tx, actor: Actor, id: UUID, pairs: bool, sentences: bool) -> Json:
    """What the head revision can become. Raises WrongState for copy that cannot be read."""
    actor.require_scope("read")
    row = variant_for(tx, actor, id)
    head = revision_row(tx, row, row.revision)
    copy = parse_copy(revision_of(head.content), manifest_of(head.manifest).dialect)
    if any(part.unreadable for part in copy.parts):
        raise WrongState("The copy cannot be read; its report says where and why", code="unreadable_copy")
    return {"revision": row.revision, **renderings_object(copy, pairs, sentences)}
