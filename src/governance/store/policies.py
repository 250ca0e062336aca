"""Policy documents as they are in force. What was built from immutable rows is kept."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam
from sqlmodel import col, select

from governance.core.policy.approval import ApprovalPolicy
from governance.core.policy.document import Document
from governance.core.policy.history import KINDS, Published, in_force, policy_set_at
from governance.core.policy.policy_set import PolicySet
from governance.store.tables.policies import DocumentRow, PolicySetRow
from governance.store.transaction import Tx
from governance.store.workspaces import workspace

Heads = tuple[tuple[UUID, datetime], ...]
"""Published versions by id, each with the instant of its publication."""

# Built once: every request asks it.
_HEADS = (
    select(DocumentRow.id, DocumentRow.published_at)
    .where(col(DocumentRow.workspace_id) == bindparam("workspace"), col(DocumentRow.published_at).is_not(None))
    .order_by(col(DocumentRow.key), col(DocumentRow.number))
)


def policies_in_force(tx: Tx) -> PolicySet | None:
    """The policy set in force now; None while there is no complete one."""
    heads, day = _published(tx), workspace(tx).day(tx.now)
    return tx.kept.get(
        ("policies", tx.workspace_id, heads, day), lambda: policy_set_at(workspace(tx), _versions(tx, heads), tx.now)
    )


def published(tx: Tx) -> Sequence[Published]:
    """Every version of every document that was published until now."""
    return _versions(tx, _published(tx))


def approval_policy(tx: Tx) -> ApprovalPolicy | None:
    """The approval policy in force now; where none is, the one published last, so that owners stay owners."""
    there = [one for one in published(tx) if isinstance(one.document, ApprovalPolicy)]
    now = in_force(there, ApprovalPolicy, workspace(tx).day(tx.now), tx.now)
    found = now or max(there, key=lambda one: (one.published_at, one.number), default=None)
    return found.document if found and isinstance(found.document, ApprovalPolicy) else None


def policies_of(tx: Tx, digest: str) -> PolicySet | None:
    """A policy set as it was; None if the workspace never had it."""

    def load() -> PolicySet | None:
        row = tx.session.get(PolicySetRow, (tx.workspace_id, digest))
        if row is None:
            return None
        return policy_set_at(workspace(tx), _read(tx, [UUID(id) for id in row.documents]), row.since)

    return tx.kept.get(("policy_set", tx.workspace_id, digest), load)


def remember_policy_set(tx: Tx, policies: PolicySet) -> bool:
    """Keep which documents made a set, so that it can be read again. False if it was known."""
    if tx.session.get(PolicySetRow, (tx.workspace_id, policies.digest)) is not None:
        return False
    ids = [str(id) for id, _ in _published(tx)]
    row = PolicySetRow(workspace_id=tx.workspace_id, digest=policies.digest, documents=ids, since=tx.now)
    tx.session.add(row)
    return True


def document_of(row: DocumentRow) -> Document:
    """The document that a row holds."""
    return KINDS[row.kind].model_validate_json(json.dumps(row.content))


def _published(tx: Tx) -> Heads:
    """All versions published until now, without their contents."""

    def read() -> Heads:
        rows = tx.session.exec(_HEADS, params={"workspace": tx.workspace_id})
        return tuple((id, at) for id, at in rows if at and at <= tx.now)

    return tx.once("published", read)


def _versions(tx: Tx, heads: Heads) -> Sequence[Published]:
    return tx.kept.get(("published", tx.workspace_id, heads), lambda: _read(tx, [id for id, _ in heads]))


def _read(tx: Tx, ids: Sequence[UUID]) -> list[Published]:
    chosen = select(DocumentRow).where(DocumentRow.workspace_id == tx.workspace_id, col(DocumentRow.id).in_(ids))
    rows = tx.session.exec(chosen.execution_options(populate_existing=True))
    return [Published(document_of(row), row.number, row.published_at) for row in rows if row.published_at]
