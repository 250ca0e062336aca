"""A rule for sending e-mail that the message does not keep.

What it finds
    A postal address, a way to opt out, the company's or the agency's name, or a contact that is not in every
    rendering of the body and of the HTML part; the subject of a first touch that can pass for a reply; headers for
    unsubscribing that the platform does not add, or of which nobody said whether it does. The message standard
    switches rules on by region; where the region is not known, all of them hold. E-mail only.

Why it matters
    These rules are law or the mailbox providers' own, and hold for follow-ups and for what agencies send, too.

Instead
    Add what is named, outside any choice and any fallback, or set the field that is named. Sources are secondary;
    the text of no law was read for them, and a standard can switch each set off.
"""

from collections.abc import Iterator, Sequence

from governance.core.checks import place
from governance.core.checks.demanded import ALLOWED, WHAT, agency_names, company_names, sought
from governance.core.checks.finding import Assessment, Observation
from governance.core.copy.holding import around, look_for
from governance.core.copy.parsed import ParsedPart
from governance.core.copy.reach import Options
from governance.core.copy.readings import reading
from governance.core.copy.renderings import alternatives
from governance.core.copy.reply_mark import passing_for_a_reply
from governance.core.copy.text import Span
from governance.core.copy.variant import PartName
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.rules_by_region import rules_for
from governance.core.policy.sending_rules import Demand, SendingRule
from governance.core.policy.standard import Severity

CODE = "sending_rule"
SEVERITY: Severity = "blocker"


def check(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    if seen.manifest.channel != "email":
        return
    for demand, rules in _by_demand(rules_for(policies.standard, seen.manifest.recipient_regions)).items():
        for observed in _unmet(demand, seen, policies):
            yield Observation(observed.part, observed.span, f"{observed.message}; {_cited(rules)}")


def _by_demand(rules: Iterator[SendingRule]) -> dict[Demand, list[SendingRule]]:
    """What several sets ask is found once."""
    found: dict[Demand, list[SendingRule]] = {}
    for rule in rules:
        found.setdefault(rule.demand, []).append(rule)
    return found


def _cited(rules: Sequence[SendingRule]) -> str:
    sources = dict.fromkeys(source for rule in rules for source in rule.source.split("; "))
    return f"{' and '.join(rule.id for rule in rules)} (source: {'; '.join(sources)})"


def _unmet(demand: Demand, seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    if demand is Demand.NO_FALSE_REPLY:
        yield from _false_reply(seen)
    elif demand is Demand.UNSUBSCRIBE_HEADER:
        yield from _header(seen)
    elif demand is Demand.AGENCY and not agency_names(seen.manifest, policies):
        yield from _nobody_said_who_sends(seen, policies)
    elif demand in WHAT:
        yield from _missing(demand, seen, policies)


def _missing(demand: Demand, seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    wanted = sought(demand, seen.manifest, policies)
    allowed = ALLOWED[demand].format(
        standard=policies.ref(policies.standard),
        names=" or ".join(company_names(policies)),
        agency="".join(agency_names(seen.manifest, policies)),
    )
    for part in place.messages(seen.copy):
        held = look_for(part, wanted)
        if part.unreadable or held.always:
            continue
        if held.without:
            where, span = place.of_option(part, held.without), part.text.span(*around(held.without))
        else:
            where, span = f"some renderings of the {part.name}" if held.ever else f"the {part.name}", place.end(part)
        yield Observation(part, span, f"{WHAT[demand]} is missing from {where}; write {allowed}")


def _nobody_said_who_sends(seen: Assessment, policies: PolicySet) -> Iterator[Observation]:
    if seen.manifest.agency is None and policies.workspace.partners:
        partners = ", ".join(partner.name for partner in policies.workspace.partners)
        message = f"Nobody said who sends; set agency to a partner ({partners}) or to {policies.workspace.name}"
        yield Observation(place.message(seen.copy), place.beginning(), message)


def _header(seen: Assessment) -> Iterator[Observation]:
    if seen.manifest.unsubscribe_header:
        return
    state = "Nobody said that" if seen.manifest.unsubscribe_header is None else "It is said not to be so that"
    message = f"{state} the platform adds the unsubscribe headers; set unsubscribe_header to true once it does"
    yield Observation(place.message(seen.copy), place.beginning(), message)


def _false_reply(seen: Assessment) -> Iterator[Observation]:
    subject = seen.copy.part(PartName.SUBJECT)
    if subject is None or subject.unreadable or seen.manifest.kind == "followup":
        return
    options = passing_for_a_reply(subject)
    if options is not None:
        read = " ".join(reading(subject.tree.root, subject.text.text, options).split())[: place.MOST_QUOTED]
        message = f"The subject of a first touch can read “{read}”, which passes for a reply; leave the mark out"
        yield Observation(subject, _opening(subject, options), message)


def _opening(subject: ParsedPart, options: Options) -> Span:
    """The option that the rendering begins with, or else the words up to the first colon."""
    text = subject.text.text
    for node in subject.tree.root.nodes:
        forks = alternatives(node)
        chosen = forks[options.get(node.span.start, 0)].span if forks else node.span
        words = text[chosen.start : chosen.end]
        if any(map(str.isalnum, words)):
            end = chosen.end if forks else chosen.start + len(words.partition(":")[0]) + (":" in words)
            return subject.text.span(chosen.start, end)
    return place.beginning()
