"""More links than the channel allows.

What it finds
    Distinct addresses in the message, in text and behind anchors, and merge fields that stand for a link,
    beyond the limit. The recipient's way out does not count. The rendering with the most links counts.

Why it matters
    Filters read many links as bulk mail, and readers do not know which one to follow.

Instead
    Keep the one link that the message is about.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Observation
from governance.core.copy.links import distinct_links
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "too_many_links"
SEVERITY: Severity = "warning"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    channel = policies.standard.channels.get(seen.manifest.channel or "")
    if channel is None or channel.limits.links is None:
        return
    limit, found = channel.limits.links, distinct_links(seen.copy.parts)
    if len(found) > limit:
        part, link = list(found.values())[limit]
        rule = f"{policies.ref(policies.standard)} allows {limit} on {seen.manifest.channel}"
        yield Observation(part, link.span, f"The message has {len(found)} links; {rule}")
