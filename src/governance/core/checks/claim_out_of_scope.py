"""An approved claim on a channel or in a region for which it was not approved.

What it finds
    A statement that rests on a claim which the talk track does not allow on the message's channel, or in
    one of the regions it goes to.

Why it matters
    Evidence, law and the space for a qualifier differ by place; the approval covered only those named.

Instead
    Say it where it is allowed, or use a claim that is approved for this channel and region.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Observation
from governance.core.checks.judged import judged
from governance.core.claims.statement import Ground, Statement, Verdict
from governance.core.copy.variant import Manifest
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity
from governance.core.policy.talk_track import Claim

CODE = "claim_out_of_scope"
SEVERITY: Severity = "blocker"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    for part, statement in judged(seen, Verdict.PROHIBITED):
        if statement.ground in (Ground.CHANNEL, Ground.REGION):
            message = _message(statement, seen.manifest, policies)
            yield Observation(part, statement.span, message, claim=statement.claim)
    if not seen.manifest.recipient_regions:
        yield from _without_region(seen, policies)


def _without_region(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    """Claims for some regions only, in copy that does not say where it goes: that could not be checked."""
    for verdict in (Verdict.SUPPORTED, Verdict.MISSING_QUALIFIER, Verdict.ALTERED):
        for part, statement in judged(seen, verdict):
            for ref in statement.claims:
                known = policies.claims_by_ref.get(ref)
                if known and not isinstance(known.claim.regions, str):
                    places = ", ".join(known.claim.regions)
                    message = f"{ref} is approved for {places} only, and no region or country is declared"
                    yield Observation(part, statement.span, message, claim=ref)


def _message(statement: Statement, manifest: Manifest, policies: PolicySet) -> str:
    talk_track, claim = policies.ref(policies.talk_track), _claim(statement, policies)
    if claim is None:
        return f"{talk_track} does not allow this statement for this {statement.ground}"
    allowed = claim.channels if statement.ground is Ground.CHANNEL else claim.regions
    where = _where(statement, claim, manifest, policies)
    places = allowed if isinstance(allowed, str) else ", ".join(allowed)
    return f"{talk_track} allows {statement.claim} for {places}, not for {where}"


def _where(statement: Statement, claim: Claim, manifest: Manifest, policies: PolicySet) -> str:
    if statement.ground is Ground.CHANNEL:
        return manifest.channel or "a message without a channel"
    outside = [r for r in manifest.recipient_regions if not policies.region_allowed(claim.regions, r)]
    return ", ".join(outside) or "a message without a region"


def _claim(statement: Statement, policies: PolicySet) -> Claim | None:
    known = policies.claims_by_ref.get(statement.claim or "")
    return known.claim if known else None
