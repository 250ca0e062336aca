"""What pages tell of a claim: its wordings, where it comes from, where it may be said, and until when."""

from collections.abc import Mapping
from typing import Any

from governance.core.policy.policy_set import PolicySet, VersionedClaim


def claims_of(policies: PolicySet, report: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The claims that a report's statements rest on, by `id@n`."""
    refs = {ref for statement in report["statements"] for ref in statement["claims"]}
    return {ref: facts(policies.claims_by_ref[ref]) for ref in sorted(refs) if ref in policies.claims_by_ref}


def facts(versioned: VersionedClaim) -> dict[str, Any]:
    """A claim as JSON values."""
    claim = versioned.claim
    return {"ref": versioned.ref, "number": versioned.number, **claim.model_dump(mode="json")}
