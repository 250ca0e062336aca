"""A campaign that addresses people outside the ideal customer profile.

What it finds
    A declared persona, industry, company size or country that the qualification policy leaves out.

Why it matters
    Meetings with people who cannot buy cost both sides an hour, and sales rejects them.

Instead
    Choose an audience inside the profile, or have the profile changed by its owners.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Observation
from governance.core.checks.place import beginning, message
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "audience_outside_profile"
SEVERITY: Severity = "warning"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    if seen.audience.inside is False:
        policy = policies.ref(policies.qualification) if policies.qualification else "the profile"
        reasons = "; ".join(reason.rstrip(".") for reason in seen.audience.reasons)
        yield Observation(message(seen.copy), beginning(), f"Outside the profile of {policy}: {reasons}")
