"""The record: read, verified, and traced to one thing."""

from typing import Any
from uuid import UUID

from litestar import Router
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from governance.actions.audit import entries, require_reader, verify_in
from governance.actions.variant_reads import trace
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.store.transaction import Tx
from governance.web.api import answers
from governance.web.api.paging import After, Before, Limit
from governance.web.contract import BY_PEOPLE
from governance.web.door import Door
from governance.web.routes import get

Json = dict[str, Any]


@get("/audit", answers.Record, tags=["Record"], security=BY_PEOPLE)
def show_record(
    door: NamedDependency[Door],
    act: FromQuery[Act | None] = None,
    actor: FromQuery[UUID | None] = None,
    about: FromQuery[UUID | None] = None,
    before: Before = None,
    limit: Limit = 50,
) -> Json:
    """Entries, newest first. For RevOps and administrators of the company."""
    return door.look(
        lambda tx, who: entries(tx, who, act=act, actor_id=actor, object_id=about, before=before, limit=limit)
    )


@get("/audit/verify", answers.Verified, tags=["Record"], security=BY_PEOPLE)
def verify_record(door: NamedDependency[Door]) -> Json:
    """Read the whole record against the checkpoints: intact, or the first entry that is not."""
    door.require(require_reader)
    # Read before the snapshot: a checkpoint that is signed meanwhile may lie beyond it.
    checkpoints = door.service.checkpoints.read()

    def verified(tx: Tx, actor: Actor) -> Json:
        require_reader(tx, actor)
        kept = checkpoints.get(str(tx.workspace_id), [])
        found = verify_in(tx, kept)
        broken = found.broken
        return {
            "entries": found.head.sequence,
            "hash": found.head.hash,
            "checkpoints": len(kept),
            "intact": broken is None,
            "broken": {"sequence": broken.sequence, "flaw": broken.flaw, "message": broken.message} if broken else None,
        }

    return door.look(verified)


@get("/variants/{id:uuid}/trace", answers.Trace, tags=["Record"])
def show_trace(door: NamedDependency[Door], id: FromPath[UUID], after: After = 0, limit: Limit = 50) -> Json:
    """Everything recorded about one variant, oldest first: who did what, on which text, under which policies."""
    return door.look(lambda tx, actor: trace(tx, actor, id, after, limit))


audit = Router("/", route_handlers=[show_record, verify_record, show_trace])
