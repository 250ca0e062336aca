"""Noticing that other policies are in force, or another engine: by publication, or by the day alone."""

from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.policy.policy_set import PolicySet
from governance.core.report import ENGINE
from governance.store.policies import policies_in_force, remember_policy_set
from governance.store.transaction import Tx


def notice_policies(tx: Tx, actor: Actor) -> bool:
    """Record a change of what is in force, and have everything live checked again. Whether there was one."""
    policies = policies_in_force(tx)
    under = under_text(policies) if policies else None
    if tx.head.checked_under == under:
        return False
    before, tx.head.checked_under = tx.head.checked_under, under
    if policies:
        remember_policy_set(tx, policies)
    data = {"before": before, "after": under, "documents": _documents(policies) if policies else []}
    entry = tx.append(Act.POLICY_SET_CHANGED, actor, data=data, policy_set=policies.digest if policies else None)
    tx.enqueue("recheck", f"recheck:{tx.workspace_id}:{entry.sequence}", str(tx.workspace_id))
    return True


def under_text(policies: PolicySet) -> str:
    """The policy set and the engine, as rows name them."""
    return f"{policies.digest} {ENGINE}"


def _documents(policies: PolicySet) -> list[str]:
    return sorted(policies.ref(document) for document in policies.documents)
