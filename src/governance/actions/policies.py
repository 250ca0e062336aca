"""Policies on their way into force: one person proposes a version, a second one publishes it."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from governance.actions.notice import notice_policies
from governance.actions.policy_versions import heading, record_of
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.errors import NotAllowed, Unusable, WrongState
from governance.core.policy.approval import ApprovalPolicy
from governance.core.policy.document import Document
from governance.core.policy.history import Published
from governance.core.policy.life import VersionState
from governance.core.publication import Obstacle, obstacles, unkeepable, unstaffed
from governance.core.review.people import PARTNER
from governance.store.documents import document_row, kind_of_key, next_number, open_rows, rows_of_digest
from governance.store.policies import approval_policy, document_of, policies_in_force, published
from governance.store.staffed import staffed_roles
from governance.store.tables.policies import DocumentRow
from governance.store.transaction import Tx
from governance.store.workspaces import partners, workspace

MOST_TOLD = 20
"""Obstacles named in one refusal; the others are counted."""


def propose(tx: Tx, actor: Actor, documents: Sequence[Document]) -> dict[str, Any]:
    """Propose documents, each as the next version of its key. One that says nothing new is left as it is."""
    actor.require_person()
    actor.require_company()
    proposed: list[dict[str, Any]] = []
    unchanged: list[dict[str, Any]] = []
    for document in documents:
        actor.require_role(*_owners(tx, document.kind, documents))
        _require_kind(tx, document)
        known = _known(tx, document)
        (unchanged if known else proposed).append(heading(tx, known or _proposal(tx, actor, document)))
    return {"proposed": proposed, "unchanged": unchanged}


def publish(tx: Tx, actor: Actor, key: str, number: int) -> dict[str, Any]:
    """Put a proposed version in force from its date. Whoever proposed it never publishes it."""
    person, row = _open(tx, actor, key, number)
    document = document_of(row)
    if person == str(row.proposed_by):
        message = f"You proposed {key}@{number}; a second person publishes it"
        raise NotAllowed(message, code="second_person_needed")
    actor.require_role(*_owners(tx, row.kind, [document]))
    _require_order(tx, key, number)
    _require_publishable(tx, Published(document, number, tx.now))
    row.published_by, row.published_at = UUID(person), tx.now
    tx.session.flush()
    dates = {"in_force_from": row.in_force_from, "in_force_until": row.in_force_until}
    spoken = {name: day and day.isoformat() for name, day in dates.items()}
    tx.append(Act.POLICY_PUBLISHED, actor, ("policy", row.id), {**record_of(row), **spoken})
    changed = notice_policies(tx, actor)
    policies = policies_in_force(tx)
    return {**heading(tx, row), "policy_set": policies.digest if policies else None, "policy_set_changed": changed}


def withdraw(tx: Tx, actor: Actor, key: str, number: int) -> dict[str, Any]:
    """Take a proposal back: whoever proposed it, or an owner of its kind. Its number is not given again."""
    person, row = _open(tx, actor, key, number)
    if person != str(row.proposed_by):
        actor.require_role(*_owners(tx, row.kind, [document_of(row)]))
    row.withdrawn_at = tx.now
    tx.append(Act.POLICY_WITHDRAWN, actor, ("policy", row.id), record_of(row))
    return heading(tx, row)


def _proposal(tx: Tx, actor: Actor, document: Document) -> DocumentRow:
    content = document.model_dump(mode="json", by_alias=True)
    for fault in unkeepable(content):
        raise Unusable(f"{document.key}: {fault}", field="document")
    row = DocumentRow(
        workspace_id=tx.workspace_id,
        id=uuid4(),
        sequence=tx.number(),
        kind=document.kind,
        key=document.key,
        number=next_number(tx, document.key),
        digest=document.digest,
        content=content,
        in_force_from=document.in_force_from,
        in_force_until=document.in_force_until,
        proposed_by=UUID(actor.require_person()),
        proposed_at=tx.now,
    )
    tx.session.add(row)
    tx.session.flush()
    tx.append(Act.POLICY_PROPOSED, actor, ("policy", row.id), record_of(row))
    return row


def _known(tx: Tx, document: Document) -> DocumentRow | None:
    """The version that says the same and is proposed, in force, or will be."""
    live = (VersionState.PROPOSED, VersionState.IN_FORCE, VersionState.FUTURE)
    rows = rows_of_digest(tx, document.key, document.digest)
    return next((row for row in rows if heading(tx, row)["state"] in live), None)


def _owners(tx: Tx, kind: str, among: Iterable[Document]) -> tuple[str, ...]:
    """The roles that own a kind; before there is an approval policy, as the first one proposed has it."""
    policy = approval_policy(tx) or next((one for one in among if isinstance(one, ApprovalPolicy)), None)
    if policy is None:
        waiting = [document_of(row) for row in open_rows(tx, "approval", limit=1)]
        policy = next((one for one in waiting if isinstance(one, ApprovalPolicy)), None)
    if policy is None:
        message = "No approval policy says who owns policies; propose one first, or together with the others"
        raise WrongState(message, code="no_approval_policy")
    roles: tuple[str, ...] = getattr(policy.owners, kind)
    return roles


def _require_kind(tx: Tx, document: Document) -> None:
    kind = kind_of_key(tx, document.key)
    if kind not in (None, document.kind):
        message = f"Key {document.key} belongs to a {kind}; this is a {document.kind}, which takes another key"
        raise Unusable(message, field="key")


def _open(tx: Tx, actor: Actor, key: str, number: int) -> tuple[str, DocumentRow]:
    """Who acts, and the proposal. Raises WrongState if it is none any more."""
    person = actor.require_person()
    actor.require_company()
    row = document_row(tx, key, number)
    if row.published_at or row.withdrawn_at:
        raise WrongState(f"{key}@{number} is {'published' if row.published_at else 'withdrawn'} already")
    return person, row


def _require_order(tx: Tx, key: str, number: int) -> None:
    """Claims are numbered along the versions of a talk track, so an older one never comes in later."""
    later = [one.number for one in published(tx) if one.document.key == key and one.number > number]
    if later:
        message = f"{key}@{max(later)} is published, and {key}@{number} is older; propose it again to publish it"
        raise WrongState(message, code="newer_version_published")


def owners_of(tx: Tx, kind: str) -> tuple[str, ...]:
    """The roles that own a kind of document; none while no approval policy says so."""
    policy = approval_policy(tx)
    return tuple(getattr(policy.owners, kind)) if policy else ()


def hindrances(tx: Tx, row: DocumentRow) -> list[str]:
    """What keeps a proposal from being published now, whoever publishes it. Its own tests are run."""
    version = Published(document_of(row), row.number, tx.now)
    return [one.message for one in _hindering(tx, version)]


def _require_publishable(tx: Tx, version: Published) -> None:
    found = _hindering(tx, version)
    if found:
        raise _unusable(f"{version.document.key}@{version.number}", found)


def _hindering(tx: Tx, version: Published) -> list[Obstacle]:
    found = obstacles(version, published(tx), workspace(tx), tx.now)
    if isinstance(version.document, ApprovalPolicy):
        staffed = staffed_roles(tx, version.document.new_role_votes_after)
        # A requirement of partners waits for the first partner; until then it applies to nobody.
        found += unstaffed(version.document, staffed if partners(tx) else {*staffed, PARTNER})
    return found


def _unusable(ref: str, found: Sequence[Obstacle]) -> Unusable:
    told = "; ".join(one.message for one in found[:MOST_TOLD])
    more = f"; and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
    return Unusable(f"{ref} cannot be published: {told}{more}", field=found[0].field)
