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
from governance.core.copy.links import Link, is_way_out, links_in, same_address, targets
from governance.core.copy.parsed import ParsedPart, Sentence
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "too_many_links"
SEVERITY: Severity = "warning"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    channel = policies.standard.channels.get(seen.manifest.channel or "")
    if channel is None or channel.limits.links is None:
        return
    limit, found = channel.limits.links, _distinct(seen.copy.parts)
    if len(found) > limit:
        part, link = list(found.values())[limit]
        rule = f"{policies.ref(policies.standard)} allows {limit} on {seen.manifest.channel}"
        yield Observation(part, link.span, f"The message has {len(found)} links; {rule}")


def _distinct(parts: tuple[ParsedPart, ...]) -> dict[str, tuple[ParsedPart, Link]]:
    """The links of the message by address, each where it stands first."""
    found: dict[str, tuple[ParsedPart, Link]] = {}
    for part in parts:
        for sentence in (sentence for text in (part, *part.asides) for sentence in text.sentences):
            for link in _most(sentence, found):
                found.setdefault(link.address, (part, link))
        for target in targets(part):
            if not is_way_out(target.address):
                found.setdefault(same_address(target.address), (part, target))
    return found


def _most(sentence: Sentence, known: dict[str, tuple[ParsedPart, Link]]) -> list[Link]:
    """The links of the rendering that adds the most addresses."""
    each = [list(links_in(text)) for text in sentence.folded]
    return max(each, key=lambda links: len({link.address for link in links if link.address not in known}))
