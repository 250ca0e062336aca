"""Who looks at a page, and what waits for them: what every page says around what it shows."""

from typing import Any
from uuid import UUID

from governance.core.actor import Actor
from governance.core.policy.approval import ApprovalPolicy
from governance.core.review.people import PARTNER
from governance.store.documents import open_count
from governance.store.policies import approval_policy
from governance.store.queues import waiting_count
from governance.store.tables.people import PersonRow
from governance.store.tables.workspaces import PartnerRow
from governance.store.transaction import Tx
from governance.store.workspaces import workspace


def visit(tx: Tx, actor: Actor) -> dict[str, Any]:
    """The person, the workspace and the instant. Raises NotAllowed for machines: pages are for people."""
    person = tx.session.get_one(PersonRow, UUID(actor.require_person()))
    partner = tx.session.get_one(PartnerRow, (tx.workspace_id, UUID(actor.partner))) if actor.partner else None
    place = workspace(tx)
    return {
        "workspace": {"key": place.key, "name": place.name},
        "time_zone": place.time_zone,
        "now": tx.now.isoformat(),
        "person": {"id": str(person.id), "name": person.name, "email": person.email},
        "roles": sorted(actor.roles),
        "partner": {"key": partner.key, "name": partner.name} if partner else None,
        "administrator": actor.administrator,
        "reads_record": actor.administrator or bool(set(actor.roles) & _record_readers(approval_policy(tx))),
        "company": actor.partner is None,
        "waiting": tx.unchanged(
            ("waiting", actor.person, tuple(sorted(actor.roles))), lambda: waiting_count(tx, actor)
        ),
        "proposals": tx.unchanged("proposals", lambda: open_count(tx)) if actor.partner is None else 0,
    }


def _record_readers(policy: ApprovalPolicy | None) -> set[str]:
    """The roles that own the approval policy read the record; RevOps while there is none."""
    return set(policy.owners.approval if policy else ("revops",)) - {PARTNER}
