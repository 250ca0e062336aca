"""Search over what somebody may see: variants, campaigns, claims and people."""

from typing import Any

from governance.actions import shown
from governance.core.actor import Actor
from governance.core.policy.policy_set import VersionedClaim
from governance.store.policies import policies_in_force
from governance.store.search import campaigns_named, people_named, variants_named
from governance.store.transaction import Tx

Json = dict[str, Any]
LONGEST = 200
MOST = 50


def find(tx: Tx, actor: Actor, words: str, limit: int) -> Json:
    """What begins with these words, at most `limit` of each kind; claims hold them anywhere.

    A partner's people find their own partner's, and no people.
    """
    actor.require_scope("read")
    words, most = words.strip()[:LONGEST], min(limit, MOST)
    if not words:
        return {"variants": [], "campaigns": [], "claims": [], "people": []}
    people = people_named(tx, words, most) if actor.partner is None else []
    return {
        "variants": [
            shown.variant(row, of) | shown.projection(row) for row, of in variants_named(tx, actor, words, most)
        ],
        "campaigns": [shown.campaign(row) for row in campaigns_named(tx, actor, words, most)],
        "claims": _claims(tx, words, most),
        "people": [{"id": str(row.id), "name": row.name} for row in people],
    }


def _claims(tx: Tx, words: str, most: int) -> list[Json]:
    policies = policies_in_force(tx)
    found = [one for one in policies.claims if _says(one, words.casefold())] if policies else []
    return [{"id": one.claim.id, "ref": one.ref, "wording": one.claim.wordings[0]} for one in found[:most]]


def _says(versioned: VersionedClaim, words: str) -> bool:
    claim = versioned.claim
    return any(words in text.casefold() for text in (claim.id, *claim.wordings))
