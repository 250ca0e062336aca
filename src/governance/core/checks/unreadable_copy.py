"""Copy, or what it is sent with, that cannot be read.

What it finds
    Braces that do not match, characters that no message may hold, a part without text, a channel or a
    region that the message standard does not know.

Why it matters
    What cannot be read has not been checked, and a recipient may see it as it stands.

Instead
    Mend the place that is named, or name a channel and a region that the standard knows.
"""

from collections.abc import Iterator

from governance.core.checks.finding import Assessment, Observation
from governance.core.checks.place import beginning, message
from governance.core.copy.parsed import ParsedCopy
from governance.core.copy.variant import PartName
from governance.core.countries import COUNTRIES, known_country
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.standard import Severity

CODE = "unreadable_copy"
SEVERITY: Severity = "blocker"

_SHOWN = 40


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    for part in seen.copy.texts:
        for problem in part.unreadable:
            yield Observation(part, problem.span, problem.message)
    for fault in _faults(seen, policies):
        yield Observation(message(seen.copy), beginning(), fault)


def _faults(seen: Assessment, policies: PolicySet) -> Iterator[str]:
    if _is_empty(seen.copy):
        yield "The message has no text; give it a body or an HTML part"
    yield from _channel(seen.manifest.channel, policies)
    for region in seen.manifest.recipient_regions:
        yield from _region(region, policies)


def _is_empty(copy: ParsedCopy) -> bool:
    shown = [part for part in copy.parts if part.name is not PartName.SUBJECT]
    return not any(part.unreadable or part.folded.text.strip() for part in shown)


def _channel(channel: str | None, policies: PolicySet) -> Iterator[str]:
    channels = policies.standard.channels
    if channel in channels:
        return
    state = f"Channel {_shown(channel)} is not known" if channel else "No channel is set"
    yield f"{state}, so its rules are not checked; {_standard(policies)} knows {', '.join(channels)}"


def _region(region: str, policies: PolicySet) -> Iterator[str]:
    groups = policies.standard.groups
    if region in groups or region in COUNTRIES:
        return
    country = known_country(region) or "a country code of ISO 3166-1"
    known = f", or a group of {_standard(policies)}: {', '.join(groups)}" if groups else ""
    yield f"Region {_shown(region)} is not known; write {country}{known}"


def _standard(policies: PolicySet) -> str:
    return policies.ref(policies.standard)


def _shown(value: str) -> str:
    return f"“{value}”" if len(value) <= _SHOWN else f"“{value[:_SHOWN]}…”"
